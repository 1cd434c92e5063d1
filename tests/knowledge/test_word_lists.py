from __future__ import annotations

from pathlib import Path

import pytest

from communique.knowledge.word_lists import word_list


@pytest.mark.parametrize(
    ("name", "words", "others"),
    [
        ("place_prepositions", {"in", "at", "near"}, {"with", "against"}),
        ("of_a_place", {"is", "was", "lies"}, {"said", "rejects"}),
        ("name_particles", {"van", "al", "bin"}, {"the", "and"}),
        ("calendar", {"monday", "april"}, {"treaty", "ankara"}),
        ("pairs", {"side", "minister", "country"}, {"sides", "treaty"}),
        ("to_a_government", {"urged", "accused"}, {"visited", "reached"}),
    ],
)
def test_what_a_list_holds(name: str, words: set[str], others: set[str]) -> None:
    assert words <= word_list(name)
    assert not others & word_list(name)
    assert all(w == w.casefold() for w in word_list(name))


def test_persons_in_pairs_are_pairs() -> None:
    assert word_list("pairs_of_people") <= word_list("pairs")


def test_no_such_list() -> None:
    with pytest.raises(KeyError):
        word_list("colours")


def test_users_replace_a_list_by_their_own(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("name\tabout\twords\ncalendar\tdays\tnowruz eid\n", encoding="utf-8")
    assert word_list("calendar", tmp_path) == {"nowruz", "eid"}
    assert "monday" in word_list("calendar")
    assert word_list("pairs", tmp_path) == word_list("pairs")

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.knowledge.tables import read_table
from communique.knowledge.word_lists import TABLES, word_list


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


def test_every_list_is_asked_for_and_every_one_asked_for_is_there() -> None:
    source = Path(__file__).parents[2] / "src" / "communique"
    code = "\n".join(f.read_text(encoding="utf-8") for f in source.rglob("*.py"))
    names = [row["name"] for table in TABLES for row in read_table(table, ("name", "about", "words"), ("name",))]
    assert len(set(names)) == len(names), "a list stands twice"
    assert [n for n in names if f'"{n}"' not in code and not n.startswith("supposed_")] == []
    assert set(re.findall(r'\bword_list\("([^"]+)"', code)) - set(names) == set()

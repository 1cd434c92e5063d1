"""The words of meetings, agreements, relations, conditions and positions as their tables give them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import agreements, conditional_markers, meetings, relation_lexicon, stance_lexicon


@pytest.mark.parametrize(
    ("form", "format"),
    [("talks", "talks"), ("summits", "summit"), ("phone call", "call"), ("visits", "visit"), ("votes", "vote")],
)
def test_nouns_of_meetings(form: str, format: str) -> None:  # noqa: A002
    assert meetings.nouns()[form].format == format


@pytest.mark.parametrize(("form", "need"), [("met", "both"), ("visiting", "place"), ("spoke", "phone")])
def test_verbs_of_meetings(form: str, need: str) -> None:
    assert meetings.verbs()[form].needs == (need,)


@pytest.mark.parametrize(
    ("part", "form", "status", "particle"),
    [
        ("verb", "cancelled", "cancelled", None),
        ("verb", "called", "cancelled", "off"),
        ("verb", "put", "postponed", "off"),
        ("adj", "upcoming", "planned", None),
        ("noun", "proposals", "proposed", None),
        ("prep", "after", "held", None),
    ],
)
def test_words_that_tell_a_status(part: str, form: str, status: str, particle: str | None) -> None:
    first = meetings.status_words(part)[form][0]  # type: ignore[arg-type]
    assert (first.status, first.particle) == (status, particle)


@pytest.mark.parametrize(
    ("text", "key", "date"),
    [
        ("the Oslo Accords", "oslo", "1993-09-13"),
        ("NPT", "npt", "1968-07-01"),
        ("Minsk agreements", "minsk", None),
        ("Treaty of Lisbon", "lisbon", "2007-12-13"),
    ],
)
def test_known_agreements(text: str, key: str, date: str | None) -> None:
    found = agreements.by_name(text)
    assert found is not None
    assert (found.key, found.date) == (key, date)


def test_every_date_of_an_agreement_is_one() -> None:
    from datetime import date

    for entry in agreements.known_agreements().values():
        if entry.date is not None:
            assert date.fromisoformat(entry.date) <= date(2026, 1, 1)


def test_frames_of_relations() -> None:
    assert {f.type for f in relation_lexicon.verbs()["supports"]} == {"supports"}
    assert relation_lexicon.nouns()["allies"][0].shape == "of"
    assert "at odds" in relation_lexicon.phrases()


def test_markers_the_longest_first() -> None:
    assert conditional_markers.markers()["in"][0].words == ("in", "the", "event", "that")


def test_stances() -> None:
    verbs = stance_lexicon.position_words("verb")
    assert (verbs["opposed"].stance, verbs["favours"].stance) == ("against", "for")
    assert [f.turned for f in verbs["voted"].frames if f.prepositions == ("against",)] == [True]
    assert (verbs["ruled"].particle, verbs["tolerate"].only_denied) == ("out", True)


TABLES: list[tuple[str, str, Callable[[Path], object]]] = [
    ("meeting_nouns", "word\tpos\tformat\nparley\tadverb\ttalks\n", meetings.nouns),
    ("meeting_nouns", "word\tpos\tformat\nparley\tnoun\tparley\n", meetings.nouns),
    ("meeting_status", "word\tpos\tstatus\nhaply\tverb\tmaybe\n", lambda f: meetings.status_words("verb", f)),
    ("agreement_nouns", "noun\tclass\nbond\tpaper\n", agreements.nouns),
    ("agreement_status", "word\tpos\tstatus\nhaply\tverb\tmaybe\n", lambda f: agreements.standings("verb", f)),
    ("relation_frames", "word\tpos\tframe\ttype\tstrength\naid\tverb\tobj\tlikes\t0.5\n", relation_lexicon.verbs),
    ("relation_frames", "word\tpos\tframe\ttype\tstrength\naid\tverb\tsky\tsupports\t0.5\n", relation_lexicon.verbs),
    ("relation_frames", "word\tpos\tframe\ttype\tstrength\naid\tverb\tobj\tsupports\tmuch\n", relation_lexicon.verbs),
    ("conditional_markers", "marker\tshape\tstrength\nlest\tround\t0.5\n", conditional_markers.markers),
    ("conditional_markers", "marker\tshape\tstrength\nlest\tclause\tmuch\n", conditional_markers.markers),
    ("position_words", "word\tpos\tstance\tframes\tstrength\nlike\tverb\tperhaps\tobj\t0.5\n",
     lambda f: stance_lexicon.position_words("verb", f)),
    ("position_words", "word\tpos\tstance\tframes\tstrength\nlike\tverb\tfor\tsky\t0.5\n",
     lambda f: stance_lexicon.position_words("verb", f)),
]  # fmt: skip


@pytest.mark.parametrize(("table", "content", "load"), TABLES)
def test_a_wrong_row_is_named(tmp_path: Path, table: str, content: str, load: Callable[[Path], object]) -> None:
    (tmp_path / f"{table}.tsv").write_text(content)
    with pytest.raises(KnowledgeError, match="line 2"):
        load(tmp_path)


def test_a_user_adds_a_word(tmp_path: Path) -> None:
    (tmp_path / "meeting_nouns.tsv").write_text("word\tpos\tformat\tneeds\nparley\tnoun\ttalks\twho\n")
    assert meetings.nouns(tmp_path)["parleys"].format == "talks"

"""A real report, read whole: what a reader of it would write down. Its text is no part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.model import Record
from tests.conftest import Read
from tests.reading import actor, classes, means, mentions, name_of, told

REPORT = Path(__file__).parents[2] / "shared" / "reports" / "istanbul.txt"
pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="../shared/reports/istanbul.txt is not here")

LAVROV, DAVUTOGLU = "Sergei Lavrov", "Ahmet Davutoglu"


@pytest.fixture(scope="module")
def record(read: Read) -> Record:
    return read([REPORT.read_text(encoding="utf-8")])[0]


@pytest.mark.parametrize(
    ("words", "speaker", "cue", "act"),
    [
        ("rejects military intervention", LAVROV, "said", "say"),
        ("Russia hopes to avoid", LAVROV, "adding", "say"),
        ("We do not struggle", LAVROV, "said", "say"),
        ("the Syrian tragedy will continue", LAVROV, "warned", "warn"),
        ("is not a member of", LAVROV, "said", "say"),
        ("activities of the group", LAVROV, "expressed", "doubt"),
        ("as negative for dialogue", LAVROV, "slammed", "condemn"),
        ("this process is making a negative contribution", LAVROV, "said", "say"),
        ("When one party is isolated", LAVROV, "stressed", None),
        ("do you think it could contribute", LAVROV, "wondered", None),
        ("group is supporting the Syrian oppositions", LAVROV, "added", "say"),
        ("the chance for dialogue would be lost", LAVROV, "said", "say"),
        ("al- Qaida emergence", LAVROV, "reiterating", "reaffirm"),
        ("frank and sincere discussions", DAVUTOGLU, "said", "say"),
        ("Russia has contributed a lot", DAVUTOGLU, None, None),
        ("sincere talks with Lavrov", DAVUTOGLU, "hailed", "praise"),
        ("established different mechanisms", DAVUTOGLU, "said", "say"),
        ("more than 10 ministers", DAVUTOGLU, "said", "say"),
        ("the loss of life", "Russia and Turkey", "expressed grave concern about", "concern"),
        ("support for a peaceful solution", "Russia and Turkey", "reaffirmed", "reaffirm"),
        ("to continue their cooperation", "Russia and Turkey", "agreed", "agree"),
    ],
)
def test_who_said_what(record: Record, words: str, speaker: str, cue: str | None, act: str | None) -> None:
    outermost = told(record, words)
    while outermost.parent is not None:
        outermost = next(s for s in record.statements if s.id == outermost.parent)
    found = classes(record, outermost)
    assert found["speaker"] == speaker
    assert cue is None or cue in found["cue"]
    assert act in (None, found["act"])


def test_the_quotation_that_lost_its_opening_mark(record: Record) -> None:
    asked = told(record, "do you think it could contribute")
    assert asked.mode == "direct"
    assert "he stressed" not in "".join(c.of(record.report.text) for c in asked.content)


def test_what_is_told_but_not_said(record: Record) -> None:
    cues = [s.cue.of(record.report.text) for s in record.statements if s.cue]
    assert not any("referring" in cue for cue in cues)


@pytest.mark.parametrize(
    ("words", "nth", "who"),
    [
        ("his country", 0, "Russia"),
        ("his country", 1, "Russia"),
        ("Ankara", 0, "Turkey"),
        ("Moscow", 0, "Russia"),
        ("Both sides", 0, "Russia and Turkey"),
        ("They", 0, "Russia and Turkey"),
        ("They", 1, "Russia and Turkey"),
        ("He", 0, LAVROV),
    ],
)
def test_who_is_meant(record: Record, words: str, nth: int, who: str) -> None:
    assert means(record, words, nth) == who


def test_roles(record: Record) -> None:
    for name, title, state in [
        (LAVROV, "Foreign Minister", "Russia"),
        (DAVUTOGLU, "Foreign Minister", "Turkey"),
        ("John Kerry", "Secretary of State", "United States"),
    ]:
        assert (title, state) in [(r.title, name_of(record, r.of)) for r in actor(record, name).roles]
        assert actor(record, name).kind == "person"


def test_both_sides_are_russia_and_turkey(record: Record) -> None:
    assert [name_of(record, m) for m in actor(record, "Russia and Turkey").members] == ["Russia", "Turkey"]


def test_istanbul_is_a_place_and_the_last_line_is_boilerplate(record: Record) -> None:
    assert "Istanbul" not in [a.name for a in record.actors]
    assert mentions(record, "Russia", "metonym") == ["Moscow"]
    assert any("Comment" in b.of(record.report.text) for b in record.report.boilerplate)

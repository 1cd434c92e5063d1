"""Statements inside others' words: the shapes in which they are told, and whose the quotation marks are."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.markup import read_all
from corpus.splits import read_splits

from communique.extract.statements.nested import told_inside
from communique.language.document import Attribution
from communique.language.read import documents
from communique.model import Record, Span, Statement, make_report
from tests.conftest import Read
from tests.reading import name_of, told

SAID = "He said that "


def inside(told: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of what stands inside "He said that ..."."""
    text = SAID + told
    (document,) = documents([make_report(text, "a.txt")])
    outer = Attribution((Span(0, 2),), (Span(3, 7),), (Span(len(SAID), len(text)),), 0.9, "tagger")
    return [(a.source[0].of(text), a.cue[0].of(text), a.content[0].of(text)) for a in told_inside(document, [outer])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs with their clauses, infinitives and objects
        ("Oman had warned that the strait was mined.", [("Oman", "had warned", "that the strait was mined")]),
        ("Oman opposes the plan.", [("Oman", "opposes", "the plan")]),
        ("Oman wants guarantees.", [("Oman", "wants", "guarantees")]),
        ("Oman wants the embargo lifted.", [("Oman", "wants", "the embargo lifted")]),
        ("Oman urged Yemen to open the port.", [("Oman", "urged", "Yemen to open the port")]),
        ("Oman does not expect help from Yemen.", [("Oman", "does not expect", "help from Yemen")]),
        ("Oman had agreed in 1995 to settle the dispute.", [("Oman", "had agreed", "to settle the dispute")]),
        ("Oman called for an inquiry.", [("Oman", "called for", "an inquiry")]),
        ("Oman made clear that the port would open.", [("Oman", "made clear", "that the port would open")]),
        # what is planned, supposed or to end is no statement
        ("Oman plans to invite inspectors.", []),
        ("talks would end if Oman decided to leave.", []),
        ("Oman should end its support for the rebels.", []),
        ("Oman ended talks after its support for the rebels.", [("its", "support for", "the rebels")]),
        # relatives and participles
        ("the ban that Oman had called for was late.", []),
        ("they would lift the tariffs Oman condemned.", [("Oman", "condemned", "the tariffs")]),
        ("the freeze proposed by Oman was late.", [("Oman", "proposed", "the freeze")]),
        ("the raids were condemned by Oman.", [("Oman", "were condemned", "the raids")]),
        ("a resolution calling for an inquiry had failed.", [("a resolution", "calling for", "an inquiry")]),
        # nouns with their owner
        ("Oman's demand that the port be opened was late.", [("Oman's", "demand", "that the port be opened")]),
        ("Oman's commitment to peace was plain.", [("Oman's", "commitment to", "peace")]),
        ("the commitment of Oman to help was plain.", [("Oman", "commitment", "to help")]),
        # adjectives
        ("Oman is committed to peace in the Gulf.", [("Oman", "is committed to", "peace in the Gulf")]),
        ("Oman is concerned about the raids.", [("Oman", "is concerned about", "the raids")]),
        # nobody's, things', possibilities, one's own hedges
        ("any party wishing to leave may leave.", []),
        ("the ceremony showed that the war was over.", []),
        ("it would be hard for Oman to deny entry.", []),
        ("Oman could accept a compromise.", []),
        ("I think the war is over.", []),
        ("Oman bombed the port.", []),
    ],
)  # fmt: skip
def test_shapes(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "speaker", "mode"),
    [
        ("“Chad says that it wants peace,” Kenyan Foreign Minister Amina Otieno said.", "it wants", "Chad", "indirect"),
        ("“Chad rejected the plan,” Kenyan Foreign Minister Amina Otieno said.", "the plan", "Chad", "reported"),
        ("“Chad told us that it would ‘never sign’ the plan,” Kenyan Foreign Minister Amina Otieno said.",
         "never sign", "Chad", "mixed"),
        ("Kenyan Foreign Minister Amina Otieno said that Chad had called the raid “a grave crime”.",
         "grave crime", "Chad", "mixed"),
    ],
)  # fmt: skip
def test_whose_the_marks_are(read_dated: Read, text: str, words: str, speaker: str, mode: str) -> None:
    (record,) = read_dated([text])
    statement = told(record, words)
    assert (name_of(record, statement.speaker), statement.mode) == (speaker, mode)
    assert statement.parent is not None


MARKS = "“‘«\"'„"


def borrowed(record: Record) -> list[str]:
    """Words that the record gives as a speaker's own though the marks around them are another's."""
    text = record.report.text
    by_id: dict[str | None, Statement] = {s.id: s for s in record.statements}
    return [
        c.of(text)
        for s in record.statements
        if s.mode == "direct" and (outer := by_id.get(s.parent)) is not None
        if outer.mode in ("direct", "mixed", "free") and outer.speaker != s.speaker and s.cue is not None
        for c in s.content
        if not set(text[s.cue.start if s.cue.end <= c.start else c.start - 1 : c.start + 1]) & set(MARKS)
        if any(o.covers(c) for o in outer.content)
    ]


def test_nobody_wears_anothers_marks(read_dated: Read) -> None:
    """Over the examples, and the passages of the corpus that have quotations and that rules may be tried on."""
    root = Path(__file__).parents[4]
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "examples").glob("*.txt"))]
    splits = read_splits()
    texts += [p.text for p in read_all() if splits.get(p.path.stem) != "test" and any(m in p.text for m in '“"«„')]
    assert len(texts) > 100
    assert [words for record in read_dated(texts) for words in borrowed(record)] == []

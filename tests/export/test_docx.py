"""Dossiers as documents: well-formed, every reference with its footnote, nothing of a report read as mark-up."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from communique.export.docx import W, dossier_docx
from communique.query.actors import Dossier, OfficeTenure
from communique.query.answers import ActorLabel, Citation, StatementAnswer
from communique.query.fact_answers import FactAnswer
from communique.query.issues import PositionAnswer
from communique.query.lookups import ReportPages

NASTY = "</w:t><w:p/>\x00\x1b[31m & “quoted” \ud800 =1+1"


PAGES = ReportPages(None, ((0, "11"), (3, "12"), (400, "13")))


@pytest.mark.parametrize(
    ("pages", "start", "page"),
    [
        (PAGES, 0, "11"),
        (PAGES, 2, "11"),
        (PAGES, 3, "12"),
        (PAGES, 4_000, "13"),
        (ReportPages("A4"), 3, "A4"),
        (ReportPages("A4", PAGES.starts), 3, "12"),
        (ReportPages(None), 3, None),
    ],
)
def test_a_place_is_on_the_page_that_began_last(pages: ReportPages, start: int, page: str | None) -> None:
    assert pages.at(start) == page


def citation(n: int) -> Citation:
    return Citation(f"{n:064x}", n, n + 9, "2013-04-17?", "The Wire", f"Title {n}", "a.txt", "https://example.org/a")


def dossier(name: str = "Amina Otieno") -> Dossier:
    who = ActorLabel(name, "e1", "KEN")
    said = StatementAnswer(
        "s", "it rains", "say", "direct", "communication", "negated", "actual", 0.9, citation(1), who
    )
    met = FactAnswer("m", "meeting", "held talks", (who,), "the talks", "2013-04", 0.9, {}, citation(2))
    chad = ActorLabel("Chad")
    did = FactAnswer("e", "event", "ACCUSE actual", (who, chad), "accused Chad", None, 0.9, {}, citation(3), to=(chad,))
    holds = PositionAnswer("2013", "fact", who, "against", "the plan", "i", "the plan", "w", "p", 0.9, citation(4))
    office = OfficeTenure("foreign minister", "Kenya", "2013-04-17?", "2013-04-19", 2, citation(5))
    return Dossier(
        "e1", name, "person", "KEN", "GOV", (name, "Otieno"), (office,), 2, "2013-04-17", "2013-04-19", {"say": 1},
        (said,), (), (), (), (holds,), (met,), (), (did,), (said,),
    )  # fmt: skip


def parts(packed: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def text(element: ElementTree.Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{{{W}}}t"))


def test_every_fact_has_a_footnote_with_report_page_and_characters() -> None:
    made = parts(dossier_docx([dossier()], {f"{1:064x}": ReportPages("A4"), f"{3:064x}": PAGES}))
    body, notes = made["word/document.xml"], made["word/footnotes.xml"]
    wanted = [r.get(f"{{{W}}}id") for r in body.iter(f"{{{W}}}footnoteReference")]
    there = {n.get(f"{{{W}}}id"): text(n) for n in notes.iter(f"{{{W}}}footnote")}
    assert wanted == [str(n) for n in range(1, 7)]
    assert set(wanted) <= set(there)
    assert there["2"].strip() == (
        "The Wire, “Title 1”, 2013-04-17?, p. A4, characters 1–10 of report 000000000000, https://example.org/a."
    )
    assert [("p. 12" in note, "p. 11" in note) for n, note in there.items() if n in wanted].count((False, False)) == 5
    told = text(body)
    for words in ("Amina Otieno", "not say: it rains", "against: the plan", "held talks", "Amina Otieno → Chad",
                  "foreign minister of Kenya, 2013-04-17? to 2013-04-19", "What others say"):  # fmt: skip
        assert words in told, words


def test_nothing_of_a_report_is_mark_up() -> None:
    made = parts(dossier_docx([dossier(NASTY)], {}))
    plain = parts(dossier_docx([dossier()], {}))
    for name in plain:
        assert [e.tag for e in made[name].iter()] == [e.tag for e in plain[name].iter()], name
    assert "</w:t><w:p/>" in text(made["word/document.xml"])


def test_the_same_dossier_makes_the_same_bytes() -> None:
    assert dossier_docx([dossier()], {}) == dossier_docx([dossier()], {})


def test_it_opens_in_a_library() -> None:
    docx = pytest.importorskip("docx")
    opened = docx.Document(io.BytesIO(dossier_docx([dossier(), dossier("Otto Lind")], {})))
    heads = [p.text for p in opened.paragraphs if p.style.name == "Title"]
    assert heads == ["Amina Otieno", "Otto Lind"]

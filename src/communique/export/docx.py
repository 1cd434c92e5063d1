"""A dossier as a document for a word processor (DOCX), each fact with a footnote that cites its place.

Source: ECMA-376, Office Open XML; only what a heading, a paragraph and a footnote need. The same dossier makes the same
bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from communique.export.answers import actor_words
from communique.export.safe import link, one_line
from communique.query.actors import Dossier
from communique.query.answers import Citation, StatementAnswer
from communique.query.lookups import ReportPages

__all__ = ["dossier_docx"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MADE = (2000, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = ("document", "styles", "footnotes")
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{"document.main" if part == "document" else part}+xml"/>'
        for part in PARTS
    )
    + "</Types>"
)
STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}">'
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="22"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for style, name, size in (("Title", "Title", 36), ("Heading1", "heading 1", 26))
    )
    + '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="18"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
)


def dossier_docx(found: Sequence[Dossier], pages: Mapping[str, ReportPages]) -> bytes:
    """The document of dossiers, one after the other.

    Args:
        found: what is told of each.
        pages: the pages of their papers or files on which reports (their ids) stand, where that is known.
    """
    notes: list[str] = []
    body = "".join(part for one in found for part in _dossier(one, pages, notes))
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([("styles", "styles.xml"), ("footnotes", "footnotes.xml")]),
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": STYLES,
        "word/footnotes.xml": _footnotes(notes),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), content.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _dossier(one: Dossier, pages: Mapping[str, ReportPages], notes: list[str]) -> Iterator[str]:
    def cited(citation: Citation | None) -> str:
        if citation is None:
            return ""
        known = pages.get(citation.report)
        notes.append(_citation(citation, known.at(citation.start) if known is not None else None))
        return _note(len(notes))

    told = ", ".join(t for t in (one.kind, one.country, one.sector) if t)
    period = f", {one.first} to {one.last}" if one.first else ""
    yield _paragraph(_run(one.name), "Title")
    yield _paragraph(_run(f"{told}; {one.reports} report{'s' * (one.reports != 1)}{period}"))
    if names := [name for name in one.names if name != one.name]:
        yield _paragraph(_run(f"Also called {', '.join(names)}"))
    if one.offices:
        yield _paragraph(_run("Roles, as reports tell them"), "Heading1")
        for held in one.offices:
            when = " to ".join(dict.fromkeys(day for day in (held.first, held.last) if day)) or "undated"
            yield _paragraph(_run(f"{held.title} of {held.of}, {when}") + cited(held.citation))
    for head, statements in (("Statements", one.statements), ("What others say", one.said_of)):
        if statements:
            yield _paragraph(_run(head), "Heading1")
            for s in statements:
                yield _paragraph(_said(s) + cited(s.citation))
                for other in s.otherwise:
                    told = f"{actor_words(other.speaker)}: “{other.words}”"
                    yield _paragraph(_run(f"Otherwise ({' and '.join(other.differs)}): {told}") + cited(other.citation))
    if one.positions:
        yield _paragraph(_run("Positions"), "Heading1")
        for p in one.positions:
            yield _paragraph(_when(p.date) + _run(f"{p.stance}: {p.issue}") + cited(p.citation))
    for head, facts in (("Meetings", one.meetings), ("Agreements", one.agreements), ("Events", one.events)):
        if facts:
            yield _paragraph(_run(head), "Heading1")
            for x in facts:
                who = "; ".join(w.name for w in x.who if w not in x.to)
                whom = f" → {'; '.join(w.name for w in x.to)}" if x.to else ""
                words = _run(f"{x.label}, {who or 'somebody'}{whom}: {x.words}")
                yield _paragraph(_when(x.date or x.citation.date) + words + cited(x.citation))


def _said(s: StatementAnswer) -> str:
    to = f" to {s.addressee.name}" if s.addressee else ""
    who = actor_words(s.speaker, s.source)
    denied = "not " if s.polarity == "negated" else ""
    return _when(s.date or s.citation.date) + _run(who, bold=True) + _run(f", {denied}{s.act}{to}: {s.words}")


def _when(date: str | None) -> str:
    return _run(f"{date or 'undated'}  ")


def _citation(c: Citation, page: str | None) -> str:
    """Publisher, title, date, page, characters and report: all that it takes to find the place."""
    parts = [c.publisher, f"“{c.title}”" if c.title else None, c.date or "undated", f"p. {page}" if page else None,
             f"characters {c.start}–{c.end} of report {c.report[:12]}", link(c.url)]  # fmt: skip
    if not c.publisher and not c.title:
        parts.insert(0, c.source)
    return ", ".join(one_line(p) for p in parts if p) + "."


def _run(words: str, *, bold: bool = False) -> str:
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(_kept(words))}</w:t></w:r>'


def _kept(words: str) -> str:
    """On one line; blanks at the ends stay."""
    shown = one_line(words)
    return f"{' ' * words.startswith(' ')}{shown}{'  ' * words.endswith('  ')}"


def _paragraph(runs: str, style: str = "") -> str:
    told = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>" if style else ""
    return f"<w:p>{told}{runs}</w:p>"


def _note(number: int) -> str:
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )  # fmt: skip


def _footnotes(notes: Sequence[str]) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    own = "".join(
        f'<w:footnote w:id="{n}">{_paragraph(mark + _run(f" {words}"), "FootnoteText")}</w:footnote>'
        for n, words in enumerate(notes, 1)
    )
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f'{HEAD}<w:footnotes xmlns:w="{W}">{lines}{own}</w:footnotes>'


def _relations(listed: Sequence[tuple[str, Any]]) -> str:
    own = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(listed, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{own}</Relationships>'

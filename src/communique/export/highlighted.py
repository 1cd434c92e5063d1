"""A report's text with its evidence marked: who is named, what was said, and the words that attribute it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from communique.export.layout import Line, coloured
from communique.export.safe import one_line, visible
from communique.export.wording import headline, known_by
from communique.model import Record

__all__ = ["LEGEND", "render"]

PLAIN = {"name": "[]", "said": "«»", "cue": "{}"}
"""Marks for a page without colour."""
LEGEND = "[actor]  «what was said»  {words that attribute it}"
STYLES = {"name": "name", "said": "good", "cue": "cue"}


def render(record: Record, *, color: bool = False, width: int = 100) -> str:
    """The text, broken at its own lines and at ``width``, with the number of each line's first character before it."""
    report = record.report
    lines: list[Line] = [[(one_line(headline(record)), "title")]]
    facts = [known_by(record), report.publisher, report.source, report.url]
    lines.append([(" · ".join(one_line(f) for f in facts if f), "dim")])
    lines.append([(f"report {report.id}", "dim")])
    if not color:
        lines.append([(LEGEND, "dim")])
    lines.append([])
    margin = len(str(len(report.text))) + 2
    for start, line in _lines(record, color, max(30, width - margin)):
        lines.append([(str(start).rjust(margin - 2) + "  ", "place"), *line])
    if color:
        return coloured(lines)
    return "".join("".join(words for words, _ in line).rstrip() + "\n" for line in lines)


def _lines(record: Record, color: bool, width: int) -> Iterator[tuple[int, Line]]:
    text = record.report.text
    marks = _marks(record)
    at = 0
    for paragraph in text.splitlines(keepends=True):
        end = at + len(paragraph)
        while at < end:
            cut = min(at + width, end)
            if cut < end:
                blank = text.rfind(" ", at, cut)
                cut = blank + 1 if blank > at else cut
            yield at, _piece(text, at, cut, marks, color)
            at = cut


def _marks(record: Record) -> list[tuple[int, int, str]]:
    """Every span to be marked, the widest of those that begin together first."""
    found = [(c.start, c.end, "said") for s in record.statements for c in s.content]
    found += [(s.cue.start, s.cue.end, "cue") for s in record.statements if s.cue is not None]
    found += [(m.start, m.end, "name") for a in record.actors for m in a.mentions if m.form != "pronoun"]
    return sorted(set(found), key=lambda m: (m[0], -m[1], m[2]))


def _piece(text: str, start: int, end: int, marks: list[tuple[int, int, str]], color: bool) -> Line:
    here = [m for m in marks if m[0] < end and m[1] > start]
    edges = sorted({start, end, *(e for m in here for e in m[:2] if start < e < end)})
    line: Line = []
    for a, b in pairwise(edges):
        inside = [m for m in here if m[0] <= a and m[1] >= b]
        words = visible(text[a:b]).replace("\n", "").replace("\r", "")
        if color:
            kinds = {m[2] for m in inside}
            style = next((STYLES[k] for k in ("name", "cue", "said") if k in kinds), "")
            line.append((words, style))
            continue
        opened = "".join(PLAIN[m[2]][0] for m in inside if m[0] == a)
        closed = "".join(PLAIN[m[2]][1] for m in reversed(inside) if m[1] == b)
        line.append((opened + words + closed, ""))
    return line

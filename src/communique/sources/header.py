"""The header lines that a database left in a plain text: read for what they tell, and no part of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.model import Published, Span
from communique.sources import factiva, lexisnexis
from communique.sources.article import Article, one_line
from communique.sources.lines import Line, has_archive_mark, squeezed
from communique.sources.written_dates import METADATA

TOP, BOTTOM = 4_000, 2_000
"""Characters at the start and the end of a text in which a header's marks are looked for."""
LINE = re.compile(r"[^\r\n]+")
HEADLINE = re.compile(r"(?:^|\n)\s{0,40}HD\s")
# "LP  Peru and Chile", "HD Ministers meet": the code in front of a value that is text
CODE = re.compile(r"\s*[A-Z]{2,3}:?\s+")


class Header(NamedTuple):
    """What a text's own header and closing lines say."""

    spans: tuple[Span, ...]
    """All that is no text: marks, labels, publisher, date, classification."""
    article: Article
    """Title, publisher, byline, section ...; its paragraphs are not used."""
    date: Span | None
    """The line of the date."""

    @property
    def published(self) -> Published | None:
        """The date that the header gives; None without one, or with one that can be read in two ways."""
        date = self.article.date
        value = date if date is None or isinstance(date, str) else date.value
        if value is None:
            return None
        evidence = (self.date,) if self.date else ()
        reason = f"The header's own line gives {value}."
        return Published(value, value, value, "dateline", evidence=evidence, reasons=(reason,), confidence=METADATA)


def find_header(text: str) -> Header | None:
    """The header that LexisNexis or Factiva put around a text; None without one."""
    ends = (text[:TOP], text[max(TOP, len(text) - BOTTOM) :])
    if not any(map(_has_mark, ends)):
        return None
    lines, spans = [], []
    for line, span in _lines(text):
        lines.append(line)
        spans.append(span)
    if lexisnexis.has_header(lines):
        article, roles = lexisnexis.read_article(lines)
        other = tuple(s for s, role in zip(spans, roles, strict=True) if role not in ("body", "title"))
        date = next((s for s, role in zip(spans, roles, strict=True) if role == "date"), None)
        return Header(other, article, date)
    if factiva.has_fields(lines):
        return _of_fields(text, lines, spans)
    return None


def _has_mark(text: str) -> bool:
    if has_archive_mark(text, len(text)) or "BYLINE:" in text or "Byline:" in text:
        return True
    return "HD" in text and HEADLINE.search(text) is not None


def _lines(text: str) -> Iterator[tuple[Line, Span]]:
    block, end = 0, 0
    for match in LINE.finditer(text):
        line = squeezed(match[0])
        if not line:
            block += 1
            continue
        if len(re.findall(r"\r\n|\r|\n", text[end : match.start()])) > 1:
            block += 1
        end = match.end()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield Line(line, block), Span(start, match.start() + len(match[0].rstrip()))


def _of_fields(text: str, lines: list[Line], spans: list[Span]) -> Header:
    """The fields above and below LP and TD; of these and of the headline only the code is no text."""
    told, owners = factiva.field_lines(lines)
    other: list[Span] = []
    date = None
    for line, span, owner in zip(lines, spans, owners, strict=True):
        if owner not in ("title", *factiva.TEXTS):
            other.append(span)
            if owner == "date" and date is None:
                date = span
        elif owner and line.text[:2] in factiva.FIELDS and factiva.FIELDS[line.text[:2]] == owner:
            code = CODE.match(text, span.start, span.end)
            other.append(Span(span.start, code.end() if code else span.end))
    article = factiva.of_fields({name: [one_line(v) or "" for v in values] for name, values in told.items()})
    return Header(tuple(other), article, date)

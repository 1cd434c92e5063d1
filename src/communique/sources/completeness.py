"""Whether an export of a news database is whole: it says how many documents it holds, and each ends alike.

A download that broke off leaves a page without an end or a last article without the lines that close all others.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

from communique.errors import UnreadableError, printable
from communique.sources import factiva
from communique.sources.article import Article
from communique.sources.lexisnexis import COPYRIGHT, COUNTER, ENDING, is_counter, labels
from communique.sources.lines import Line

LOG = logging.getLogger("communique")
# "Documents (10)", "Dokumente (10)", "Download Request: Selected Items: 1-10", "... Items: 3,5-7"
PROMISE = re.compile(r"(?:do[ck]uments?|do[ck]umente|documentos|documenti|documenten)\s*\((?P<many>\d{1,6})\)", re.I)
ITEMS = re.compile(
    r".*\bSelected Items:\s*(?P<items>\d{1,6}(?:\s*[-–]\s*\d{1,6})?(?:\s*,\s*\d{1,6}(?:\s*[-–]\s*\d{1,6})?)*)", re.I
)
COVER_LINES = 60
"""First lines among which the cover's are."""
CLOSED_BY = 14
"""Last lines of an article among which the one that closes it is."""
MOSTLY = 0.6
"""Of the other articles so many must be closed, so that the last one's end tells anything."""
# "in May.", "“Yes.”"
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
CLOSES_PAGE = re.compile(r"</(?:html|body)\s*>", re.I)
OPENS_PAGE = re.compile(r"<html[\s>]", re.I)
HEAD, FOOT = 4_000, 20_000
"""Characters among which a page is opened and closed."""
AGAIN = "Export it again and let the download end; what stands before is read"


def checked(
    articles: Iterator[Article], lines: Sequence[Line], parts: Sequence[Sequence[Line]], source: str, *, closed: bool
) -> Iterator[Article]:
    """The same articles; at their end it is told what is missing.

    Args:
        articles: as read of ``parts``.
        lines: of the whole file.
        parts: the lines of each article.
        source: the file's name.
        closed: whether the file has its end, so that the last article is whole, however it ends.

    Raises:
        UnreadableError: the last article is cut, or there are fewer than the file's cover tells.
    """
    yield from articles
    told = promised_documents(lines)
    found = f", and {told:,} were exported" if told and told > len(parts) else ""
    if not closed and _cut(parts):
        raise cut_error(source, f"the last article breaks off ({len(parts):,} found{found or _announced(parts)})")
    if found:
        raise cut_error(source, f"the file is not whole: {len(parts):,} articles are found{found}")
    if missing := _announced(parts):
        LOG.warning(
            "%s: %d articles are found%s: the rest may be in other files", printable(source), len(parts), missing
        )


def checked_page(articles: Iterator[Article], markup: str, source: str) -> Iterator[Article]:
    """The same articles; at their end it is told if the page of which they are has none.

    Raises:
        UnreadableError: the page is cut.
    """
    many = 0
    for article in articles:
        many += 1
        yield article
    if not has_end(markup):
        raise cut_error(source, f"the page breaks off in the last of {many:,} articles")


def has_end(markup: str) -> bool:
    """Whether a page that is opened is closed."""
    opened = OPENS_PAGE.search(markup, 0, HEAD)
    return opened is None or CLOSES_PAGE.search(markup, max(0, len(markup) - FOOT)) is not None


def cut_error(source: str, problem: str) -> UnreadableError:
    """The error for an export of which a part is missing."""
    return UnreadableError(source, problem, AGAIN)


def promised_documents(lines: Sequence[Line]) -> int:
    """How many documents the cover of an export says that it holds; 0 where it has none."""
    for line in lines[:COVER_LINES]:
        if match := PROMISE.fullmatch(line.text):
            return int(match["many"])
        if match := ITEMS.match(line.text):
            return sum(map(_many, re.split(r"\s*,\s*", match["items"])))
    return 0


def _many(items: str) -> int:
    first, _, last = re.sub(r"\s*[-–]\s*", "-", items).partition("-")
    return max(1, int(last or first) - int(first) + 1)


def _announced(parts: Sequence[Sequence[Line]]) -> str:
    """What the articles' own counters ("2 of 166 DOCUMENTS") say that is not here."""
    told = [m for part in parts if part and is_counter(part[0].text) and (m := COUNTER.fullmatch(part[0].text))]
    if not told:
        return ""
    many = max(int(re.sub(r"\D", "", m["of"]) or 0) for m in told)
    return f", and the file counts {many:,}" if many > len(parts) else ""


def _cut(parts: Sequence[Sequence[Line]]) -> bool:
    """Whether the last article has not the end that the others have; beside one other alone, nor a sentence's end."""
    closed = [_closed(part) for part in parts]
    if closed[-1] or sum(closed[:-1]) < max(1, MOSTLY * (len(parts) - 1)):
        return False
    return len(parts) > 2 or SENTENCE_END.search(parts[-1][-1].text) is None


def _closed(part: Sequence[Line]) -> bool:
    tail = labels().tail
    if tail.get(_labelled(part[-1]), "length") != "length":
        return True
    return any(
        ENDING.fullmatch(line.text)
        or factiva.DOCUMENT.fullmatch(line.text)
        or re.match(r"AN\b", line.text)
        or COPYRIGHT.fullmatch(line.text)
        or tail.get(_labelled(line)) == "load_date"
        for line in part[-CLOSED_BY:]
    )


def _labelled(line: Line) -> str:
    label, colon, _ = line.text[:40].partition(":")
    return label.strip().lower() if colon else ""

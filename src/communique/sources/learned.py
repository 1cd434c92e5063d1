"""Boilerplate that no rule knows, learned from the archive itself: lines that stand at the edge of many articles of one
publisher, between lines that differ.

Counting lines over a site's pages is an old way to find its template (Bar-Yossef and Rajagopalan 2002). Here a line
must stand among the first or last ones of several articles, each time beside another line: versions of one story, which
share their lines too, teach nothing. Figures count, since market reports differ in nothing else.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from communique.errors import InputError
from communique.model import Report, Span
from communique.sources.boilerplate import merged
from communique.sources.prepare import RawReport

TOP, BOTTOM = 3, 5
"""Lines at the start and the end of an article that may be its publisher's."""
SHORTEST, LONGEST = 12, 400
"""Characters of such a line."""
LEAST = 4
"""Articles in which it stands, each time beside another line."""
SHARE = 0.2
"""Of the publisher's articles read so far, how many have it at least."""
AHEAD = 60
"""Articles that are looked at before the first is given; none where the input may be slow."""
MOST_CHARACTERS = 1_000_000
"""Characters of them together."""
MOST_LINES = 200_000
"""Lines that are remembered at most; beyond it those seen once are forgotten."""


class Edge(NamedTuple):
    """A line at the edge of a text."""

    key: str
    """As it is compared."""
    place: tuple[int, int]
    beside: str
    """The next line inward, as it is compared."""


class EdgeLines:
    """The lines at the edges of articles, by publisher."""

    def __init__(self) -> None:
        self._beside: dict[tuple[str, str], set[str]] = {}
        self._articles: Counter[str] = Counter()

    def note(self, report: Report, lines: list[Edge]) -> None:
        """An article goes by, with the lines at its edges."""
        publisher = report.publisher or ""
        self._articles[publisher] += 1
        for line in lines:
            seen = self._beside.setdefault((publisher, line.key), set())
            if len(seen) < MOST_LINES:
                seen.add(line.beside)
        if len(self._beside) > MOST_LINES:
            self._beside = {line: seen for line, seen in self._beside.items() if len(seen) > 1}

    def marked(self, report: RawReport, lines: list[Edge]) -> RawReport:
        """The report with such lines marked."""
        publisher = report.publisher or ""
        least = max(LEAST, SHARE * self._articles[publisher])
        spans = [
            _trimmed(report.text, *line.place)
            for line in lines
            if len(self._beside.get((publisher, line.key), ())) >= least
        ]
        return msgspec.structs.replace(report, boilerplate=tuple(merged(spans))) if spans else report


def edges(text: str) -> list[Edge]:
    """Lines at the start and the end of a text; a text of few lines has none: its first is as likely its only one."""
    lines = _outer_lines(text)
    last = len(lines) - 1
    if last < 1:
        return []
    keys = [_key(text, start, end) for start, end in lines]
    top = min(TOP, last + 1)
    numbers = (*range(top), *range(max(top, last + 1 - BOTTOM), last + 1))
    beside = {n: n + 1 if n < min(TOP, last) else n - 1 for n in numbers}
    return [Edge(keys[n], lines[n], keys[beside[n]]) for n in numbers if SHORTEST <= len(keys[n]) <= LONGEST]


def _outer_lines(text: str) -> list[tuple[int, int]]:
    """Where the first and the last lines stand that are not blank, on each side one more than may be an edge."""
    parts = (text.replace("\r", "\n") if "\r" in text else text).split("\n")
    first: list[tuple[int, int]] = []
    place, number = 0, 0
    while number < len(parts) and len(first) <= TOP:
        end = place + len(parts[number])
        if parts[number] and not parts[number].isspace():
            first.append((place, end))
        place, number = end + 1, number + 1
    rest: list[tuple[int, int]] = []
    place, last = len(text), len(parts) - 1
    while last >= number and len(rest) <= BOTTOM:
        start = place - len(parts[last])
        if parts[last] and not parts[last].isspace():
            rest.append((start, place))
        place, last = start - 1, last - 1
    return [*first, *reversed(rest)]


def _key(text: str, start: int, end: int) -> str:
    """A line without case, its blanks squeezed; of one that is too long to be an edge the start as it is."""
    if end - start > 2 * LONGEST:
        return text[start : start + 2 * LONGEST]
    line = text[start:end].strip()
    if not line.isascii() or "  " in line or "\t" in line:
        line = " ".join(line.split())
    return line.casefold()


def with_learned(reports: Iterable[RawReport | InputError], ahead: int = AHEAD) -> Iterator[RawReport | InputError]:
    """The same reports and errors in their order, with the boilerplate marked that they share."""
    learned = EdgeLines()
    waiting: deque[tuple[RawReport, list[Edge]] | InputError] = deque()
    size = 0
    for report in reports:
        if isinstance(report, InputError):
            waiting.append(report)
        else:
            lines = edges(report.text)
            learned.note(report, lines)
            size += len(report.text)
            waiting.append((report, lines))
        while waiting and (len(waiting) > ahead or size > MOST_CHARACTERS):
            first = waiting.popleft()
            size -= 0 if isinstance(first, InputError) else len(first[0].text)
            yield first if isinstance(first, InputError) else learned.marked(*first)
    while waiting:
        first = waiting.popleft()
        yield first if isinstance(first, InputError) else learned.marked(*first)


def _trimmed(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))

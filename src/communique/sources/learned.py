"""Boilerplate that no rule knows, learned from the archive itself: lines that stand at the edge of many articles of one
publisher, between lines that differ.

Counting lines over a site's pages is an old way to find its template (Bar-Yossef and Rajagopalan 2002). Here a line
must stand among the first or last ones of several articles, each time beside another line: versions of one story, which
share their lines too, teach nothing. Figures count, since market reports differ in nothing else.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator

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


Edge = tuple[str, str, int]
"""A line at the edge of a text: as it is compared, without case where that costs nothing (ASCII); the next line inward;
and which of the lines that are not blank it is, negative when counted from the end."""


class EdgeLines:
    """The lines at the edges of articles, by publisher."""

    def __init__(self) -> None:
        self._beside: dict[str, dict[str, set[str]]] = {}
        self._articles: Counter[str] = Counter()
        self._taught: set[str] = set()
        """Publishers with a line that stands often enough; most articles are looked at no further."""
        self._lines = 0

    def note(self, report: Report, lines: list[Edge]) -> None:
        """An article goes by, with the lines at its edges."""
        publisher = report.publisher or ""
        self._articles[publisher] += 1
        known = self._beside.setdefault(publisher, {})
        for line, beside, _ in lines:
            seen = known.get(line)
            if seen is None:
                known[line] = {beside}
                self._lines += 1
            elif len(seen) < MOST_LINES:
                seen.add(beside)
                if len(seen) >= LEAST:
                    self._taught.add(publisher)
        if self._lines > MOST_LINES:
            for name, known in self._beside.items():
                self._beside[name] = {line: seen for line, seen in known.items() if len(seen) > 1}
            self._lines = sum(map(len, self._beside.values()))

    def marked(self, report: RawReport, lines: list[Edge]) -> RawReport:
        """The report with such lines marked."""
        publisher = report.publisher or ""
        if publisher not in self._taught:
            return report
        known = self._beside[publisher]
        least = max(LEAST, SHARE * self._articles[publisher])
        often = [number for line, _, number in lines if len(known.get(line, ())) >= least]
        if not often:
            return report
        first, last = _outer_places(report.text)
        spans = [_trimmed(report.text, *(first if number >= 0 else last)[number]) for number in often]
        return msgspec.structs.replace(report, boilerplate=tuple(merged(spans)))


def edges(text: str) -> list[Edge]:
    """Lines at the start and the end of a text; a text of few lines has none: its first is as likely its only one."""
    parts = (text.replace("\r", "\n") if "\r" in text else text).split("\n")
    lines = [part for part in parts if part and not part.isspace()]
    many = len(lines)
    if many < 2:
        return []
    found = []
    for n in range(-max(0, min(BOTTOM, many - TOP)), min(TOP, many)):
        line = lines[n]
        if len(line) <= LONGEST and len(line := line.strip()) >= SHORTEST:
            key = line.lower() if line.isascii() else line
            found.append((key, lines[n + 1 if 0 <= n < many - 1 else n - 1][: 2 * LONGEST], n))
    return found


def _outer_places(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the first and the last lines stand that are not blank; the last ones in their order too."""
    parts = (text.replace("\r", "\n") if "\r" in text else text).split("\n")
    first: list[tuple[int, int]] = []
    place = 0
    for part in parts:
        end = place + len(part)
        if part and not part.isspace():
            first.append((place, end))
            if len(first) == TOP:
                break
        place = end + 1
    last: list[tuple[int, int]] = []
    place = len(text)
    for part in reversed(parts):
        start = place - len(part)
        if part and not part.isspace():
            last.append((start, place))
            if len(last) == BOTTOM:
                break
        place = start - 1
    last.reverse()
    return first, last


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

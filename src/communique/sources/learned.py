"""Boilerplate that no rule knows, learned from the archive itself: lines that stand at the edge of many articles of one
publisher, between lines that differ.

Counting lines over a site's pages is an old way to find its template (Bar-Yossef and Rajagopalan 2002). Here a line
must stand among the first or last ones of several articles, each time beside another line: versions of one story, which
share their lines too, teach nothing. Figures count, since market reports differ in nothing else.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator

import msgspec

from communique.errors import InputError
from communique.model import Report, Span
from communique.sources.boilerplate import merged

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
LINE = re.compile(r"[^\r\n]+")


class EdgeLines:
    """The lines at the edges of articles, by publisher."""

    def __init__(self) -> None:
        self._beside: dict[tuple[str, str], set[str]] = {}
        self._articles: Counter[str] = Counter()

    def note(self, report: Report) -> None:
        """An article goes by."""
        publisher = report.publisher or ""
        self._articles[publisher] += 1
        for line, _, beside in edges(report.text):
            seen = self._beside.setdefault((publisher, line), set())
            if len(seen) < MOST_LINES:
                seen.add(beside)
        if len(self._beside) > MOST_LINES:
            self._beside = {line: seen for line, seen in self._beside.items() if len(seen) > 1}

    def marked(self, report: Report) -> Report:
        """The report with such lines marked beside what the rules found."""
        publisher = report.publisher or ""
        least = max(LEAST, SHARE * self._articles[publisher])
        spans = [span for line, span, _ in edges(report.text) if len(self._beside.get((publisher, line), ())) >= least]
        if not spans:
            return report
        return msgspec.structs.replace(report, boilerplate=tuple(merged([*report.boilerplate, *spans])))


def edges(text: str) -> list[tuple[str, Span, str]]:
    """Lines at the start and the end of a text: as they are compared, where they stand, and the next line inward.

    A text of few lines has none: its first line is as likely its only one.
    """
    lines = [match.span() for match in LINE.finditer(text) if not match[0].isspace()]
    last = len(lines) - 1
    if last < 1:
        return []
    found = []
    for n in sorted({*range(min(TOP, last + 1)), *range(max(0, last + 1 - BOTTOM), last + 1)}):
        key, beside = _key(text, lines[n]), _key(text, lines[n + 1 if n < min(TOP, last) else n - 1])
        if SHORTEST <= len(key) <= LONGEST:
            start = lines[n][0] + len(text[slice(*lines[n])]) - len(text[slice(*lines[n])].lstrip())
            found.append((key, Span(start, start + len(text[slice(*lines[n])].strip())), beside))
    return found


def _key(text: str, place: tuple[int, int]) -> str:
    """A line without case, its blanks squeezed; the start of a long one."""
    return " ".join(text[place[0] : min(place[1], place[0] + 2 * LONGEST)].split()).casefold()


def with_learned(reports: Iterable[Report | InputError], ahead: int = AHEAD) -> Iterator[Report | InputError]:
    """The same reports and errors in their order, with the boilerplate marked that they share."""
    learned = EdgeLines()
    waiting: deque[Report | InputError] = deque()
    size = 0
    for report in reports:
        if isinstance(report, Report):
            learned.note(report)
            size += len(report.text)
        waiting.append(report)
        while waiting and (len(waiting) > ahead or size > MOST_CHARACTERS):
            first = waiting.popleft()
            size -= len(first.text) if isinstance(first, Report) else 0
            yield _told(first, learned)
    while waiting:
        yield _told(waiting.popleft(), learned)


def _told(report: Report | InputError, learned: EdgeLines) -> Report | InputError:
    return learned.marked(report) if isinstance(report, Report) else report

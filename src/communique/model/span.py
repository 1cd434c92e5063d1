"""Spans: the evidence under every fact."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open offsets in Unicode code points into ``report.text``; ``text[start:end]`` is the evidence."""

    start: int
    """First character, counted in Unicode code points from 0."""
    end: int
    """The character behind the last."""

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of ``spans``.

    Raises:
        ValueError: there are none.
    """
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed))

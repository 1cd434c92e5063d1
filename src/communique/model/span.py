"""Spans: the evidence under every fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

_OPENING, _CLOSING = "\"“«„‘'", "\"”»“’'"


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


def span_words(spans: Sequence[Span], text: str, quoted: bool = False) -> str:
    """The words of spans, their gaps marked.

    A quotation, and a part that stands in quotation marks in the text, has them here too.
    """
    parts = [s for s in spans if s.of(text).strip()]
    if quoted:
        joined = " … ".join(s.of(text).strip() for s in parts)
        return f"“{joined}”" if joined and joined[0] not in _OPENING else joined
    return " … ".join(f"“{s.of(text).strip()}”" if _is_quoted(s, text) else s.of(text).strip() for s in parts)


def _is_quoted(s: Span, text: str) -> bool:
    """Whether quotation marks stand just around a span, a comma before the last aside."""
    before, behind = text[max(0, s.start - 1) : s.start], text[s.end : s.end + 2].removeprefix(",")[:1]
    return bool(before and behind) and before in _OPENING and behind in _CLOSING

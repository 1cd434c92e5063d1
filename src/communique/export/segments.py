"""A text cut into pieces of which each lies under the same spans from its first character to its last.

Highlights overlap and nest, which HTML's elements cannot; pieces side by side that name their owners can.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Mark", "Segment", "segments"]


@dataclass(frozen=True)
class Mark:
    """A span of the text (code points, half-open) that belongs to ``owner`` and looks like ``look``."""

    start: int
    end: int
    owner: str
    look: str


@dataclass(frozen=True)
class Segment:
    """A piece of the text, the marks over it, shortest first, and those of them that begin here."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


DEEPEST = 50  # marks over one piece; of more, the longest are left out there


def segments(length: int, marked: Iterable[Mark]) -> Iterator[Segment]:
    """Cut a text of ``length`` code points at every edge of a mark; the pieces cover it, in order, without overlap.

    Marks are clipped to the text; empty ones are left out. One sort, then one sweep: O(n log n) for n marks.
    """
    opening: dict[int, list[tuple[int, int, Mark]]] = {}
    closing: dict[int, list[tuple[int, int, Mark]]] = {}
    for number, m in enumerate(marked):
        start, end = max(0, m.start), min(length, m.end)
        if start < end:
            ranked = (end - start, number, m)  # numbers differ, so marks are never compared
            opening.setdefault(start, []).append(ranked)
            closing.setdefault(end, []).append(ranked)
    edges = sorted({0, length, *opening, *closing})
    active: list[tuple[int, int, Mark]] = []
    for start, end in pairwise(edges):
        for ranked in closing.get(start, ()):
            del active[bisect_left(active, ranked)]
        for ranked in opening.get(start, ()):
            insort(active, ranked)
        begins = tuple(m for _, _, m in opening.get(start, ()))
        yield Segment(start, end, tuple(m for _, _, m in active[:DEEPEST]), begins)

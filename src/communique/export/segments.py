"""A text cut into pieces of which each lies under the same spans from its first character to its last.

Highlights overlap and nest, which HTML's elements cannot; pieces side by side that name their owners can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Marked", "Segment", "segments"]


@dataclass(frozen=True)
class Marked:
    """A span of the text that belongs to ``owner`` and looks like ``look``."""

    start: int
    end: int
    owner: str
    look: str


@dataclass(frozen=True)
class Segment:
    """A piece of the text, the marks over it, shortest first, and those of them that begin here."""

    start: int
    end: int
    marks: tuple[Marked, ...]
    begins: tuple[Marked, ...]


def segments(length: int, marked: Iterable[Marked]) -> Iterator[Segment]:
    """Cut a text of ``length`` characters at every edge of a mark; the pieces cover it, in order, without overlap.

    Marks are clipped to the text; empty ones are left out. One sort, then one sweep.
    """
    clipped = [
        m if m.start >= 0 and m.end <= length else Marked(max(0, m.start), min(length, m.end), m.owner, m.look)
        for m in marked
    ]
    opening: dict[int, list[Marked]] = {}
    closing: dict[int, list[Marked]] = {}
    for m in clipped:
        if m.start < m.end:
            opening.setdefault(m.start, []).append(m)
            closing.setdefault(m.end, []).append(m)
    edges = sorted({0, length, *opening, *closing})
    active: dict[int, Marked] = {}
    for start, end in pairwise(edges):
        for m in closing.get(start, ()):
            active.pop(id(m), None)
        begins = opening.get(start, [])
        for m in begins:
            active[id(m)] = m
        yield Segment(
            start, end, tuple(sorted(active.values(), key=lambda m: (m.end - m.start, m.owner))), tuple(begins)
        )

"""Spans that hold a place, found without walking all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")
SHELF = 128
"""Places that share a shelf."""


class SpanIndex(Generic[T]):
    """Half-open ranges, each with what it stands for.

    Every range lies on all shelves that it touches, so that asking takes as long as there are ranges near by.

    Args:
        entries: start, end and what the range stands for.
    """

    def __init__(self, entries: Iterable[tuple[int, int, T]]) -> None:
        self._shelves: dict[int, list[tuple[int, int, T]]] = {}
        for entry in entries:
            for shelf in range(entry[0] // SHELF, max(entry[1] - 1, entry[0]) // SHELF + 1):
                self._shelves.setdefault(shelf, []).append(entry)

    def around(self, start: int, end: int) -> list[tuple[int, int, T]]:
        """The entries that hold all of ``start`` to ``end``, in the order in which they were given."""
        return [e for e in self._shelves.get(start // SHELF, ()) if e[0] <= start and end <= e[1]]

    def touching(self, start: int, end: int) -> set[T]:
        """What the entries stand for that share a character with ``start`` to ``end``."""
        shelves = range(start // SHELF, max(end - 1, start) // SHELF + 1)
        return {e[2] for n in shelves for e in self._shelves.get(n, ()) if e[0] < end and start < e[1]}

"""One-to-one matching of gold and system, and how far two stretches of text agree."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

__all__ = ["agree", "covered", "match", "overlap"]

G = TypeVar("G")
S = TypeVar("S")


def covered(*spans: Mapping[str, Any] | Iterable[Mapping[str, Any]] | None) -> list[tuple[int, int]]:
    """The stretches that spans cover, in order, joined where they touch; null covers nothing."""
    edges: list[tuple[int, int]] = []
    for item in spans:
        listed = [] if item is None else [item] if isinstance(item, Mapping) else item
        edges += [(s["start"], s["end"]) for s in listed if s["start"] < s["end"]]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(edges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def size(stretches: Iterable[tuple[int, int]]) -> int:
    """Characters in joined stretches."""
    return sum(end - start for start, end in stretches)


def shared(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> int:
    """Characters in both of two joined lists of stretches."""
    total = i = j = 0
    while i < len(a) and j < len(b):
        total += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return total


def overlap(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> float:
    """Intersection over union of the characters (Jaccard 1901), 0..1; 0 where either is empty."""
    both = shared(a, b)
    return both / (size(a) + size(b) - both) if both else 0.0


def agree(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    """Whether at least half of the characters that either has are in both."""
    return overlap(a, b) >= 0.5


def match(
    gold: Sequence[G],
    system: Sequence[S],
    may: Callable[[G, S], bool],
    weight: Callable[[G, S], float] = lambda _g, _s: 0.0,
) -> dict[int, int]:
    """The largest one-to-one matching over the pairs that ``may`` be, and of the largest the heaviest.

    Each round adds the augmenting path of the greatest weight, found by label correction (Bellman 1958; the scheme of
    successive best paths is in Ahuja, Magnanti, Orlin: Network Flows, 1993, section 9.7). Deterministic.

    Returns:
        The index in ``system`` for each matched index in ``gold``.
    """
    worth = {(i, j): weight(g, s) for i, g in enumerate(gold) for j, s in enumerate(system) if may(g, s)}
    partners: dict[int, list[int]] = {}
    for i, j in worth:
        partners.setdefault(i, []).append(j)
    to_system: dict[int, int] = {}
    to_gold: dict[int, int] = {}
    while path := _best_path(partners, worth, to_system, to_gold):
        for i, j in path:
            to_system[i], to_gold[j] = j, i
    return dict(sorted(to_system.items()))


def _best_path(
    partners: Mapping[int, Collection[int]],
    worth: Mapping[tuple[int, int], float],
    to_system: Mapping[int, int],
    to_gold: Mapping[int, int],
) -> list[tuple[int, int]]:
    """The pairs to make along the augmenting path that adds most weight; empty if there is none."""
    gain = {i: 0.0 for i in partners if i not in to_system}  # best way so far to an unsettled gold item
    came: dict[int, tuple[int, int]] = {}  # gold item -> the gold item before it, and the partner it takes from it
    reached: dict[int, tuple[float, int]] = {}  # system item -> best gain, and the gold item that takes it
    queue = deque(gain)
    queued = set(gain)
    while queue:
        i = queue.popleft()
        queued.discard(i)
        for j in partners[i]:
            if to_system.get(i) == j:
                continue
            total = gain[i] + worth[i, j]
            if j in reached and total <= reached[j][0] + 1e-12:
                continue
            reached[j] = (total, i)
            held = to_gold.get(j)
            if held is None:
                continue
            gain[held] = total - worth[held, j]
            came[held] = (i, j)
            if held not in queued:
                queue.append(held)
                queued.add(held)
    free = [j for j in reached if j not in to_gold]
    if not free:
        return []
    j = max(free, key=lambda x: (reached[x][0], -x))
    i = reached[j][1]
    path = [(i, j)]
    while i in to_system:
        i, j = came[i]
        path.append((i, j))
    return path

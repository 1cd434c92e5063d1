"""Which of some candidates are right where each answer of gold can be given once: a greatest matching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def matched(same: Sequence[Sequence[int]], order: Iterable[int] | None = None) -> set[int]:
    """The numbers of the candidates that are right (augmenting paths; Kuhn 1955).

    Args:
        same: for each candidate the numbers of the answers that it agrees with.
        order: which are asked, the first before the others; all, in their order, by default.
    """
    owner: dict[int, int] = {}

    def place(k: int, seen: set[int]) -> bool:
        for n in same[k]:
            if n not in seen:
                seen.add(n)
                if n not in owner or place(owner[n], seen):
                    owner[n] = k
                    return True
        return False

    for k in range(len(same)) if order is None else order:
        place(k, set())
    return set(owner.values())

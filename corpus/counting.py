"""Counting two annotations: pairs one to one, F1, Cohen's kappa."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LEAST = 0.5  # intersection over union from which two stretches are the same

Weight = Callable[[int, int], float]

DRAWS = 1000


@dataclass
class Count:
    """How many items each annotation has, and how many are in both."""

    both: int = 0
    first: int = 0
    second: int = 0

    def add(self, both: int, first: int, second: int) -> None:
        self.both += both
        self.first += first
        self.second += second

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the parts that are shared; None where neither annotation has an item."""
        total = self.first + self.second
        return 2 * self.both / total if total else None


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Agreement beyond what the two distributions of values give by chance; None where that is certain."""
    if not pairs:
        return None
    one, two = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[v] * two[v] for v in one) / len(pairs) ** 2
    same = sum(a == b for a, b in pairs) / len(pairs)
    return (same - chance) / (1 - chance) if chance < 1 else None


def interval(counts: Sequence[Count], draws: int = DRAWS) -> tuple[float, float] | None:
    """Where 95 of 100 of the F1s lie that as many passages, drawn anew with replacement, would give (Efron 1979).

    ``counts`` has one figure a passage. The draw is the same in every run. None where some draws have no item.
    """
    dice = random.Random(len(counts))
    found = []
    for _ in range(draws):
        drawn = Count()
        for one in dice.choices(counts, k=len(counts)):
            drawn.add(one.both, one.first, one.second)
        found.append(drawn.f1)
    known = sorted(f1 for f1 in found if f1 is not None)
    if not known or len(known) < draws:
        return None
    return known[round(0.025 * (draws - 1))], known[round(0.975 * (draws - 1))]


def pair(first: int, second: int, weight: Weight, least: float = LEAST) -> dict[int, int]:
    """The largest one-to-one pairing of ``first`` and ``second`` items that weigh ``least`` together.

    The heaviest pairs come first; augmenting paths (Kuhn 1955) then make room for what is left.
    """
    weights = {(i, j): w for i in range(first) for j in range(second) if (w := weight(i, j)) >= least}
    partners: dict[int, list[int]] = {}
    taken: dict[int, int] = {}  # second -> first
    done: set[int] = set()
    for i, j in sorted(weights, key=lambda ij: (-weights[ij], ij)):
        partners.setdefault(i, []).append(j)
        if i not in done and j not in taken:
            taken[j] = i
            done.add(i)

    def augment(i: int, seen: set[int]) -> bool:
        for j in partners[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or augment(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in partners:
        if i not in done:
            augment(i, set())
    return dict(sorted((i, j) for j, i in taken.items()))

"""Shares with their intervals, and how far coders agree: the formulas, each with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

import msgspec

__all__ = ["Estimate", "Stratum", "krippendorff_alpha", "stratified", "wilson"]

Z95 = 1.959963984540054
"""The normal deviate that leaves 2.5 % on each side."""


class Estimate(msgspec.Struct, frozen=True):
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float


class Stratum(msgspec.Struct, frozen=True):
    """What was judged of one part of the population."""

    size: int
    """How many there are in it."""
    judged: int
    right: int


def wilson(right: float, n: float, z: float = Z95) -> Estimate | None:
    """A share of ``n`` and its score interval; None where nothing was judged.

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22, 209-212. With p = right/n the bounds are
    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    """
    if n <= 0:
        return None
    p = right / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return Estimate(p, max(0.0, min(p, (middle - half) / whole)), min(1.0, max(p, (middle + half) / whole)))


def stratified(strata: Sequence[Stratum]) -> Estimate | None:
    """The share in a population of which each stratum was sampled at random; None where one was not judged at all.

    p = Σ W p_h with W = N_h/N (Cochran 1977, Sampling Techniques, 3rd ed., ch. 5). Its bounds are put together from
    Wilson's bounds l_h, u_h of the strata: p - √Σ W² (p_h - l_h)² and p + √Σ W² (u_h - p_h)² (Zou, Huang and Zhang
    2009, A note on confidence interval estimation for a linear function of binomial proportions, Computational
    Statistics & Data Analysis 53, 1080-1085). Cochran's variance is none in a stratum of which all is right, so that a
    stratum of one or two facts would look as if it were known; here it weighs what so few can tell. Simulated over
    strata of one to three facts the interval holds the truth in 91 to 94 of 100 samples, over such as one would draw
    in 94 (Cochran's with Wilson's in 71 to 94). That a stratum was judged to a large part, or whole, makes it no
    narrower: it speaks of texts like these, as Wilson's of the strata does.
    """
    there = [s for s in strata if s.size]
    total = sum(s.size for s in there)
    p = below = above = 0.0
    for s in there:
        if (own := wilson(s.right, s.judged)) is None:
            return None
        weight = s.size / total
        p += weight * own.value
        below += (weight * (own.value - own.low)) ** 2
        above += (weight * (own.high - own.value)) ** 2
    return Estimate(min(1.0, p), max(0.0, p - sqrt(below)), min(1.0, p + sqrt(above))) if there else None


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """How far coders agree beyond chance on units (of each the values that coders gave it), on a nominal scale.

    Krippendorff, K. (2011): Computing Krippendorff's alpha-reliability. α = 1 - D_o/D_e: the disagreement observed
    within units over that among all values. Units with fewer than two values do not count. None where there are none,
    or where all values are the same, so that there is nothing to disagree on.
    """
    pairs: Mapping[str, Counter[str]] = {}
    own: dict[str, Counter[str]] = dict(pairs)
    for values in units:
        if len(values) < 2:
            continue
        counts = Counter(values)
        for one, many in counts.items():
            row = own.setdefault(one, Counter())
            for other, more in counts.items():
                row[other] += many * (more - (one == other)) / (len(values) - 1)  # type: ignore[assignment]
    totals = {one: sum(row.values()) for one, row in own.items()}
    n = sum(totals.values())
    apart = sum(many for one, row in own.items() for other, many in row.items() if one != other)
    expected = sum(a * b for one, a in totals.items() for other, b in totals.items() if one != other)
    return None if not expected else 1 - (n - 1) * apart / expected

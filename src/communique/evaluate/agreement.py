"""How far coders agree beyond chance: coefficients from their definitions, with bootstrap intervals.

Units are given as one row each, a value for each coder; None where a coder did not code the unit. What cannot be told,
since there is nothing to disagree on, is None, not 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Coefficient", "Level", "alpha_of", "bootstrap", "cohen_kappa", "cohen_of", "fleiss_kappa", "fleiss_of",
    "krippendorff_alpha", "percent_agreement", "percent_of",
]  # fmt: skip

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Units = Sequence[Sequence[Hashable | None]]
"""Of each unit what each coder says, in the same order."""
Array = NDArray[np.float64]
Statistic = Callable[[Array], float | None]
"""A coefficient of how often each unit counts: once each, or as often as a bootstrap sample drew it."""


class Coefficient(msgspec.Struct, frozen=True):
    """A coefficient with its interval; both None where it cannot be told."""

    value: float | None
    low: float | None = None
    high: float | None = None


def krippendorff_alpha(units: Units, level: Level = "nominal") -> float | None:
    """Krippendorff's alpha, 1 - D_o / D_e, of any number of coders, with values missing.

    Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, https://repository.upenn.edu/asc_papers/43:
    D_o = 1/n Σ_u Σ_ck n_uc n_uk δ²_ck / (m_u - 1) over the units with two values or more, D_e = 1/(n (n - 1)) Σ_ck
    n_c n_k δ²_ck, of n values in all. δ² is 0 or 1 (nominal); (Σ_g=c..k n_g - (n_c + n_k)/2)² (ordinal); (c - k)²
    (interval); ((c - k)/(c + k))² (ratio). Where the level is not nominal, values are numbers.
    """
    return alpha_of(units, level)(np.ones(len(units)))


def alpha_of(units: Units, level: Level = "nominal") -> Statistic:
    """:func:`krippendorff_alpha` of how often each unit counts."""
    kept = np.array([n for n, unit in enumerate(units) if sum(value is not None for value in unit) > 1], dtype=int)
    counts, values = _counts([units[n] for n in kept])
    told = counts.sum(axis=1)

    def alpha(weights: Array) -> float | None:
        own = weights[kept]
        marginal = own @ counts
        total = float(marginal.sum())
        if total < 2:
            return None
        if level == "nominal":
            apart = float(own @ ((told**2 - (counts**2).sum(axis=1)) / (told - 1)))
            expected = total**2 - float((marginal**2).sum())
        else:
            distance = _distances(values, level, marginal)
            apart = float(own @ (np.einsum("uc,ck,uk->u", counts, distance, counts) / (told - 1)))
            expected = float(marginal @ distance @ marginal)
        return None if expected <= 0 else 1 - (total - 1) * apart / expected

    return alpha


def _counts(units: Units) -> tuple[Array, list[Hashable]]:
    """How often each unit has each value, and the values, numbers by their size."""
    found = {value for unit in units for value in unit if value is not None}
    values = sorted(found, key=lambda v: (0, v, "") if isinstance(v, (int, float)) else (1, 0, str(v)))
    place = {value: n for n, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)))
    for n, unit in enumerate(units):
        for value in unit:
            if value is not None:
                counts[n, place[value]] += 1
    return counts, values


def _distances(values: Sequence[Hashable], level: Level, marginal: Array) -> Array:
    if level == "ordinal":
        sums = np.concatenate(([0.0], np.cumsum(marginal)))
        places = np.arange(len(values))
        first, last = np.minimum.outer(places, places), np.maximum.outer(places, places)
        between = sums[last + 1] - sums[first] - (marginal[:, None] + marginal[None, :]) / 2
        np.fill_diagonal(between, 0.0)
        return np.asarray(between**2)
    numbers = np.array([float(value) for value in values])  # type: ignore[arg-type]
    apart = numbers[:, None] - numbers[None, :]
    if level == "interval":
        return np.asarray(apart**2)
    both = numbers[:, None] + numbers[None, :]
    return np.asarray(np.divide(apart, both, out=np.zeros_like(apart), where=both != 0) ** 2)


def cohen_kappa(units: Units) -> float | None:
    """Cohen's kappa of two coders, (p_o - p_e) / (1 - p_e), over the units that both coded.

    Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20,
    37-46.

    Raises:
        ValueError: a unit has not two values.
    """
    return cohen_of(units)(np.ones(len(units)))


def cohen_of(units: Units) -> Statistic:
    """:func:`cohen_kappa` of how often each unit counts.

    Raises:
        ValueError: a unit has not two values.
    """
    if any(len(unit) != 2 for unit in units):
        raise ValueError("Cohen's kappa is of two coders")
    kept = [n for n, unit in enumerate(units) if None not in unit]
    place = {value: n for n, value in enumerate(dict.fromkeys(value for n in kept for value in units[n]))}
    one, other = (np.array([place[units[n][side]] for n in kept], dtype=int) for side in (0, 1))
    same = one == other

    def kappa(weights: Array) -> float | None:
        own = weights[kept]
        total = float(own.sum())
        if not total:
            return None
        first = np.bincount(one, own, len(place)) / total
        second = np.bincount(other, own, len(place)) / total
        expected = float(first @ second)
        return None if expected >= 1 else (float(own[same].sum()) / total - expected) / (1 - expected)

    return kappa


def fleiss_kappa(units: Units) -> float | None:
    """Fleiss' kappa over the units that all coders coded, (P - P_e) / (1 - P_e).

    Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76, 378-382: P is
    the mean over units of the share of pairs of coders that agree, P_e = Σ p_j² of the shares of all values.
    """
    return fleiss_of(units)(np.ones(len(units)))


def fleiss_of(units: Units) -> Statistic:
    """:func:`fleiss_kappa` of how often each unit counts."""
    kept = [n for n, unit in enumerate(units) if len(unit) > 1 and None not in unit]
    counts, _ = _counts([units[n] for n in kept])
    raters = len(units[0]) if units else 0
    agreeing = ((counts**2).sum(axis=1) - raters) / (raters * (raters - 1)) if kept else np.zeros(0)

    def kappa(weights: Array) -> float | None:
        own = weights[kept]
        many = float(own.sum())
        if not many:
            return None
        expected = float(((own @ counts / (many * raters)) ** 2).sum())
        return None if expected >= 1 else (float(own @ agreeing) / many - expected) / (1 - expected)

    return kappa


def percent_agreement(units: Units) -> float | None:
    """The share of pairs of values of one unit that are the same, 0 to 1; each unit counts alike."""
    return percent_of(units)(np.ones(len(units)))


def percent_of(units: Units) -> Statistic:
    """:func:`percent_agreement` of how often each unit counts."""
    kept = [n for n, unit in enumerate(units) if sum(value is not None for value in unit) > 1]
    told = [Counter(value for value in units[n] if value is not None) for n in kept]
    shares = np.array([
        sum(m * (m - 1) for m in one.values()) / (one.total() * (one.total() - 1)) for one in told
    ])  # fmt: skip

    def percent(weights: Array) -> float | None:
        own = weights[kept]
        return float(own @ shares / own.sum()) if own.sum() else None

    return percent


def bootstrap(
    statistic: Statistic, groups: Sequence[Hashable], *, samples: int = 1000, seed: int = 1
) -> tuple[float | None, float | None]:
    """The 2.5 and 97.5 percentiles of a statistic over samples of groups of units drawn with replacement.

    Efron, B. and Tibshirani, R. (1993), An Introduction to the Bootstrap, ch. 13. Samples of which the statistic
    cannot be told are left out; with fewer than two groups, or half of the samples left out, there is no interval.

    Args:
        statistic: of how often each unit counts.
        groups: of each unit what it is drawn with: its document, or itself.
        samples: how many.
        seed: of the draws.
    """
    place = {group: n for n, group in enumerate(dict.fromkeys(groups))}
    if len(place) < 2:
        return None, None
    of = np.array([place[group] for group in groups])
    random = np.random.default_rng(seed)
    found = []
    for _ in range(samples):
        drawn = np.bincount(random.integers(0, len(place), len(place)), minlength=len(place)).astype(float)
        if (value := statistic(drawn[of])) is not None:
            found.append(value)
    if len(found) * 2 < samples:
        return None, None
    low, high = np.percentile(found, (2.5, 97.5))
    return float(low), float(high)

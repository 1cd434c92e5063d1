"""Agreement between coders, and between people and machine: each variable with its coefficients and intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec
import numpy as np

from communique.errors import UsageError, printable
from communique.evaluate.agreement import (
    Coefficient,
    Level,
    Statistic,
    Units,
    alpha_of,
    bootstrap,
    cohen_of,
    fleiss_of,
    percent_of,
)
from communique.evaluate.unitising import CodingUnit

__all__ = ["CodingAgreement", "SharedUnits", "VariableAgreement", "coding_agreement"]

FEW_DOCUMENTS = 5
"""From so many documents on, documents are drawn with all that is in them, and no single units."""


class VariableAgreement(msgspec.Struct, frozen=True):
    """How far coders agree on a variable."""

    variable: str
    coders: tuple[str, ...]
    level: Level
    units: int
    """With a value of two coders at least."""
    percent: Coefficient
    """Share of pairs of values that are the same."""
    alpha: Coefficient
    """Krippendorff's."""
    kappa: Coefficient
    """Cohen's of two coders, Fleiss' of more."""

    def flat(self) -> dict[str, str | int | float | None]:
        """Its columns in a table."""
        row: dict[str, str | int | float | None] = {
            "variable": self.variable, "coders": "; ".join(self.coders), "level": self.level, "units": self.units,
        }  # fmt: skip
        for name in ("percent", "alpha", "kappa"):
            one: Coefficient = getattr(self, name)
            row |= {name: one.value, f"{name}_low": one.low, f"{name}_high": one.high}
        return {**row, "kappa_of": "Cohen" if len(self.coders) == 2 else "Fleiss"}


class SharedUnits(msgspec.Struct, frozen=True):
    """How much of what one coder marked another marked too, in the documents that both coded."""

    one: str
    other: str
    documents: int
    by_one: int
    by_other: int
    both: int

    @property
    def f1(self) -> float | None:
        """2 both / (by one + by other)."""
        every = self.by_one + self.by_other
        return 2 * self.both / every if every else None


class CodingAgreement(msgspec.Struct, frozen=True):
    """All of it."""

    coders: dict[str, int]
    """With how many units each."""
    units: int
    variables: tuple[VariableAgreement, ...]
    shared: tuple[SharedUnits, ...]
    drawn: str
    """What the intervals were drawn of: "documents" or "units"."""
    samples: int
    seed: int


def coding_agreement(
    units: Sequence[CodingUnit], *, coders: Sequence[str] = (), variables: Sequence[str] = (), samples: int = 1000,
    seed: int = 1,
) -> CodingAgreement:  # fmt: skip
    """How far coders agree, all of them and each two, on each variable; of more than six coders all and no pairs.

    Integers that are not 0 or 1 alone are compared as intervals, all else as names. Intervals are of documents drawn
    with replacement, with all their units; of fewer than five documents, of units.

    Args:
        units: of :mod:`communique.evaluate.unitising`.
        coders: whose; by default everybody's.
        variables: which; by default all.
        samples: bootstrap samples; 0 for no intervals.
        seed: of the draws.

    Raises:
        UsageError: a coder or a variable is not there, or there are not two coders.
    """
    there = Counter(coder for unit in units for coder in unit.values)
    chosen = _chosen(coders, sorted(there), "coder")
    if len(chosen) < 2:
        told = ", ".join(map(printable, there)) or "nobody"
        raise UsageError(f"agreement takes two coders or more, and only {told} coded anything. Name another source too")
    kept = [one for one in units if sum(coder in one.values for coder in chosen) > 0]
    names = list(dict.fromkeys(name for unit in kept for own in unit.values.values() for name in own))
    wanted = _chosen(variables, names, "variable")
    documents = len({unit.document for unit in kept})
    drawn = "documents" if documents >= FEW_DOCUMENTS else "units"
    groups = [unit.document if drawn == "documents" else str(n) for n, unit in enumerate(kept)]
    sets = [tuple(chosen)]
    if 2 < len(chosen) <= 6:
        sets += list(combinations(chosen, 2))
    rows = tuple(
        _variable(name, kept, some, groups, samples, seed) for name in wanted for some in sets
    )  # fmt: skip
    return CodingAgreement(
        {coder: there[coder] for coder in chosen}, len(kept), rows, tuple(_shared(kept, chosen)), drawn, samples, seed
    )


def _chosen(asked: Sequence[str], there: Sequence[str], what: str) -> list[str]:
    known = {name.casefold(): name for name in there}
    for one in asked:
        if one.casefold() not in known:
            listed = ", ".join(map(printable, there)) or "none"
            raise UsageError(f"there is no {what} {printable(one)!r}. There are: {listed}")
    return [known[one.casefold()] for one in dict.fromkeys(asked)] or list(there)


def _variable(
    name: str, units: Sequence[CodingUnit], coders: tuple[str, ...], groups: Sequence[str], samples: int, seed: int
) -> VariableAgreement:
    told = ((unit.row(name, coders), group) for unit, group in zip(units, groups, strict=True))
    compared = [(row, group) for row, group in told if sum(value is not None for value in row) > 1]
    rows: Units = [row for row, _ in compared]
    groups = [group for _, group in compared]
    values = {value for row in rows for value in row if value is not None}
    numbers = all(isinstance(value, int) for value in values) and not values <= {0, 1}
    level: Level = "interval" if numbers else "nominal"
    kappa = cohen_of(rows) if len(coders) == 2 else fleiss_of(rows)
    found = [_estimate(one, rows, groups, samples, seed) for one in (percent_of(rows), alpha_of(rows, level), kappa)]
    return VariableAgreement(name, coders, level, len(rows), *found)


def _estimate(statistic: Statistic, rows: Units, groups: Sequence[str], samples: int, seed: int) -> Coefficient:
    value = statistic(np.ones(len(rows)))
    if value is None or not samples:
        return Coefficient(value)
    return Coefficient(value, *bootstrap(statistic, groups, samples=samples, seed=seed))


def _shared(units: Sequence[CodingUnit], coders: Sequence[str]) -> Iterator[SharedUnits]:
    of = {coder: {unit.document for unit in units if coder in unit.values} for coder in coders}
    for one, other in combinations(coders, 2):
        documents = of[one] & of[other]
        there = [unit.values.keys() for unit in units if unit.document in documents]
        yield SharedUnits(
            one, other, len(documents), sum(one in own for own in there), sum(other in own for own in there),
            sum(one in own and other in own for own in there),
        )  # fmt: skip

"""How surely two are the same: features with weights, whose sum explains itself.

A feature measures one thing of two profiles, and the score is the sum of what holds times its weight, with the values
that were compared. The form is that of the FtM matchers in nomenklatura (https://github.com/opensanctions/nomenklatura,
``matching/types.py``), with weights judged by hand instead of fitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

import msgspec

__all__ = ["SAME", "UNSURE", "Feature", "Score", "weigh"]

SAME, UNSURE = 0.7, 0.4
"""From which score on two are taken for the same, and from which the pair is listed as unsure."""

P = TypeVar("P")


class Feature(msgspec.Struct, Generic[P], frozen=True):
    """One thing that counts between two profiles of a type."""

    name: str
    """As it stands among the reasons."""
    weight: float
    """What it adds where it holds fully; below 0 it speaks against."""
    measure: Callable[[P, P], float]
    """How far it holds, 0 to 1, the same whichever of the two comes first."""
    field: str
    """The field of the profiles whose values the score tells."""


class Score(msgspec.Struct, frozen=True):
    """A sum, and what it is made of."""

    value: float
    """The sum of the reasons; see :data:`SAME` and :data:`UNSURE`."""
    reasons: dict[str, float]
    """Feature -> what it contributes, rounded to three decimals; those that contribute nothing are left out."""
    values: dict[str, tuple[Any, Any]] = {}
    """The same features -> the values that were compared, the first profile's first."""

    @property
    def told(self) -> str:
        """The reasons with their values: "same_country +0.15 (TUR), other_office -0.35 (mayor; minister)".

        A value of several parts is told by their first: an office by its title.
        """
        return ", ".join(f"{name} {part:+.2f}{_shown(*self.values[name])}" if name in self.values else name
                         for name, part in self.reasons.items())  # fmt: skip


def weigh(features: Iterable[Feature[P]], a: P, b: P) -> Score:
    """How much speaks for ``a`` and ``b`` being the same, by these features."""
    reasons: dict[str, float] = {}
    values: dict[str, tuple[Any, Any]] = {}
    for feature in features:
        if (held := feature.measure(a, b)) and (part := round(feature.weight * held, 3)):
            reasons[feature.name] = part
            values[feature.name] = getattr(a, feature.field), getattr(b, feature.field)
    return Score(round(sum(reasons.values()), 3), reasons, values)


def _shown(a: object, b: object) -> str:
    """Two values in brackets; of two sets that share something what they share, equal ones once."""
    if isinstance(a, frozenset) and isinstance(b, frozenset) and a & b:
        a = b = a & b
    one, other = _words(a), _words(b)
    return f" ({one})" if one == other else f" ({one}; {other})"


def _words(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(str(item[0] if isinstance(item, tuple) else item) for item in value))
    return "" if value is None else str(value)

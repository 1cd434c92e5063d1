"""How often a fact with such features is right: a logistic regression for each kind, fitted on facts that were judged.

Weights are in ``data/confidence.json``, ``data/positions.json`` and, of positions on which the stance head votes,
``data/voted_positions.json``; ``training/confidence.py`` and ``training/positions.py`` fit them and tell on what. A
feature is a short text that holds or does not ("rule:meet", "in a statement"); one that no judged fact had weighs
nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["Kind", "bounded", "calibrated", "likelihood"]

Kind = Literal[
    "events", "meetings", "positions", "voiced", "against", "voted positions", "voted voiced", "voted against", "headed"
]
"""Three are of positions: whether what a rule tells is one, whether a clause of a statement takes a stance, and whether
that is against its issue; the same where the stance head votes; and whether what it alone tells is a position."""
FILES = "confidence.json", "positions.json", "voted_positions.json"
LEAST, MOST = 0.05, 0.95
"""No fact is told as surer or less sure than the judged ones bear out."""


def likelihood(kind: Kind, features: Iterable[str]) -> float:
    """The share of judged facts with such features that are right, 0.05 to 0.95, to two decimals."""
    weights = _weights()[kind]
    score = weights["always"] + sum(weights.get(name, 0.0) for name in set(features))
    return bounded(1 / (1 + math.exp(-score)))


def calibrated(chance: float, told: Literal["told", "voted told"] = "told") -> float:
    """The share of positions told at such a chance that are right, 0.05 to 0.95, to two decimals.

    A position is the likeliest of several that compete for the same words, and the likeliest is likely overrated.
    """
    weights = _weights()[told]
    score = weights["always"] + weights["chance"] * math.log(chance / (1 - chance))
    return bounded(1 / (1 + math.exp(-score)))


def bounded(chance: float) -> float:
    """A probability as it is told: 0.05 to 0.95, to two decimals."""
    return round(min(max(chance, LEAST), MOST), 2)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    table: dict[str, Mapping[str, float]] = {}
    for name in FILES:
        table |= json.loads(files("communique.extract").joinpath(f"data/{name}").read_text("utf-8"))["weights"]
    return table

"""How often a fact with such features is right: a logistic regression for each kind, fitted on facts that were judged.

Weights are in ``data/confidence.json``; ``training/confidence.py`` fits them and tells on what. A feature is a short
text that holds or does not ("rule:meet", "in a statement"); one that no judged fact had weighs nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["Kind", "likelihood"]

Kind = Literal["events", "meetings"]
LEAST, MOST = 0.05, 0.95
"""No fact is told as surer or less sure than the judged ones bear out."""


def likelihood(kind: Kind, features: Iterable[str]) -> float:
    """The share of judged facts with such features that are right, 0.05 to 0.95, to two decimals."""
    weights = _weights()[kind]
    score = weights["always"] + sum(weights.get(name, 0.0) for name in set(features))
    return round(min(max(1 / (1 + math.exp(-score)), LEAST), MOST), 2)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = files("communique.extract").joinpath("data/confidence.json").read_text("utf-8")
    table: Mapping[str, Mapping[str, float]] = json.loads(text)["weights"]
    return table

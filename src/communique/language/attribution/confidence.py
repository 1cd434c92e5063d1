"""How often such an attribution is right: a logistic regression on what the decoder knows, fitted on held-out text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from communique.language.attribution.fragments import Fragments
from communique.language.attribution.linker import Link

NAMES = (
    "one", "source sure", "source edge", "cue sure", "cue edge", "content sure", "content edge", "chosen", "margin",
    "held", "no source", "length", "parts",
)  # fmt: skip
LOWEST, HIGHEST = -2.0, 5.0  # of log-odds


def odds(logarithm: float) -> float:
    """Log-odds of a log-probability, clipped: a probability near one tells more by its distance from one."""
    p = min(max(math.exp(logarithm), 1e-9), 1 - 1e-9)
    return min(max(math.log(p / (1 - p)), LOWEST), HIGHEST)


def describe(f: Fragments, link: Link) -> npt.NDArray[np.float64]:
    """The features NAMES of one attribution."""
    contents = list(link.contents)
    none = link.source < 0
    length = int((f.last[contents] - f.first[contents]).sum())
    return np.array([
        1.0,
        0.0 if none else odds(f.sure[link.source]),
        0.0 if none else odds(f.edge[link.source]),
        odds(f.sure[link.cue]),
        odds(f.edge[link.cue]),
        odds(f.sure[contents].min()),
        odds(f.edge[contents].min()),
        odds(link.chosen),
        min(4.0, link.margin),
        odds(link.held),
        float(none),
        np.log2(1 + min(length, 64)),
        min(3, len(contents)),
    ])  # fmt: skip


def confidence(f: Fragments, link: Link, weights: Mapping[str, Sequence[float]]) -> float:
    """A probability, rounded to three digits."""
    z = float(describe(f, link) @ np.asarray(weights["weights"]))
    return round(1 / (1 + math.exp(-z)), 3)

"""How often such an attribution is right: a logistic regression on what the decoder knows, fitted on held-out text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from communique.language.attribution.fragments import Fragments
from communique.language.attribution.linker import Link

NAMES = (
    "one", "source sure", "source edge", "cue sure", "cue edge", "content sure", "content edge", "chosen", "margin",
    "held", "no source", "length", "parts",
)  # fmt: skip


def describe(f: Fragments, link: Link) -> npt.NDArray[np.float64]:
    """The features NAMES of one attribution."""
    contents = list(link.contents)
    none = link.source < 0
    length = int((f.last[contents] - f.first[contents]).sum())
    return np.array([
        1.0,
        0.0 if none else f.sure[link.source],
        0.0 if none else max(-4.0, f.edge[link.source]),
        f.sure[link.cue],
        max(-4.0, f.edge[link.cue]),
        f.sure[contents].min(),
        max(-4.0, f.edge[contents].min()),
        max(-4.0, link.chosen),
        min(4.0, link.margin),
        max(-4.0, link.held),
        float(none),
        np.log2(1 + min(length, 64)),
        min(3, len(contents)),
    ])  # fmt: skip


def confidence(f: Fragments, link: Link, weights: Mapping[str, Sequence[float]]) -> float:
    """A probability, rounded to three digits."""
    z = float(describe(f, link) @ np.asarray(weights["weights"]))
    return round(1 / (1 + float(np.exp(-z))), 3)

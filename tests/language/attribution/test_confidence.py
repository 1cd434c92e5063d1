"""More certainty never looks like less."""

from __future__ import annotations

import numpy as np
import pytest

from communique.language.attribution.confidence import NAMES, confidence, describe, odds
from communique.language.attribution.fragments import CONTENT, CUE, SOURCE, Fragments
from communique.language.attribution.linker import Link


def fragments(sure: float) -> Fragments:
    role = np.array([SOURCE, CUE, CONTENT])
    each = np.full(3, sure, np.float32)
    return Fragments(role, np.array([0, 2, 3]), np.array([2, 3, 9]), each, each)


def link(chosen: float) -> Link:
    return Link(0, 1, (2,), chosen, 1.0, chosen)


def test_one_weight_a_feature() -> None:
    assert len(describe(fragments(-0.1), link(-0.1))) == len(NAMES)


@pytest.mark.parametrize(("low", "high"), [(-3.0, -1.0), (-1.0, -0.1), (-0.1, -0.01)])
def test_surer_tags_score_higher(low: float, high: float) -> None:
    weights = {"weights": [0.0] + [0.1] * (len(NAMES) - 1)}
    assert confidence(fragments(low), link(low), weights) < confidence(fragments(high), link(high), weights)


@pytest.mark.parametrize("logarithm", [0.0, -1e-12, -1e9, -0.5])
def test_odds_are_finite(logarithm: float) -> None:
    assert np.isfinite(odds(logarithm))

"""Choosing among candidates, and what stands between a cue and its candidates."""

from __future__ import annotations

import numpy as np
import pytest

from communique.language.attribution.fragments import CONTENT, CUE, SOURCE, collect
from communique.language.attribution.linker import choices
from communique.language.attribution.pairs import FEATURES, MarkCounts, pairs
from communique.language.attribution.pieces import Pieces


@pytest.mark.parametrize(
    ("scores", "none", "best"),
    [([1.0, 3.0], 0.0, 11), ([1.0, 3.0], 4.0, -1), ([-5.0, -6.0], -9.0, 10)],
)
def test_best_candidate_or_none(scores: list[float], none: float, best: int) -> None:
    chooser, chosen = np.array([0, 0]), np.array([10, 11])
    found, logarithm, lead = choices(chooser, chosen, np.array(scores, np.float32), np.array([none], np.float32))[0]
    every = np.array([*scores, none])
    assert found == best
    assert logarithm == pytest.approx(every.max() - np.log(np.exp(every).sum()), abs=1e-5)
    assert lead == pytest.approx(np.sort(every)[-1] - np.sort(every)[-2])


def layout(ids: list[int]) -> MarkCounts:
    at = np.arange(len(ids), dtype=np.int32)
    return MarkCounts(Pieces(np.asarray(ids, np.int32), at, at + 1, np.zeros(len(ids), np.int8)))


def test_each_cue_meets_the_fragments_around_it() -> None:
    tags = np.zeros((12, 7), np.float32)
    path = np.zeros(12, np.int64)
    f = collect([(SOURCE, 0, 2), (CUE, 2, 3), (CONTENT, 3, 6), (CUE, 7, 8), (CONTENT, 8, 12)], tags, path)
    found = pairs(layout([2000] * 12), f, SOURCE)
    assert list(zip(found.cue.tolist(), found.other.tolist(), strict=True)) == [(1, 0), (3, 0)]
    assert found.features.shape == (2, FEATURES)
    assert not np.array_equal(found.features[0], found.features[1])


@pytest.mark.parametrize(
    ("ids", "inside"),
    [
        ([1523, 7, 1524, 7], [0, 1, 0, 0]),  # “ x ” x
        ([1000, 7, 1000, 7], [0, 1, 0, 0]),  # " x " x
        ([1523, 7, 1, 7], [0, 1, 0, 0]),  # a paragraph's end closes them
        ([7, 7], [0, 0]),
    ],
)
def test_inside_quotation_marks(ids: list[int], inside: list[int]) -> None:
    assert layout(ids).inside.astype(int).tolist() == inside

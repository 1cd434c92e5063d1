"""Tags become runs, and only well-formed ones."""

from __future__ import annotations

import numpy as np
import pytest

from communique.language.attribution.encoder import log_softmax
from communique.language.attribution.fragments import _walked, viterbi

OUT, BS, IS, BQ, IQ, BC, IC = range(7)


def scores(likely: list[int]) -> np.ndarray:
    table = np.full((len(likely), 7), -6.0, np.float32)
    table[np.arange(len(likely)), likely] = -0.1
    return table


@pytest.mark.parametrize(
    ("likely", "expected"),
    [
        ([OUT, BS, IS, BQ, BC, IC, OUT], [OUT, BS, IS, BQ, BC, IC, OUT]),
        ([BS, BS, IS], [BS, BS, IS]),
        ([BC, IC, IC, BC, IC, OUT], [BC, IC, IC, BC, IC, OUT]),
        ([], []),
    ],
)
def test_the_likeliest_path(likely: list[int], expected: list[int]) -> None:
    assert viterbi(scores(likely)).tolist() == expected


def test_of_two_as_likely_paths_the_tag_listed_first_wins() -> None:
    assert viterbi(np.zeros((4, 7), np.float32)).tolist() == [OUT] * 4
    undecided = np.full((2, 7), -6.0, np.float32)
    undecided[0, [BS, BC]] = undecided[1, [IS, IC]] = -0.1
    assert viterbi(undecided).tolist() == [BS, IS]


@pytest.mark.parametrize("likely", [[IS, IS, OUT], [OUT, IC, IC], [BS, IC], [BQ, IS, IS]])
def test_no_run_begins_inside(likely: list[int]) -> None:
    path = viterbi(scores(likely)).tolist()
    for before, tag in zip([OUT, *path], path, strict=False):
        assert tag not in (IS, IQ, IC) or before in (tag, tag - 1)


@pytest.mark.parametrize("spread", [0.5, 3.0, 8.0])
def test_parts_that_are_beyond_doubt_are_not_walked(spread: float) -> None:
    chance = np.random.default_rng(7)
    for length in (1, 2, 9, 60, 300):
        drawn = chance.normal(size=(length, 7)) * spread + np.repeat(chance.normal(size=(length, 7)) * 4, 6, 0)[:length]
        tags = np.asarray(log_softmax(drawn.astype(np.float32)))
        assert viterbi(tags).tolist() == _walked(tags).tolist()

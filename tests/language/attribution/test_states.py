"""The encoder's states in some directions."""

from __future__ import annotations

import numpy as np

from communique.language.attribution.states import StateScores, joined_scores

ONE = StateScores(np.array([0, 4], np.int32), np.array([3, 9], np.int32), np.array([[1, 2], [3, 4]], np.float32))
TWO = StateScores(np.array([10], np.int32), np.array([12], np.int32), np.array([[5, 6]], np.float32))


def test_a_word_answers_with_its_first_piece() -> None:
    both = joined_scores([ONE, TWO], 2)
    assert [None if (v := both.of(a, b)) is None else v.tolist() for a, b in ((0, 3), (4, 12), (10, 11), (3, 4))] == [
        [1, 2], [3, 4], [5, 6], None,
    ]  # fmt: skip
    assert both.of(12, 14) is None


def test_an_empty_text_has_none() -> None:
    none = joined_scores([], 2)
    assert none.values.shape == (0, 2)
    assert none.of(0, 1) is None

"""Which candidates are right where each answer can be given once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

matching = pytest.importorskip("training.matching", reason="training/ is importable only from the checkout")


@pytest.mark.parametrize(
    ("same", "order", "right"),
    [
        ([[0], [0]], None, {0}),
        ([[0], [0]], [1, 0], {1}),
        ([[0, 1], [0]], None, {0, 1}),  # the first moves on to the second answer
        ([[], [1]], None, {1}),
        ([[0], [1], [0]], [2], {2}),
        ([], None, set()),
    ],
)
def test_each_answer_is_given_once(same: Sequence[Sequence[int]], order: list[int] | None, right: set[int]) -> None:
    assert matching.matched(same, order) == right

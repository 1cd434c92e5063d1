"""What the act head says of words: looked up by their offsets."""

from __future__ import annotations

import numpy as np
import pytest

from communique.language.votes import NONE, SCORES, STANCES, Votes, joined


def votes(*pieces: tuple[int, int, float]) -> Votes:
    """Pieces at offsets, with the probability that they tell an act."""
    values = np.zeros((len(pieces), SCORES), np.float16)
    values[:, 0] = [np.log(1 - p) for _, _, p in pieces]
    start, end = (np.array([p[k] for p in pieces], np.int32) for k in (0, 1))
    return Votes(start, end, values)


MADE = votes((0, 3, 0.1), (4, 8, 0.9), (8, 11, 0.2), (12, 15, 0.6))
"""A word of two pieces stands at 4 to 11."""


@pytest.mark.parametrize(
    ("start", "end", "chance"), [(0, 3, 0.1), (4, 11, 0.9), (5, 11, 0.9), (12, 15, 0.6), (3, 4, None), (15, 20, None)]
)
def test_a_word_is_its_first_piece(start: int, end: int, chance: float | None) -> None:
    found = MADE.of(start, end)
    assert (None if found is None else 1 - float(np.exp(found[0]))) == (
        None if chance is None else pytest.approx(chance, abs=1e-3)
    )


def test_likely_words() -> None:
    assert MADE.likely(0.5) == [(4, 8), (12, 15)]
    assert MADE.likely(0.95) == []


def test_nothing_was_asked() -> None:
    assert len(NONE) == 0
    assert NONE.of(0, 5) is None
    assert NONE.likely(0.0) == []


def test_segments_are_joined() -> None:
    parts = [votes((0, 3, 0.1)), votes((4, 8, 0.9), (8, 11, 0.2))]
    whole = joined(parts)
    assert len(whole) == 3
    assert whole.likely(0.5) == [(4, 8)]
    assert joined(parts[:1]) is parts[0]
    assert joined([]) is NONE


def sided(*pieces: tuple[int, int, float, float]) -> Votes:
    """Pieces at offsets, with the probabilities that they are for and against something."""
    plain = votes(*((start, end, 0.1) for start, end, _, _ in pieces))
    stances = np.log([[1 - a - b, a, b] for _, _, a, b in pieces]).astype(np.float16).reshape(-1, STANCES)
    return Votes(plain.start, plain.end, plain.values, stances)


def test_stances_of_words() -> None:
    made = sided((0, 3, 0.1, 0.2), (4, 8, 0.05, 0.9), (8, 11, 0.3, 0.3))
    found = made.stance(4, 11)
    assert found is not None
    assert np.exp(found) == pytest.approx([0.05, 0.05, 0.9], abs=1e-3)
    assert made.stance(3, 4) is None
    assert np.exp(made.stances_at([0, 4, 99])) == pytest.approx(
        np.array([[0.7, 0.1, 0.2], [0.05, 0.05, 0.9]]), abs=1e-3
    )
    assert made.taking(0.5) == [(4, 8), (8, 11)]
    assert len(joined([made, made]).stances) == 6


def test_a_network_without_stances() -> None:
    assert MADE.stance(0, 3) is None
    assert MADE.taking(0.0) == []
    assert len(MADE.stances_at([0, 4])) == 0

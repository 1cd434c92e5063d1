"""Logistic regression: what it finds, where it stays, and that numbers of any size are one to it."""

from __future__ import annotations

import math

import pytest

from communique.learn.logistic import fit, shift


def shares(a: int, b: int, of: int) -> tuple[list[dict[str, float]], list[bool]]:
    """``of`` rows with a mark of which ``a`` are right, and as many without of which ``b`` are."""
    rows = [{"mark": 1.0}] * of + [{}] * of
    return rows, [n < a for n in range(of)] + [n < b for n in range(of)]


def test_chances_are_the_shares_where_nothing_holds_them() -> None:
    found = fit(*shares(30, 10, 40), penalty=1e-6)
    assert found.chance({"mark": 1.0}) == pytest.approx(0.75, abs=1e-3)
    assert found.chance({}) == pytest.approx(0.25, abs=1e-3)


def test_a_shift_moves_what_is_seen_and_nothing_else() -> None:
    rows, right = shares(10, 20, 40)
    loose, tight = (shift(rows, right, p, [0.0] * 80) for p in (0.1, 1e6))
    assert loose.keys() == tight.keys() == {"mark"}
    assert loose["mark"] == pytest.approx(-1.09, abs=0.05)  # the log-odds of a quarter
    assert tight["mark"] == pytest.approx(0.0, abs=1e-3)


def test_a_shift_counts_from_the_scores_so_far() -> None:
    rows, right = shares(10, 20, 40)
    found = shift(rows, right, 0.1, [2.0 if row else 0.0 for row in rows])
    assert found["mark"] == pytest.approx(-3.05, abs=0.1)


@pytest.mark.parametrize("unit", [1e-3, 1.0, 1e3])
def test_the_unit_of_a_number_does_not_matter(unit: float) -> None:
    rows = [{"size": unit * n} for n in range(40)]
    found = fit(rows, [n + (n % 3) > 20 for n in range(40)], penalty=1.0)
    assert found.chance({"size": 30 * unit}) == pytest.approx(0.914, abs=0.001)


def test_weights_of_rows_count() -> None:
    rows, right = shares(20, 20, 40)
    heavy = fit(rows, right, 1e-6, [3.0 if r else 1.0 for r in right])
    assert heavy.chance({}) == pytest.approx(0.75, abs=1e-3)


def test_the_seldom_has_no_weight() -> None:
    rows, right = shares(30, 10, 40)
    rows[0] = {"mark": 1.0, "once": 1.0}
    assert "once" not in fit(rows, right, 1.0).weights


def test_what_is_always_right_stays_finite() -> None:
    found = fit(*shares(40, 0, 40), penalty=1.0)
    assert all(map(math.isfinite, found.weights.values()))
    assert 0.85 < found.chance({"mark": 1.0}) < 0.99

"""Coefficients of agreement, held to worked examples that their authors published."""

from __future__ import annotations

import pytest

from communique.evaluate.agreement import (
    alpha_of,
    bootstrap,
    cohen_kappa,
    cohen_of,
    fleiss_kappa,
    fleiss_of,
    krippendorff_alpha,
    percent_agreement,
    percent_of,
)


def rows(*coders: str) -> list[tuple[int | str | None, ...]]:
    """Units of what each coder says, a word a value; "." is none."""
    read = [[None if w == "." else int(w) if w.isdigit() else w for w in coder.split()] for coder in coders]
    return list(zip(*read, strict=True))


BINARY = rows("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = rows("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR = rows("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")


@pytest.mark.parametrize(
    ("units", "level", "alpha"),
    [
        (BINARY, "nominal", 0.095),  # Krippendorff 2011, example A
        (NOMINAL, "nominal", 0.692),  # example B
        (FOUR, "nominal", 0.743),  # example C
        (FOUR, "ordinal", 0.815),  # example D
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
    ],
)
def test_alpha_as_krippendorff_works_it_out(units, level, alpha) -> None:
    assert krippendorff_alpha(units, level) == pytest.approx(alpha, abs=0.0005)


def table(*counts: tuple[int, ...]) -> list[tuple[int, int]]:
    """The units of a table of two coders."""
    return [(a, b) for a, row in enumerate(counts) for b, many in enumerate(row) for _ in range(many)]


def test_kappa_as_cohen_works_it_out() -> None:
    units = table((88, 14, 18), (10, 40, 10), (2, 6, 12))  # Cohen 1960, table 1
    assert percent_agreement(units) == pytest.approx(0.70)
    assert cohen_kappa(units) == pytest.approx(0.492, abs=0.0005)


SUBJECTS = (
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1), (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
)  # fmt: skip
"""The worked example of "Fleiss' kappa" in Wikipedia: 14 raters of ten subjects, five categories."""


def test_kappa_of_many_raters() -> None:
    units = [[n for n, many in enumerate(row) for _ in range(many)] for row in SUBJECTS]
    assert fleiss_kappa(units) == pytest.approx(0.210, abs=0.0005)


def test_what_cannot_be_told_is_none() -> None:
    for nothing in ([], [(1, None)], [(1, 1), (1, 1)]):
        assert krippendorff_alpha(nothing) is None
        assert cohen_kappa(nothing) is None
        assert fleiss_kappa(nothing) is None
    with pytest.raises(ValueError, match="two coders"):
        cohen_kappa([(1, 1, 1)])


def test_a_unit_that_counts_twice_is_two_units() -> None:
    import numpy as np

    twice = np.array([2.0, 0.0] + [1.0] * (len(NOMINAL) - 2))
    drawn = [NOMINAL[0], *NOMINAL[:1], *NOMINAL[2:]]
    for of in (alpha_of, cohen_of, fleiss_of, percent_of):
        assert of(NOMINAL)(twice) == pytest.approx(of(drawn)(np.ones(len(drawn))))


def test_intervals_are_those_of_the_seed_and_hold_the_value() -> None:
    units = table((88, 14, 18), (10, 40, 10), (2, 6, 12))
    low, high = bootstrap(cohen_of(units), range(len(units)), samples=400, seed=3)
    assert (low, high) == bootstrap(cohen_of(units), range(len(units)), samples=400, seed=3)
    assert low is not None
    assert high is not None
    # Cohen 1960: the standard error is .054, so that the interval is about .386 to .598.
    assert low == pytest.approx(0.386, abs=0.03)
    assert high == pytest.approx(0.598, abs=0.03)
    assert bootstrap(cohen_of(units), ["one document"] * len(units)) == (None, None)

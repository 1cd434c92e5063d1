"""The formulas, on examples worked out elsewhere or by hand."""

from __future__ import annotations

import pytest

from communique.review.estimates import Stratum, krippendorff_alpha, stratified, wilson


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilson_s_interval(right: int, n: int, low: float, high: float) -> None:
    found = wilson(right, n)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == right / n


def test_nothing_judged_has_no_share() -> None:
    assert wilson(0, 0) is None
    assert stratified([]) is None
    assert stratified([Stratum(10, 2, 1), Stratum(10, 0, 0)]) is None


def test_the_stratified_estimate() -> None:
    # By hand: W = 0.8, 0.2; p = 0.8 * 0.75 + 0.2 * 0.9 = 0.78;
    # variance = 0.64 * 0.95 * 0.1875 / 19 + 0.04 * 0.9 * 0.09 / 9 = 0.006 + 0.00036 = 0.00636;
    # that of a simple sample of 0.78 * 0.22 / 0.00636 = 26.98.
    found = stratified([Stratum(400, 20, 15), Stratum(100, 10, 9)])
    same = wilson(0.78 * 26.981132, 26.981132)
    assert found is not None
    assert same is not None
    assert (round(found.value, 6), round(found.low, 6), round(found.high, 6)) == (
        0.78, round(same.low, 6), round(same.high, 6),
    )  # fmt: skip


def test_one_stratum_is_a_simple_sample_but_for_what_is_left_of_it() -> None:
    found, simple = stratified([Stratum(10**9, 50, 40)]), wilson(40, 50)
    assert found is not None
    assert simple is not None
    assert found.value == simple.value
    assert abs(found.low - simple.low) < 0.003


@pytest.mark.parametrize("right", [0, 10])
def test_where_nothing_varies_the_interval_is_that_of_all_judged(right: int) -> None:
    found = stratified([Stratum(100, 10, right), Stratum(50, 10, right)])
    assert found == wilson(right * 2, 20)


def test_a_stratum_weighs_what_it_holds_not_what_was_drawn() -> None:
    found = stratified([Stratum(900, 10, 10), Stratum(100, 90, 0)])
    assert found is not None
    assert found.value == pytest.approx(0.9)


def pairs(*coders: str) -> list[list[str]]:
    return [[value for value in unit if value != "*"] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        # Krippendorff 2011, A: binary, two observers, no missing data
        (pairs("0100000010", "1110010000"), 0.095),
        # B: nominal, two observers, no missing data
        (pairs("aabbdcccedda", "babbbccceddd"), 0.692),
        # C: nominal, four observers, values missing
        (pairs("123321412***", "1233224125*3", "*3332342251*", "12332441251*"), 0.743),
    ],
)  # fmt: skip
def test_krippendorff_s_alpha(units: list[list[str]], alpha: float) -> None:
    found = krippendorff_alpha(units)
    assert found is not None
    assert round(found, 3) == alpha


def test_alpha_of_what_cannot_disagree() -> None:
    assert krippendorff_alpha([["accept", "accept"], ["accept"]]) is None
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([["a", "a"], ["b", "b"]]) == 1

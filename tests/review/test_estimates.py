"""The formulas, on examples worked out elsewhere or by hand."""

from __future__ import annotations

import random

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
    # By hand: W = 0.8, 0.2; p = 0.8 * 0.75 + 0.2 * 0.9 = 0.78; Wilson's bounds are [0.5313, 0.8881] and
    # [0.5958, 0.9821]: below (0.8 * 0.2187)² + (0.2 * 0.3042)² = 0.18521², above 0.11171².
    found = stratified([Stratum(400, 20, 15), Stratum(100, 10, 9)])
    assert found is not None
    assert (round(found.value, 6), round(found.low, 3), round(found.high, 3)) == (0.78, 0.595, 0.892)


@pytest.mark.parametrize("right", [0, 31, 40, 50])
def test_one_stratum_is_a_simple_sample(right: int) -> None:
    found, simple = stratified([Stratum(10**9, 50, right)]), wilson(right, 50)
    assert found is not None
    assert simple is not None
    assert (found.value, found.low, found.high) == pytest.approx((simple.value, simple.low, simple.high))


@pytest.mark.parametrize("right", [0, 1])
def test_strata_of_one_or_two_facts_are_not_taken_for_known(right: int) -> None:
    # 13 facts of seven kinds, all of them right or all wrong: as if 13 alike had been judged, or a little wider
    sizes = [(13, 2), (4, 2), (24, 2), (14, 2), (8, 1), (20, 2), (66, 2)]
    found, simple = stratified([Stratum(size, n, n * right) for size, n in sizes]), wilson(13 * right, 13)
    assert found is not None
    assert simple is not None
    assert found.value == right
    assert 0.5 < (found.low if right else 1 - found.high) < (simple.low if right else 1 - simple.high)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    rng = random.Random(3)
    for sizes, judged, least in (([6000, 700, 300, 2000], [28] * 4, 0.93), ([10, 4, 24, 14, 8, 20, 66], [2] * 7, 0.9)):
        held = 0
        for _ in range(1000):
            shares = [min(0.99, max(0.05, 0.85 + rng.uniform(-0.1, 0.1))) for _ in sizes]
            true = sum(size * share for size, share in zip(sizes, shares, strict=True)) / sum(sizes)
            drawn = [sum(rng.random() < share for _ in range(n)) for share, n in zip(shares, judged, strict=True)]
            found = stratified([Stratum(*one) for one in zip(sizes, judged, drawn, strict=True)])
            assert found is not None
            held += found.low <= true <= found.high
        assert held / 1000 >= least


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

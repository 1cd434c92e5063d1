from __future__ import annotations

import time
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.evaluate.matching import agree, covered, match, overlap, shared, size


def _spans(*pairs: tuple[int, int]) -> list[dict[str, int]]:
    return [{"start": s, "end": e} for s, e in pairs]


@pytest.mark.parametrize(
    ("pairs", "joined"),
    [
        ([], []),
        ([(1, 3)], [(1, 3)]),
        ([(4, 6), (1, 3)], [(1, 3), (4, 6)]),
        ([(1, 3), (3, 5)], [(1, 5)]),
        ([(1, 9), (2, 3)], [(1, 9)]),
        ([(2, 2), (5, 4)], []),
    ],
)
def test_covered(pairs: list[tuple[int, int]], joined: list[tuple[int, int]]) -> None:
    assert covered(_spans(*pairs)) == joined


def test_covered_takes_null_one_span_and_many() -> None:
    assert covered(None, {"start": 1, "end": 2}, _spans((3, 4))) == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("a", "b", "iou"),
    [
        ([(0, 10)], [(0, 10)], 1.0),
        ([(0, 10)], [(0, 5)], 0.5),
        ([(0, 10)], [(5, 15)], 1 / 3),
        ([(0, 4), (6, 10)], [(0, 10)], 0.8),
        ([(0, 2)], [(2, 4)], 0.0),
        ([], [(2, 4)], 0.0),
        ([], [], 0.0),
    ],
)
def test_overlap(a: list[tuple[int, int]], b: list[tuple[int, int]], iou: float) -> None:
    assert overlap(a, b) == pytest.approx(iou)
    assert agree(a, b) == (iou >= 0.5)


_pairs = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5)


@given(_pairs, _pairs)
def test_stretches_are_sets_of_characters(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    one, two = ({c for s, e in x for c in range(s, e)} for x in (a, b))
    x, y = covered(_spans(*a)), covered(_spans(*b))
    assert size(x) == len(one)
    assert shared(x, y) == len(one & two)


def test_the_largest_matching_before_the_heaviest() -> None:
    weights = {(0, 0): 10.0, (0, 1): 1.0, (1, 0): 1.0}
    assert match([0, 1], [0, 1], lambda g, s: (g, s) in weights, lambda g, s: weights[g, s]) == {0: 1, 1: 0}


def test_the_heaviest_of_the_largest() -> None:
    weights = {(0, 0): 1.0, (0, 1): 3.0, (1, 0): 3.0, (1, 1): 1.0}
    assert match([0, 1], [0, 1], lambda g, s: (g, s) in weights, lambda g, s: weights[g, s]) == {0: 1, 1: 0}


@given(st.integers(0, 4), st.integers(0, 4), st.data())
def test_no_matching_is_better(m: int, n: int, data: st.DataObject) -> None:
    edges = {(i, j): data.draw(st.integers(0, 5)) for i in range(m) for j in range(n) if data.draw(st.booleans())}
    found = match(range(m), range(n), lambda g, s: (g, s) in edges, lambda g, s: float(edges[g, s]))
    assert len(set(found.values())) == len(found)
    assert all((i, j) in edges for i, j in found.items())
    padded = [*range(n), *[None] * m]
    ways = {tuple((i, j) for i, j in enumerate(p[:m]) if (i, j) in edges) for p in permutations(padded, m)}
    best = max((len(w), sum(edges[e] for e in w)) for w in ways)
    assert (len(found), sum(edges[e] for e in found.items())) == best


def test_many_are_matched_soon() -> None:
    start = time.process_time()
    found = match(range(400), range(400), lambda g, s: abs(g - s) <= 2, lambda g, s: 1.0 / (1 + abs(g - s)))
    assert found == {i: i for i in range(400)}
    assert time.process_time() - start < 5

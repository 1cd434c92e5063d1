from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.segments import Mark, segments


def _cut(length: int, *spans: tuple[int, int]) -> list[tuple[int, int, str]]:
    marked = [Mark(s, e, "abcdefgh"[i], "") for i, (s, e) in enumerate(spans)]
    return [(x.start, x.end, "".join(m.owner for m in x.marks)) for x in segments(length, marked)]


@pytest.mark.parametrize(
    ("length", "spans", "cut"),
    [
        (5, [], [(0, 5, "")]),
        (0, [], []),
        (5, [(1, 3)], [(0, 1, ""), (1, 3, "a"), (3, 5, "")]),
        (6, [(0, 4), (2, 6)], [(0, 2, "a"), (2, 4, "ab"), (4, 6, "b")]),  # they overlap
        (6, [(0, 6), (2, 4)], [(0, 2, "a"), (2, 4, "ba"), (4, 6, "a")]),  # the inner one first
        (4, [(1, 3), (1, 3)], [(0, 1, ""), (1, 3, "ab"), (3, 4, "")]),
        (4, [(-5, 99)], [(0, 4, "a")]),  # clipped
        (4, [(2, 2), (3, 1), (9, 12)], [(0, 4, "")]),  # empty, turned round, behind the end
    ],
)
def test_cuts(length: int, spans: list[tuple[int, int]], cut: list[tuple[int, int, str]]) -> None:
    assert _cut(length, *spans) == cut


def test_each_mark_begins_once() -> None:
    marked = [Mark(0, 4, "a", ""), Mark(2, 6, "b", "")]
    assert [[m.owner for m in s.begins] for s in segments(6, marked)] == [["a"], ["b"], []]


@given(st.integers(0, 40), st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=12))
def test_the_pieces_cover_the_text_and_know_their_marks(length: int, spans: list[tuple[int, int]]) -> None:
    marked = [Mark(s, e, str(i), "") for i, (s, e) in enumerate(spans)]
    pieces = list(segments(length, marked))
    assert [p for piece in pieces for p in range(piece.start, piece.end)] == list(range(length))
    for piece in pieces:
        for p in range(piece.start, piece.end):
            assert {m.owner for m in piece.marks} == {m.owner for m in marked if m.start <= p < m.end}


def test_marks_by_the_thousand() -> None:
    start = time.process_time()
    nested = [Mark(i, 20_000 - i, str(i), "") for i in range(10_000)]
    pieces = list(segments(20_000, nested))
    assert len(pieces) == 19_999
    assert max(len(p.marks) for p in pieces) == 50
    assert pieces[9_999].marks[0].owner == "9999"  # the shortest comes first
    assert time.process_time() - start < 5

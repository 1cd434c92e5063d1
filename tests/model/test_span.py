from __future__ import annotations

import pytest

from communique.model import Span, hull

A, B, C = Span(0, 4), Span(3, 6), Span(4, 6)


def test_a_span_is_its_characters() -> None:
    assert Span(1, 3).of("añ\U0001f600d") == "ñ\U0001f600"
    assert len(Span(2, 7)) == 5


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "covers"),
    [
        (A, B, True, False),
        (A, C, False, False),
        (B, C, True, True),
        (A, A, True, True),
        (C, B, True, False),
        (A, Span(2, 2), True, True),
        (Span(2, 2), Span(2, 2), False, True),
    ],
)
def test_overlap_and_cover(one: Span, other: Span, overlaps: bool, covers: bool) -> None:
    assert one.overlaps(other) is overlaps
    assert other.overlaps(one) is overlaps
    assert one.covers(other) is covers


def test_spans_stand_in_text_order() -> None:
    assert sorted([C, B, A, Span(3, 5)]) == [A, Span(3, 5), B, C]


def test_hull() -> None:
    assert hull([C, A]) == Span(0, 6)
    assert hull(iter([B])) == B
    with pytest.raises(ValueError, match="empty"):
        hull([])

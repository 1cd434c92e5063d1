"""Ranges that hold or touch a place are found, whatever their length; those that hold it in the order given."""

from __future__ import annotations

import pytest

from communique.language.document import Document
from communique.language.quotations import quotations
from communique.language.span_index import SHELF, SpanIndex
from communique.language.tree import Tokens
from communique.model import Span
from communique.sources import from_text

RANGES = [(0, 5, "a"), (0, 3 * SHELF, "b"), (4, 4, "empty"), (SHELF - 1, SHELF + 1, "c"), (2, 4, "d"), (0, 5, "e")]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 1, "abe"),
        (2, 4, "abde"),
        (3, 6, "b"),
        (SHELF - 1, SHELF, "bc"),
        (SHELF, SHELF + 1, "bc"),
        (SHELF - 2, SHELF, "b"),
        (3 * SHELF - 1, 3 * SHELF, "b"),
        (3 * SHELF, 3 * SHELF + 1, ""),
        (9 * SHELF, 9 * SHELF + 1, ""),
    ],
)
def test_what_holds_a_place(start: int, end: int, found: str) -> None:
    assert "".join(name for _, _, name in SpanIndex(RANGES).around(start, end)) == found


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 1, "abe"),
        (5, 9, "b"),
        (4, 6, "abe"),
        (0, SHELF, "abcde"),
        (SHELF, 2 * SHELF, "bc"),
        (2 * SHELF, 9 * SHELF, "b"),
        (3 * SHELF, 9 * SHELF, ""),
    ],
)
def test_what_touches_a_place(start: int, end: int, found: str) -> None:
    ranges = [r for r in RANGES if r[2] != "empty"]
    assert SpanIndex(ranges).touching(start, end) == set(found)


@pytest.mark.parametrize(
    ("start", "end", "found"), [(0, 99, "abc"), (3, 99, "bc"), (1, 99, "abc"), (2, 99, "bc"), (0, 4, "a"), (0, 5, "ab")]
)
def test_quotations_near(start: int, end: int, found: str) -> None:
    text = '"a" "b" "c"'
    document = Document(from_text(text, any_language=True), text, Tokens([], text), quotations(text, [Span(0, 11)]))
    assert "".join(q.span.of(text) for q in document.quotations_near(start, end)) == found

"""CSV: no cell of a report becomes a formula, and what is read back is what was written."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.csv import FORMULA, NUMBER, address, cell, render


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), (True, "true"), (3, "3"), (-3, "-3"), (-3.5, "-3.5"), (0.123456, "0.1235"), ("plain", "plain"),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1+2", "'-1+2"), ("-12", "-12"), ("@SUM(A1)", "'@SUM(A1)"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("\t=1", "'=1"), ("  =1", "'=1"), ("\r\n=1", "'=1"),
        ("'=1", "''=1"), ("＝1+1", "'＝1+1"), ("|cmd", "'|cmd"), ("%0A", "'%0A"), ("a\nb", "a b"),
        ("a\x00\x1b[31mb", "a␀␛[31mb"), ("\u202eabc", "�abc"), ("\u200b=1", "'=1"), ("– said", "– said"),
    ],
)  # fmt: skip
def test_cells(value: object, shown: str) -> None:
    assert cell(value) == shown


@given(st.lists(st.dictionaries(st.just("words"), st.text(), min_size=1), min_size=1, max_size=5))
def test_any_text_comes_back_harmless_and_on_one_line(rows: list[dict[str, str]]) -> None:
    lines = list(render(rows))
    read = list(csv.DictReader(lines))
    assert len(lines) == len(rows) + 1
    for row, given_row in zip(read, rows, strict=True):
        assert row["words"] == cell(given_row["words"])
        assert row["words"][:1] == "'" or not FORMULA.match(row["words"]) or NUMBER.match(row["words"])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), ("", ""), ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("javascript:alert(1)", "(no web address) javascript:alert(1)"),
        ("data:text/html,<b>", "(no web address) data:text/html,<b>"),
        ("https://\u202eexample.org", "(no web address) https://�example.org"),
        ("=HYPERLINK(1)", "(no web address) '=HYPERLINK(1)"),
    ],
)  # fmt: skip
def test_addresses(value: str | None, shown: str) -> None:
    assert address(value) == shown
    _, line = render([{"url": value, "words": value}])
    assert next(csv.reader([line])) == [shown, cell(value)]

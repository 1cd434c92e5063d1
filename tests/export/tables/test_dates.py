"""Dates as columns: the day, the days between which it lies, how precise it is."""

from __future__ import annotations

import msgspec
import pytest

from communique.export.tables.dates import DateSpan, date_span, precision, report_span
from communique.model import Published, make_report


@pytest.mark.parametrize(
    ("first", "last", "columns"),
    [
        ("2013-04-17", None, ("2013-04-17", "2013-04-17", "2013-04-17", "day")),
        ("2013-04-17T10:30", None, ("2013-04-17", "2013-04-17", "2013-04-17", "day")),
        ("2013-04", None, (None, "2013-04-01", "2013-04-30", "month")),
        ("2012-02", None, (None, "2012-02-01", "2012-02-29", "month")),
        ("2013", None, (None, "2013-01-01", "2013-12-31", "year")),
        ("2013-04-15/2013-04-21", None, (None, "2013-04-15", "2013-04-21", "week")),
        ("2013-04-16/2013-04-22", None, (None, "2013-04-16", "2013-04-22", "interval")),
        ("2013-04-01/2013-06-30", None, (None, "2013-04-01", "2013-06-30", "quarter")),
        ("2013-05-01/2013-07-31", None, (None, "2013-05-01", "2013-07-31", "interval")),
        ("2013-05-04", "2013-05-05", (None, "2013-05-04", "2013-05-05", "interval")),
        ("2013-05-04", "2013-05-04", ("2013-05-04", "2013-05-04", "2013-05-04", "day")),
        ("2013-05", "2013-07", (None, "2013-05-01", "2013-07-31", "interval")),
        (None, None, (None, None, None, None)),
        ("no date", None, (None, None, None, None)),
        ("2013-02-30", None, (None, None, None, None)),
    ],
)
def test_spans(first: str | None, last: str | None, columns: tuple[str | None, ...]) -> None:
    told = date_span(first, last, inferred=True).columns("on")
    assert tuple(told[name] for name in ("on", "on_start", "on_end", "on_precision")) == columns
    assert told["on_inferred"] is (True if columns[1] else None)


def test_an_open_end_has_no_precision() -> None:
    assert precision("2013-04-17", None) is None
    assert DateSpan("2013-04-17", None, False).day is None


def test_the_date_of_a_report_that_was_concluded_is_its_whole_interval() -> None:
    report = make_report("It rained.", "a.txt", date="2013-04-17")
    assert report_span(report) == DateSpan("2013-04-17", "2013-04-17", False)
    guess = Published("2013-04-17", "2013-04-01", "2014-02-28", "inferred")
    assert report_span(msgspec.structs.replace(report, published=guess)) == DateSpan("2013-04-01", "2014-02-28", True)
    assert report_span(msgspec.structs.replace(report, published=Published())) == DateSpan()

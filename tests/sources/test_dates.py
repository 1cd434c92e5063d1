"""Dates that users and files give."""

from __future__ import annotations

import pytest

from communique.errors import UsageError
from communique.sources import check_date
from communique.sources.dates import parse_date


@pytest.mark.parametrize("value", ["2013-04-17", "2013-04", "2013", "2012-02-29", "0987-01-01"])
def test_dates_that_exist(value: str) -> None:
    assert check_date(f" {value} ") == value


@pytest.mark.parametrize(
    "value",
    [
        "2013-02-30", "2013-13", "2013-00-01", "2011-02-29", "0000", "13-04-17", "17.04.2013", "04/17/2013", "April 17",
        "20130417", "2013-4-17", "", "yesterday", "２０１３-04-17", "2013-04-17T10:00", "2013-04-17\n2013", "9" * 5000,
    ],
)  # fmt: skip
def test_dates_that_do_not(value: str) -> None:
    with pytest.raises(UsageError, match="write it as YYYY-MM-DD, YYYY-MM or YYYY"):
        check_date(value)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2013-04-17", "2013-04-17"),
        ("2013-04-17T09:30:00Z", "2013-04-17"),
        ("2013-04-17 09:30:00+02:00", "2013-04-17"),
        ("2013-04-17T09:30:00.123456", "2013-04-17"),
        ("20130417", "2013-04-17"),
        ("2013/4/7", "2013-04-07"),
        ("Wed, 17 Apr 2013 09:30:00 +0000", "2013-04-17"),
        ("April 17, 2013", "2013-04-17"),
        ("Sept. 3 2014", "2014-09-03"),
        ("17th April 2013", "2013-04-17"),
        ("April 2013", "2013-04"),
        ("04/05/2013", None),  # two meanings
        ("2013-02-30", None),
        ("February 30, 2013", None),
        ("soon", None),
        ("", None),
        ("1366191000", None),
        ("a" * 10_000, None),
    ],
)
def test_dates_in_files(value: str, date: str | None) -> None:
    assert parse_date(value) == date

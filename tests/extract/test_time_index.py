"""Days out of TIMEX3 values."""

from __future__ import annotations

import pytest

from communique.extract.time_index import Dates, dates_of


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2013-04-17", "2013-04-17", "2013-04-17"),
        ("2013-04-17TEV", "2013-04-17", "2013-04-17"),
        ("2013-04", "2013-04", "2013-04"),
        ("2013", "2013", "2013"),
        ("2013-W15", "2013-04-08", "2013-04-14"),
        ("2013-W15-WE", "2013-04-13", "2013-04-14"),
        ("2013-Q3", "2013-07", "2013-09"),
        ("2016-FA", "2016-09", "2016-11"),
        ("2016-03-21/2016-03-22", "2016-03-21", "2016-03-22"),
    ],
)
def test_days(value: str, start: str, end: str) -> None:
    assert dates_of(value) == Dates(start, end)


@pytest.mark.parametrize("value", ["P2Y", "PAST_REF", "XXXX-04-20", "", "0000", "2013-W60", "2013-W", "tomorrow"])
def test_no_days(value: str) -> None:
    assert dates_of(value) is None


def test_a_stretch_that_ends_before_it_starts_is_its_first_day() -> None:
    assert dates_of("2016-03-22/2016-03-21") == Dates("2016-03-22", "2016-03-22")


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("2013-04-17", "2013-04", True),
        ("2013", "2013-04-17", True),
        ("2013-W16", "2013-04-17", True),
        ("2013-04-17", "2013-04-18", False),
        ("2013-05", "2013-04-17", False),
    ],
)
def test_dates_that_agree(a: str, b: str, agree: bool) -> None:
    first, second = dates_of(a), dates_of(b)
    assert first is not None
    assert second is not None
    assert first.agrees(second) is agree
    assert second.agrees(first) is agree

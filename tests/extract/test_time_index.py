"""Days out of TIMEX3 values."""

from __future__ import annotations

import pytest

from communique.extract.time_index import TIME_INDEX, DateRange, dates_of
from communique.model import make_report
from communique.reader import Reader


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
        ("9999-W52", "9999-12-27", "9999-12-31"),
        ("0001-W01", "0001-01-01", "0001-01-07"),
    ],
)
def test_days(value: str, start: str, end: str) -> None:
    assert dates_of(value) == DateRange(start, end)


@pytest.mark.parametrize(
    "value", ["P2Y", "PAST_REF", "XXXX-04-20", "", "0000", "2013-W60", "2013-W", "tomorrow", "9999-W52-WE"]
)
def test_no_days(value: str) -> None:
    assert dates_of(value) is None


def test_a_stretch_that_ends_before_it_starts_is_its_first_day() -> None:
    assert dates_of("2016-03-22/2016-03-21") == DateRange("2016-03-22", "2016-03-22")


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


@pytest.mark.parametrize(
    ("value", "iso"),
    [("2013-04-17", "2013-04-17"), ("2013-W15", "2013-04-08/2013-04-14"), ("2013-Q3", "2013-07/2013-09")],
)
def test_as_the_record_has_it(value: str, iso: str) -> None:
    dates = dates_of(value)
    assert dates is not None
    assert dates.iso == iso


# text, word, (time, prepositions from the time up to the word, whether it tells when) for each that hangs on the word
HANGING = [
    ("The envoy spoke on Monday.", "spoke", [("Monday", ("on",), True)]),
    ("The envoy spoke Monday.", "spoke", [("Monday", (), True)]),
    ("The envoy told reporters in Oslo on Monday of the plan.", "told", [("Monday", ("on",), True)]),
    ("Monday's attack hurt nobody.", "attack", [("Monday", (), True)]),
    ("Monday's attack hurt nobody.", "hurt", []),
    ("The attack on Monday hurt nobody.", "hurt", []),
    ("The envoy has spoken since Monday.", "spoken", [("Monday", ("since",), False)]),
    ("The envoy left before Monday.", "left", [("Monday", ("before",), False)]),
    ("The envoy, who came on Monday, spoke.", "spoke", []),
    ("The envoy said Monday was a good day.", "was", []),
    ("John Roe, minister since 2013, spoke.", "spoke", []),
    ("John Roe, minister since 2013, spoke.", "minister", [("2013", ("since",), False)]),
    ("The envoy spoke at 5 p.m. of the plan.", "spoke", []),
]


@pytest.mark.parametrize(("text", "word", "hanging"), HANGING)
def test_the_times_that_hang_on_a_word(reader: Reader, text: str, word: str, hanging: list[object]) -> None:
    document = reader.document(make_report(text, "test.txt", date="2015-03-18"))
    token = next(t for t in document.syntax if t.text == word)
    found = document.index(TIME_INDEX).adjuncts(token)
    assert [(document.text[a.time.start : a.time.end], a.words, a.then) for a in found] == hanging

"""Dates in the order and language of the file; what can be read in two ways stays both."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.model import Report
from communique.sources import from_text, open_reports
from communique.sources.written_dates import DAY_FIRST, METADATA, MONTH_FIRST, order_of, published_on, written_date


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("vendredi 14 avril 2017", "2017-04-14"),
        ("14. April 2017", "2017-04-14"),
        ("Freitag, 14. April 2017", "2017-04-14"),
        ("April 14, 2017 Friday", "2017-04-14"),
        ("July 1, 2019 Monday 9:20 AM GMT", "2019-07-01"),
        ("June 17, 1995, CITY EDITION", "1995-06-17"),
        ("19-Nov-12", "2012-11-19"),
        ("19-Nov-88", "1988-11-19"),
        ("13 November 2017", "2017-11-13"),
        ("1er mai 2018", "2018-05-01"),
        ("14 de abril de 2017 viernes", "2017-04-14"),
        ("14 aprile 2017", "2017-04-14"),
        ("14 апреля 2017", "2017-04-14"),
        ("2017年4月14日", "2017-04-14"),
        ("Monde, vendredi 14 avril 2017 612 mots, p. 8", "2017-04-14"),
        ("Tue, 02 Jan 2018 10:00:00 GMT", "2018-01-02"),
        ("2018-01-02T10:00:00Z", "2018-01-02"),
        ("20130417T093000Z", "2013-04-17"),
        ("14/04/2017", "2017-04-14"),
        ("04/14/2017", "2017-04-14"),
        ("4.5.2017", "2017-05-04"),
        ("14 MAYIS 2017", "2017-05-14"),
        ("2 Kasım 2019 Cumartesi", "2019-11-02"),
        ("3 EKİM 2019", "2019-10-03"),
        ("14thApril 2017", "2017-04-14"),
        ("2018-01-02T10:00:00.000+05:30", "2018-01-02"),
        ("Tue, 2 Jan 2018 10:00 +0100", "2018-01-02"),
    ],
)
def test_one_reading(line: str, value: str) -> None:
    found = written_date(line)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "line",
    [
        "1 of 166 DOCUMENTS",
        "31 April 2017",
        "808 words",
        "",
        "may 5 people died 20 days later",
        "2018-02-30",
        "1 ſeptember 2018",
    ],
)
def test_no_date(line: str) -> None:
    assert written_date(line) is None


def test_figures_in_two_orders_are_both() -> None:
    found = written_date("04/05/2017")
    assert found is not None
    assert (found.value, found.readings) == (None, ("2017-04-05", "2017-05-04"))
    told = published_on(found)
    assert (told.value, told.earliest, told.latest) == (None, "2017-04-05", "2017-05-04")
    assert told.alternatives == found.readings
    assert "2017-04-05 or 2017-05-04" in told.reasons[0]


@pytest.mark.parametrize(("order", "value"), [(DAY_FIRST, "2017-05-04"), (MONTH_FIRST, "2017-04-05")])
def test_the_order_of_the_file_decides(order: str, value: str) -> None:
    found = written_date("04/05/2017", order)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["04/05/2017", "13/05/2017"], DAY_FIRST),
        (["04/05/2017", "05/13/2017"], MONTH_FIRST),
        (["04/05/2017"], None),
        (["13/05/2017", "05/13/2017"], None),
    ],
)
def test_the_order_that_a_file_shows(values: list[str], order: str | None) -> None:
    assert order_of(values) == order


def test_a_date_of_metadata_is_not_certain() -> None:
    assert published_on("2017-04-14").confidence == METADATA < 1


def test_the_user_s_date_is_certain(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The talks ended.", "date": "2014-03-04"}')
    [report] = open_reports([tmp_path / "a.jsonl"])
    [given] = open_reports([tmp_path / "a.jsonl"], date="2014-03-04")
    assert isinstance(report, Report)
    assert isinstance(given, Report)
    assert (report.published.confidence, given.published.confidence) == (METADATA, 1)
    assert from_text("The talks ended.", date="2014-03-04").published.confidence == 1

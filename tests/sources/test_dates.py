"""Dates that users and files give."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.model import Report
from communique.sources import check_date, dates, from_text, open_reports
from communique.sources.dates import given_date, parse_date


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


@pytest.mark.parametrize(
    ("value", "text", "date"),
    [
        ("0001-01-01", "Talks failed.", None),
        ("0001", "Talks failed.", None),
        ("0013-04-17", "Talks failed.", None),
        ("9999-12-31", "Talks failed.", None),
        ("9999", "Talks failed.", None),
        ("1900-01-01", "Talks failed.", None),
        ("1900-01-01", "Talks failed in 1899, and again in 2013.", None),
        ("1900-01-01", "The treaty of 1898 is void, and 1900 begins without one.", "1900-01-01"),
        ("1900-01-02", "Talks failed in 2013.", "1900-01-02"),
        ("1900", "Talks failed in 2013.", "1900"),
        ("2013-04-17", "Talks failed.", "2013-04-17"),
        (None, "Talks failed.", None),
    ],
)
def test_dates_that_only_fill_their_field_are_not_given(value: str | None, text: str, date: str | None) -> None:
    assert given_date(value, text) == date


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a.jsonl", ['{"text": "Talks failed.", "date": "soon"}', '{"text": "Talks go on.", "date": "2013-02-30"}']),
        ("a.jsonl", ['{"id": 7, "text": "Talks failed.", "date": 5}', '{"text": "Talks go on.", "date": "later"}']),
        ("a.jsonl", ['{"body": "Talks failed. %s", "date": [1]}' % ("They did. " * 30)] * 2),
        ("a.csv", ["text,date", "Talks failed.,soon", "Talks go on.,later", "Talks end.,"]),
    ],
)
def test_a_date_that_cannot_be_read_is_told_once_a_file(
    name: str, lines: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / name
    file.write_text("\n".join(lines) + "\n")
    found = list(open_reports([file], any_language=True))
    assert len(found) >= 2
    assert all(isinstance(r, Report) and r.published.value is None for r in found)
    told = [r.getMessage() for r in caplog.records if "counts as not given" in r.getMessage()]
    assert len(told) == 1
    assert f"{file}#" in told[0]


def test_no_date_is_no_word_about_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "a.jsonl"
    rows = ["", '"date": null,', '"date": "",', '"date": "2013-04-17",', '"date": "Wed, 17 Apr 2013 09:30:00 +0000",']
    file.write_text("".join(f'{{{row} "text": "Talks failed."}}\n' for row in rows))
    assert len(list(open_reports([file], any_language=True))) == len(rows)
    assert not caplog.records


def test_what_counts_as_not_given_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    dates._say_once.cache_clear()
    line = '{"text": "GENEVA, 3 March 2014 (AP) - Talks.", "date": "0001-01-01"}\n'
    (tmp_path / "a.jsonl").write_text(2 * (line + line.replace("0001-01-01", "9999-12-31T00:00:00")))
    found = [r.published.value for r in open_reports([tmp_path / "a.jsonl"]) if isinstance(r, Report)]
    assert found == ["2014-03-03"] * 4
    assert [r.published.value for r in open_reports([tmp_path / "a.jsonl"], date="0001-01-01")] == found  # type: ignore[union-attr]
    assert from_text("Talks failed.", date="9999-12-31").published.basis == "unknown"
    assert len(caplog.records) == 1
    assert "counts as not given" in caplog.text

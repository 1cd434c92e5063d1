"""Rows of tables: what is cut off is told and not read, and a date is as precise as it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.model import Report
from communique.sources import open_reports

SAID = "The minister of Peru met the minister of Chad in Lima and said that the talks went well."


def rows(folder: Path, lines: list[str]) -> list[Report | InputError]:
    file = folder / "a.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return list(open_reports([file]))


def test_a_text_cut_at_its_commas_is_no_report(tmp_path: Path) -> None:
    cut = f"2013-04-17,{SAID} He left, and nobody followed."
    first, second = rows(tmp_path, ["date,text", cut, f'2013-04-18,"{SAID} He left, and so did we."'])
    assert isinstance(first, InputError)
    assert "3 values for 2 columns" in str(first)
    assert "quotation marks" in str(first)
    assert isinstance(second, Report)
    assert second.text.endswith("and so did we.")


def test_empty_values_behind_the_last_column_are_nothing(tmp_path: Path) -> None:
    (report,) = rows(tmp_path, ["date,text", f"2013-04-17,{SAID},,"])
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    ("given", "read"),
    [("2017-05", "2017-05"), ("2017", "2017"), ("May 2017", "2017-05"), ("2017-05-03", "2017-05-03"), ("soon", None)],
)
def test_a_date_is_as_precise_as_given(tmp_path: Path, given: str, read: str | None) -> None:
    (report,) = rows(tmp_path, ["date,text", f'{given},"{SAID}"'])
    assert isinstance(report, Report)
    assert report.published.value == read

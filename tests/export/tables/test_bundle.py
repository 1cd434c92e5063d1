"""Tables as files: read back as they were written, whole or not at all."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from communique.errors import UsageError
from communique.export.tables import formats
from communique.export.tables.bundle import TableBundle
from communique.export.tables.columns import TABLES, table_form
from communique.export.tables.formats import CsvStyle
from communique.export.tables.rows import record_rows
from communique.model import Actor, Record

NAMES = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "http://example.org/x", "3.5", "Ärger; Söhne"]


def write(record: Record, target: Path, kind: Any, style: CsvStyle | None = None) -> TableBundle:
    with TableBundle(str(target), kind, TABLES, style) as bundle:
        for form in TABLES:
            bundle.add(form.name, record_rows(record, form.name))
        bundle.about.append("About it.")
    return bundle


def named(record: Record) -> Record:
    return msgspec.structs.replace(record, actors=tuple(Actor(f"x{n}", name, "person") for n, name in enumerate(NAMES)))


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = pytest.importorskip("python_calamine").CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_a_folder_of_csv(record: Record, tmp_path: Path) -> None:
    bundle = write(record, tmp_path / "out", "csv")
    files = {file.name for file in (tmp_path / "out").iterdir()}
    assert files == {*(f"{form.name}.csv" for form in TABLES), "dictionary.csv", "about.txt"}
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]
    for form in TABLES:
        with (tmp_path / "out" / f"{form.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            read = list(csv.DictReader(file))
        assert len(read) == bundle.counts[form.name] == len(list(record_rows(record, form.name)))
        assert all(tuple(row) == form.names for row in read)
    assert (tmp_path / "out" / "events.csv").read_bytes().startswith(b"\xef\xbb\xbfdate,date_start")
    assert (tmp_path / "out" / "about.txt").read_text(encoding="utf-8") == "About it.\n"


def test_csv_for_a_locale_with_commas(record: Record, tmp_path: Path) -> None:
    write(record, tmp_path / "out", "csv", CsvStyle(bom=False, delimiter=";"))
    with (tmp_path / "out" / "meetings.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert row["participants"] == "Kenya; Uganda"
    write(record, tmp_path / "comma", "csv", CsvStyle(bom=True, delimiter=";", decimal=","))
    with (tmp_path / "comma" / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert (row["confidence"], row["scale"], row["start"]) == ("0,5", "-2", str(record.events[0].evidence[0].start))


def test_json_lines(record: Record, tmp_path: Path) -> None:
    write(record, tmp_path / "out", "jsonl")
    lines = (tmp_path / "out" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(record_rows(record, "events"))


def test_no_cell_of_a_workbook_is_a_formula(record: Record, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    import zipfile

    write(named(record), tmp_path / "out.xlsx", "xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as packed:
        for name in packed.namelist():
            assert b"<f>" not in packed.read(name), name
            assert b"<hyperlink" not in packed.read(name), name
    read = sheets(tmp_path / "out.xlsx")
    at = list(table_form("actors").names).index("name")
    assert [row[at] for row in read["actors"][1:]] == ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", *NAMES[5:]]
    assert list(read) == [*(form.name for form in TABLES), "dictionary", "about"]
    assert read["about"] == [["About it."]]


def test_a_workbook_has_dates_and_numbers(record: Record, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    write(record, tmp_path / "out.xlsx", "xlsx")
    head, row = sheets(tmp_path / "out.xlsx")["events"]
    told = dict(zip(head, row, strict=False))
    assert told["date"] == datetime.date(2026, 4, 27)
    assert (told["scale"], told["start"], told["date_inferred"]) == (-2, record.events[0].evidence[0].start, False)


def test_a_table_too_long_for_a_sheet_goes_on_in_another(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(formats, "MOST_ROWS", 3)
    bundle = write(named(record), tmp_path / "out.xlsx", "xlsx")
    read = sheets(tmp_path / "out.xlsx")
    parts = [name for name in read if name.startswith("actors")]
    assert parts == ["actors", "actors (2)", "actors (3)", "actors (4)", "actors (5)"]
    assert sum(len(read[name]) - 1 for name in parts) == len(NAMES) == bundle.counts["actors"]
    assert "actors: 9 rows are more than a sheet holds; they stand in 5 sheets." in bundle.notes


def test_a_cell_too_long_is_cut_and_counted(record: Record, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    long = msgspec.structs.replace(record, actors=(Actor("x", "a" * 40_000, "person"),))
    assert "1 cells are longer" in " ".join(write(long, tmp_path / "out.xlsx", "xlsx").notes)


def test_days_before_spreadsheets_are_text(record: Record, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    old = msgspec.structs.replace(record.agreements[0], date="1648-10-24")
    write(msgspec.structs.replace(record, agreements=(old,)), tmp_path / "out.xlsx", "xlsx")
    assert sheets(tmp_path / "out.xlsx")["agreements"][1][0] == "1648-10-24"


def test_parquet_is_typed(record: Record, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    write(record, tmp_path / "out", "parquet")
    table = pq.read_table(tmp_path / "out" / "events.parquet")
    assert table.to_pylist()[0]["date"] == datetime.date(2026, 4, 27)
    assert {str(table.schema.field(name).type) for name in ("date", "start", "date_inferred", "scale")} == {
        "date32[day]", "int64", "bool", "double",
    }  # fmt: skip


def test_a_failure_leaves_what_was_there(record: Record, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "events.csv").write_text("old")

    def broken() -> Iterator[Any]:
        yield from record_rows(record, "events")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), TableBundle(str(tmp_path / "out"), "csv", TABLES) as bundle:
        bundle.add("events", broken())
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["events.csv"]
    assert (tmp_path / "out" / "events.csv").read_text() == "old"


@pytest.mark.parametrize(("kind", "package"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_without_the_extra_there_is_a_sentence(
    kind: Any, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    advice = r"not installed; install communique\[frames\]; in its folder: pip install '\.\[frames\]'"
    with pytest.raises(UsageError, match=advice):
        TableBundle(str(tmp_path / "out"), kind, TABLES)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for target, kind, said in (
        ("file", "csv", "is a file"), ("none/out", "csv", "there is no folder"), (".", "xlsx", "is a folder"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=said):
            TableBundle(str(tmp_path / target), kind, TABLES)  # type: ignore[arg-type]

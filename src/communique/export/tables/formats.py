"""Tables as files: CSV, JSON Lines, XLSX and Parquet, each written row by row."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Literal, Protocol

import msgspec

from communique.errors import UsageError
from communique.export.csv import csv_line, header_line, number
from communique.export.safe import visible
from communique.export.tables.columns import Column, TableForm
from communique.export.tables.rows import Row

__all__ = ["CsvStyle", "ParquetForm", "TableFormat", "TableWriter", "XlsxWorkbook", "csv_lines", "open_writer"]

TableFormat = Literal["csv", "jsonl", "parquet"]
"""The formats of which a file is one table; a workbook of XLSX holds many."""
BOM = "\ufeff"
"""By which a spreadsheet knows that a CSV is UTF-8."""
BATCH = 10_000
"""Rows of Parquet written at once."""
MOST_ROWS = 1_048_576
"""Rows of a sheet of XLSX, its head among them."""
MOST_CHARACTERS = 32_767
"""Characters of a cell of XLSX."""
FIRST_DAY = "1900-03-01"
"""The first day that all spreadsheets count alike; what was before is written as text."""
EXTRA = "install communique[frames]; in its folder: pip install '.[frames]'"


class CsvStyle(msgspec.Struct, frozen=True):
    """How CSV is written."""

    bom: bool = True
    delimiter: str = ","
    decimal: str = "."
    """Between the whole and the rest of a number."""


class TableWriter(Protocol):
    """Takes the rows of one table."""

    def add(self, row: Row) -> None:
        """Write a row."""

    def close(self) -> None:
        """Write what is left."""


def open_writer(form: TableForm, path: Path, kind: TableFormat, style: CsvStyle) -> TableWriter:
    """A file of one table.

    Raises:
        UsageError: the format needs a package that is not installed.
    """
    if kind == "parquet":
        return _Parquet(form, path)
    return _Csv(form, path, style) if kind == "csv" else _JsonLines(path)


def csv_lines(form: TableForm, rows: Iterable[Row], style: CsvStyle) -> Iterator[str]:
    """A table as lines of CSV, its cells disarmed; the names of the columns stand there also without a row."""
    yield (BOM if style.bom else "") + header_line(form.names, style.delimiter)
    for row in rows:
        yield csv_line({c.name: _cell(c, row[c.name], style) for c in form.columns}, style.delimiter)


def _cell(column: Column, value: Any, style: CsvStyle) -> Any:
    if column.type != "number" or value is None:
        return value
    return str(number(value)).replace(".", style.decimal)


class _Csv:
    def __init__(self, form: TableForm, path: Path, style: CsvStyle) -> None:
        self.row: Row = {}
        self.file: IO[str] = path.open("w", encoding="utf-8", newline="")
        self.lines = csv_lines(form, self.waiting(), style)
        self.file.write(next(self.lines))

    def waiting(self) -> Iterator[Row]:
        while True:
            yield self.row

    def add(self, row: Row) -> None:
        self.row = row
        self.file.write(next(self.lines))

    def close(self) -> None:
        self.file.close()


class _JsonLines:
    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")
        self.encode = msgspec.json.Encoder().encode

    def add(self, row: Row) -> None:
        self.file.write(self.encode(row) + b"\n")

    def close(self) -> None:
        self.file.close()


class ParquetForm:
    """A table's schema as Parquet has it.

    Raises:
        UsageError: pyarrow is not installed.
    """

    def __init__(self, form: TableForm) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError:
            raise UsageError(f"Parquet needs pyarrow, which is not installed; {EXTRA}") from None
        kinds: Mapping[str, Any] = {
            "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
            "date": pa.date32(),
        }  # fmt: skip
        self.schema = pa.schema(
            [pa.field(c.name, kinds[c.type], metadata={"meaning": c.meaning}) for c in form.columns]
        )
        self.table: Callable[..., Any] = pa.Table.from_pylist
        self.writer: Callable[..., Any] = pq.ParquetWriter
        self._dates = [c.name for c in form.columns if c.type == "date"]

    def row(self, row: Row) -> Row:
        """A row with its days as such."""
        return {**row, **{name: _day(row[name]) for name in self._dates}}


class _Parquet:
    def __init__(self, form: TableForm, path: Path) -> None:
        own = ParquetForm(form)
        self.schema, self.table, self.row = own.schema, own.table, own.row
        self.writer: Any = own.writer(path, self.schema)
        self.rows: list[Row] = []

    def add(self, row: Row) -> None:
        self.rows.append(self.row(row))
        if len(self.rows) >= BATCH:
            self.flush()

    def flush(self) -> None:
        if self.rows:
            self.writer.write_table(self.table(self.rows, schema=self.schema))
        self.rows = []

    def close(self) -> None:
        self.flush()
        self.writer.close()


def _day(value: str | None) -> datetime.date | None:
    return None if value is None else datetime.date.fromisoformat(value)


class XlsxWorkbook:
    """A workbook: a sheet a table, and no cell of it a formula.

    A table of more rows than a sheet holds goes on in a further sheet, "statements (2)".

    Raises:
        UsageError: XlsxWriter is not installed.
    """

    def __init__(self, path: Path) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError(f"XLSX needs XlsxWriter, which is not installed; {EXTRA}") from None
        options = {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
        }  # fmt: skip
        self.book: Any = xlsxwriter.Workbook(str(path), options)
        self.book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # the same tables, the same file
        self.day: Any = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.head: Any = self.book.add_format({"bold": True})
        self.cut = 0
        """Cells that were longer than a cell may be, and are cut."""
        self.parts: dict[str, int] = {}
        """Sheets of each table."""

    def table(self, form: TableForm) -> TableWriter:
        """The writer of a table."""
        return _Sheet(self, form)

    def add_text(self, name: str, lines: list[str]) -> None:
        """A sheet of lines."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 120)
        for n, line in enumerate(lines):
            sheet.write_string(n, 0, line)

    def close(self) -> None:
        """Write the file."""
        self.book.close()


class _Sheet:
    def __init__(self, book: XlsxWorkbook, form: TableForm) -> None:
        self.book, self.form = book, form
        self.begin()

    def begin(self) -> None:
        n = self.book.parts[self.form.name] = self.book.parts.get(self.form.name, 0) + 1
        self.sheet: Any = self.book.book.add_worksheet(self.form.name if n == 1 else f"{self.form.name} ({n})")
        self.sheet.freeze_panes(1, 0)
        for at, column in enumerate(self.form.columns):
            width = 11 if column.type == "date" else 60 if column.name in ("words", "content", "meaning") else 14
            self.sheet.set_column(at, at, width)
            self.sheet.write_string(0, at, column.name, self.book.head)
        self.row = 1

    def add(self, row: Row) -> None:
        if self.row >= MOST_ROWS:
            self.begin()
        for at, column in enumerate(self.form.columns):
            self.write(at, column, row[column.name])
        self.row += 1

    def write(self, at: int, column: Column, value: Any) -> None:
        if value is None:
            return
        if column.type == "date" and value >= FIRST_DAY:
            self.sheet.write_datetime(self.row, at, datetime.date.fromisoformat(value), self.book.day)
        elif column.type == "boolean":
            self.sheet.write_boolean(self.row, at, value)
        elif column.type in ("integer", "number"):
            self.sheet.write_number(self.row, at, value)
        else:
            text = visible(str(value))
            if len(text) > MOST_CHARACTERS:
                text = text[: MOST_CHARACTERS - 1] + "…"
                self.book.cut += 1
            self.sheet.write_string(self.row, at, text)

    def close(self) -> None:
        """Nothing is left: the workbook writes all."""

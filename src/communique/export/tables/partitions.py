"""A table as a folder of Parquet files, one or more for each month or year, named as Hive names them.

``statements/month=2013-04/part-0.parquet``: DuckDB, polars, pandas and arrow know such a folder for one table, give the
month as a column, and read only the months that are asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from communique.export.tables.columns import TableForm
from communique.export.tables.formats import ParquetForm
from communique.export.tables.rows import Row

__all__ = ["MONTH_OF", "Partition", "PartitionedTable"]

Partition = Literal["month", "year"]
MONTH_OF = "report_date_start"
"""The column whose month is a row's: the first day on which its report may have been published."""
UNDATED = "undated"
"""In place of the month of what has no date."""
MOST_HELD = 50_000
"""Rows that wait to be written, of all months together."""
DIGITS = {"month": len("2013-04"), "year": len("2013")}


class PartitionedTable:
    """Takes the rows of one table; see :class:`communique.export.tables.formats.TableWriter`.

    A table without that column lies in its folder undivided.

    Raises:
        UsageError: pyarrow is not installed.
    """

    def __init__(self, form: TableForm, folder: Path, by: Partition) -> None:
        self.form, self.folder, self.by = ParquetForm(form), folder, by
        self.divided = MONTH_OF in form.names
        self._rows: dict[str, list[Row]] = {}
        self._held = 0
        self._parts: dict[str, int] = {}

    def add(self, row: Row) -> None:
        """Keep a row, and write the month that has most when there are many."""
        self._rows.setdefault(self._of(row), []).append(self.form.row(row))
        self._held += 1
        if self._held >= MOST_HELD:
            self._write(max(self._rows, key=lambda key: (len(self._rows[key]), key)))

    def close(self) -> None:
        """Write what is left; of a table without rows a file with its columns."""
        for key in sorted(self._rows):
            self._write(key)
        if not self._parts:
            self._rows[UNDATED if self.divided else ""] = []
            self._write(UNDATED if self.divided else "")

    def _of(self, row: Row) -> str:
        if not self.divided:
            return ""
        day = row[MONTH_OF]
        return str(day)[: DIGITS[self.by]] if day else UNDATED

    def _write(self, key: str) -> None:
        rows = self._rows.pop(key)
        number = self._parts[key] = self._parts.get(key, -1) + 1
        folder = self.folder / f"{self.by}={key}" if self.divided else self.folder
        folder.mkdir(parents=True, exist_ok=True)
        with self.form.writer(folder / f"part-{number}.parquet", self.form.schema) as writer:
            writer.write_table(self.form.table(rows, schema=self.form.schema))
        self._held -= len(rows)

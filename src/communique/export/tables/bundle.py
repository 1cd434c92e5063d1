"""Several tables written at once: a folder with a file a table, or a workbook with a sheet a table.

Beside the tables stand the data dictionary and what they are, in ``about.txt``. Nothing is in its place before all is
written.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal

from communique.errors import UsageError, printable
from communique.export.tables.columns import DICTIONARY, TableForm, dictionary_rows
from communique.export.tables.formats import CsvStyle, TableWriter, XlsxWorkbook, open_writer
from communique.export.tables.partitions import Partition, PartitionedTable
from communique.export.tables.rows import Row

__all__ = ["BundleFormat", "TableBundle"]

BundleFormat = Literal["csv", "jsonl", "parquet", "xlsx"]


class TableBundle:
    """Tables on their way to ``target``: a folder, or with "xlsx" a file; a context manager.

    With ``single`` the target is a file of the one table, and its dictionary stands beside it. With ``partition`` each
    table of Parquet is a folder with a file for each month or year.

    Raises:
        UsageError: it cannot be written there, or a package that the format needs is not installed.
    """

    def __init__(
        self, target: str, kind: BundleFormat, forms: Sequence[TableForm], style: CsvStyle | None = None, *,
        single: bool = False, partition: Partition | None = None,
    ) -> None:  # fmt: skip
        self.target = Path(os.path.realpath(target))
        self.kind = kind
        self.forms = forms
        self.single = single
        self.partition = partition
        self.counts = dict.fromkeys((form.name for form in forms), 0)
        """Rows of each table."""
        self.about: list[str] = []
        """What is told beside the tables, line by line."""
        style = style or CsvStyle()
        _check(self.target, target, folder=kind != "xlsx" and not single)
        where = self.target if self.target.is_dir() else self.target.parent
        self.folder = Path(tempfile.mkdtemp(prefix=".tables.", dir=where))
        self.book: XlsxWorkbook | None = None
        try:
            if kind == "xlsx":
                self.book = XlsxWorkbook(self.folder / self.target.name)
            self.writers = {form.name: self._writer(form, kind, style) for form in forms}
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _writer(self, form: TableForm, kind: BundleFormat, style: CsvStyle) -> TableWriter:
        if self.book is not None:
            return self.book.table(form)
        assert kind != "xlsx"
        if self.partition is not None:
            return PartitionedTable(form, self.folder / form.name, self.partition)
        name = self.target.name if self.single else f"{form.name}.{kind}"
        return open_writer(form, self.folder / name, kind, style)

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Write rows of a table."""
        writer = self.writers[table]
        for row in rows:
            writer.add(row)
            self.counts[table] += 1

    def _finish(self) -> None:
        for writer in self.writers.values():
            writer.close()
        if self.book is not None:
            sheet = self.book.table(DICTIONARY)
            for row in dictionary_rows(self.forms):
                sheet.add(row)
            self.about += self._limits()
            self.book.add_text("about", self.about)
            self.book.close()
            return
        name = f"{self.target.stem}.dictionary.csv" if self.single else "dictionary.csv"
        dictionary = open_writer(DICTIONARY, self.folder / name, "csv", CsvStyle())
        for row in dictionary_rows(self.forms):
            dictionary.add(row)
        dictionary.close()
        if not self.single:
            (self.folder / "about.txt").write_text("\n".join([*self.about, ""]), encoding="utf-8")

    def _let_go(self) -> None:
        """Close what is open; it is thrown away."""
        for writer in self.writers.values():
            writer.close()
        if self.book is not None:
            self.book.close()

    def _limits(self) -> list[str]:
        """What a workbook could not hold as it is."""
        assert self.book is not None
        told = [
            f"{name}: {self.counts[name]:,} rows are more than a sheet holds; they stand in {many} sheets."
            for name, many in self.book.parts.items() if many > 1 and name in self.counts
        ]  # fmt: skip
        if self.book.cut:
            told.append(f"{self.book.cut:,} cells are longer than a cell of a workbook may be; they are cut (“…”).")
        return told

    @property
    def notes(self) -> list[str]:
        """What a workbook could not hold as it is; none before all is written."""
        return self._limits() if self.book is not None else []

    def __enter__(self) -> TableBundle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is not None:
                self._let_go()
            else:
                self._finish()
                if not self.single and self.kind != "xlsx":
                    self.target.mkdir(exist_ok=True)
                    into = self.target
                else:
                    into = self.target.parent
                for file in sorted(self.folder.iterdir()):
                    _put(file, into / file.name)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def _put(made: Path, place: Path) -> None:
    """Put a file or a folder of them in its place; of a folder that was there before nothing stays."""
    for file in made.rglob("*") if made.is_dir() else (made,):
        file.chmod(_mode() | (0o111 & ~_mask() if file.is_dir() else 0))
    if made.is_dir():
        made.chmod(0o777 & ~_mask())
        if place.is_dir():
            shutil.rmtree(place)
    made.replace(place)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _mode() -> int:
    """The rights of any new file."""
    return 0o666 & ~_mask()


def _check(target: Path, named: str, *, folder: bool) -> None:
    shown = printable(named)
    if folder and target.exists() and not target.is_dir():
        raise UsageError(f"{shown}: is a file; several tables need a folder, or --what KIND for one of them")
    if not folder and target.is_dir():
        raise UsageError(f"{shown}: is a folder; name a file in it for the output")
    if not target.parent.is_dir():
        raise UsageError(f"{shown}: there is no folder {printable(str(target.parent))}; make it first")
    if not os.access(target if folder and target.is_dir() else target.parent, os.W_OK):
        raise UsageError(f"{shown}: may not be written; choose another place for the output")

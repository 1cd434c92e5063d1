"""Reads the tables of facts: tab-separated values with a header, shipped in ``data/``, which users may overlay.

A table is UTF-8. Lines that begin with ``#`` and blank lines are comments; the first other line names the columns;
each further line is one row, and what its last cells leave out is empty. A cell that holds a list separates its items
by ``; ``. An *overlay* is a folder with tables of the same names and columns: a row there replaces the shipped row with
the same key, or is added. Such a table may also be YAML: a list of entries, each cell behind its column. The folder is
given as an argument or by the environment variable ``COMMUNIQUE_KNOWLEDGE``.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import resources
from pathlib import Path

import msgspec

from communique.errors import InputError, KnowledgeError, printable

__all__ = ["ENVIRONMENT", "Row", "overlay_folder", "overlay_held", "read_table"]

ENVIRONMENT = "COMMUNIQUE_KNOWLEDGE"
"""Names the environment variable that points to the user's own tables."""

MAX_BYTES = 16 * 2**20
"""No table of facts is larger; a file that is was not meant as one."""

SEPARATOR = ";"


class Row(msgspec.Struct, frozen=True):
    """One line of a table, which knows where it stands so that a complaint can say so."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """The items of a list cell; an empty cell has none."""
        return tuple(item for part in self.cells[column].split(SEPARATOR) if (item := part.strip()))

    def required(self, column: str) -> str:
        """The cell.

        Raises:
            KnowledgeError: it is empty.
        """
        if not self.cells[column]:
            raise self.error(f"the column {column} is empty", "Every row must fill it.")
        return self.cells[column]

    def year(self, column: str) -> int | None:
        """The cell as a year, None when empty.

        Raises:
            KnowledgeError: it is something else.
        """
        cell = self.cells[column]
        if not cell:
            return None
        if not (cell.isascii() and cell.isdigit() and len(cell) == 4):
            raise self.error(f"{printable(cell)!r} in the column {column} is no year", "Write four digits, or nothing.")
        return int(cell)

    def error(self, problem: str, remedy: str) -> KnowledgeError:
        """An error to raise: names the file and the line, what is wrong and what to do."""
        return KnowledgeError(f"{printable(self.file)}, line {self.line}: {problem}. {remedy}")


class Holding:
    """The user's tables as they were looked up once, and what has been made of them since."""

    __slots__ = ("folder", "lists")

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.lists: Mapping[str, frozenset[str]] = {}
        """The lists of words, from when one is first asked for: rules ask for some ten a word."""


held: ContextVar[Holding | None] = ContextVar("overlay", default=None)
"""The tables that are held, if some are."""


@contextmanager
def overlay_held() -> Iterator[None]:
    """Look ``COMMUNIQUE_KNOWLEDGE`` up once for all that runs inside: the rules ask for a table thousands of times."""
    token = held.set(Holding(overlay_folder()))
    try:
        yield
    finally:
        held.reset(token)


def overlay_folder(overlay: Path | str | None = None) -> Path | None:
    """The folder with the user's own tables: the argument, else what ``COMMUNIQUE_KNOWLEDGE`` names, else None.

    Raises:
        KnowledgeError: it is no folder.
    """
    if overlay is None and (found := held.get()) is not None:
        return found.folder
    named = overlay if overlay is not None else os.environ.get(ENVIRONMENT) or None
    if named is None:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise KnowledgeError(
            f"{printable(str(folder))}: there is no such folder of tables. Name another, or unset {ENVIRONMENT}."
        )
    return folder


def read_table(
    name: str, columns: Sequence[str], key: Sequence[str], overlay: Path | str | None = None
) -> tuple[Row, ...]:
    """The rows of the shipped table ``name`` (``states`` for ``data/states.tsv``), with the user's own rows over them.

    Args:
        name: of the table.
        columns: all that it has; an overlay may leave out some, in any order.
        key: the columns that tell a row from the others; an overlay has them too.
        overlay: the folder of the user's own tables.

    Raises:
        KnowledgeError: a table cannot be read or is malformed; the message names file and line.
    """
    folder = overlay_folder(overlay)
    return _read(name, tuple(columns), tuple(key), folder)


@functools.cache
def _read(name: str, columns: tuple[str, ...], key: tuple[str, ...], folder: Path | None) -> tuple[Row, ...]:
    rows: dict[tuple[str, ...], Row] = {}
    shipped = resources.files(__package__).joinpath("data", f"{name}.tsv")
    rows.update(_keyed(_parse(f"{name}.tsv", shipped.read_bytes(), columns, key), key))
    if folder is not None:
        own = [row for ending, parse in _PARSED.items() for row in parse(folder / f"{name}{ending}", columns, key)]
        rows.update(_keyed(own, key))
    return tuple(rows.values())


def _keyed(rows: Sequence[Row], key: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    keyed: dict[tuple[str, ...], Row] = {}
    for row in rows:
        value = tuple(row[column] for column in key)
        if value in keyed:
            shown = printable(" ".join(value))
            other = keyed[value]
            where = "" if other.file == row.file else f" of {printable(other.file)}"
            raise row.error(f"{shown!r} stands in line {other.line}{where} already", "Keep one of the two rows.")
        keyed[value] = row
    return keyed


def _own_table(path: Path, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    return _parse(str(path), _bytes(path), columns, key) if path.exists() else []


def _own_yaml(path: Path, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    """The rows of a list of entries; several texts of one column are a list's items."""
    if not path.exists():
        return []
    from communique.knowledge.yaml_text import read_entries  # which few need

    file, rows = str(path), []
    try:
        entries = read_entries(_text(file, _bytes(path)), file)
    except InputError as error:
        raise KnowledgeError(str(error)) from error
    for line, cells in entries:
        row = Row(file, line, dict.fromkeys(columns, "") | {n: f"{SEPARATOR} ".join(v) for n, v in cells.items()})
        _check_columns(row, list(cells), columns, key, f"The columns are: {' '.join(columns)}.")
        for column in key:
            row.required(column)
        rows.append(row)
    return rows


_PARSED = {".tsv": _own_table, ".yaml": _own_yaml, ".yml": _own_yaml}
"""How the user's own tables end, and who reads them."""


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise KnowledgeError(
            f"{printable(str(path))}: cannot be read ({error.strerror}). Make it a readable file, or remove it."
        ) from error
    if size > MAX_BYTES:
        raise KnowledgeError(f"{printable(str(path))}: over {MAX_BYTES} bytes. Keep only your own rows in it.")
    return data


def _text(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = data.count(b"\n", 0, error.start) + 1
        raise KnowledgeError(f"{printable(file)}, line {where}: not UTF-8. Save the table as UTF-8.") from error


def _parse(file: str, data: bytes, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    header: list[str] | None = None
    rows: list[Row] = []
    for number, raw in enumerate(_text(file, data).split("\n"), start=1):
        line = raw.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            _check_header(Row(file, number, {}), header, columns, key)
            continue
        row = Row(file, number, dict.fromkeys(columns, "") | dict(zip(header, cells, strict=False)))
        if len(cells) > len(header):
            raise row.error(f"{len(cells)} cells under {len(header)} columns", "Separate cells by one tab each.")
        for column in key:
            row.required(column)
        rows.append(row)
    return rows


def _check_header(row: Row, header: list[str], columns: tuple[str, ...], key: tuple[str, ...]) -> None:
    _check_columns(row, header, columns, key, f"The columns are: {' '.join(columns)}, separated by tabs.")


def _check_columns(row: Row, told: list[str], columns: tuple[str, ...], key: tuple[str, ...], remedy: str) -> None:
    for column in told:
        if column not in columns:
            raise row.error(f"there is no column {printable(column)!r}", remedy)
        if told.count(column) > 1:
            raise row.error(f"the column {column} is there twice", remedy)
    for column in key:
        if column not in told:
            raise row.error(f"the column {column} is missing", remedy)

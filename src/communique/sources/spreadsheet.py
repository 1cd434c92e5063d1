"""Spreadsheets (XLSX, XLS, ODS) -> the reports of their sheets, each a table of one article a row."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from communique.errors import EmptyError, InputError, UnreadableError
from communique.model import Report
from communique.sources.archives import place
from communique.sources.columns import Columns, guess_columns
from communique.sources.table import SAMPLE, names_at, names_of, table_reports

PANIC = "PanicException"
"""What a library in Rust raises over its own faults: no Exception, and of a type of its own in each library."""


def sheet_reports(data: bytes, source: str, given: Columns | None = None) -> Iterator[Report | InputError]:
    """The reports of a spreadsheet (XLSX, XLS, ODS): of each sheet whose first row names a column of texts.

    Raises:
        InputError: no sheet has one, or what reads spreadsheets is not installed.
        UnreadableError: it is damaged or protected by a password.
    """
    try:
        import python_calamine
    except ImportError as error:
        raise InputError(
            source,
            "spreadsheets are read with python-calamine, which is not installed",
            "Install communique[archives]; in its folder: pip install '.[archives]'",
        ) from error
    try:
        with _silenced():
            book = python_calamine.load_workbook(io.BytesIO(data))
            sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=True)) for name in book.sheet_names]
    except python_calamine.PasswordError as error:
        raise UnreadableError(source, "it is protected by a password", "Save it without one") from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise damaged_sheet(source) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise damaged_sheet(source) from error
    tables = [(name, rows) for name, rows in sheets if rows]
    if not tables:
        raise EmptyError(source, "there are no articles in the spreadsheet", "Give a sheet with one article a row")
    fit = [(name, rows) for name, rows in tables if _fits(rows, given)] or tables[:1]
    for name, rows in fit:
        yield from table_reports(rows, source if len(fit) == 1 else place(source, name), given)


def damaged_sheet(source: str) -> UnreadableError:
    """The error for a spreadsheet that cannot be read."""
    return UnreadableError(source, "the spreadsheet is damaged", "Save it again, or export it as CSV")


@contextmanager
def _silenced() -> Iterator[None]:
    """Nothing goes to standard error inside: a library in Rust that panics says so there by itself."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _fits(rows: Sequence[Sequence[Any]], given: Columns | None) -> bool:
    first = names_at(rows, given)
    names = names_of(rows[first])
    return "text" in guess_columns(names, rows[first + 1 : first + SAMPLE + 1], given) and set(
        (given or {}).values()
    ) <= set(names)

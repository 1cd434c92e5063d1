"""CSV that a spreadsheet opens as a table and nothing else: no cell of a report becomes a formula.

Source: RFC 4180; for the cells that spreadsheets run, OWASP's "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from communique.export.safe import link, one_line

__all__ = ["address", "cell", "csv_line", "header_line", "number", "render"]

FORMULA = re.compile(r"^[\s'\u00a0]*[=+\-@|%\uff0b\uff0d\uff1d\uff20]")
"""How a cell that a spreadsheet runs begins: "=1+1", "@SUM(A1)", " -2+3"; also the full-width forms of the signs."""
ADDRESSES = frozenset(("url",))
"""Columns that hold addresses."""
NO_ADDRESS = "(no web address) "
"""Stands before what a spreadsheet or a browser must not open: "javascript:alert(1)"."""
NUMBER = re.compile(r"-?\d+(\.\d+)?$")
"""A number, which may begin with a minus: "-3.5"."""


def cell(value: Any) -> str:
    """A value as a cell: harmless, on one line, without characters that cannot be seen.

    What would be a formula gets an apostrophe before it, which spreadsheets take for "this is text".
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g}"
    text = one_line(str(value))
    return f"'{text}" if FORMULA.match(text) and not NUMBER.match(text) else text


def address(value: Any) -> str:
    """An address as a cell; one that is not http or https is marked, so that nobody opens it unawares."""
    text = cell(value)
    return text if not text or link(str(value)) else NO_ADDRESS + text


def number(value: float | None) -> str | None:
    """A number with all its digits: "51.5072"."""
    return None if value is None else f"{value:.10g}"


def render(
    rows: Iterable[Mapping[str, Any]], *, delimiter: str = ",", columns: Sequence[str] | None = None
) -> Iterator[str]:
    """The rows as lines of CSV; the first line has the columns, those given or those of the first row."""
    header = list(columns) if columns is not None else None
    if header is not None:
        yield header_line(header, delimiter)
    for row in rows:
        if header is None:
            header = list(row)
            yield header_line(header, delimiter)
        yield csv_line({name: row.get(name) for name in header}, delimiter)


def header_line(names: Sequence[str], delimiter: str = ",") -> str:
    """The names of the columns as one line of CSV."""
    return _line([cell(name) for name in names], delimiter)


def csv_line(row: Mapping[str, Any], delimiter: str = ",") -> str:
    """A row as one line of CSV, its cells disarmed."""
    return _line([address(value) if name in ADDRESSES else cell(value) for name, value in row.items()], delimiter)


def _line(cells: list[str], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n", delimiter=delimiter).writerow(cells)
    return buffer.getvalue()

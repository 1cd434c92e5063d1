"""What a page shows, as a file: CSV, XLSX, JSON, and the reports that it cites as a reference list."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
from litestar import Request, Response

from communique.errors import UsageError, printable
from communique.export.csv import render as csv_text
from communique.export.references import bibtex, chicago
from communique.export.tables.columns import Column, ColumnType, TableForm
from communique.export.tables.formats import XlsxWorkbook
from communique.web.access import store_of

__all__ = ["MOST_ROWS", "Format", "download", "wanted_format"]

Format = Literal["csv", "xlsx", "json", "chicago", "bibtex", "ics", "html"]
TABLES = ("csv", "xlsx", "json")
REFERENCES = ("chicago", "bibtex")
MOST_ROWS = 20_000
"""Rows that the explorer writes at one go."""
MEDIA = {
    "csv": "text/csv; charset=utf-8", "json": "application/json", "bibtex": "application/x-bibtex; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "chicago": "text/plain; charset=utf-8", "ics": "text/calendar; charset=utf-8", "html": "text/html; charset=utf-8",
}  # fmt: skip
SUFFIX = {"chicago": "txt", "bibtex": "bib"}
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def wanted_format(request: Request[Any, Any, Any]) -> Format | None:
    """The file that an address asks for; None for the page.

    Raises:
        UsageError: there is no such format.
    """
    told = request.query_params.get("format", "").strip()
    if not told:
        return None
    if told not in get_args(Format):
        raise UsageError(f"there is no format {printable(told)!r}. Use one of: {', '.join(get_args(Format))}")
    found: Format = msgspec.convert(told, Format)
    return found


def download(
    request: Request[Any, Any, Any], name: str, form: Format, rows: Iterable[dict[str, Any]] = (), *,
    reports: Sequence[str] = (), content: str | None = None,
) -> Response[bytes]:  # fmt: skip
    """A file of rows, or the reference list of ``reports`` (ids), or of ready ``content``.

    Raises:
        UsageError: the page has nothing to give in this format, or there are too many rows.
    """
    if content is not None:
        body = content.encode("utf-8")
    elif form in REFERENCES:
        found = store_of(request).references(reports)
        body = "".join(chicago(found) if form == "chicago" else bibtex(found)).encode("utf-8")
    elif form in TABLES:
        listed = list(_few(rows))
        body = _table(name, listed, form)
    else:
        raise UsageError(f"this page cannot be had as {form}")
    file = f"communique-{UNSAFE.sub('-', name).strip('-.')[:60]}.{SUFFIX.get(form, form)}"
    headers = {"content-disposition": f'attachment; filename="{file}"', "cache-control": "no-store"}
    return Response(body, media_type=MEDIA[form], headers=headers)


def _few(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for n, row in enumerate(rows):
        if n >= MOST_ROWS:
            raise UsageError(
                f"these are more than {MOST_ROWS:,} rows, more than the explorer writes at one go. Narrow them, or use "
                "`communique export`"
            )
        yield row


def _table(name: str, rows: list[dict[str, Any]], form: Format) -> bytes:
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(rows))
    if form == "csv":
        return ("\ufeff" + "".join(csv_text(rows))).encode("utf-8")
    names = list(dict.fromkeys(key for row in rows for key in row))
    shape = TableForm(UNSAFE.sub(" ", name)[:31] or "table", "", tuple(Column(n, _type(rows, n), "") for n in names))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        book = XlsxWorkbook(path)
        writer = book.table(shape)
        for row in rows:
            writer.add({n: row.get(n) for n in names})
        writer.close()
        book.close()
        return path.read_bytes()


def _type(rows: list[dict[str, Any]], name: str) -> ColumnType:
    kinds = {type(row.get(name)) for row in rows} - {type(None)}
    if kinds == {bool}:
        return "boolean"
    if kinds and kinds <= {int, float}:
        return "number"
    return "text"

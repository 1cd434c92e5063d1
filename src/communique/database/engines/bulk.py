"""Rows by the thousand: a server is told of them in one go, not one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from sqlalchemy import Connection

__all__ = ["put_many_on_server"]

INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\) VALUES \([?, ]+\)(?P<more>.*)", re.DOTALL)
MOST = 500
"""Rows in one statement: the driver takes 32,767 values."""
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def put_many_on_server(connection: Connection, text: str, rows: Iterable[Sequence[Any]]) -> None:
    """Put an ``INSERT`` with question marks for each of many rows of values, as the database has them.

    Raises:
        ValueError: it is another statement.
    """
    found = INSERT.fullmatch(text)
    if found is None:
        raise ValueError(f"no insert: {text}")
    listed = list(rows)
    if not listed:
        return
    table, columns, more = found[1], found[2], found["more"]
    cursor = connection.connection.cursor()
    try:
        if not more:
            told = "".join("\t".join(map(_told, row)) + "\n" for row in listed)
            cursor.execute(f"COPY {table} ({columns}) FROM STDIN", stream=BytesIO(told.encode()))  # type: ignore[call-arg]
            return
        marks = "(" + ", ".join(["%s"] * len(listed[0])) + ")"
        for at in range(0, len(listed), MOST):
            part = listed[at : at + MOST]
            values = [value for row in part for value in row]
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * len(part))}{more}", values)
    finally:
        cursor.close()


def _told(value: Any) -> str:
    """A value as COPY takes it: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.translate(ESCAPED) if isinstance(value, str) else repr(value)

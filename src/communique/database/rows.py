"""Rows by the thousand, given to the database's driver as it takes them: SQLAlchemy's own way looks at every value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import sqlite

from communique.database import schema as t
from communique.database.driver_statement import put_many

__all__ = ["columns_of", "encoded", "put_encoded", "put_rows"]

_DIALECT = sqlite.dialect()


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table; what one lacks is NULL."""
    if rows:
        get = columns_of(table.name)
        values = [tuple(map(row.get, get)) for row in rows]
        put_encoded(connection, table.name, encoded(table.name, values, connection.dialect))


def put_encoded(connection: Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Put rows that :func:`encoded` made."""
    put_many(connection, _insertion(table), rows)


def encoded(table: str, rows: Sequence[Sequence[Any]], dialect: Dialect = _DIALECT) -> list[tuple[Any, ...]]:
    """Rows as the database takes them: their values, in the order of the schema, made what the columns hold."""
    made = list(zip(*rows, strict=True))
    for at, process in _processors(table, _DIALECT if dialect.name == "sqlite" else dialect):
        made[at] = tuple(map(process, made[at]))
    return list(zip(*made, strict=True))


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The names of a table's columns, in the order of the schema."""
    return tuple(t.metadata.tables[table].c.keys())


@cache
def _insertion(table: str) -> str:
    listed = ", ".join(f'"{name}"' for name in columns_of(table))
    return f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(columns_of(table)))})"


@cache
def _processors(table: str, dialect: Dialect) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """What makes the values of columns ones of the database's, with the columns' places; others are so already."""
    made = []
    for at, column in enumerate(t.metadata.tables[table].c):
        process = column.type.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            made.append((at, process))
    return tuple(made)

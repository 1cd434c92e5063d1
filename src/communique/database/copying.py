"""A whole store copied to another place, row by row: a file to a server, a server to a file.

Keys, numbers of judgements and the order of all rows stay, so that every answer and every export is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select

from communique.database import schema as t
from communique.database.check import check
from communique.database.connect import Place, guarded
from communique.database.driver_statement import put_many
from communique.database.rows import put_rows
from communique.database.sums import sums_of, write_all
from communique.database.tidy import tidy
from communique.database.word_search.indexes import rebuild
from communique.errors import StoreError, printable

__all__ = ["copy_store"]

BATCH = 2_000
"""Rows that are in memory at once; of texts fewer, by :data:`TEXTS`."""
TEXTS = 200
OWN = ("words", "sums")
"""Tables that every store fills itself."""


def copy_store(
    source: tuple[Engine, Place], target: tuple[Engine, Place], on_table: Callable[[str, int], None] | None = None
) -> int:
    """Copy all that a store holds into an empty one: all of it or, if anything fails, nothing. Gives its reports.

    Args:
        source: an engine that reads, and where the store lies.
        target: an engine that writes to a store just made, and where that lies.
        on_table: told of each table and how many rows it had.

    Raises:
        StoreError: the source is damaged, the target is not empty, or either fails.
    """
    (reading, origin), (writing, place) = source, target
    with guarded(place), writing.begin() as into:
        if any(_many(into, table) for table in t.metadata.sorted_tables if table.name not in OWN):
            raise StoreError(f"{printable(str(place))}: holds a store already. Name a place where there is none yet")
        _wait_with_references(into)
        with guarded(origin), reading.connect() as out:
            if problems := check(out, indexes=False).problems:
                raise StoreError(
                    f"{printable(str(origin))}: is damaged and was not copied: {problems[0].where}: "
                    f"{problems[0].what}. {problems[0].remedy}"
                )
            for table in t.metadata.sorted_tables:
                if table.name not in OWN:
                    many = _copy_table(out, into, table)
                    if on_table is not None:
                        on_table(table.name, many)
        rebuild(into, t.INDEXES)
        reports = _many(into, t.reports)
        if into.dialect.name == "sqlite":
            write_all(into)
            sums_of(into).drop()  # what the triggers added up is in them
    with guarded(place):
        tidy(writing)
    return reports


def _copy_table(out: Connection, into: Connection, table: Table) -> int:
    size = TEXTS if table is t.texts else BATCH
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=size)
    names = table.c.keys()
    many = 0
    for part in out.execute(query).partitions():
        rows: list[Any] = list(map(tuple, part))
        many += len(rows)
        if table is t.name_keys:  # its numbers are read as numbers, and written as words
            put_many(into, "INSERT INTO name_keys (hash, entity) VALUES (?, ?)", rows)
        else:
            put_rows(into, table, [dict(zip(names, row, strict=True)) for row in rows])
    return many


def _wait_with_references(into: Connection) -> None:
    """Rows may point to rows that come after them: whether these are there is looked at in the end."""
    statement = "PRAGMA defer_foreign_keys = ON" if into.dialect.name == "sqlite" else "SET CONSTRAINTS ALL DEFERRED"
    into.exec_driver_sql(statement)


def _many(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

"""Statements that are put again and again: compiled once, then given to the database's driver as they are.

SQLAlchemy takes ten times longer to look at a statement and its values than SQLite takes to answer it. What a statement
says stays in SQLAlchemy's language; only the way to the driver is shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Executable

__all__ = ["DriverStatement", "put_many"]


class DriverStatement:
    """A statement with named parameters, none of which is a list; called with a connection and their values.

    Gives the rows of its answer as tuples, values as SQLAlchemy would make them. The connection must be in a
    transaction, which SQLAlchemy has begun.
    """

    def __init__(self, statement: Executable) -> None:
        self.statement: Any = statement
        self._ready: tuple[str, list[tuple[str, Any, Any]], list[tuple[int, Callable[[Any], Any]]]] | None = None

    def __call__(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Put the statement."""
        assert connection.in_transaction()
        if self._ready is None:
            self._ready = self._made(connection)
        text, places, columns = self._ready
        given = [
            default if name not in values else values[name] if process is None else process(values[name])
            for name, process, default in places
        ]
        rows: list[tuple[Any, ...]] = _driver(connection).execute(text, given).fetchall()
        if not columns or not rows:
            return rows
        made: list[list[Any]] = list(map(list, rows))
        for at, process in columns:
            for row in made:
                row[at] = process(row[at])
        return list(map(tuple, made))

    def scalars(self, connection: Connection, **values: Any) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self(connection, **values)]

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first value of the first row, None without one."""
        rows = self(connection, **values)
        return rows[0][0] if rows else None

    def _made(self, connection: Connection) -> Any:
        dialect = connection.dialect
        compiled: Any = self.statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        constant = compiled.construct_params(dict.fromkeys(compiled.binds))
        places = []
        for name in compiled.positiontup or ():
            bound = compiled.binds[name]
            process = bound.type.dialect_impl(dialect).bind_processor(dialect)
            value = constant.get(name) if bound.value is None else bound.value
            places.append((name, process, value if process is None or value is None else process(value)))
        columns = []
        for at, column in enumerate(getattr(compiled, "_result_columns", ())):
            made = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if made is not None:
                columns.append((at, made))
        return str(compiled), places, columns


def put_many(connection: Connection, text: str, rows: Iterable[Sequence[Any]]) -> None:
    """Put a statement, in the database's own words, for each of many rows of values."""
    assert connection.in_transaction()
    _driver(connection).executemany(text, rows)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection

"""Statements that are put again and again: compiled once, then given to the database's driver as they are.

SQLAlchemy takes ten times longer to look at a statement and its values than SQLite takes to answer it. What a statement
says stays in SQLAlchemy's language; only the way to the driver is shorter. A server takes longer to ask than SQLAlchemy
to look: statements go there the usual way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Executable

from communique.database.portions import portions

__all__ = ["DriverStatement", "ListStatement", "put_many"]

Process = Callable[[Any], Any]
Places = list[tuple[str, Process | None, Any]]
"""Parameters: the name, what makes of a value one of the driver's, and the value if the statement says it itself."""
Columns = list[tuple[int, Process]]
"""Places of columns, and what makes of a value of the driver's one of SQLAlchemy's."""


class DriverStatement:
    """A statement with named parameters, none of which is a list; called with a connection and their values.

    Gives the rows of its answer as tuples, values as SQLAlchemy would make them. The connection must be in a
    transaction, which SQLAlchemy has begun.
    """

    def __init__(self, statement: Executable, *, render: bool = True) -> None:
        self.statement: Any = statement
        self._render = render
        self._ready: tuple[str, Places, Columns] | None = None

    def __call__(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Put the statement."""
        if connection.dialect.name != "sqlite":
            answer = connection.execute(self.statement, values)
            return list(map(tuple, answer)) if answer.returns_rows else []
        assert connection.in_transaction()
        text, places, columns = self.ready(connection)
        given = [
            default if name not in values else values[name] if process is None else process(values[name])
            for name, process, default in places
        ]
        return made_by(columns, _driver(connection).execute(text, given).fetchall())

    def scalars(self, connection: Connection, **values: Any) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self(connection, **values)]

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first value of the first row, None without one."""
        rows = self(connection, **values)
        return rows[0][0] if rows else None

    def scalars_of_each(self, connection: Connection, name: str, values: Iterable[Any]) -> dict[Any, list[Any]]:
        """The first value of each row, for each value of the parameter ``name``, which is the only one."""
        if connection.dialect.name != "sqlite":
            return {value: self.scalars(connection, **{name: value}) for value in values}
        assert connection.in_transaction()
        text, places, columns = self.ready(connection)
        given = [default for *_, default in places]
        [(at, process)] = [(n, process) for n, (known, process, _) in enumerate(places) if known == name]
        cursor = _driver(connection).cursor()
        found = {}
        for value in values:
            given[at] = value if process is None else process(value)
            rows = made_by(columns, cursor.execute(text, given).fetchall())
            found[value] = [row[0] for row in rows]
        return found

    def ready(self, connection: Connection) -> tuple[str, Places, Columns]:
        """The text for the driver, its parameters in their order, and the columns whose values are made others."""
        if self._ready is None:
            self._ready = self._made(connection)
        return self._ready

    def _made(self, connection: Connection) -> tuple[str, Places, Columns]:
        dialect = connection.dialect
        compiled: Any = self.statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": self._render})
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


class ListStatement:
    """A statement with one parameter, a list (``expanding``), put as often as the list is long.

    Answers come in the order of the list's parts: sort what must have an order of its own.
    """

    def __init__(self, statement: Executable) -> None:
        self.statement = DriverStatement(statement, render=False)

    def __call__(self, connection: Connection, values: Collection[Any]) -> list[tuple[Any, ...]]:
        """Put the statement for the values of the list."""
        if connection.dialect.name != "sqlite":
            return self._on_server(connection, list(values))
        assert connection.in_transaction()
        text, places, columns = self.statement.ready(connection)
        [own] = [n for n, (name, *_) in enumerate(places) if f"__[POSTCOMPILE_{name}]" in text]
        name, process, _ = places[own]
        before, after = [[value for *_, value in part] for part in (places[:own], places[own + 1 :])]
        listed = list(values) if process is None else list(map(process, values))
        found: list[tuple[Any, ...]] = []
        for part in portions(listed):
            asked = text.replace(f"__[POSTCOMPILE_{name}]", ", ".join("?" * len(part)))
            found += _driver(connection).execute(asked, [*before, *part, *after]).fetchall()
        return made_by(columns, found)

    def _on_server(self, connection: Connection, values: list[Any]) -> list[tuple[Any, ...]]:
        made: Any = self.statement.statement
        [name] = [name for name, bound in made.compile().binds.items() if bound.expanding]
        parts = portions(values)
        return [tuple(row) for part in parts for row in connection.execute(made, {name: part})]


def made_by(columns: Columns, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows with the values of some columns as SQLAlchemy would make them."""
    if not columns or not rows:
        return rows
    made: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for at, process in columns:
        made[at] = map(process, made[at])
    return list(zip(*made, strict=True))


def put_many(connection: Connection, text: str, rows: Iterable[Sequence[Any]]) -> None:
    """Put a statement, in the database's own words, for each of many rows of values."""
    assert connection.in_transaction()
    if connection.dialect.name != "sqlite":
        from communique.database.engines.bulk import put_many_on_server

        put_many_on_server(connection, text, rows)
        return
    _driver(connection).executemany(text, rows)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection

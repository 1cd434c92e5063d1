"""Sums over rows, by which a store notices a row that is not what was written.

Every row has a number: the CRC-32 of its values. A text has the sum of the numbers of all rows that hang on it,
whatever their table; a table whose rows belong to no single text has one sum over all of them. Addition, since it does
not care for order and can be carried on: when a row changes, the number of what it was goes off the sum and the number
of what it is now comes on. A row that was damaged before it is changed takes off another number than it put on, so that
no later change covers the damage up.

Rows that come in their thousands, what was found in a text, are added up by who writes them (:meth:`Sums.add`). All
others are watched by triggers of the writing connection, which no way of changing a row can pass by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from zlib import crc32

import msgspec
from sqlalchemy import Connection, Table, func, select

from communique.database import schema as t

__all__ = [
    "OF_TEXTS",
    "NoSums",
    "Sums",
    "content_stamp",
    "find_changed",
    "find_changed_first",
    "has_sums",
    "sums_of",
    "write_all",
]

MASK = 2**47 - 1
"""Sums are kept in the six bytes that SQLite gives a number of that size."""
FOUND = tuple(
    table
    for table in t.metadata.sorted_tables
    if table.name in ("findings", "actors", "roles", "members", "times", "participants", "spans")
    or (table.name != "identities" and table.primary_key.columns.keys() == ["key"] and table.c["key"].foreign_keys)
)
"""What was found in a text: written once with it, taken out with it."""
WATCHED = tuple(table for table in t.metadata.sorted_tables if table not in FOUND and table is not t.sums)
OF_TEXTS = ("texts", "reports", "identities", "unsure")
"""Those of them whose rows belong to one text."""
SMALL = ("words", "readings", "extractors", "manners")
"""Tables of few rows on which every answer leans: looked at whenever a store is opened."""
SCHEMA = "schema"
"""The name under which the definitions of tables, indexes and views have their sum."""

RETIRED = {"earliest": ("month", "date", "report")}
"""Tables of older schemas that this one has no more, with their columns: they are looked over before they go."""
_encode = msgspec.msgpack.Encoder().encode


def content_stamp(connection: Connection) -> tuple[tuple[str, int], ...]:
    """What tells one content of a store from another, whatever was judged of its facts: the sums over its tables."""
    of, total = t.sums.c.of, func.sum(t.sums.c.sum)
    query = select(of, total).where(of != t.judgements.name).group_by(of).order_by(of)
    return tuple((name, int(number)) for name, number in connection.execute(query))


def number_of(table: str, row: Sequence[Any]) -> int:
    """The number of a row: of its values as SQLite has them, the columns in the order of the schema."""
    return crc32(_encode(row), _seed(table))


@cache
def _seed(table: str) -> int:
    return crc32(table.encode())


def columns(table: Table) -> list[str]:
    """Columns that go into the number of a row; a text itself has its SHA-256."""
    return [f'"{c.name}"' for c in table.c if c is not t.texts.c.text]


class Sums:
    """What the transaction of a writing connection changes in the sums. See :func:`sums_of`."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._changes: dict[tuple[str, int], int] = defaultdict(int)
        raw.create_function("communique_row", -1, self._row)
        for statement in _triggers():
            raw.execute(statement)

    def _row(self, table: str, text: int | None, sign: int, *row: Any) -> None:
        """A trigger tells of a row that came (``sign`` 1) or went (-1)."""
        self._changes[(table, 0) if text is None else ("texts", text)] += sign * crc32(_encode(row), _seed(table))

    def add(self, table: str, texts: Sequence[int], rows: Sequence[Sequence[Any]]) -> None:
        """Rows of a table of :data:`FOUND`, as SQLite takes them, that are written for texts (their keys)."""
        seed, changes = _seed(table), self._changes
        for text, row in zip(texts, rows, strict=True):
            changes["texts", text] += crc32(_encode(row), seed)

    def begin_anew(self, text: int) -> None:
        """All that was found in a text has been taken out: its sum is that of what is left."""
        self._changes.pop(("texts", text), None)
        left = 0
        for table, key in ((t.texts, "key"), (t.reports, "text")):
            rows = self.raw.execute(f"SELECT {', '.join(columns(table))} FROM {table.name} WHERE {key} = ?", (text,))
            left += sum(number_of(table.name, row) for row in rows)
        self.raw.execute("INSERT OR REPLACE INTO sums VALUES ('texts', ?, ?)", (text, left & MASK))

    def settle(self) -> None:
        """Write the changes down: before the transaction ends."""
        changed = [(of, key, change & MASK) for (of, key), change in self._changes.items() if change]
        self._changes.clear()
        if changed:
            self.raw.executemany(
                "INSERT INTO sums VALUES (?, ?, ?) ON CONFLICT (of, key) DO UPDATE "
                f"SET sum = (sum + excluded.sum) & {MASK}",
                changed,
            )

    def drop(self) -> None:
        """Forget the changes: the transaction is undone."""
        self._changes.clear()


class NoSums(Sums):
    """In place of sums on a server, which keeps sums over the pages of its files itself (``initdb -k``)."""

    def __init__(self) -> None:
        pass

    def add(self, table: str, texts: Sequence[int], rows: Sequence[Sequence[Any]]) -> None:
        """Nothing."""

    def begin_anew(self, text: int) -> None:
        """Nothing."""

    def settle(self) -> None:
        """Nothing."""

    def drop(self) -> None:
        """Nothing."""


def sums_of(connection: Connection) -> Sums:
    """The sums that a writing connection of :func:`communique.database.connect.connect` keeps.

    Raises:
        KeyError: it keeps none.
    """
    sums: Sums = connection.info[Sums]
    return sums


@cache
def _triggers() -> tuple[str, ...]:
    made = []
    for table in WATCHED:
        for deed, signs in (("INSERT", "+"), ("DELETE", "-"), ("UPDATE", "-+")):
            told = " ".join(f"SELECT communique_row({_told(table, sign)});" for sign in signs)
            if deed == "UPDATE":
                deed = f"UPDATE OF {', '.join(columns(table))}"
            made.append(
                f"CREATE TEMP TRIGGER sum_{table.name}_{deed.split()[0]} AFTER {deed} ON main.{table.name} "
                f"BEGIN {told} END"
            )
    return tuple(made)


def _told(table: Table, sign: str) -> str:
    row = "NEW" if sign == "+" else "OLD"
    text = "NULL"
    if table.name in OF_TEXTS:
        text = {"texts": f"{row}.key", "reports": f"{row}.text"}.get(
            table.name, f"(SELECT text FROM main.findings WHERE key = {row}.finding)"
        )
    return f"'{table.name}', {text}, {sign}1, " + ", ".join(f"{row}.{c}" for c in columns(table))


# looking at them


def has_sums(connection: Connection) -> bool:
    """Whether the store has sums, as those of schema 0004 and later have."""
    return bool(connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'sums'").scalar())


def write_all(connection: Connection) -> None:
    """Sums of a store that has none or whose tables were changed by a migration; it was looked over before."""
    raw = _raw(connection)
    sums = {**_schema(raw), **_expected(raw, t.metadata.sorted_tables)}
    raw.execute("DELETE FROM sums")
    raw.executemany("INSERT INTO sums VALUES (?, ?, ?)", [(*one, sum_) for one, sum_ in sums.items() if sum_])


def find_changed(connection: Connection) -> Iterator[tuple[str, int]]:
    """Whatever is not what was written: ("texts", key of the text), (name of a table, 0) or ("schema", 0).

    Every row of the store is read.
    """
    raw = _raw(connection)
    yield from _differences(raw, {**_schema(raw), **_expected(raw, t.metadata.sorted_tables)})


def find_changed_first(connection: Connection) -> Iterator[str]:
    """The same of the few rows on which every answer leans, and of the definitions: some hundred rows."""
    raw = _raw(connection)
    found = {**_schema(raw), **_expected(raw, [t.metadata.tables[name] for name in SMALL])}
    stored = {of: raw.execute("SELECT sum FROM sums WHERE of = ? AND key = 0", (of,)).fetchone() for of, _ in found}
    for (of, _), sum_ in found.items():
        if (stored[of] or (0,))[0] != sum_:
            yield of


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _differences(raw: Any, found: dict[tuple[str, int], int]) -> Iterator[tuple[str, int]]:
    for of, key, sum_ in raw.execute("SELECT of, key, sum FROM sums"):
        if found.pop((of, key), 0) != sum_:
            yield str(of), int(key)
    yield from (one for one, sum_ in found.items() if sum_)


def _expected(raw: Any, tables: Iterable[Table]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = defaultdict(int)
    there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in tables:
        if table is t.sums or table.name not in there:  # a store of an older schema, looked over before it is migrated;
            continue  # columns that it has not yet went into no sum
        held = {f'"{row[1]}"' for row in raw.execute(f"PRAGMA table_info({table.name})")}
        listed, seed = ", ".join(f"x.{c}" for c in columns(table) if c in held), _seed(table.name)
        if table in WATCHED and table.name not in OF_TEXTS:
            rows = raw.execute(f"SELECT {listed} FROM {table.name} x")
            found[table.name, 0] = sum(crc32(_encode(row), seed) for row in rows)
            continue
        for text, *row in raw.execute(_with_text(table, listed)):
            found[("texts", text) if text is not None else (table.name, 0)] += crc32(_encode(row), seed)
    for name in RETIRED.keys() & there:
        rows = raw.execute(f"SELECT {', '.join(RETIRED[name])} FROM {name}")
        found[name, 0] = sum(crc32(_encode(row), _seed(name)) for row in rows)
    return {one: sum_ & MASK for one, sum_ in found.items()}


def _with_text(table: Table, listed: str) -> str:
    """The rows of a table, each with the key of its text before it."""
    if (own := {"texts": "key", "reports": "text", "times": "text", "findings": "text"}.get(table.name)) is not None:
        return f"SELECT x.{own}, {listed} FROM {table.name} x"
    owner = next(c for c in ("actor", "finding", "key") if c in table.primary_key.columns)
    return f"SELECT f.text, {listed} FROM {table.name} x LEFT JOIN findings f ON f.key = x.{owner}"


def _schema(raw: Any) -> dict[tuple[str, int], int]:
    """The definitions of what a store of this version has, and how its full-text indexes are set."""
    rows = [
        row
        for row in raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        if row[1] in t.NAMES or row[1] in RETIRED or row[1].startswith("ix_")
    ]
    for index in t.INDEXES:
        rows += raw.execute(f"SELECT k, v FROM {index}_config").fetchall()
    return {(SCHEMA, 0): sum(number_of(SCHEMA, row) for row in rows) & MASK}

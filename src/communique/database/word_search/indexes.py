"""Filling the full-text indexes: SQLite's own, or a server's tables of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, column, func, select

from communique.database.driver_statement import put_many
from communique.database.word_search.vectors import MatchWords, statement_rows, text_rows

__all__ = [
    "differing_words",
    "find_statements",
    "find_texts",
    "forget_statements",
    "index_statements",
    "index_texts",
    "rebuild",
]

BATCH = 500
"""Texts whose words are indexed at once."""


def index_texts(connection: Connection, texts: Sequence[tuple[int, str, str | None]]) -> None:
    """Index the words of texts: the key, text and title of each."""
    if connection.dialect.name == "sqlite":
        put_many(connection, "INSERT INTO text_words (rowid, text, title) VALUES (?, ?, ?)", texts)
    else:
        made = "INSERT INTO text_words (key, text, title, tokens, titled, vector) VALUES (?, ?, ?, ?, ?, ?)"
        put_many(connection, made, text_rows(texts))


def index_statements(connection: Connection, spoken: Sequence[tuple[int, str]]) -> None:
    """Index the words of statements: the key of each and what was said."""
    if connection.dialect.name == "sqlite":
        put_many(connection, "INSERT INTO statement_words (rowid, words) VALUES (?, ?)", spoken)
    else:
        put_many(
            connection, "INSERT INTO statement_words (key, words, vector) VALUES (?, ?, ?)", statement_rows(spoken)
        )


def forget_statements(connection: Connection, keys: Sequence[int]) -> None:
    """Take statements (their keys), which are still in their table, out of the index; on a server they go with it."""
    if connection.dialect.name != "sqlite":
        return
    run = connection.exec_driver_sql
    for key in keys:
        words = run("SELECT words FROM statement_search WHERE key = ?", (key,)).scalar()
        run("INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', ?, ?)", (key, words))


def rebuild(connection: Connection, indexes: Sequence[str]) -> None:
    """Make the indexes of these names anew from the texts."""
    run = connection.exec_driver_sql
    if connection.dialect.name == "sqlite":
        for name in indexes:
            run(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        return
    for name in indexes:
        run(f"DELETE FROM {name}")
    for texts in _batches(connection, "SELECT key, text, title FROM text_search"):
        index_texts(connection, texts)
    for spoken in _batches(connection, "SELECT key, words FROM statement_search"):
        index_statements(connection, spoken)


def differing_words(connection: Connection) -> Iterator[str]:
    """Tables of words of a server that do not say what the texts say, by their names."""
    for name, query, made, columns in (
        ("text_words", "SELECT key, text, title FROM text_search", text_rows, "key, text, title, tokens, titled"),
        ("statement_words", "SELECT key, words FROM statement_search", statement_rows, "key, words"),
    ):
        seen = 0
        for part in _batches(connection, query):
            keys = [row[0] for row in part]
            rows = connection.exec_driver_sql(
                f"SELECT {columns}, vector::text FROM {name} WHERE key BETWEEN %s AND %s", (keys[0], keys[-1])
            ).all()
            seen += len(rows)
            if {tuple(row[:-1]): _words_of(row[-1]) for row in rows} != {
                tuple(row[:-1]): _words_of(row[-1]) for row in made(part)
            }:
                yield name
                break
        else:
            if seen != connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one():
                yield name


def _words_of(vector: str | None) -> frozenset[str] | None:
    """The words of a vector, which a server orders by their lengths."""
    return None if vector is None else frozenset(vector.split(" "))


def _batches(connection: Connection, query: str) -> Iterator[list[Any]]:
    """The rows of a query by their keys, some at a time."""
    last = -1
    while rows := connection.exec_driver_sql(f"{query} WHERE key > %s ORDER BY key LIMIT {BATCH}", (last,)).all():
        yield [tuple(row) for row in rows]
        last = rows[-1][0]


def find_texts(words: str, name: str = "in_text") -> Select[Any]:
    """Keys of the texts that match an expression of FTS5; ``name`` is its parameter's, one for each in a query."""
    found = func.text_words(bindparam(name, words, type_=MatchWords)).table_valued(column("rowid", BigInteger))
    return select(found.c.rowid)


def find_statements(words: str) -> Select[Any]:
    """Keys of the statements that match an expression, which asks for words alone and not where they stand."""
    found = func.statement_words(bindparam("about", words, type_=MatchWords)).table_valued(column("rowid", BigInteger))
    return select(found.c.rowid)

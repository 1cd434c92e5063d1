"""SQLite's own walk through an index, where what it counts rests on the way that it went.

FTS5 goes through the texts phrase by phrase, and of some expressions counts what it met on the way besides what holds.
Nobody reckons that anew: for these expressions an index in memory is made of the texts with any of the words, and the
walk through it, which goes by these texts alone, is the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, bindparam, text

from communique.database.word_search.expression import And, Expression, Near, Not, Or, WordPhrase, parse
from communique.database.word_search.tokens import RULES
from communique.database.word_search.vectors import asked_of_server

__all__ = ["index_of_any", "indexes_of_each", "leaves_remains", "totals"]

MADE = f"CREATE VIRTUAL TABLE text_words USING fts5(text, title, tokenize='{RULES}')"
FILLED = "INSERT INTO text_words (rowid, text, title) VALUES (?, ?, ?)"


def leaves_remains(found: Expression, below: bool = False) -> bool:
    """Whether FTS5 counts phrases of parts that do not hold, in texts that are answers for another reason.

    Where one phrase of a NEAR is not in a text the walk stops, and what was counted of the others before, in this text
    or an earlier one, stays (``fts5ExprNearTest``); what NOT leaves out is looked for ahead, and counts where the look
    has come to (``fts5ExprNodeTest_NOT``). ``below``: what is above may hold without this part.
    """
    match found:
        case Near():
            return below and any(len(phrase.words) > 1 for phrase in found.phrases)
        case And():
            return any(leaves_remains(part, below) for part in found.parts)
        case Or():
            return any(leaves_remains(part, True) for part in found.parts)
        case Not():
            return below or leaves_remains(found.this) or leaves_remains(found.that, True)
    return False


@contextmanager
def index_of_any(connection: Connection, words: str) -> Iterator[sqlite3.Connection]:
    """An index of the texts with any of the words, which is told how many texts and words there are in all."""
    rows, tokens = totals(connection)
    query = text(
        "SELECT s.key, s.text, s.title FROM communique_texts_with(:asked) h JOIN text_search s ON s.key = h.rowid "
        "ORDER BY s.key"
    )
    index = sqlite3.connect(":memory:")
    try:
        index.execute(MADE)
        for row in connection.execute(query, {"asked": asked_of_server(_any_of(parse(words)))}):
            index.execute(FILLED, tuple(row))
        index.commit()
        # The record of how many rows and words an index has: https://sqlite.org/fts5.html#fts5_data_format
        index.execute("UPDATE text_words_data SET block = ? WHERE id = 1", (b"".join(map(_varint, (rows, *tokens))),))
        index.commit()
        yield index
    finally:
        index.close()


def indexes_of_each(connection: Connection, keys: Sequence[int]) -> Iterator[sqlite3.Connection]:
    """An index of each of these texts (their keys) alone, in their order; each is closed when the next is asked for."""
    query = text("SELECT key, text, title FROM text_search WHERE key IN :keys").bindparams(
        bindparam("keys", expanding=True)
    )
    rows = {row.key: tuple(row) for row in connection.execute(query, {"keys": list(keys)})}
    for key in keys:
        index = sqlite3.connect(":memory:")
        try:
            index.execute(MADE)
            index.execute(FILLED, rows[key])
            yield index
        finally:
            index.close()


def totals(connection: Connection) -> tuple[int, tuple[int, int]]:
    """How many texts there are, and how many words in all of them and in their titles."""
    row = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(tokens), 0)::bigint, coalesce(sum(titled), 0)::bigint FROM text_words"
    ).one()
    return row[0], (row[1] - row[2], row[2])


def _any_of(found: Expression) -> Expression:
    """What has any of the phrases' words."""
    match found:
        case WordPhrase():
            words = [WordPhrase((word,)) for word in found.words[:-1]]
            return Or((*words, WordPhrase(found.words[-1:], found.prefix)))
        case Near():
            return Or(tuple(map(_any_of, found.phrases)))
        case And() | Or():
            return Or(tuple(map(_any_of, found.parts)))
        case Not():
            return Or((_any_of(found.this), _any_of(found.that)))
    return found


def _varint(number: int) -> bytes:
    """A number as FTS5 writes it: seven bits a byte, the highest first."""
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))

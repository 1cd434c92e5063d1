"""Which texts have words, and how well they match: bm25 as SQLite's FTS5 has it, on either database.

On a server the formula of ``fts5_aux.c`` is put in SQL, so that the order is the same to the last digit: k1 = 1.2,
b = 0.75, words of a title counting twice, a phrase counting only where the part of the expression that it stands in
holds (Robertson et al. 1994; https://sqlite.org/fts5.html#the_bm25_function).
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Subquery, column, text

from communique.database.word_search.expression import And, Expression, Near, Not, Or, WordPhrase, parse
from communique.database.word_search.tokens import RULES
from communique.database.word_search.vectors import asked_of_server, sought, tree

__all__ = ["ranked_texts", "snippet"]

K1, B = 1.2, 0.75
LENGTH = "CAST(:k1 AS float8) * (CAST(:less AS float8) + CAST(:b AS float8) * w.tokens / CAST(:average AS float8))"
"""What the length of a text takes off."""


def ranked_texts(connection: Connection, words: str) -> Subquery:
    """The texts that match an expression of FTS5: ``hit``, their key, and ``rank``, which is less the better."""
    if connection.dialect.name == "sqlite":
        hit = text(
            "SELECT rowid AS hit, bm25(text_words, 1.0, 2.0) AS rank FROM text_words WHERE text_words MATCH :words"
        ).bindparams(words=words)
    elif _leaves_remains(parse(words)):
        hit = _scored_by_sqlite(connection, words)
    else:
        hit = _scored(connection, words)
    return hit.columns(column("hit"), column("rank")).subquery("found")


def snippet(connection: Connection, words: str, key: int, opens: str, closes: str, many: int) -> str:
    """The passage of a text (its key) that matches an expression best, of so many words; the words between marks."""
    made = f"SELECT snippet(text_words, -1, '{opens}', '{closes}', '…', {many}) FROM text_words "
    if connection.dialect.name == "sqlite":
        one = text(made + "WHERE text_words MATCH :words AND rowid = :key")
        return str(connection.execute(one, {"words": words, "key": key}).scalar() or "")
    told = connection.exec_driver_sql("SELECT text, title FROM text_search WHERE key = %s", (key,)).one()
    index = sqlite3.connect(":memory:")
    try:
        index.execute(f"CREATE VIRTUAL TABLE text_words USING fts5(text, title, tokenize='{RULES}')")
        index.execute("INSERT INTO text_words VALUES (?, ?)", tuple(told))
        found = index.execute(made + "WHERE text_words MATCH ?", (words,)).fetchone()
    finally:
        index.close()
    return str(found[0]) if found else ""


def _leaves_remains(found: Expression, below: bool = False) -> bool:
    """Whether FTS5 counts phrases of a NEAR that does not hold.

    Where one of its phrases is not in a text the walk stops; what was counted of the others before, in this text or an
    earlier one, is counted again if the text is an answer for another reason (``fts5ExprNearTest``).
    """
    match found:
        case Near():
            return below and any(len(phrase.words) > 1 for phrase in found.phrases)
        case And():
            return any(_leaves_remains(part, below) for part in found.parts)
        case Or():
            return any(_leaves_remains(part, True) for part in found.parts)
        case Not():
            return _leaves_remains(found.this, True) or _leaves_remains(found.that, True)
    return False


def _scored_by_sqlite(connection: Connection, words: str) -> Any:
    """The same as SQLite reckons it: of an index in memory of the texts with any of the words, which is told how many
    texts and words there are in all."""
    rows, tokens = _totals(connection)
    asked = asked_of_server(_any_of(parse(words)))
    query = text(
        "SELECT s.key, s.text, s.title FROM communique_texts_with(:asked) h JOIN text_search s ON s.key = h.rowid "
        "ORDER BY s.key"
    )
    index = sqlite3.connect(":memory:")
    try:
        index.execute(f"CREATE VIRTUAL TABLE text_words USING fts5(text, title, content='', tokenize='{RULES}')")
        for key, *own in connection.execute(query, {"asked": asked}):
            index.execute("INSERT INTO text_words (rowid, text, title) VALUES (?, ?, ?)", (key, *own))
        index.commit()
        # The record of how many rows and words an index has: https://sqlite.org/fts5.html#fts5_data_format
        index.execute("UPDATE text_words_data SET block = ? WHERE id = 1", (b"".join(map(_varint, (rows, *tokens))),))
        index.commit()
        made = "SELECT rowid, bm25(text_words, 1.0, 2.0) FROM text_words WHERE text_words MATCH ?"
        found = [{"hit": key, "rank": rank} for key, rank in index.execute(made, (words,))]
    finally:
        index.close()
    told = text("SELECT hit, rank FROM json_to_recordset(CAST(:found AS json)) AS x (hit integer, rank float8)")
    return told.bindparams(found=json.dumps(found))


def _totals(connection: Connection) -> tuple[int, tuple[int, int]]:
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


def _scored(connection: Connection, words: str) -> Any:
    """A query of the texts that match and of bm25 of each."""
    run = connection.exec_driver_sql
    found = parse(words)
    rows, tokens = _totals(connection)
    average = sum(tokens) / rows if rows else 1.0
    given: dict[str, Any] = {"asked": asked_of_server(found)}
    terms = []
    for n, (phrase, gates, near) in enumerate(_phrases(found, ())):
        hits = int(run("SELECT count(*) FROM communique_texts_with(%s)", (asked_of_server(phrase),)).scalar_one())
        weight = math.log((rows - hits + 0.5) / (hits + 0.5))
        given[f"idf{n}"] = repr(weight if weight > 0.0 else 1e-6)
        if near is None:
            given[f"sought{n}"] = sought(phrase)
            counted = f"({_count('text', n, phrase)} + 2 * {_count('title', n, phrase)})"
        else:
            whole, at = near
            given[f"near{n}"] = json.dumps([list(one.words) for one in whole.phrases])
            counted = f"coalesce((communique_near(w.text, w.title, {whole.reach}, CAST(:near{n} AS json)))[{at}], 0)"
        for m, gate in enumerate(gates):
            given[f"gate{n}_{m}"] = json.dumps(tree(gate))
            counted = (
                f"CASE WHEN communique_matches(w.text, w.title, CAST(:gate{n}_{m} AS json)) THEN {counted} ELSE 0 END"
            )
        often = f"CAST({counted} AS float8)"
        terms.append(f"CAST(:idf{n} AS float8) * (({often} * CAST(:more AS float8)) / ({often} + {LENGTH}))")
    given |= {"k1": repr(K1), "b": repr(B), "less": repr(1 - B), "more": repr(K1 + 1.0), "average": repr(average)}
    score = "CAST(0 AS float8)"
    for term in terms:
        score = f"({score} + {term})"
    query = text(
        f"SELECT w.key AS hit, CAST(-1.0 AS float8) * {score} AS rank "
        "FROM communique_texts_with(:asked) h JOIN text_words w ON w.key = h.rowid"
    )
    return query.bindparams(**{name: value for name, value in given.items() if f":{name}" in query.text})


def _phrases(
    found: Expression, gates: tuple[Expression, ...], below: bool = False
) -> Iterator[tuple[WordPhrase, tuple[Expression, ...], tuple[Near, int] | None]]:
    """Every phrase that counts, the parts that must hold for it to count, and its nearness with its place in it.

    ``below``: what is above may hold without this part.
    """
    match found:
        case WordPhrase():
            yield found, gates, None
        case Near():
            for n, phrase in enumerate(found.phrases):
                yield phrase, gates, (found, n + 1)
        case And():
            for part in found.parts:
                yield from _phrases(part, (*gates, found) if below else gates)
        case Or():
            for part in found.parts:
                yield from _phrases(part, gates, True)
        case Not():
            yield from _phrases(found.this, (*gates, found) if below else gates)


def _count(column_: str, n: int, phrase: WordPhrase) -> str:
    """How often a phrase stands in a column."""
    if len(phrase.words) > 1:
        return f"communique_count(w.{column_}, :sought{n})"
    bare = f"length(replace(w.{column_}, :sought{n}, ''))"
    return f"(length(w.{column_}) - {bare}) / {len(sought(phrase))}"

"""Which texts have words, and how well they match: bm25 as SQLite's FTS5 has it, on either database.

On a server the formula of ``fts5_aux.c`` is put in SQL, so that the order is the same to the last digit: k1 = 1.2,
b = 0.75, words of a title counting twice, a phrase counting only where the part of the expression that it stands in
holds (Robertson et al. 1994; https://sqlite.org/fts5.html#the_bm25_function).
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Subquery, column, text

from communique.database.word_search.expression import And, Expression, Near, Not, Or, WordPhrase, parse
from communique.database.word_search.vectors import asked_of_server, sought, tree
from communique.database.word_search.walks import index_of_any, indexes_of_each, leaves_remains, totals

__all__ = ["ranked_texts", "snippets"]

K1, B = 1.2, 0.75
LENGTH = "CAST(:k1 AS float8) * (CAST(:less AS float8) + CAST(:b AS float8) * w.tokens / CAST(:average AS float8))"
"""What the length of a text takes off."""


def ranked_texts(connection: Connection, words: str) -> Subquery:
    """The texts that match an expression of FTS5: ``hit``, their key, and ``rank``, which is less the better."""
    if connection.dialect.name == "sqlite":
        hit = text(
            "SELECT rowid AS hit, bm25(text_words, 1.0, 2.0) AS rank FROM text_words WHERE text_words MATCH :words"
        ).bindparams(words=words)
    elif leaves_remains(parse(words)):
        hit = _scored_by_sqlite(connection, words)
    else:
        hit = _scored(connection, words)
    return hit.columns(column("hit"), column("rank")).subquery("found")


def snippets(connection: Connection, words: str, keys: Sequence[int], opens: str, closes: str, many: int) -> list[str]:
    """The passage of each text (its key) that matches an expression best, of so many words; these between marks."""
    made = f"SELECT snippet(text_words, -1, '{opens}', '{closes}', '…', {many}) FROM text_words "
    made += "WHERE text_words MATCH :words AND rowid = :key"
    asked = [{"words": words, "key": key} for key in keys]
    if connection.dialect.name == "sqlite":
        return [str(connection.execute(text(made), one).scalar() or "") for one in asked]
    if leaves_remains(parse(words)):
        with index_of_any(connection, words) as index:
            return [_passage(index, made, one) for one in asked]
    indexes = indexes_of_each(connection, keys)
    return [_passage(index, made, one) for index, one in zip(indexes, asked, strict=True)]


def _passage(index: sqlite3.Connection, made: str, asked: dict[str, Any]) -> str:
    found = index.execute(made, asked).fetchone()
    return str(found[0] or "") if found else ""


def _scored_by_sqlite(connection: Connection, words: str) -> Any:
    """The same as SQLite itself reckons it, of the texts with any of the words."""
    made = "SELECT rowid, bm25(text_words, 1.0, 2.0) FROM text_words WHERE text_words MATCH ?"
    with index_of_any(connection, words) as index:
        found = [{"hit": key, "rank": rank} for key, rank in index.execute(made, (words,))]
    told = text("SELECT hit, rank FROM json_to_recordset(CAST(:found AS json)) AS x (hit integer, rank float8)")
    return told.bindparams(found=json.dumps(found))


def _scored(connection: Connection, words: str) -> Any:
    """A query of the texts that match and of bm25 of each."""
    run = connection.exec_driver_sql
    found = parse(words)
    rows, tokens = totals(connection)
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

"""What has words where the store's own indexes cannot tell: full-text indexes in memory, made for one question.

The store indexes texts and what was said, without places of words. Two questions ask for more: which statements have a
phrase, or words near each other; and which other facts have words in their own sentences. Both have few candidates
nearly always, so these are indexed by the same rules (SQLite's FTS5, https://sqlite.org/fts5.html), and the same
expression is asked of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, column, func, select, table

from communique.database import schema as t
from communique.database.portions import portions
from communique.query.lookups import texts_by_key
from communique.query.sentence_bounds import sentence_around

__all__ = ["facts_with", "matching_words", "statements_with"]

RULES = "porter unicode61 remove_diacritics 2"
"""How words are parted and stemmed, as in the store's own indexes."""
SEARCH = table("statement_search", column("key"), column("words"))


def statements_with(connection: Connection, expression: str, candidates: Select[Any]) -> Select[Any]:
    """The keys of those of the candidates whose words match, as a query.

    Args:
        connection: to a store.
        expression: of FTS5, as :func:`communique.query.fts.match_expression` makes it.
        candidates: a query of keys of statements.
    """
    rows = connection.execute(select(SEARCH.c.key, SEARCH.c.words).where(SEARCH.c.key.in_(candidates)))
    found = matching_words(((row.key, row.words) for row in rows), expression)
    return select(func.json_each(json.dumps(found)).table_valued("value").c.value)


def facts_with(connection: Connection, rows: Sequence[RowMapping], columns: Sequence[str], expression: str) -> set[int]:
    """The keys of those of these facts whose sentences, or what they are called, match.

    Args:
        connection: to a store.
        rows: ``key``, ``text``, ``start`` and ``end`` of each fact, which may be there several times, and its columns.
        columns: those of ``rows`` that call a fact something.
        expression: of FTS5.
    """
    facts = {row["key"]: row for row in rows}
    return set(matching_words(_sentences(connection, facts, columns), expression))


def matching_words(words: Iterable[tuple[int, str]], expression: str) -> list[int]:
    """Those of the keys whose words match an expression."""
    index = sqlite3.connect(":memory:")
    try:
        index.execute(f"CREATE VIRTUAL TABLE own USING fts5(words, content='', tokenize='{RULES}')")
        index.executemany("INSERT INTO own (rowid, words) VALUES (?, ?)", words)
        return [key for (key,) in index.execute("SELECT rowid FROM own WHERE own MATCH ?", (expression,))]
    finally:
        index.close()


def _sentences(
    connection: Connection, facts: Mapping[int, RowMapping], columns: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """The words of each fact: the sentences of its evidence, and what it is called."""
    keys = sorted(facts, key=lambda key: facts[key]["text"])
    for part in portions(keys):
        texts = texts_by_key(connection, {facts[key]["text"] for key in part})
        places = _places(connection, [facts[key] for key in part])
        for key in part:
            text = texts[facts[key]["text"]]
            sentences = dict.fromkeys(sentence_around(text, start, end) for start, end in places[key])
            words = [text[start:end] for start, end in sentences]
            words += [str(facts[key][name]) for name in columns if facts[key][name]]
            yield key, "\n".join(words)


def _places(connection: Connection, rows: Sequence[RowMapping]) -> dict[int, list[tuple[int, int]]]:
    """Where the evidence of facts stands, piece by piece: offsets in code points."""
    p = t.spans.c
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    query = select(p.finding, p.start, p.end).where(p.part == "evidence", p.finding.in_([row["key"] for row in rows]))
    for key, start, end in connection.execute(query.order_by(p.finding, p.n)):
        found[key].append((start, end))
    for row in rows:
        if row["key"] not in found and row["start"] is not None:
            found[row["key"]] = [(row["start"], row["end"])]
    return found

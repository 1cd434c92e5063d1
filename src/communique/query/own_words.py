"""Which facts have the words of a question in their own sentences: an index of these sentences, made for the question.

A store has an index over texts and one over what was said; other facts are few enough in the texts that have the words
at all, so their sentences are indexed in memory by the same rules, and the same expression is asked of them.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from communique.database import schema as t
from communique.query.sentence_bounds import sentence_around
from communique.query.statements import words_of

__all__ = ["with_own_words"]

RULES = "porter unicode61 remove_diacritics 2"
"""As the store's own indexes have them."""
CHUNK = 500


def with_own_words(
    connection: Connection, rows: Sequence[RowMapping], columns: Sequence[str], expression: str
) -> set[int]:
    """Keys of those of these facts whose sentences, or what ``columns`` call them, match an FTS5 expression.

    ``rows`` have ``key``, ``text``, ``start`` and ``end`` of each fact, which may be there several times.
    """
    facts = {row["key"]: row for row in rows}
    index = sqlite3.connect(":memory:")
    try:
        index.execute(f"CREATE VIRTUAL TABLE own USING fts5(words, content='', tokenize='{RULES}')")
        keys = sorted(facts, key=lambda key: facts[key]["text"])
        for at in range(0, len(keys), CHUNK):
            part = keys[at : at + CHUNK]
            texts = words_of(connection, {facts[key]["text"] for key in part})
            places = _places(connection, [facts[key] for key in part])
            for key in part:
                text = texts[facts[key]["text"]]
                sentences = dict.fromkeys(sentence_around(text, start, end) for start, end in places[key])
                words = [text[start:end] for start, end in sentences]
                words += [str(facts[key][name]) for name in columns if facts[key][name]]
                index.execute("INSERT INTO own (rowid, words) VALUES (?, ?)", (key, "\n".join(words)))
        return {key for (key,) in index.execute("SELECT rowid FROM own WHERE own MATCH ?", (expression,))}
    finally:
        index.close()


def _places(connection: Connection, rows: Sequence[RowMapping]) -> dict[int, list[tuple[int, int]]]:
    """Where the evidence of facts stands, piece by piece."""
    p = t.spans.c
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    query = select(p.finding, p.start, p.end).where(p.part == "evidence", p.finding.in_([row["key"] for row in rows]))
    for key, start, end in connection.execute(query.order_by(p.finding, p.n)):
        found[key].append((start, end))
    for row in rows:
        if row["key"] not in found and row["start"] is not None:
            found[row["key"]] = [(row["start"], row["end"])]
    return found

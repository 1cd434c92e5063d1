"""Words of texts as SQLite's tokenizer parts and stems them: one normaliser for both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

__all__ = ["RULES", "tokens_of"]

RULES = "porter unicode61 remove_diacritics 2"
"""How words are parted and stemmed, as in the indexes of a store's file."""


def tokens_of(texts: Iterable[str]) -> list[list[str]]:
    """The words of each text, in its order."""
    listed = list(texts)
    found: list[list[str]] = [[] for _ in listed]
    index = sqlite3.connect(":memory:")
    try:
        index.execute(f"CREATE VIRTUAL TABLE t USING fts5(words, content='', tokenize='{RULES}')")
        index.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        index.executemany("INSERT INTO t (rowid, words) VALUES (?, ?)", enumerate(listed))
        for number, token in index.execute('SELECT doc, term FROM v ORDER BY doc, "offset"'):
            found[number].append(token)
    finally:
        index.close()
    return found

"""Which statements have words in an order that is asked for: a phrase, or words near each other.

The store's index tells which words a statement has, not where they stand. Of the statements with all the words, few
enough nearly always, an index of their own is made in memory, and that is asked.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from sqlalchemy import Connection, Select, column, func, select, table

__all__ = ["said_with"]

RULES = "porter unicode61 remove_diacritics 2"
"""As those of the store's indexes."""
SEARCH = table("statement_search", column("key"), column("words"))


def said_with(connection: Connection, expression: str, candidates: Select[Any]) -> Select[Any]:
    """The keys of those of the candidates, a query of keys, whose words match an expression of FTS5."""
    index = sqlite3.connect(":memory:")
    try:
        index.execute(f"CREATE VIRTUAL TABLE said USING fts5(words, content='', tokenize='{RULES}')")
        rows = connection.execute(select(SEARCH.c.key, SEARCH.c.words).where(SEARCH.c.key.in_(candidates)))
        index.executemany("INSERT INTO said (rowid, words) VALUES (?, ?)", ((row.key, row.words) for row in rows))
        found = [key for (key,) in index.execute("SELECT rowid FROM said WHERE said MATCH ?", (expression,))]
    finally:
        index.close()
    return select(func.json_each(json.dumps(found)).table_valued("value").c.value)

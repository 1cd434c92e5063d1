"""Writing a store's file anew without gaps, and when that is worth it."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Any

from sqlalchemy import Engine

from communique.database import schema as t
from communique.database.sums import Sums

__all__ = ["tidy", "tidy_if_grown"]

GROWN = 1.2
"""Texts for each text that the store had when it was last tidied, from which it is tidied again: what tidying costs
stays a share of what adding costs, however large the store grows."""


def tidy(engine: Engine) -> None:
    """Merge the pieces of the full-text indexes and write the file anew; takes as much room beside it meanwhile.

    Raises:
        sqlite3.Error: somebody else writes, or the disk is full; the store is as before.
    """
    if engine.dialect.name != "sqlite":
        _look_anew(engine)
        return
    pooled = engine.raw_connection()
    try:
        raw: Any = pooled.driver_connection
        for index in t.INDEXES:
            raw.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        # Where SQLite leaves room for a number of the program's own stands how many texts there were.
        raw.execute(f"PRAGMA user_version = {_texts(raw)}")
        pooled.info.pop(Sums, None)  # the next line takes away all that is temporary, its triggers too
        raw.execute("PRAGMA temp_store = FILE")  # a store may be larger than the memory
        try:
            raw.execute("VACUUM")
        finally:
            raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        pooled.close()


def tidy_if_grown(engine: Engine) -> None:
    """Tidy a store that has grown by a fifth since the last time. Where that cannot be done it stays as it is.

    A server tidies up by itself.
    """
    if engine.dialect.name != "sqlite":
        return
    pooled = engine.raw_connection()
    try:
        raw: Any = pooled.driver_connection
        before = int(raw.execute("PRAGMA user_version").fetchone()[0])
        grown = _texts(raw) >= GROWN * before
    finally:
        pooled.close()
    if grown:
        with contextlib.suppress(sqlite3.OperationalError):
            tidy(engine)


def _look_anew(engine: Engine) -> None:
    """Let a server take back what rows that are gone leave free, and count what its plans rest on."""
    pooled = engine.raw_connection()
    try:
        raw: Any = pooled.driver_connection
        raw.rollback()
        raw.autocommit = True  # it cannot be undone
        try:
            for name in (*t.metadata.tables, *t.INDEXES):
                raw.cursor().execute(f"VACUUM (ANALYZE) {name}")
        finally:
            raw.autocommit = False
    finally:
        pooled.close()


def _texts(raw: Any) -> int:
    return int(raw.execute("SELECT count(*) FROM texts").fetchone()[0])

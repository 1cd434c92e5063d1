"""How much room a store takes."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["size"]


def size(connection: Connection) -> int:
    """Bytes of the store's file, or of its tables and indexes on a server."""
    if connection.dialect.name != "sqlite":
        from communique.database.engines.tables import size_of_tables

        return size_of_tables(connection)
    pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    return pages * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())

"""The stores of the tests of the store; those of some files are in a file and on a server (tests/server.py)."""

from __future__ import annotations

from tests.database.conftest import empty_store, fill, place
from tests.server import server

__all__ = ["empty_store", "fill", "place", "server"]

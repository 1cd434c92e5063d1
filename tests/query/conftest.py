"""The stores of the tests of the store, in a file and on a server: the answers are the same."""

from __future__ import annotations

from tests.database.conftest import empty_store, fill
from tests.server import either_old_store, either_place, either_shared_place, server

__all__ = ["either_old_store", "either_place", "either_shared_place", "empty_store", "fill", "server"]

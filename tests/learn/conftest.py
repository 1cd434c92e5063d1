"""The stores of the tests of the store."""

from __future__ import annotations

from tests.database.conftest import empty_store, fill, place

__all__ = ["empty_store", "fill", "place"]

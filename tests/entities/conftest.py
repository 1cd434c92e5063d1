"""The stores of the tests of the store."""

from __future__ import annotations

from tests.database.conftest import fill, place

__all__ = ["fill", "place"]

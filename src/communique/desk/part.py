"""What every part of the desk stands on: a store, and what a program that asks again and again remembers of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.database.connect import Connection
    from communique.review.cache import ReviewCache
    from communique.review.standing import Standing
    from communique.store import Store

__all__ = ["DeskPart"]


class DeskPart:
    """A store under review."""

    def __init__(self, store: Store, cache: ReviewCache | None = None) -> None:
        self._store = store
        self._cache = cache
        """Kept by a program that asks again and again."""

    def _standing(self, connection: Connection) -> Standing:
        from communique.review.standing import standing

        return standing(connection) if self._cache is None else self._cache.standing(connection)

"""The store's face: everything that can be done with one.

:mod:`~communique.store.file` opens it, :mod:`~communique.store.records` puts in and takes out,
:mod:`~communique.store.answers` asks, :mod:`~communique.store.identity` decides who is the same; judging facts is
:mod:`communique.desk`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from communique.database.engines.address import Place, ServerAddress, place_of
from communique.errors import UsageError
from communique.store.answers import StoreAnswers
from communique.store.identity import StoreIdentities
from communique.store.records import StoreRecords

if TYPE_CHECKING:
    from communique.desk import Desk
    from communique.review.log import Judgement

__all__ = ["DEFAULT", "Store", "default_path", "open_store"]

DEFAULT = "communique.db"
VARIABLE = "COMMUNIQUE_STORE"


class Store(StoreRecords, StoreAnswers, StoreIdentities):
    """A store's file, or its database on a server. Questions only read it; what changes it takes the lock meanwhile."""

    @property
    def review(self) -> Desk:
        """Judging facts, and what the judgements come to."""
        from communique.desk import Desk

        return Desk(self)

    def undo(self, number: int | None = None, *, note: str | None = None, by: str | None = None) -> Judgement:
        """Take back a judgement, the last one in force if none is named, with all that was accepted in bulk with it."""
        return self.review.take_back(number, note=note, by=by)[0]


def default_path() -> str:
    """Where the store is when nobody says: ``$COMMUNIQUE_STORE``, or ``communique.db`` in the working folder."""
    return os.environ.get(VARIABLE) or DEFAULT


def open_store(path: str | Place | None = None) -> Store:
    """The store in the file ``path`` or at the address ``postgresql://USER@HOST/DATABASE``; adding to it makes it.

    Raises:
        StoreError: when it is used and the file is no store, is of a newer version, or cannot be read.
        UsageError: ``path`` is no path; at once.
    """
    if path is not None and not isinstance(path, (str, Path, ServerAddress)):
        raise UsageError(f"a store is named by a str or a pathlib.Path, not {type(path).__name__}")
    return Store(place_of(path if path is not None else default_path()))

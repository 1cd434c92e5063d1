"""The store as pages use it: connections that only read, one set a thread; one thread at a time writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Request

from communique.database.engines.address import Place
from communique.desk import Desk
from communique.review.cache import ReviewCache
from communique.store import Store

__all__ = ["StoreAccess", "desk_of", "store_of", "writing", "writing_desk"]

AnyRequest = Request[Any, Any, Any]


class StoreAccess:
    """Gives each thread a :class:`Store` of its own on one place; connections are not shared."""

    def __init__(self, path: Place) -> None:
        self.path = path
        self.review = ReviewCache()
        self._local = threading.local()
        self._all: list[Store] = []
        self._lock = threading.Lock()
        self._writer = threading.Lock()

    @property
    def store(self) -> Store:
        """The store of this thread."""
        found: Store | None = getattr(self._local, "store", None)
        if found is None:
            found = self._local.store = Store(self.path)
            found.review_cache = self.review
            with self._lock:
                self._all.append(found)
        return found

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store of this thread, for as long as no other thread writes; other processes wait for its lock."""
        with self._writer:
            yield self.store

    def close(self) -> None:
        """Let go of the file, in all threads."""
        with self._lock:
            for one in self._all:
                one.close()
            self._all.clear()
        self._local = threading.local()


def store_of(request: AnyRequest) -> Store:
    """The store that the explorer shows, with this thread's connections."""
    access: StoreAccess = request.app.state.access
    return access.store


def desk_of(request: AnyRequest) -> Desk:
    """The desk of those who judge facts, which remembers what judgements came to."""
    access: StoreAccess = request.app.state.access
    return Desk(access.store, access.review)


@contextmanager
def writing_desk(request: AnyRequest) -> Iterator[Desk]:
    """The same to be written to."""
    access: StoreAccess = request.app.state.access
    with access.writing() as store:
        yield Desk(store, access.review)


@contextmanager
def writing(request: AnyRequest) -> Iterator[Store]:
    """The same to be written to."""
    access: StoreAccess = request.app.state.access
    with access.writing() as store:
        yield store

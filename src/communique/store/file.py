"""The file of a store: opening, closing, transactions, whether it is sound."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from communique.database.connect import Connection, Engine, Place, connect, guarded
from communique.database.size import size
from communique.database.sums import content_stamp

if TYPE_CHECKING:
    from communique.database.check import CheckResult
    from communique.query.decisions import Decisions
    from communique.query.origin import Origin
    from communique.query.question import Question
    from communique.review.cache import ReviewCache

__all__ = ["StoreFile"]


class StoreFile:
    """One SQLite file, or a database on a server, opened when it is first used."""

    def __init__(self, path: Place) -> None:
        self.path = path
        self._engines: dict[bool, Engine] = {}
        self.review_cache: ReviewCache | None = None
        """What judgements came to; several stores on one file may share it."""

    def close(self) -> None:
        """Let go of the file."""
        for _, engine in sorted(self._engines.items()):  # who writes goes last and tidies up the log
            engine.dispose()
        self._engines = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def engine(self, *, write: bool = False) -> Engine:
        """The engine that reads, or the one that writes and makes the store if there is none."""
        if write not in self._engines:
            self._engines[write] = connect(self.path, write=write)
        return self._engines[write]

    def decided(self, connection: Connection, question: Question | None = None) -> Question:
        """A question whose answers are as coders decided: without what they rejected, with what they put right."""
        from communique.query.decisions import decided_question
        from communique.query.question import Question

        return decided_question(question or Question(), self._decisions(connection))

    def decisions(self) -> Decisions:
        """What coders decided of the facts so far."""
        with self.reading() as connection:
            return self._decisions(connection)

    def _decisions(self, connection: Connection) -> Decisions:
        from communique.query.decisions import Decisions
        from communique.review.cache import ReviewCache

        if self.review_cache is None:
            self.review_cache = ReviewCache()
        return self.review_cache.derived(connection, lambda now, before: Decisions(now.verdicts, before))

    def content_stamp(self) -> tuple[tuple[str, int], ...]:
        """What changes when the store's reports, facts or entities do; not when facts are judged."""
        with self.reading() as connection:
            return content_stamp(connection)

    def stamp(self) -> object:
        """What changes whenever anything in the store does; not the same for two stores of one content."""
        if isinstance(self.path, Path):
            beside = self.path.with_name(self.path.name + "-wal")
            return tuple((p.stat().st_mtime_ns, p.stat().st_size) for p in (self.path, beside) if p.exists())
        from communique.review.log import last_number

        with self.reading() as connection:
            return content_stamp(connection), last_number(connection)

    def origin(self) -> Origin:
        """What the store was made of and by what, to be cited."""
        from communique.query.origin import store_origin

        with self.reading() as connection:
            return store_origin(connection)

    def check(self, *, mend: bool = False, upgrade: bool = False) -> CheckResult:
        """Whether the store is sound; ``mend`` makes the full-text indexes anew before.

        Without the right to write, everything but the indexes is checked.
        """
        from communique.database.check import check
        from communique.database.check import mend as rebuild
        from communique.entities.issues import join_waiting

        if not self.path.exists():
            self.engine()  # says that there is none
        if mend or upgrade:
            with self.writing() as connection:
                if mend:
                    rebuild(connection)
                if upgrade:
                    join_waiting(connection)
        if not self._writable():
            with self.reading() as connection:
                return check(connection, indexes=False)
        self.engine()  # says what is wrong with it before it is touched
        with self.writing() as connection:
            return check(connection)

    def _writable(self) -> bool:
        if isinstance(self.path, Path):
            return os.access(self.path, os.W_OK) and os.access(self.path.absolute().parent, os.W_OK)
        from communique.database.engines.postgres import may_write

        with self.reading() as connection:
            return may_write(connection)

    def compact(self) -> tuple[int, int]:
        """Write the file anew without gaps; takes as much room beside it meanwhile. Gives its bytes before and after.

        A server takes back what is free in its tables, and goes on answering meanwhile.

        Raises:
            StoreError: somebody else uses the store, or the disk is full.
        """
        from communique.database.tidy import tidy

        self.engine()  # says that there is none, or what is wrong with it
        self.close()
        before = self._bytes()
        with guarded(self.path):
            tidy(self.engine(write=True))
        return before, self._bytes()

    def copy_to(self, other: StoreFile) -> int:
        """Copy everything to a place where there is no store yet; gives how many reports there are.

        Raises:
            StoreError: this store is damaged, there is one at the other place, or either fails.
        """
        from communique.database.copying import copy_store

        own = self.engine()  # says that there is none, before another one is made
        return copy_store((own, self.path), (other.engine(write=True), other.path))

    def _bytes(self) -> int:
        if isinstance(self.path, Path):
            return self.path.stat().st_size
        with self.reading() as connection:
            return size(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads, in one transaction; what fails says what to do."""
        with guarded(self.path), self.engine().connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that writes: all of it or, if anything fails, nothing."""
        if not self.path.exists():
            self.engine()  # says that there is none: only adding makes one
        with guarded(self.path), self.engine(write=True).begin() as connection:
            yield connection

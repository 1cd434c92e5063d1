"""The store's face: everything that can be done with one, each a line to the module that does it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from communique.errors import InputError, StoreError
from communique.model import Record, Report
from communique.store.connect import connect, guarded
from communique.store.load import load_records

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from communique.store.add import Added

__all__ = ["DEFAULT", "Store", "default_path", "open_store"]

DEFAULT = "communique.db"
VARIABLE = "COMMUNIQUE_STORE"


def default_path() -> str:
    """Where the store is when nobody says: ``$COMMUNIQUE_STORE``, or ``communique.db`` in the working folder."""
    return os.environ.get(VARIABLE) or DEFAULT


def open_store(path: str | Path | None = None) -> Store:
    """The store in the file ``path``; it is made when something is added.

    Raises:
        StoreError: when it is used and the file is no store, is of a newer version, or cannot be read.
    """
    return Store(Path(path if path is not None else default_path()))


class Store:
    """A store's file. Questions only read it; what changes it takes the lock for as long as it needs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engines: dict[bool, Engine] = {}

    def close(self) -> None:
        """Let go of the file."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines = {}

    def __enter__(self) -> Store:
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

    # adding

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        date: str | None = None,
        any_language: bool = False,
        jobs: int = 1,
        again: bool = False,
        on_error: Callable[[InputError], None] = lambda error: None,
        on_progress: Callable[[Added], None] = lambda added: None,
    ) -> Added:
        """Read reports of files, folders and ``-`` into the store; see :func:`communique.store.add.add_reports`.

        With more than one job, other processes read: a script then needs ``if __name__ == "__main__":`` around it.
        """
        from communique.sources import open_reports

        reports = open_reports(paths, date=date, any_language=any_language)
        return self.add_reports(reports, jobs=jobs, again=again, on_error=on_error, on_progress=on_progress)

    def add_reports(
        self,
        reports: Iterable[Report | InputError],
        *,
        jobs: int = 1,
        again: bool = False,
        on_error: Callable[[InputError], None] = lambda error: None,
        on_progress: Callable[[Added], None] = lambda added: None,
    ) -> Added:
        """Add reports that are at hand already."""
        from communique.store.add import add_reports
        from communique.store.workers import Readers

        readers = Readers(jobs)
        try:
            return add_reports(
                self.engine(write=True), self.path, reports, readers, again=again, on_error=on_error,
                on_progress=on_progress,
            )  # fmt: skip
        finally:
            readers.close()

    # records

    def records(self) -> Iterator[Record]:
        """Every record, in the order in which the reports were added; each actor with its ``entity``."""
        with guarded(self.path), self.engine().connect() as connection:
            yield from load_records(connection)

    def record(self, report: str) -> Record:
        """The record of the report with this id, or with the beginning of one.

        Raises:
            StoreError: there is none, or several begin so.
        """
        with guarded(self.path), self.engine().connect() as connection:
            return next(load_records(connection, [self._report_key(connection, report)]))

    def _report_key(self, connection: Connection, report: str) -> int:
        from sqlalchemy import select

        from communique.errors import printable
        from communique.store.schema import reports

        c = reports.c
        keys = list(connection.execute(select(c.key).where(c.id.startswith(report, autoescape=True)).limit(2)).scalars())
        if len(keys) == 1 and report:
            return int(keys[0])
        told = "several reports begin so; write more of the id" if keys else "there is no such report"
        raise StoreError(f"{printable(report)}: {told}. `communique search WORDS` shows ids")

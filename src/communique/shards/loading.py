"""Shards into a store: one writer puts in the records that others read, in the order of their reports."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator

from communique.database.connect import Engine, Place
from communique.database.likeness import fingerprint
from communique.errors import InputError, ShardError, printable
from communique.ingest.add import AddResult, add_reports
from communique.ingest.workers import Batch, ReadBatch, ReadText
from communique.memory import collector_waits
from communique.model import Record, Report
from communique.shards.folder import ShardFolder, ShardMarker

__all__ = ["load_shards", "loadable"]

BATCH = 1024
"""Reports put in by one transaction, unless they are long."""
COLLECTED = 64
"""Batches after which what went round in circles is collected: nearly nothing does, and looking takes time."""


def loadable(folder: ShardFolder) -> list[ShardMarker]:
    """The shards of a folder that are done, in their order.

    Raises:
        ShardError: nothing was cut there, or no shard is done.
    """
    found = folder.markers(folder.whole_cut())
    if not found:
        where = printable(str(folder.path))
        raise ShardError(f"{where}: none of its shards is read yet. Read them with `communique read --shards {where}`")
    return [marker for _, marker in sorted(found.items())]


def load_shards(
    engine: Engine,
    path: Place,
    folder: ShardFolder,
    markers: Iterable[ShardMarker],
    *,
    again: bool = False,
    on_error: Callable[[InputError], None] | None = None,
    on_progress: Callable[[AddResult], None] | None = None,
) -> AddResult:
    """Put the records of shards into a store as :func:`communique.ingest.add.add_reports` does; what it has stays.

    Raises:
        ShardError: a shard is not what was written, or of a newer version.
        StoreError: the store is damaged or cannot be written; what was told of stays.
    """
    source = _Records(folder, markers)
    with collector_waits():
        return add_reports(
            engine, path, source.reports(), source, again=again, batch=BATCH, on_error=on_error, on_progress=on_progress
        )


class _ReadReport(Report, frozen=True):
    """A report with what was read of it, which is let go of with it."""

    record: Record | None = None


class _Records:
    """Gives the reports of shards, and when they are asked for the records that were read of them."""

    def __init__(self, folder: ShardFolder, markers: Iterable[ShardMarker]) -> None:
        self.folder, self.markers = folder, markers

    def reports(self) -> Iterator[Report | InputError]:
        for marker in self.markers:
            for failure in marker.failures:
                yield failure.error
            for record in self.folder.records(marker):
                own = record.report
                yield _ReadReport(**{name: getattr(own, name) for name in Report.__struct_fields__}, record=record)

    def read(self, batches: Iterable[Batch]) -> Iterator[ReadBatch]:
        for number, batch in enumerate(batches, start=1):
            yield [(report, _outcome(report)) for report in batch]
            if number % COLLECTED == 0:
                gc.collect()


def _outcome(report: Report) -> ReadText:
    assert isinstance(report, _ReadReport)
    assert report.record is not None
    return ReadText(report.record, fingerprint(report.text, report.boilerplate))

"""Adding reports to a store: each printing once, each text read once, one writer, any number of readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol

import msgspec

from communique.database.connect import Engine, Place, guarded, look_over
from communique.database.days import published_days
from communique.database.lookup import stored
from communique.database.portions import KEYS
from communique.database.stories import KnownShingles, Stories
from communique.database.tidy import tidy_if_grown
from communique.database.write import Writer, contradiction
from communique.entities import resolve_entities
from communique.entities.ids import renew
from communique.entities.issues import join_waiting
from communique.entities.known_occasions import KnownOccasions
from communique.entities.release import decided, prune, release
from communique.errors import ExtractionError, InputError, printable
from communique.ingest.workers import ReadBatch, ReadText
from communique.knowledge.tables import overlay_held
from communique.memory import collector_waits
from communique.model import Report
from communique.model.report import unwritable
from communique.review.apart import earlier_of, kept_apart
from communique.review.judge import replay
from communique.sources.prepare import ready

__all__ = ["AddResult", "add_reports"]

BREAK = 0.01
"""Seconds between two transactions in which somebody else may write: a person who judges meanwhile need not wait."""
BATCH = 16
"""Reports read, and put in by one transaction, together."""
HELD, MOST_HELD = 200_000, 6_400_000
"""Characters of these, of larger batches in proportion up to the second, unless one report alone has more: sixteen
records of reports at the limit would fill the memory."""


def _ignore(told: object) -> None:
    """Does nothing with what it is told."""


class BatchReader(Protocol):
    """What :class:`communique.ingest.workers.Readers` does, as far as it is needed here."""

    def read(self, batches: Iterable[list[Report]]) -> Iterator[ReadBatch]:
        """Each batch with what became of its reports, in order."""
        ...


class AddResult(msgspec.Struct):
    """What adding did so far; every report counts in exactly one of the first three."""

    added: int = 0
    known: int = 0
    """Printings that the store had already."""
    failed: int = 0
    read: int = 0
    """Texts read: fewer than added where two printings share a text, more where texts were read anew."""
    words: int = 0
    """Words of the texts read."""
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """Inputs dealt with."""
        return self.added + self.known + self.failed


def add_reports(
    engine: Engine,
    path: Place,
    reports: Iterable[Report | InputError],
    readers: BatchReader,
    *,
    again: bool = False,
    batch: int | None = None,
    on_error: Callable[[InputError], None] | None = None,
    on_progress: Callable[[AddResult], None] | None = None,
) -> AddResult:
    """Add reports in their order; whatever ``on_progress`` has told of is in the store for good.

    So many as a ``batch`` has are read, and put in by one transaction, together.

    A text that an older version read is read anew, and its facts are replaced in one transaction; ``again`` reads
    every text anew.

    Raises:
        StoreError: the store is damaged or cannot be written; what was told of stays.
    """
    look_over(engine, path)
    with guarded(path), engine.begin() as connection:
        join_waiting(connection)
    work = _Adding(engine, path, again, on_error or _ignore, batch or BATCH)
    on_progress = on_progress or _ignore
    began = time.monotonic()
    for read in readers.read(work.to_read(iter(reports))):
        work.keep(read)
        del read  # the records of long reports are not to wait beside the next ones
        work.told.seconds = time.monotonic() - began
        on_progress(work.told)
    work.keep([])
    if work.told.added or work.told.read:
        with guarded(path):
            tidy_if_grown(engine)
    work.told.seconds = time.monotonic() - began
    on_progress(work.told)
    return work.told


class _Adding:
    """One run of adding."""

    def __init__(
        self, engine: Engine, path: Place, again: bool, on_error: Callable[[InputError], None], batch: int = BATCH
    ) -> None:
        self.batch = batch
        self.held = min(HELD * batch // BATCH, MOST_HELD)
        self.engine = engine
        self.path = path
        self.again = again
        self.on_error = on_error
        self.told = AddResult()
        self._printings: list[Report] = []
        """Reports whose text is in the store and read."""
        self._waiting: dict[str, list[Report]] = {}
        """Further printings of a text that is being read."""
        self._done: set[str] = set()
        """Texts read in this run."""
        self._shingles = KnownShingles()
        self._occasions = KnownOccasions()

    def to_read(self, items: Iterator[Report | InputError]) -> Iterator[list[Report]]:
        """Batches of reports whose text must be read; the others are set aside."""
        batch: list[Report] = []
        held = 0
        while chunk := list(islice(items, self.batch)):
            for report in self._unread(chunk):
                if batch and (len(batch) == self.batch or held + len(report.text) > self.held):
                    yield batch
                    batch, held = [], 0
                batch.append(report)
                held += len(report.text)
            if len(self._printings) >= KEYS:
                yield batch  # perhaps empty: so that a long row of known texts is not kept in memory
                batch, held = [], 0
        if batch:
            yield batch

    def _unread(self, chunk: list[Report | InputError]) -> Iterator[Report]:
        sound = [item if isinstance(item, InputError) else unwritable(item) or item for item in chunk]
        reports = [item for item in sound if isinstance(item, Report)]
        for item in sound:
            if isinstance(item, InputError):
                self._fail(item)
        with guarded(self.path), self.engine.connect() as connection:
            there = stored(connection, reports)
        for report in reports:
            text = report.text_id
            read = text in self._done or self._is_read(report, there.texts)
            if text not in self._waiting and read and report.id in there.printings:
                self.told.known += 1  # most of an archive that grows, and no more is to be found out about them
                continue
            prepared = ready(report)
            if isinstance(prepared, InputError):
                self._fail(prepared)
            elif text in self._waiting:
                self._waiting[text].append(prepared)
            elif read:
                self._printings.append(prepared)
                there.printings.add(prepared.id)
            else:
                self._waiting[text] = []
                yield prepared

    def _fail(self, error: InputError) -> None:
        self.told.failed += 1
        self.on_error(error)

    def _is_read(self, report: Report, read: Mapping[str, str | None]) -> bool:
        """Whether the text need not be read: it was, by this version or a newer one and with as good a date."""
        text = report.text_id
        return not self.again and text in read and not _better_dated(report, read[text])

    def keep(self, read: ReadBatch) -> None:
        """Put in what was read, and the printings set aside, in one transaction."""
        texts: list[int] = []
        failed: list[InputError] = []
        printings = self._printings
        self._printings = []
        new: list[bool] = []
        released: set[int] = set()
        words = 0
        if not read and not printings:
            return
        with collector_waits(), overlay_held(), guarded(self.path), self.engine.begin() as connection:
            writer = Writer(connection)
            stories = Stories(connection, self._shingles)
            self._occasions.begin(connection)
            apart = kept_apart(connection)
            earlier: dict[str, int] = {}
            before: dict[str, int] = {}
            accepted: list[tuple[ReadText, int]] = []
            writer.look_up([*(report for report, _ in read), *printings])
            for report, outcome in read:
                waiting = self._waiting.pop(report.text_id, [])
                if isinstance(outcome, ReadText) and (lost := contradiction(outcome.record)) is not None:
                    told_of = f"its record names {printable(lost)}, which is not in it"
                    outcome = InputError(report.source, told_of, "Leave it out, and tell the makers of communique")
                if isinstance(outcome, InputError):
                    failed += [outcome, *(_same_failure(outcome, r) for r in waiting)]
                    continue
                new.append(writer.put_report(report))
                accepted.append((outcome, writer.put_text(report)))
                words += len(report.text.split())
                self._done.add(report.text_id)
                printings += waiting
            stories.look_up(number for outcome, _ in accepted for number in outcome.fingerprint)
            for outcome, text in sorted(accepted, key=_by_day):  # so that their order among each other decides nothing
                texts.append(text)
                new_text = writer.is_new(text)
                if not new_text:
                    earlier |= earlier_of(connection, apart, text)
                    before |= decided(connection, text)
                    released |= release(connection, text)
                writer.put_facts(outcome.record)
                story = stories.file(text, outcome.record.report, outcome.fingerprint, new=new_text)
                if new_text:
                    writer.tell_story(text, story)
            new += [writer.put_report(report) for report in printings]
            writer.flush()
            stories.close()
            if len(new) > sum(map(writer.is_new, texts)):
                self._occasions.forget()  # other days, or other facts, of texts that were told of before
            separations = msgspec.structs.replace(apart, earlier=earlier)
            resolve_entities(connection, texts, separations, before, self._occasions)
            if released:
                renew(connection, released)
                # Texts read anew: what people judged of their facts is judged of the new ones that still stand.
                self._occasions.forget()
                replay(connection)
                prune(connection, released)
        time.sleep(BREAK)
        told = self.told
        told.added += sum(new)
        told.known += len(new) - sum(new)
        told.read += len(texts)
        told.words += words
        told.failed += len(failed)
        for error in failed:
            self.on_error(error)


def _by_day(accepted: tuple[ReadText, int]) -> tuple[bool, str, str]:
    report = accepted[0].record.report
    day = published_days(report.published)[0]
    return day is None, day or "", report.text_id


def _same_failure(error: InputError, report: Report) -> InputError:
    if isinstance(error, ExtractionError):
        return ExtractionError(report.source, error.step, error.fault, error.trace)
    return InputError(report.source, error.problem, error.remedy)


def _better_dated(report: Report, read_on: str | None) -> bool:
    """Whether this printing tells the day that the text was read without: "on Monday" can be resolved now."""
    return read_on is None and report.published.value is not None and report.published.basis == "metadata"

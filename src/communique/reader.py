"""From a report to its record: the list of steps, checked when a reader is made and held to it whenever it reads."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from communique.errors import CommuniqueError, ExtractionError, InputError, UsageError, printable
from communique.extract.actors.extractor import NamedActors
from communique.extract.agreements import Agreements
from communique.extract.conditionals import Conditionals
from communique.extract.dating import Dating
from communique.extract.events import Acts, Events
from communique.extract.meetings import Meetings
from communique.extract.positions import Positions
from communique.extract.relations import Relations
from communique.extract.statements.attributor import Attributions
from communique.extract.statements.extractor import Statements
from communique.extract.step import Step
from communique.extract.times import Times
from communique.knowledge.tables import overlay_held
from communique.language import syntax
from communique.language.document import PUBLISHED, Document
from communique.language.layers import Layer
from communique.language.read import documents
from communique.memory import collector_waits, give_back, keep_freed
from communique.model import MadeBy, Record, Report
from communique.model.report import unwritable
from communique.sources.prepare import ready
from communique.version import SCHEMA, __version__

LOG = logging.getLogger("communique")
"""At level debug it tells the steps when a reader is made, what is loaded, and the time of each step."""
BATCH = 16
"""Reports read together, at most."""
HELD = 200_000
"""Characters of reports read together; a longer report is read alone."""

STEPS: tuple[type[Step], ...] = (
    Attributions,
    Dating,
    Times,
    NamedActors,
    Statements,
    Acts,
    Positions,
    Conditionals,
    Meetings,
    Agreements,
    Relations,
    Events,
)
"""Every step of reading, in the order in which they run."""


def all_steps(*, rules_only: bool = False) -> tuple[Step, ...]:
    """Every step, ready to run; with ``rules_only`` statements are found without the trained tagger."""
    return tuple(Attributions(rules_only=rules_only) if step is Attributions else step() for step in STEPS)


def leading_to(layer: Layer[Any], steps: Sequence[Step]) -> tuple[Step, ...]:
    """Those of ``steps`` without which a layer is not given, in their order."""
    wanted, found = {layer}, []
    for step in reversed(steps):
        if wanted.intersection(step.gives):
            wanted.update(step.needs)
            found.append(step)
    return tuple(reversed(found))


def check(steps: Sequence[Step]) -> None:
    """See that every step's needs are given before it, and that no layer is given twice.

    Raises:
        ValueError: one is not; the message names what is needed, what is given, and what is missing.
    """
    given: list[Layer[Any]] = []
    for step in steps:
        if missing := [layer for layer in step.needs if layer not in given]:
            there = ", ".join(map(str, given)) or "nothing"
            raise ValueError(
                f"{step.name} needs {', '.join(map(str, missing))}, which nothing before it gives (there is {there})"
            )
        if twice := [layer for layer in step.gives if layer in given]:
            raise ValueError(f"{step.name} gives {', '.join(map(str, twice))}, which a step before it gives")
        given.extend(step.gives)


def batches(items: Iterable[Report | InputError]) -> Iterator[list[Report | InputError]]:
    """The items in rows of at most :data:`BATCH`, which hold at most :data:`HELD` characters unless one alone does."""
    batch: list[Report | InputError] = []
    held = 0
    for item in items:
        size = len(item.text) if isinstance(item, Report) else 0
        if batch and held + size > HELD:
            yield batch
            batch, held = [], 0
        batch.append(item)
        held += size
        if len(batch) == BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Look the user's tables up once, and let no garbage be collected, for all that runs inside."""
    with collector_waits(), overlay_held():
        yield


@contextmanager
def _faults(step: str, reports: Sequence[Report]) -> Iterator[None]:
    """Whatever a step raises, as the error of the first of ``reports``; what the program foresees goes through.

    Raises:
        ExtractionError: the step failed.
    """
    try:
        yield
    except CommuniqueError:
        raise
    except Exception as error:
        fault = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise ExtractionError(reports[0].source, step, fault, "".join(traceback.format_exception(error))) from error


class Reader:
    """Reads reports; the models are loaded at the first one and kept.

    Args:
        steps: the steps to run, in their order; all of them by default.
        rules_only: find statements by rules, without the trained tagger; only without ``steps``.

    Raises:
        ValueError: a step needs what none before it gives.
    """

    def __init__(self, steps: Sequence[Step] | None = None, *, rules_only: bool = False) -> None:
        self.steps = all_steps(rules_only=rules_only) if steps is None else tuple(steps)
        check(self.steps)
        self.seconds = dict.fromkeys((s.name for s in self.steps), 0.0)
        """How long each step has run, by its name, over all that this reader has read."""
        self._made_by: MadeBy | None = None
        for step in self.steps:
            LOG.debug("step %s: needs %s, gives %s", step.name, step.needs, step.gives)

    def read(self, report: Report) -> Record:
        """The record of one report.

        Raises:
            InputError: it cannot be read; an :class:`ExtractionError` if a step failed over it.
            UsageError: it is no report.
        """
        document = self.document(report)
        record = self.record(document)
        document.let_go()
        return record

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """The records of many reports in the order of ``items``; an error goes through as it came.

        A report over which a step fails is an :class:`ExtractionError` in its place, and the others are read.

        Raises:
            UsageError: ``items`` are not reports.
        """
        sound = (
            ready(item if isinstance(item, InputError) else unwritable(reported(item)) or item)
            for item in listed(items)
        )
        for batch in batches(sound):
            yield from self._read(batch)
            if sum(len(item.text) for item in batch if isinstance(item, Report)) > HELD:
                give_back()
        for name, seconds in self.seconds.items():
            LOG.debug("step %s: %.2f s so far", name, seconds)

    def document(self, report: Report) -> Document:
        """One report with all the layers that the steps give, for who wants to see more than the record.

        Raises:
            InputError: it cannot be read; an :class:`ExtractionError` if a step failed over it.
        """
        if (error := unwritable(reported(report))) is not None:
            raise error
        prepared = ready(report)
        if isinstance(prepared, InputError):
            raise prepared
        [document] = self._documents([prepared])
        if isinstance(document, InputError):
            raise document
        return document

    def record(self, document: Document) -> Record:
        """What the record holds of a document that the steps have read."""
        report = document.report
        if PUBLISHED in document.layers:
            report = msgspec.structs.replace(report, published=document.published)
        return Record(made_by=self.made_by, report=report, **document.layers.fields())

    def _read(self, batch: Sequence[Report | InputError]) -> list[Record | InputError]:
        """The records of a batch, whose documents are gone again before the collector may walk them."""
        with _undisturbed():
            documents = self._documents([item for item in batch if isinstance(item, Report)])
            return [item if isinstance(item, InputError) else self._recorded(next(documents)) for item in batch]

    def _recorded(self, document: Document | InputError) -> Record | InputError:
        if isinstance(document, InputError):
            return document
        record = self.record(document)
        document.let_go()
        return record

    def _documents(self, reports: list[Report]) -> Iterator[Document | InputError]:
        alone = [step for step in self.steps if not step.together]
        for document in self._begun(reports):
            if isinstance(document, Document):
                try:
                    with _undisturbed():
                        for step in alone:
                            self._run(step, [document])
                except InputError as error:
                    yield error
                    continue
            yield document

    def _begun(self, reports: list[Report]) -> list[Document | InputError]:
        """The documents as the steps leave them that read together; where one fails, each report gets its own try."""
        together = [step for step in self.steps if step.together]
        keep_freed(sum(len(report.text) for report in reports) <= HELD)
        try:
            with _undisturbed():
                with _faults("syntax", reports):
                    read = list(documents(reports))
                for step in together:
                    self._run(step, read)
        except InputError as error:
            return [error] if len(reports) == 1 else [one for report in reports for one in self._begun([report])]
        return list(read)

    def _run(self, step: Step, read: Sequence[Document]) -> None:
        begin = time.perf_counter()
        with _faults(step.name, [document.report for document in read]):
            for document in read:
                document.layers.begin(step.name, step.needs, step.gives)
            step.many(read)
            for document in read:
                document.layers.end()
        self.seconds[step.name] += time.perf_counter() - begin

    @property
    def made_by(self) -> MadeBy:
        """Schema, version, and the models used."""
        if self._made_by is None:
            models = {syntax.MODEL: syntax.version()}
            for step in self.steps:
                models |= step.models()
            self._made_by = MadeBy(SCHEMA, __version__, models)
        return self._made_by


def reported(item: object) -> Report:
    """The item, which is a report.

    Raises:
        UsageError: it is something else, a text or a path, say.
    """
    if isinstance(item, Report):
        return item
    raise UsageError(
        f"a reader reads reports, not {type(item).__name__}. "
        "Make them with communique.open_reports([PATH]) or communique.sources.from_text(TEXT)"
    )


def listed(items: Iterable[Report | InputError]) -> Iterable[Report | InputError]:
    """The items, which can be walked.

    Raises:
        UsageError: they cannot, or are one report alone.
    """
    if isinstance(items, Iterable) and not isinstance(items, Report):
        return items
    raise UsageError(
        f"read_many takes reports in a list or the like, not {type(items).__name__}. Write read_many([...])"
    )


@cache
def shared_reader() -> Reader:
    """One reader for the whole process, made when it is first needed."""
    return Reader()


def read_one(source: str | Path, date: str | None = None) -> Record:
    """See :func:`communique.read`."""
    from communique.sources import from_text, open_reports

    if not isinstance(source, (str, Path)):
        raise UsageError(f"a report's text or path is read, not {type(source).__name__}. Give a str or a pathlib.Path")
    if isinstance(source, Path) or _is_path(source):
        found = list(islice(open_reports([source], date=date), 2))
        if len(found) > 1:
            raise UsageError(
                f"{printable(str(source))} holds several reports. "
                "Read them with communique.Reader().read_many(communique.open_reports([PATH]))"
            )
        report = found[0]
    else:
        report = from_text(source, date=date)
    if isinstance(report, InputError):
        raise report
    return shared_reader().read(report)


def _is_path(source: str) -> bool:
    if not source or "\n" in source or "\0" in source or len(source) > 1024:
        return False
    try:
        return Path(source).exists()
    except OSError:
        return False

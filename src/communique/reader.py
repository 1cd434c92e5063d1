"""From a report to its record: the explicit list of steps, checked when it is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from communique.errors import CommuniqueError, InputError, UsageError, printable
from communique.extract.actors.extractor import Actors
from communique.extract.agreements import Agreements
from communique.extract.conditionals import Conditionals
from communique.extract.dating import dated
from communique.extract.events import Events, Participants
from communique.extract.meetings import Meetings
from communique.extract.positions import Positions
from communique.extract.relations import Relations
from communique.extract.statements.extractor import Statements
from communique.extract.times import Times
from communique.knowledge.tables import overlay_held
from communique.language import syntax
from communique.language.document import Document
from communique.language.read import documents
from communique.model import MadeBy, Record, Report
from communique.version import SCHEMA, __version__

BATCH = 16  # reports read together


class Extractor(Protocol):
    """One step: it needs layers and products, and gives one field of the record."""

    name: str
    needs: frozenset[str]
    gives: str

    def __call__(self, document: Document) -> Iterable[Any]:
        """The facts found in a document, in text order."""
        ...


LAYERS = frozenset({"syntax", "quotations", "attributions"})


def extractors() -> tuple[Extractor, ...]:
    """Every extractor, in the order in which they run."""
    return (
        Times(),
        Actors(),
        Statements(),
        Participants(),  # actors again, with those that only an act names
        Positions(),
        Conditionals(),
        Meetings(),
        Agreements(),
        Relations(),
        Events(),
    )


def check(steps: Sequence[Extractor]) -> None:
    """See that every step's needs are given before it.

    Raises:
        ValueError: one is not; the message names both.
    """
    given = set(LAYERS)
    for step in steps:
        missing = step.needs - given
        if missing:
            raise ValueError(f"{step.name} needs {', '.join(sorted(missing))}, which nothing before it gives")
        given.add(step.gives)


class Reader:
    """Reads reports; the models are loaded at the first one and kept.

    Args:
        steps: the extractors to run; all of them by default.
        rules_only: find statements by rules, without the trained tagger.
    """

    def __init__(self, steps: Sequence[Extractor] | None = None, *, rules_only: bool = False) -> None:
        self.steps = tuple(extractors() if steps is None else steps)
        check(self.steps)
        self._rules_only = rules_only
        self._attribute: Any = None
        self._made_by: MadeBy | None = None

    def read(self, report: Report) -> Record:
        """The record of one report."""
        return next(iter(self._batch([report])))

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """The records of many reports in the order of ``items``; an error goes through as it came."""
        source = iter(items)
        while batch := list(islice(source, BATCH)):
            records = iter(self._batch([r for r in batch if isinstance(r, Report)]))
            for item in batch:
                yield item if isinstance(item, CommuniqueError) else next(records)

    def _batch(self, reports: list[Report]) -> Iterator[Record]:
        from communique.extract.statements.attributor import (
            Attributor,  # the tagger's runtime loads with the first report
        )

        if self._attribute is None:
            self._attribute = Attributor(rules_only=self._rules_only)
        with overlay_held():
            read = list(documents(reports))
            self._attribute(read)
        for document in read:
            with overlay_held():
                record = self._record(document)
            yield record

    def _record(self, document: Document) -> Record:
        dated(document)
        given: dict[str, tuple[Any, ...]] = {}
        for step in self.steps:
            found = tuple(step(document))
            given[step.gives] = found
            if step.gives == "actors":
                document.set_actors(found)
            elif step.gives in ("times", "statements"):
                setattr(document, step.gives, found)
            else:
                document.products[step.gives] = found
        return Record(made_by=self.made_by, report=document.report, **given)

    @property
    def made_by(self) -> MadeBy:
        """Schema, version, and the models used."""
        if self._made_by is None:
            models = {syntax.MODEL: syntax.version(), **(self._attribute.models() if self._attribute else {})}
            self._made_by = MadeBy(SCHEMA, __version__, models)
        return self._made_by


@cache
def shared_reader() -> Reader:
    """One reader for the whole process, made when it is first needed."""
    return Reader()


def read_one(source: str | Path, date: str | None = None) -> Record:
    """See :func:`communique.read`."""
    from communique.sources import from_text, open_reports

    if isinstance(source, Path) or _is_path(source):
        found = list(islice(open_reports([source], date=date), 2))
        if len(found) > 1:
            raise UsageError(
                f"{printable(str(source))} holds several reports. Read them with Reader().read_many(open_reports(...))."
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

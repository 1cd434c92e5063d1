"""Reads a text as far as the extractors of facts need it; statements by rules, so that no tagger is loaded."""

from __future__ import annotations

from functools import lru_cache

from communique.extract.actors.extractor import Actors
from communique.extract.agreements import Agreements
from communique.extract.conditionals import Conditionals
from communique.extract.meetings import Meetings
from communique.extract.positions import Positions
from communique.extract.relations import Relations
from communique.extract.statements.extractor import Statements
from communique.extract.times import Times
from communique.model import Record, Span, make_report
from communique.reader import Reader

DAY = "2015-03-18"
"""A Wednesday: the day of every report here."""


@lru_cache(maxsize=1)
def reader() -> Reader:
    """One reader with all these steps."""
    steps = (Actors(), Times(), Statements(), Meetings(), Agreements(), Conditionals(), Relations(), Positions())
    return Reader(steps, rules_only=True)


@lru_cache(maxsize=500)
def read(text: str, date: str | None = DAY) -> Record:
    """The record of a text."""
    return reader().read(make_report(text, "test.txt", date=date))


def words(record: Record, span: Span | None) -> str | None:
    """The words of a span."""
    return " ".join(span.of(record.report.text).split()) if span is not None else None


def name(record: Record, id: str | None) -> str | None:  # noqa: A002 (an actor's id)
    """What an actor is called."""
    actor = record.actor(id)
    return actor.name if actor else None

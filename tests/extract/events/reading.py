"""Reads sentences as far as events need it; statements by rules, so that no tagger is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from communique.extract.actors.extractor import Actors
from communique.extract.events import Events, Participants
from communique.extract.statements.extractor import Statements
from communique.extract.times import Times
from communique.model import Event, Record, make_report
from communique.reader import Reader

DAY = "2015-03-18"


@lru_cache(maxsize=1)
def reader() -> Reader:
    """One reader with these steps."""
    return Reader((Times(), Actors(), Statements(), Participants(), Events()), rules_only=True)


_KNOWN: dict[str, Record] = {}


def read(texts: Sequence[str]) -> list[Record]:
    """The records of texts, each read once in the session."""
    new = [t for t in dict.fromkeys(texts) if t not in _KNOWN]
    for text, record in zip(new, reader().read_many(make_report(t, "test.txt", date=DAY) for t in new), strict=True):
        assert isinstance(record, Record)
        _KNOWN[text] = record
    return [_KNOWN[t] for t in texts]


def told(record: Record, event: Event) -> dict[str, Any]:
    """What a case may ask of an event."""
    text = record.report.text
    names = {a.id: a.name for a in record.actors}
    return {
        "type": event.type,
        "mode": event.mode,
        "modality": event.modality,
        "cameo": event.cameo,
        "actors": [names[a] for a in event.actors],
        "recipients": [names[a] for a in event.recipients],
        "act": event.spans.act.of(text),
        "date": event.date,
        "place": event.place.name if event.place else None,
        "stated": event.statement is not None,
        "rule": event.extractor.removeprefix("events/"),
    }


def listed(record: Record) -> list[dict[str, Any]]:
    """All events of a record, told."""
    return [told(record, e) for e in record.events]

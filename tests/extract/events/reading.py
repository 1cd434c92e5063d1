"""What a case may ask of the events of a sentence."""

from __future__ import annotations

from typing import Any

from communique.model import Event, Record


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

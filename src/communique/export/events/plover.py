"""PLOVER's JSON: one event a line, with the field names of its manual (Open Event Data Alliance, PLOVER 0.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from communique.export.events.coded import CodedEvent, Party
from communique.knowledge.plover import types
from communique.model import Span
from communique.version import __version__

__all__ = ["plover", "plover_lines"]

KOSOVO = {"XKX": "KOS"}
"""PLOVER's country codes where they are not ISO's."""


def plover_lines(events: Iterable[CodedEvent]) -> Iterator[str]:
    """One JSON object a line."""
    for event in events:
        yield msgspec.json.encode(plover(event)).decode() + "\n"


def plover(coded: CodedEvent) -> dict[str, Any]:
    """The event as PLOVER's manual has it; what is not known is left out.

    ``event`` is a list, as there. ``communique`` holds what PLOVER has no field for: modality, the statement's
    speaker, the CAMEO code and the characters in the report.
    """
    e, report = coded.event, coded.report
    evidence = e.evidence[0]
    kind = types().get((e.type, ""))
    mode = types().get((e.type, e.mode or ""), kind)
    made: dict[str, Any] = {
        "id": e.id,
        "date": coded.date,
        "actor": [_entity(p) for p in coded.actors],
        "recipient": [_entity(p) for p in coded.recipients],
        "event": [e.type],
        "mode": [e.mode] if e.mode else None,
        "context": list(e.contexts) or None,
        "event_loc": {"name": e.place.name, "country_code": _country(e.place.country)} if e.place else None,
        "event_text": e.spans.act.of(report.text),
        "quad_code": kind.quad if kind else None,
        "event_scale": mode.scale if mode else None,
        "text": coded.text,
        "text_info": {"start": evidence.start, "end": evidence.end},
        "link": report.url,
        "cite_info": {
            "citation": coded.citation, "url": report.url, "title": report.title, "language": report.language,
            "publication": report.publisher, "coder": f"communique {__version__}", "codebook": "PLOVER 0.8",
        },
        "communique": {
            "modality": e.modality, "speaker": coded.speaker, "cameo": e.cameo, "confidence": e.confidence,
            "report": report.id, "rule": e.extractor,
            "act": _span(e.spans.act), "actor": _span(e.spans.actor), "recipient": _span(e.spans.recipient),
        },
    }  # fmt: skip
    return {k: _without_none(v) for k, v in made.items() if v is not None}


def _entity(party: Party) -> dict[str, Any]:
    told: dict[str, Any] = _without_none({
        "raw_text": party.name, "entity_name": party.name if party.entity else None,
        "country": _country(party.country), "sector_code": party.sector, "code": party.code,
    })  # fmt: skip
    return told


def _country(code: str | None) -> str | None:
    return KOSOVO.get(code, code) if code else None


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _without_none(value: Any) -> Any:
    return {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value

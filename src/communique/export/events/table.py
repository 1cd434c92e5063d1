"""A flat table in the manner of ICEWS and GDELT: a row for each pair of actor and recipient, with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.export.csv import render
from communique.export.events.coded import QUADS, CodedEvent, Party, dyads
from communique.export.events.grouping import citation_list, group
from communique.knowledge.plover import types

__all__ = ["event_lines", "rows"]


def event_lines(events: Iterable[CodedEvent], *, once: bool = False) -> Iterator[str]:
    """The table as CSV (RFC 4180), whose cells no spreadsheet takes for formulas.

    ``once``: an event that several reports tell is one, with all its citations.
    """
    return render(rows(events, once=once))


def rows(events: Iterable[CodedEvent], *, once: bool = False) -> Iterator[dict[str, Any]]:
    """The rows."""
    for told in group(events) if once else ((e,) for e in events):
        for source, target in dyads(told[0]):
            yield _row(told, source, target)


def _row(told: tuple[CodedEvent, ...], source: Party | None, target: Party | None) -> dict[str, Any]:
    coded = told[0]
    e = coded.event
    kind = types().get((e.type, ""))
    mode = types().get((e.type, e.mode or ""), kind)
    return {
        "event_id": e.id,
        "date": coded.date,
        **_party("source", source),
        **_party("target", target),
        "event": e.type,
        "mode": e.mode,
        "cameo": e.cameo,
        "quad_class": QUADS.index(kind.quad) + 1 if kind else None,
        "scale": mode.scale if mode else None,
        "contexts": "; ".join(e.contexts),
        "modality": e.modality,
        "told_by": coded.speaker,
        "place": e.place.name if e.place else None,
        "place_country": e.place.country if e.place else None,
        "act": e.spans.act.of(coded.report.text),
        "text": coded.text,
        "confidence": e.confidence,
        "reports": len({t.report.id for t in told}),
        "citation": citation_list(told),
        "url": coded.report.url,
    }


def _party(side: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {
            f"{side}_name": None,
            f"{side}_country": None,
            f"{side}_sector": None,
            f"{side}_code": None,
            f"{side}_entity": None,
        }
    return {
        f"{side}_name": party.name, f"{side}_country": party.country, f"{side}_sector": party.sector,
        f"{side}_code": party.code, f"{side}_entity": party.entity,
    }  # fmt: skip

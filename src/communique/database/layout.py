"""How each kind of fact lies in the tables: the one place that knows, for writing and for reading alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from communique.model import (
    Agreement,
    Conditional,
    Event,
    EventSpans,
    Issue,
    Meeting,
    Place,
    Position,
    Relation,
    Span,
    Statement,
)

__all__ = ["LAYOUTS", "MANNER", "Layout", "Row", "implied_evidence"]

MANNER = ("mode", "act", "attitude", "polarity", "factuality")
"""How something is said: few combinations occur, so a statement names one of them in ``manners``."""

Row = dict[str, Any]


class Layout(msgspec.Struct, frozen=True):
    """One kind of fact. ``id``, ``evidence``, ``statement``, ``confidence`` and ``extractor`` lie alike for all."""

    kind: str
    """As in ``findings.kind``: the singular of the table's name."""
    field: str
    """Of the record; also the name of the table."""
    struct: Callable[..., Any]
    plain: Mapping[str, str]
    """Field -> column."""
    actors: tuple[str, ...] = ()
    """Fields that name one actor; the columns are called the same and hold the actor's key."""
    span: Mapping[str, str] = {}
    """Field of one span -> the prefix of its two columns."""
    spans: tuple[str, ...] = ("evidence",)
    """Fields of several spans, in ``spans`` under the field's name."""
    many: Mapping[str, str] = {}
    """Fields that name several actors -> their part in ``participants``."""
    parent: bool = False
    """Whether it has a parent, a manner and a content: statements do."""
    place: bool = False

    def row(self, fact: Any, actors: Mapping[str, int]) -> Row:
        """The columns of a fact in its own table, ``key`` and ``parent`` left out.

        Raises:
            KeyError: it names an actor that is not in ``actors``.
        """
        flat = _opened(fact)
        row: Row = {column: flat[field] for field, column in self.plain.items()}
        for field in self.actors:
            row[field] = None if flat[field] is None else actors[flat[field]]
        for field, prefix in self.span.items():
            span: Span | None = flat[field]
            row[f"{prefix}_start"], row[f"{prefix}_end"] = (span.start, span.end) if span else (None, None)
        if self.place:
            place: Place | None = flat["place"]
            row["place"], row["place_country"] = (place.name, place.country) if place else (None, None)
        return row

    def fact(self, row: Mapping[str, Any], actors: Mapping[int, str], more: Mapping[str, Any]) -> Any:
        """The fact of a row; ``more`` has what lies in other tables by field."""
        given: dict[str, Any] = {field: row[column] for field, column in self.plain.items()}
        for field in self.actors:
            given[field] = None if row[field] is None else actors[row[field]]
        for field, prefix in self.span.items():
            start = row[f"{prefix}_start"]
            given[field] = None if start is None else Span(start, row[f"{prefix}_end"])
        if self.place:
            given["place"] = None if row["place"] is None else Place(row["place"], row["place_country"])
        return _closed(self.struct, given | dict(more))


def implied_evidence(content: Iterable[Span], source: Span | None, cue: Span | None) -> tuple[Span, ...]:
    """The evidence of a statement, unless its rows in ``spans`` say otherwise: its source, its cue and its content."""
    return tuple(sorted({*content, *(span for span in (source, cue) if span is not None)}))


def _opened(fact: Any) -> Mapping[str, Any]:
    flat = {name: getattr(fact, name) for name in fact.__struct_fields__}
    if isinstance(fact, Position):
        flat |= {"label": fact.issue.label, "issue": fact.issue.span}
    elif isinstance(fact, Event):
        flat |= {"act": fact.spans.act, "actor": fact.spans.actor, "recipient": fact.spans.recipient}
        flat["contexts"] = list(fact.contexts) or None
    return flat


def _closed(struct: Callable[..., Any], given: dict[str, Any]) -> Any:
    if struct is Position:
        given["issue"] = Issue(given.pop("label"), given["issue"])
    elif struct is Event:
        given["spans"] = EventSpans(given.pop("act"), given.pop("actor"), given.pop("recipient"))
        given["contexts"] = tuple(given["contexts"] or ())
    return struct(**given)


def _same(*fields: str) -> dict[str, str]:
    return {field: field for field in fields}


LAYOUTS = (
    Layout(
        "statement", "statements", Statement, _same("date"),
        actors=("speaker", "speaks_for", "via", "addressee"), span=_same("source", "cue", "topic"),
        spans=("content", "evidence"), parent=True,
    ),
    Layout("position", "positions", Position, _same("label", "stance", "date"), ("actor",), _same("issue")),
    Layout("conditional", "conditionals", Conditional, _same("kind"), ("speaker",), _same("condition", "consequence")),
    Layout(
        "meeting", "meetings", Meeting, _same("title", "format", "status") | {"start": "start_date", "end": "end_date"},
        ("body", "host"), many={"participants": "participant"}, place=True,
    ),
    Layout("agreement", "agreements", Agreement, _same("name", "date", "status"), many={"parties": "party"}),
    Layout(
        "relation", "relations", Relation, _same("type", "polarity", "since", "until"), ("source", "target"),
        _same("topic"),
    ),
    Layout(
        "event", "events", Event, _same("type", "modality", "mode", "cameo", "contexts", "date"),
        span=_same("act", "actor", "recipient"), many={"actors": "actor", "recipients": "recipient"}, place=True,
    ),
)  # fmt: skip
"""Every kind of fact, in the record's order."""

"""Rows of tables, made of records: what stands in the columns that ``columns`` defines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from communique.export.tables.columns import table_form
from communique.export.tables.dates import DateSpan, date_span, report_span
from communique.export.tables.telling import JOINT, Telling, pieces, tellings
from communique.knowledge.plover import types
from communique.model import (
    KINDS,
    Actor,
    Agreement,
    Conditional,
    Event,
    Meeting,
    Place,
    Position,
    Record,
    Relation,
    Span,
    Statement,
    hull,
    kind_of,
)

__all__ = ["Row", "fact_row", "participant_rows", "record_rows", "report_columns", "table_row"]

Row = dict[str, Any]
"""Column -> value: text, number, truth, a day as ISO 8601, or None."""


def record_rows(record: Record, table: str) -> Iterator[Row]:
    """The rows that one record gives a table.

    Raises:
        KeyError: there is no such table.
    """
    form = table_form(table)
    match table:
        case "actors":
            found: Iterable[Row] = _actors(record)
        case "participants":
            found = (row for kind in KINDS for told in tellings(record, kind.field) for row in participant_rows(told))
        case "reports":
            found = [_report(record)]
        case _:
            found = map(fact_row, tellings(record, table))
    return (table_row(form.name, row) for row in found)


def table_row(table: str, row: Row) -> Row:
    """A row with exactly the columns of its table, in their order; what is not there is None."""
    return {name: row.get(name) for name in table_form(table).names}


def fact_row(told: Telling) -> Row:
    """The row of a fact."""
    at = hull(told.spans) if told.spans else None
    fact, report = told.fact, told.record.report
    teller = told.statements.get(fact.statement or "")
    who = told.actor(teller.speaker) if teller is not None else None
    own = _OWN.get(type(fact), _made_up)(fact, told)
    return table_row(told.kind, {
        **own,
        "words": told.words(told.spans), "confidence": round(fact.confidence, 4), "fact": fact.id,
        "statement": fact.statement,
        "told_by": who.name if who else told.words(teller.source) if teller is not None else None,
        "report": report.id, "start": at.start if at else None, "end": at.end if at else None,
        "spans": pieces(told.spans), **report_columns(told.record), "printings": told.printings, "entity": told.entity,
        "judgement": told.judgement, "tellings": 1 + len(told.others),
        "also": JOINT.join(other.place for other in told.others) or None,
    })  # fmt: skip


def participant_rows(told: Telling) -> Iterator[Row]:
    """A row for each actor in a fact; of several tellings each actor once in each part."""
    kind = kind_of(told.kind)
    for field in kind.actors:
        if (actor := told.actor(getattr(told.fact, field))) is not None:
            yield _participant(told, field, actor)
    for field, part in kind.parties:
        for actor in told.all_parties(field):
            yield _participant(told, part, actor)


def _participant(told: Telling, part: str, actor: Actor) -> Row:
    return {
        "fact": told.fact.id, "what": told.kind, "part": part, "name": actor.name, "entity": actor.entity,
        "kind": actor.kind, "country": actor.country, "sector": actor.sector, "actor": actor.id,
        "report": told.record.report.id,
    }  # fmt: skip


def report_columns(record: Record) -> Row:
    """The columns of the report that tells something."""
    report = record.report
    return {
        "publisher": report.publisher, "title": report.title, "source": report.source, "url": report.url,
        **report_span(report).columns("report_date"),
    }  # fmt: skip


def _said(told: Telling) -> Row:
    """When something was said: as the text tells, else the date of the report."""
    report = told.record.report
    own = date_span(told.fact.date, inferred=report.published.basis == "inferred") if _has_date(told) else DateSpan()
    if own.start is not None:
        return {**own.columns("date"), "date_basis": "text"}
    known = report_span(report)
    by_report = DateSpan(known.start, known.end, True if known.inferred is not None else None)
    return {**by_report.columns("date"), "date_basis": "report" if known.inferred is not None else None}


def _has_date(told: Telling) -> bool:
    return bool(kind_of(told.kind).dates)


def _dated(told: Telling, first: str | None, last: str | None = None, *, inferred: bool = False) -> Row:
    guessed = inferred or told.record.report.published.basis == "inferred"
    return date_span(first, last, inferred=guessed).columns("date")


def _party(name: str, told: Telling, one: str | None) -> Row:
    actor = told.actor(one)
    return {
        name: actor.name if actor else None, f"{name}_entity": actor.entity if actor else None,
        f"{name}_country": actor.country if actor else None, f"{name}_sector": actor.sector if actor else None,
    }  # fmt: skip


def _parties(told: Telling, field: str, one: str) -> Row:
    listed = told.all_parties(field)
    entities = [actor.entity for actor in listed if actor.entity]
    return {
        field: _joined(actor.name.replace(";", ",") for actor in listed), f"{one}_entities": _joined(entities),
        f"{one}_countries": _joined(dict.fromkeys(c for actor in listed for c in _countries(actor, told))),
    }  # fmt: skip


def _countries(actor: Actor, told: Telling) -> Iterator[str]:
    """The states of an actor: of a group those of its members, where any is known."""
    members = [told.actors[one].country for one in actor.members if one in told.actors]
    yield from (c for c in (members if any(members) else [actor.country]) if c)


def _joined(values: Iterable[str]) -> str | None:
    return JOINT.join(values) or None


def _place(place: Place | None) -> Row:
    if place is None:
        return {}
    return {
        "place": place.name, "place_country": place.country, "latitude": place.latitude, "longitude": place.longitude,
    }  # fmt: skip


def _statement(s: Statement, told: Telling) -> Row:
    return {
        **_said(told), **_party("speaker", told, s.speaker), "source_words": told.words(s.source),
        **_party("speaks_for", told, s.speaks_for), **_party("addressee", told, s.addressee),
        **_party("via", told, s.via), "act": s.act, "mode": s.mode, "attitude": s.attitude, "cue": told.words(s.cue),
        "content": told.words(s.content), "content_spans": pieces(s.content), "topic": told.words(s.topic),
        "polarity": s.polarity, "factuality": s.factuality, "within": s.parent,
    }  # fmt: skip


def _position(p: Position, told: Telling) -> Row:
    label = " ".join(p.issue.label.split())
    return {
        **_said(told), **_party("actor", told, p.actor), **_party("speaks_for", told, p.speaks_for),
        "stance": p.stance, "issue": told.issue or label, "issue_entity": p.issue.entity, "label": label,
    }  # fmt: skip


def _conditional(c: Conditional, told: Telling) -> Row:
    return {
        **_said(told), **_party("speaker", told, c.speaker), "kind": c.kind, "condition": told.words(c.condition),
        "consequence": told.words(c.consequence),
    }  # fmt: skip


def _meeting(m: Meeting, told: Telling) -> Row:
    return {
        **_dated(told, m.start or m.end, m.end if m.start else None), "meeting": m.title,
        "moved_from": m.moved_from, "status": m.status, "format": m.format, **_place(m.place),
        **_party("body", told, m.body), **_party("host", told, m.host),
        **_parties(told, "participants", "participant"),
    }  # fmt: skip


def _agreement(a: Agreement, told: Telling) -> Row:
    return {
        **_dated(told, a.date), "agreement": a.name, "status": a.status, **_parties(told, "parties", "party"),
    }  # fmt: skip


def _relation(r: Relation, told: Telling) -> Row:
    since, until = date_span(r.since), date_span(r.until)
    guessed = told.record.report.published.basis == "inferred"
    lasting = DateSpan(since.start, until.end, guessed if since.start or until.end else None)
    return {
        **lasting.columns("date"), **_party("actor", told, r.source), "relation": r.type,
        **_party("other", told, r.target),
        "polarity": r.polarity, "topic": told.words(r.topic), "since": r.since, "until": r.until,
    }  # fmt: skip


def _event(e: Event, told: Telling) -> Row:
    kind = types().get((e.type, ""))
    mode = types().get((e.type, e.mode or ""), kind)
    counts = (
        {name: getattr(e.magnitude, name) for name in ("dead", "injured", "arrested", "size")} if e.magnitude else {}
    )
    return {
        **_dated(told, e.date, inferred=e.date_basis == "report"), "date_basis": e.date_basis,
        **_parties(told, "actors", "actor"), **_parties(told, "recipients", "recipient"), "event": e.type,
        "mode": e.mode, "quad_class": kind.quad if kind else None, "scale": mode.scale if mode else None,
        "modality": e.modality, "contexts": _joined(e.contexts), "cameo": e.cameo, **_place(e.place),
        **{name: count.value if count else None for name, count in counts.items()},
        "act": told.words(e.spans.act), "meeting": e.meeting,
    }  # fmt: skip


def _made_up(fact: Any, told: Telling) -> Row:
    """What fills the columns of a kind that has none of its own."""
    kind = kind_of(told.kind)
    row: Row = {}
    for name in type(fact).__struct_fields__:
        value = getattr(fact, name)
        if name in kind.actors:
            row |= _party(name, told, value)
        elif name in (field for field, _ in kind.parties):
            row |= _parties(told, name, name.removesuffix("s"))
        elif value is not None and name != "statement":
            row[name] = told.words(value) if isinstance(value, Span) else str(value)
    return {**row, **(_dated(told, getattr(fact, kind.dates[0])) if kind.dates else {})}


_OWN: dict[type[Any], Callable[[Any, Telling], Row]] = {
    Statement: _statement, Position: _position, Conditional: _conditional, Meeting: _meeting, Agreement: _agreement,
    Relation: _relation, Event: _event,
}  # fmt: skip
"""What fills the columns of each kind alone."""


def _actors(record: Record) -> Iterator[Row]:
    said: dict[str, int] = {}
    for s in record.statements:
        if s.speaker is not None:
            said[s.speaker] = said.get(s.speaker, 0) + 1
    for actor in record.actors:
        first = actor.mentions[0] if actor.mentions else None
        names = dict.fromkeys(
            " ".join(m.span.of(record.report.text).split()) for m in actor.mentions if m.form == "name"
        )
        yield {
            "entity": actor.entity, "name": actor.name, "kind": actor.kind, "country": actor.country,
            "sector": actor.sector, "roles": _joined(dict.fromkeys(_role(r.title, r.of, record) for r in actor.roles)),
            "also_called": _joined(n for n in names if n != actor.name), "reports": 1,
            "statements": said.get(actor.id, 0), "mentions": len(actor.mentions), "actor": actor.id,
            "report": record.report.id, "start": first.start if first else None, "end": first.end if first else None,
            **report_columns(record),
        }  # fmt: skip


def _role(title: str, of: str | None, record: Record) -> str:
    body = record.actor(of)
    return f"{title} of {body.name}" if body is not None else title


def _report(record: Record) -> Row:
    report, made = record.report, record.made_by
    return {
        **report_span(report).columns("date"), "report": report.id, "text_id": report.text_id,
        "publisher": report.publisher, "title": report.title, "source": report.source, "url": report.url,
        "language": report.language, "genre": report.genre, "characters": len(report.text),
        **{kind.field: len(getattr(record, kind.field)) for kind in KINDS}, "made_by": made.version,
    }  # fmt: skip

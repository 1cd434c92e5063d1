"""Facts as coders have them put into answers, as the store's own are."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from communique.database.layout import LAYOUTS
from communique.model import Agreement, Event, Meeting, Position, Record, Relation, Span, Statement, kind_of
from communique.model.kinds import OCCASIONS
from communique.model.span import span_words
from communique.query.answers import ActorLabel, Citation, StatementAnswer
from communique.query.entities import occasion_entities
from communique.query.fact_answers import FactAnswer, fact_label
from communique.query.further_facts import FurtherFact
from communique.query.lookups import citations

__all__ = ["actor_label", "decided_facts", "decided_statements"]

AnyFact = Meeting | Agreement | Position | Relation | Event
RECIPIENTS = "recipients"
"""The field of an event with those who are acted upon."""


def decided_statements(connection: Connection, further: Sequence[FurtherFact]) -> list[StatementAnswer]:
    """Statements as coders have them, in their order."""
    return [
        _statement(one.record, one.fact, cited) for one, cited in zip(further, _cited(connection, further), strict=True)
    ]


def decided_facts(connection: Connection, kind: str, further: Sequence[FurtherFact]) -> list[FactAnswer]:
    """Facts of another kind as coders have them, in their order; of meetings and agreements this telling alone."""
    ids = {one.fact.id for one in further}
    entities = occasion_entities(connection, ids) if kind_of(kind).singular in OCCASIONS else {}
    return [
        _fact(kind, one.record, one.fact, cited, entities.get(one.fact.id))
        for one, cited in zip(further, _cited(connection, further), strict=True)
    ]


def actor_label(record: Record, actor: str | None) -> ActorLabel | None:
    """An actor of a record (his id) as answers name him."""
    found = next((a for a in record.actors if a.id == actor), None)
    return None if found is None else ActorLabel(found.name, found.entity, found.country, found.name)


def _cited(connection: Connection, further: Sequence[FurtherFact]) -> list[Citation]:
    places = []
    for one in further:
        spans: tuple[Span, ...] = one.fact.evidence or getattr(one.fact, "content", ())
        longest = max(spans, key=len, default=Span(0, 0))
        places.append((one.report, longest.start, longest.end, one.printings))
    return citations(connection, places) if places else []


def _said(spans: Sequence[Span], text: str, *, quoted: bool = False) -> str:
    return " ".join(span_words(spans, text, quoted=quoted).split())


def _statement(record: Record, s: Statement, cited: Citation) -> StatementAnswer:
    text = record.report.text
    return StatementAnswer(
        id=s.id, words=_said(s.content, text, quoted=s.mode == "direct"), act=s.act, mode=s.mode, attitude=s.attitude,
        polarity=s.polarity, factuality=s.factuality, confidence=s.confidence, citation=cited,
        speaker=actor_label(record, s.speaker), speaks_for=actor_label(record, s.speaks_for),
        addressee=actor_label(record, s.addressee), via=actor_label(record, s.via),
        source=_said([s.source], text) if s.source else None, cue=_said([s.cue], text) if s.cue else None, date=s.date,
    )  # fmt: skip


def _fact(kind: str, record: Record, fact: AnyFact, cited: Citation, entity: str | None) -> FactAnswer:
    of, layout = kind_of(kind), next(one for one in LAYOUTS if one.field == kind)
    text = record.report.text
    row = layout.row(fact, {a.id: n for n, a in enumerate(record.actors)}, text)
    for field, span in layout.elided.items():
        column = layout.column(field)
        if row[column] is None and row.get(f"{span}_start") is not None:
            row[column] = text[row[f"{span}_start"] : row[f"{span}_end"]]
    ids = [getattr(fact, name) for name in of.actors] + [one for name, _ in of.parties for one in getattr(fact, name)]
    who = tuple(dict.fromkeys(label for one in ids if (label := actor_label(record, one)) is not None))
    to = [actor_label(record, one) for one in getattr(fact, RECIPIENTS, ())]
    words = " … ".join(" ".join(span.of(text).split()) for span in fact.evidence)
    date = next((row[layout.column(name)] for name in of.dates), None)
    if entity is None and layout.linked is not None:
        entity = getattr(getattr(fact, layout.linked), "entity", None)
    details = {k: v for k, v in row.items() if v is not None and k not in layout.actors}
    return FactAnswer(
        fact.id, of.singular, fact_label(layout, row), who, words, date, fact.confidence, details, cited, entity,
        to=tuple(one for one in to if one is not None),
    )  # fmt: skip


def with_tellings(decided: FactAnswer, others: FactAnswer | None) -> FactAnswer:
    """A meeting or an agreement as coders have it, with what the other reports say of it that coders do not."""
    if others is None:
        return decided
    who = tuple({w.entity or w.name: w for w in (*reversed(others.who), *reversed(decided.who))}.values())[::-1]
    also = tuple(c for c in (others.citation, *others.also) if c.report != decided.citation.report)
    return msgspec.structs.replace(
        decided, who=who if not decided.who else decided.who, also=also, date=decided.date or others.date
    )

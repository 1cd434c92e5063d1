"""Events as rows that are counted: who does what to whom by states, without the words, for thousands at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, func, select, union

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import Record
from communique.query.decisions import undecided
from communique.query.further_facts import further_facts
from communique.query.meaning import FACTUAL
from communique.query.question import Question
from communique.query.selection import report_conditions

__all__ = ["EventRow", "EventTotals", "Party", "event_rows", "event_totals", "report_days"]

ACTOR, RECIPIENT = "actor", "recipient"
CHUNK = 5_000
"""Events or actors looked up at once: all of a store are."""


class Party(msgspec.Struct, frozen=True):
    """One participant: whom the report names, across reports if a store knows, and the codes."""

    name: str
    entity: str | None
    country: str | None
    sector: str | None

    @property
    def code(self) -> str:
        """Country and sector as in event data ("RUSGOV"); what is not known is left out ("IGO")."""
        return (self.country or "") + (self.sector or "")

    @property
    def key(self) -> str:
        """What makes two participants of different reports one: the country, else entity or name."""
        return self.country or self.entity or self.name.casefold()


class EventRow(msgspec.Struct, frozen=True):
    """An event that a report tells as a fact."""

    id: str
    type: str
    mode: str | None
    modality: str
    date: str | None
    """Its own."""
    confidence: float
    text_id: str
    report: str
    published: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


class EventTotals(msgspec.Struct, frozen=True):
    """How many events there are, and of how many it is clear that they do not count."""

    found: int
    not_facts: int
    told: int
    """Told by somebody in the report."""


def event_rows(connection: Connection, question: Question, states: Sequence[str] = ()) -> list[EventRow]:
    """The events that reports tell as facts, in which two states take part; of each text once.

    Args:
        connection: to a store.
        question: days, publisher and source of the reports, types and confidence narrow.
        states: each of these (codes) takes part.
    """
    e, f, r, x, p = t.metadata.tables["events"], t.findings.c, t.reports.c, t.texts.c, t.participants.c
    query = (
        select(e.c.key, f.id, e.c.type, e.c.mode, e.c.modality, e.c.date, f.confidence, x.text_id,
               r.id.label("report"), r.published)
        .join_from(e, t.findings, f.key == e.c.key)
        .join(t.texts, x.key == f.text)
        .join(t.reports, r.text == x.key)
        .where(e.c.modality.in_(FACTUAL), f.statement.is_(None), *(within := report_conditions(question)))
        .where(e.c.key.in_(_between_states(states, select(r.text).where(*within) if within else None)))
        .order_by(r.first_day.is_(None), r.first_day, r.key, f.start, f.key)
    )  # fmt: skip
    if question.type:
        query = query.where(e.c.type.in_(question.type))
    if question.confidence:
        query = query.where(f.confidence >= question.confidence)
    query = query.where(*undecided(connection, question, "events", e.c.key))
    rows = {row.key: row for row in reversed(connection.execute(query).all())}  # of printings the first
    sides: dict[int, dict[str, list[int]]] = defaultdict(lambda: {ACTOR: [], RECIPIENT: []})
    for part in portions(list(rows), CHUNK):
        people = select(p.finding, p.part, p.actor).where(p.finding.in_(part), p.part.in_((ACTOR, RECIPIENT)))
        for finding, side, actor in connection.execute(people.order_by(p.finding, p.part, p.n)):
            sides[finding][side].append(actor)
    actors = {a for parts in sides.values() for part in parts.values() for a in part}
    members = _members(connection, actors)
    known = _sides(connection, actors.union(*members.values()))
    found = [
        EventRow(
            row.id, row.type, row.mode, row.modality, row.date, row.confidence, row.text_id, row.report, row.published,
            _parties(sides[key][ACTOR], known, members), _parties(sides[key][RECIPIENT], known, members),
        )
        for key, row in reversed(rows.items())
    ]  # fmt: skip
    return found + [row for row in _decided(connection, question) if _counts(row, states)]


def _decided(connection: Connection, question: Question) -> list[EventRow]:
    """The events that coders corrected or added; a group whose members' states are known is these."""
    whole = msgspec.structs.replace(question, by=None, to=None, about=None, country=None)
    return [
        EventRow(
            one.fact.id, one.fact.type, one.fact.mode, one.fact.modality, one.fact.date, one.fact.confidence,
            one.record.report.text_id, one.record.report.id, one.record.report.published.value,
            _of_record(one.record, one.fact.actors), _of_record(one.record, one.fact.recipients),
        )
        for one in further_facts(connection, whole, "events")
        if one.fact.modality in FACTUAL and one.fact.statement is None
    ]  # fmt: skip


def _of_record(record: Record, ids: Sequence[str]) -> tuple[Party, ...]:
    known = {a.id: a for a in record.actors}
    listed = [known[one] for one in ids if one in known]
    found: dict[str, Party] = {}
    for one in listed:
        members = [known[m] for m in one.members if m in known]
        several = len({m.country for m in members if m.country}) > 1
        for a in members if several else [one]:
            found.setdefault(a.id, Party(a.name, a.entity, a.country, a.sector))
    return tuple(found.values())


def _counts(row: EventRow, states: Sequence[str]) -> bool:
    """Whether two states take part, and these."""
    told = {p.country for p in (*row.actors, *row.recipients) if p.country}
    return len(told) > 1 and told.issuperset(states)


def event_totals(connection: Connection, question: Question) -> EventTotals:
    """How many events a question's reports tell, of each text once."""
    e, f, r = t.metadata.tables["events"], t.findings.c, t.reports.c
    base = select(func.count()).select_from(e).join(t.findings, f.key == e.c.key)
    if report_conditions(question):
        base = base.where(t.found_in(select(r.text).where(*report_conditions(question))))
    if question.type:
        base = base.where(e.c.type.in_(question.type))
    if question.confidence:
        base = base.where(f.confidence >= question.confidence)
    base = base.where(*undecided(connection, question, "events", e.c.key))
    further = [
        one.fact for one in further_facts(
            connection, msgspec.structs.replace(question, by=None, to=None, about=None, country=None), "events"
        )
    ]  # fmt: skip
    doubted = sum(1 for one in further if one.modality not in FACTUAL)
    factual = e.c.modality.in_(FACTUAL)

    def number(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar_one())

    return EventTotals(
        number(base) + len(further), number(base.where(~factual)) + doubted,
        number(base.where(factual, f.statement.is_not(None)))
        + sum(1 for one in further if one.modality in FACTUAL and one.statement is not None),
    )  # fmt: skip


def report_days(connection: Connection, question: Question) -> list[tuple[str, str]]:
    """The days on which a question's reports may have been published, first and last: of all reports of one day only
    the first and the last, the others as often as they differ.
    """
    r = t.reports.c
    where = [r.first_day.is_not(None), r.last_day.is_not(None), *report_conditions(question)]
    first, last = connection.execute(
        select(func.min(r.first_day), func.max(r.first_day)).where(r.first_day == r.last_day, *where)
    ).one()
    vague = select(r.first_day, r.last_day).where(r.first_day != r.last_day, *where).distinct()
    days = [(one, one) for one in (first, last) if one is not None]
    return days + [(row.first_day, row.last_day) for row in connection.execute(vague)]


def _taking_part(*more: ColumnElement[bool]) -> CompoundSelect[Any]:
    """Events and the states of those who take part, members of groups too; ``more`` narrows the rows."""
    p, a, m = t.participants.c, t.actors, t.members
    own = select(p.finding, a.c.country).join(a, a.c.key == p.actor)
    of_groups = select(p.finding, a.c.country).join(m, m.c.actor == p.actor).join(a, a.c.key == m.c.member)
    parts = p.part.in_((ACTOR, RECIPIENT))
    return union(*(query.where(parts, a.c.country.is_not(None), *more) for query in (own, of_groups)))


def _between_states(states: Sequence[str], texts: Select[Any] | None) -> Select[Any]:
    """Events in which two states take part: these, if some are named; of some texts (a query of their keys)."""
    p, country = t.participants.c, t.actors.c.country
    where = [t.found_in(texts, p.finding)] if texts is not None else []
    for state in dict.fromkeys(states):
        where = [p.finding.in_(select(_taking_part(country == state, *where).subquery().c.finding))]
    found = _taking_part(*where).subquery()
    return select(found.c.finding).group_by(found.c.finding).having(func.count() > 1)


def _members(connection: Connection, actors: Collection[int]) -> Mapping[int, list[int]]:
    m = t.members.c
    found: dict[int, list[int]] = defaultdict(list)
    for part in portions(sorted(actors), CHUNK):
        query = select(m.actor, m.member).where(m.actor.in_(part)).order_by(m.actor, m.n)
        for actor, member in connection.execute(query):
            found[actor].append(member)
    return found


def _sides(connection: Connection, actors: Collection[int]) -> dict[int, Party]:
    """Who they are: the entity of each, the state and sector that its report gives."""
    a, i, e = t.actors.c, t.identities.c, t.entities
    found: dict[int, Party] = {}
    for part in portions(sorted(actors), CHUNK):
        query = (
            select(a.key, a.country, a.sector, e.c.name, e.c.id)
            .outerjoin(t.identities, i.finding == a.key)
            .outerjoin(e, e.c.key == i.entity)
            .where(a.key.in_(part))
        )
        for key, country, sector, name, entity in connection.execute(query):
            found[key] = Party(name or "", entity, country, sector)
    return found


def _parties(listed: Sequence[int], known: Mapping[int, Party], members: Mapping[int, list[int]]) -> tuple[Party, ...]:
    """Each once; of a group whose members' states are known the members."""
    found: dict[int, Party] = {}
    for one in listed:
        within = [m for m in members.get(one, ()) if m in known]
        several = len({known[m].country for m in within if known[m].country}) > 1
        for actor in within if several else [one]:
            if actor in known:
                found.setdefault(actor, known[actor])
    return tuple(found.values())

"""Events as rows that are counted: who does what to whom by states, without the words, for thousands at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from communique.database import schema as t
from communique.query.lookups import actor_labels
from communique.query.question import Question
from communique.query.selection import report_conditions

__all__ = ["EventRow", "EventTotals", "event_rows", "event_totals"]

FACTUAL = ("actual", "past")
ACTOR, RECIPIENT = "actor", "recipient"


class Side(msgspec.Struct, frozen=True):
    """One who takes part."""

    name: str
    entity: str | None
    country: str | None
    sector: str | None


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
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]


class EventTotals(msgspec.Struct, frozen=True):
    """How many events there are, and of how many it is clear that they do not count."""

    found: int
    not_facts: int
    told: int
    """Told by somebody in the report."""


def event_rows(connection: Connection, question: Question, states: Sequence[str] = ()) -> list[EventRow]:
    """The events that reports tell as facts, in which two take part of whom one is of a state; of each text once.

    Args:
        connection: to a store.
        question: days, publisher and source of the reports, types and confidence narrow.
        states: each of these (codes) takes part.
    """
    e, f, r, x, p = t.metadata.tables["events"], t.findings.c, t.reports.c, t.texts.c, t.participants.c
    first = _first_printing(question)
    query = (
        select(e.c.key, f.id, e.c.type, e.c.mode, e.c.modality, e.c.date, f.confidence, x.text_id,
               r.id.label("report"), r.published)
        .join_from(e, t.findings, f.key == e.c.key)
        .join(t.texts, x.key == f.text)
        .join(t.reports, r.text == x.key)
        .where(e.c.modality.in_(FACTUAL), f.statement.is_(None), first, *report_conditions(question))
        .order_by(r.first_day.is_(None), r.first_day, r.key, f.start, f.key)
    )  # fmt: skip
    if question.type:
        query = query.where(e.c.type.in_(question.type))
    if question.confidence:
        query = query.where(f.confidence >= question.confidence)
    for state in states:
        query = query.where(_has_state(e.c.key, state))
    rows = connection.execute(query).all()
    keys = {row.key for row in rows}
    sides: dict[int, dict[str, list[int]]] = defaultdict(lambda: {ACTOR: [], RECIPIENT: []})
    people = select(p.finding, p.part, p.actor).where(p.part.in_((ACTOR, RECIPIENT))).order_by(p.finding, p.part, p.n)
    people = people.join(e, e.c.key == p.finding).where(e.c.modality.in_(FACTUAL))
    for finding, part, actor in connection.execute(people):
        if finding in keys:
            sides[finding][part].append(actor)
    wanted = [row for row in rows if len(sides[row.key][ACTOR]) + len(sides[row.key][RECIPIENT]) > 1]
    actors = {a for row in wanted for part in sides[row.key].values() for a in part}
    members = _members(connection)
    actors |= {m for a in actors for m in members.get(a, ())}
    known = _sides(connection, actors)

    def parties(listed: Sequence[int]) -> tuple[Side, ...]:
        return _parties(listed, known, members)

    return [
        EventRow(
            row.id, row.type, row.mode, row.modality, row.date, row.confidence, row.text_id, row.report, row.published,
            parties(sides[row.key][ACTOR]), parties(sides[row.key][RECIPIENT]),
        )
        for row in wanted
    ]  # fmt: skip


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
    factual = e.c.modality.in_(FACTUAL)

    def number(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar_one())

    return EventTotals(
        number(base), number(base.where(~factual)), number(base.where(factual, f.statement.is_not(None)))
    )


def _first_printing(question: Question) -> ColumnElement[bool]:
    """Of the printings of a text that the question means the first."""
    other = t.reports.alias("printing")
    r = t.reports.c
    earlier = exists(
        select(other.c.key).where(
            other.c.text == r.text, other.c.key != r.key,
            or_(func.coalesce(other.c.first_day, "9") < func.coalesce(r.first_day, "9"),
                (func.coalesce(other.c.first_day, "9") == func.coalesce(r.first_day, "9")) & (other.c.key < r.key)),
        )
    )  # fmt: skip
    return ~earlier if not report_conditions(question) else r.key.is_not(None)


def _has_state(key: ColumnElement[int], state: str) -> ColumnElement[bool]:
    p, a, m = t.participants.c, t.actors, t.members
    own = select(p.finding).join(a, a.c.key == p.actor).where(a.c.country == state)
    of_group = (
        select(p.finding).join(m, m.c.actor == p.actor).join(a, a.c.key == m.c.member).where(a.c.country == state)
    )
    return key.in_(own.union(of_group))


def _members(connection: Connection) -> Mapping[int, list[int]]:
    m = t.members.c
    found: dict[int, list[int]] = defaultdict(list)
    for actor, member in connection.execute(select(m.actor, m.member).order_by(m.actor, m.n)):
        found[actor].append(member)
    return found


def _sides(connection: Connection, actors: set[int]) -> dict[int, Side]:
    a = t.actors.c
    listed = sorted(actors)
    found: dict[int, Side] = {}
    for at in range(0, len(listed), 5000):
        part = listed[at : at + 5000]
        sectors = dict(connection.execute(select(a.key, a.sector).where(a.key.in_(part))).all())
        for key, label in actor_labels(connection, part).items():
            if key is not None:
                found[key] = Side(label.name, label.entity, label.country, sectors.get(key))
    return found


def _parties(listed: Sequence[int], known: Mapping[int, Side], members: Mapping[int, list[int]]) -> tuple[Side, ...]:
    """Each once; of a group whose members' states are known the members."""
    found: dict[int, Side] = {}
    for one in listed:
        within = [m for m in members.get(one, ()) if m in known]
        several = len({known[m].country for m in within if known[m].country}) > 1
        for actor in within if several else [one]:
            if actor in known:
                found.setdefault(actor, known[actor])
    return tuple(found.values())

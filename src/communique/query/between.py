"""What passes between two: what each says of or to the other, and all in which both take part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, or_, select

from communique.database import schema as t
from communique.model import FACT_KINDS, kind_of
from communique.query.answers import StatementAnswer
from communique.query.decided_answers import decided_statements
from communique.query.decisions import decisions_of, of_all, undecided
from communique.query.entities import Entity, keys_with_merged, occasion_entities
from communique.query.fact_answers import FactAnswer
from communique.query.facts import facts
from communique.query.further_facts import Place, further_facts, places_of
from communique.query.paging import keyed, page
from communique.query.question import Question
from communique.query.reports import report_ids
from communique.query.selection import StatementMatch
from communique.query.statements import worded
from communique.query.timeline import TimelineEntry, entry_of_fact, entry_of_statement, entry_place, in_days

__all__ = ["between", "statements_of", "without_meetings"]

LATEST = 500
"""Texts in which the latest of what is said of somebody is looked for."""
BOTH = tuple(kind for kind in FACT_KINDS if kind != "statements" and len(kind_of(kind).actors + kind_of(kind).parties))
"""Kinds of facts in which two may take part."""


def between(connection: Connection, one: Entity, other: Entity, question: Question) -> list[TimelineEntry]:
    """All that passed between two, by date: statements of or to one another, and what both take part in.

    The question's days are those of what happened, as in a timeline; its words are in what was said or in the
    sentences that tell it.
    """
    whole = msgspec.structs.replace(question, limit=None, offset=0, since=None, until=None)
    a, b = (keys_with_merged(connection, [entity]) for entity in (one, other))
    found = statements_of(connection, a, speakers=b, question=question)
    found += statements_of(connection, b, speakers=a, question=question)
    if question.about is not None:
        from communique.query.statements import statements

        meant = {s.id for s in statements(connection, msgspec.structs.replace(whole, by=one.id))}
        meant |= {s.id for s in statements(connection, msgspec.structs.replace(whole, by=other.id))}
        found = [s for s in found if s.id in meant]
    entries = [entry_of_statement(s) for s in found if s.confidence >= question.confidence]
    both = msgspec.structs.replace(whole, by=one.id, to=other.id)
    told = {kind: facts(connection, kind, both) for kind in BOTH}
    told["events"] = without_meetings(connection, told["events"], told["meetings"])
    entries += [entry_of_fact(x) for listed in told.values() for x in listed]
    if question.since is not None or question.until is not None:
        reports = set(report_ids(connection, question))
        entries = [e for e in entries if in_days(e, question, reports)]
    unique = {(e.kind, e.id): e for e in entries}
    return list(page(question, sorted(unique.values(), key=entry_place)))


def without_meetings(
    connection: Connection, events: Sequence[FactAnswer], meetings: Sequence[FactAnswer]
) -> list[FactAnswer]:
    """The events but those that are one of these meetings, which stand there already."""
    which = occasion_entities(connection, {str(m) for x in events if (m := x.details.get("meeting"))})
    there = {x.entity for x in meetings}
    return [x for x in events if which.get(str(x.details.get("meeting")), "") not in there]


def statements_of(
    connection: Connection,
    whom: Sequence[int],
    *,
    speakers: Sequence[int] | None = None,
    latest: int | None = None,
    question: Question | None = None,
) -> list[StatementAnswer]:
    """What is said of or to some entities (their keys): by ``speakers``, or by all others; the ``latest`` of it.

    It is in the order of the reports' days, the undated first. The latest are of the last texts that speak of them.
    ``question`` tells whether statements are as coders decided, and nothing else.
    """
    i, s, m, r, f = t.identities.c, t.statements.c, t.mentions.c, t.reports.c, t.findings.c
    said, spoken = t.findings.alias("said"), t.identities.alias("spoken")
    by = spoken.c.entity.in_(speakers) if speakers is not None else ~spoken.c.entity.in_(whom)
    named = (
        select(s.key)
        .join_from(t.identities, t.mentions, m.actor == i.finding)
        .join(t.findings, f.key == m.actor)
        .join(t.texts, t.texts.c.key == f.text)
        .join(
            t.statements,
            and_(
                s.key.between(t.texts.c.first_finding, t.texts.c.last_finding),
                s.content_start <= m.start,
                s.content_end >= m.end,
            ),
        )
        .where(i.entity.in_(whom))
    )
    if latest is not None:
        own = select(f.text).join(t.identities, i.finding == f.key).where(i.entity.in_(whom)).distinct()
        named = named.where(f.text.in_(own.order_by(f.text.desc()).limit(LATEST).scalar_subquery()))
    addressed = select(s.key).join_from(t.identities, t.statements, s.addressee == i.finding).where(i.entity.in_(whom))
    query = (
        select(s.key, func.min(r.key).label("report"))
        .join_from(t.statements, said, said.c.key == s.key)
        .join(t.reports, r.text == said.c.text)
        .join(spoken, spoken.c.finding == s.speaker)
        .where(or_(s.key.in_(named), s.key.in_(addressed)), by, *undecided(connection, question, "statements", s.key))
        .group_by(s.key)
        .order_by(func.min(r.first_day).is_(None), func.min(r.first_day).desc(), func.min(r.key).desc(), s.key.desc())
        .limit(latest)
    )
    matches = [StatementMatch(row.key, row.report, 1) for row in connection.execute(query)]
    found = list(worded(connection, matches[::-1]))
    decided = _decided_of(connection, whom, speakers, named, question) if question is not None else []
    if not decided:
        return found
    # The undated stand first here.
    both = [*zip(places_of(connection, found), found, strict=True), *decided]
    both.sort(key=lambda one: (not one[0][0], *one[0][1:]))
    return [answer for _, answer in both][0 if latest is None else max(len(both) - latest, 0) :]


def _decided_of(
    connection: Connection, whom: Sequence[int], speakers: Sequence[int] | None, named: Select[Any], question: Question
) -> list[tuple[Place, StatementAnswer]]:
    """The statements that coders corrected or added that are said of or to some entities, with their places."""
    further = further_facts(connection, of_all(question), "statements")
    decisions = decisions_of(question)
    if not further or decisions is None:
        return []
    e, f = t.entities.c, t.findings.c
    ids = set(connection.execute(select(e.id).where(e.key.in_(list(whom)))).scalars())
    by = set(connection.execute(select(e.id).where(e.key.in_(list(speakers or ())))).scalars())
    rows = decisions.rows(connection, "statements")
    spoken = set(connection.execute(select(f.id).where(keyed(f.key, rows), f.key.in_(named))).scalars())
    found = []
    for one, answer in zip(further, decided_statements(connection, further), strict=True):
        who, to = (label.entity if label else None for label in (answer.speaker, answer.addressee))
        if (one.fact.id in spoken or to in ids) and (who in by if speakers is not None else who not in ids):
            found.append((one.place, answer))
    return found

"""Actors across reports: lists of them, and one's dossier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, distinct, func, or_, select

from communique.database import schema as t
from communique.entities.book import capitals
from communique.model.kinds import NO_ACTORS
from communique.query.answers import ActorAnswer, ActorLabel, Citation, StatementAnswer
from communique.query.between import statements_of, without_meetings
from communique.query.decisions import of_all, undecided
from communique.query.entities import Entity, keys_with_merged
from communique.query.fact_answers import FactAnswer
from communique.query.facts import facts, latest_facts
from communique.query.further_facts import further_facts
from communique.query.issues import PositionAnswer, positions
from communique.query.lookups import citation_date, citations
from communique.query.name_resolution import resolve_name
from communique.query.paging import ActorSet, actors_asked
from communique.query.question import Question
from communique.query.reports import period_columns, told_period
from communique.query.retellings import with_retellings
from communique.query.selection import report_conditions, texts_with
from communique.query.statements import latest_statements

__all__ = ["Dossier", "OfficeTenure", "actors", "dossier"]

MOST_NAMES = 6
COMPANY = 12
"""Others listed in a dossier."""
LATEST = 500
"""Texts from which a dossier's company is taken, the latest."""


class OfficeTenure(msgspec.Struct, frozen=True):
    """An office over time, as reports tell it."""

    title: str
    of: str
    first: str | None
    """Date of the first report that tells it; not when it began."""
    last: str | None
    reports: int
    citation: Citation | None


class Dossier(msgspec.Struct, frozen=True):
    """What the store knows of one actor."""

    entity: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    names: tuple[str, ...]
    offices: tuple[OfficeTenure, ...]
    reports: int
    first: str | None
    last: str | None
    acts: dict[str, int]
    """How many statements of each act."""
    statements: tuple[StatementAnswer, ...]
    """The latest, in the order in which they were made."""
    with_others: tuple[tuple[ActorLabel, int], ...]
    """Those told of in the same reports, and in how many."""
    speaks_of: tuple[tuple[ActorLabel, int], ...]
    """Those named in what it says, and how often."""
    merged: tuple[str, ...]
    """Ids of entities that people merged into this one."""
    positions: tuple[PositionAnswer, ...] = ()
    """What it is for and against, the latest."""
    meetings: tuple[FactAnswer, ...] = ()
    """In which it takes part, the latest."""
    agreements: tuple[FactAnswer, ...] = ()
    events: tuple[FactAnswer, ...] = ()
    """What it does and what is done to it, the latest; without what is a meeting."""
    said_of: tuple[StatementAnswer, ...] = ()
    """What others say of it or to it, the latest."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Of all that it tells."""
        return (
            *(o.citation for o in self.offices if o.citation is not None),
            *(s.citation for s in (*self.statements, *self.said_of)),
            *(p.citation for p in self.positions),
            *(x.citation for x in (*self.meetings, *self.agreements, *self.events)),
        )


def _canonical() -> ColumnElement[int]:
    e = t.entities.c
    return func.coalesce(e.same_as, e.key)


def actors(connection: Connection, question: Question, kind: str | None = None) -> list[ActorAnswer]:
    """Who takes part in the reports that a question means, those in most reports first.

    ``by`` narrows to those called so, ``country`` to those of a country, ``about`` to reports with these words.

    Raises:
        UsageError: the words are no expression.
    """
    i, f, r, e = t.identities.c, t.findings.c, t.reports.c, t.entities.c
    where: list[ColumnElement[bool]] = [*report_conditions(question), e.kind.not_in(NO_ACTORS)]
    if question.by is not None:
        found = resolve_name(connection, question.by, question.since, question.until, fuzzy=question.fuzzy)
        where.append(i.entity.in_(keys_with_merged(connection, found.entities)))
    if question.words is not None:
        where.append(t.found_in(texts_with(question.words)))
    if question.country is not None:
        where.append(e.country == question.country)
    if kind is not None:
        where.append(e.kind == kind)
    if question.confidence:
        where.append(f.confidence >= question.confidence)
    many = func.count(distinct(f.text)).label("reports")
    query = (
        select(_canonical().label("who"), many)
        .join_from(t.identities, t.findings, f.key == i.finding)
        .join(t.entities, e.key == i.entity)
        .where(*where)
        .group_by("who")
        .order_by(many.desc(), "who")
        .limit(question.limit)
        .offset(question.offset or None)
    )
    if report_conditions(question):
        query = query.join(t.reports, r.text == f.text)
        if question.by is None:
            query = query.where(t.found_in(select(r.text).where(*report_conditions(question))))
    rows = connection.execute(query).all()
    listed: list[ActorAnswer] = []
    for at in range(0, len(rows), 200):
        listed += _answers(connection, [(row.who, row.reports) for row in rows[at : at + 200]], question)
    return listed


def _answers(connection: Connection, counted: Sequence[tuple[int, int]], question: Question) -> list[ActorAnswer]:
    keys = [key for key, _ in counted]
    e, i, f, r, s = t.entities.c, t.identities.c, t.findings.c, t.reports.c, t.statements.c
    own = {
        row.key: Entity(*row)
        for row in connection.execute(
            select(e.key, e.id, e.name, e.kind, e.country, e.sector).where(e.key.in_(keys))
        )
    }  # fmt: skip
    same = {
        row[0]: row[1]
        for row in connection.execute(select(e.key, _canonical()).where(or_(e.key.in_(keys), e.same_as.in_(keys))))
    }
    every = list(same)
    said: dict[int, int] = defaultdict(int)
    query = select(i.entity, func.count()).join(t.statements, s.speaker == i.finding).where(i.entity.in_(every))
    query = query.where(*undecided(connection, question, "statements", s.key))
    for entity, many in connection.execute(query.group_by(i.entity)):
        said[same[entity]] += many
    by_id = {one.id: key for key, one in own.items()}
    for further in further_facts(connection, of_all(question), "statements"):
        who = next((a.entity for a in further.record.actors if a.id == further.fact.speaker), None)
        if who in by_id:
            said[by_id[who]] += 1
    first: dict[int, tuple[int, int, int]] = {}
    earliest = (
        select(i.entity, func.min(f.key).label("finding")).join(t.findings, f.key == i.finding)
        .where(i.entity.in_(every), f.start.is_not(None)).group_by(i.entity).subquery()
    )  # fmt: skip
    query = (
        select(earliest.c.entity, func.min(r.key), f.start, f.end)
        .join(t.findings, f.key == earliest.c.finding)
        .join(t.reports, r.text == f.text)
        .group_by(earliest.c.entity, f.start, f.end)
    )
    for entity, report, start, end in connection.execute(query):
        key = same[entity]
        if key not in first or report < first[key][0]:
            first[key] = (report, start, end)
    names = _names(connection, same)
    offices = _offices(connection, same)
    places = dict(zip(first, citations(connection, [(*p, 1) for p in first.values()]), strict=True))
    answers = []
    for key, many in counted:
        one = own[key]
        roles = tuple(f"{o.title} of {o.of}" for o in offices.get(key, ())[:3])
        answers.append(
            ActorAnswer(
                one.id, one.name, one.kind, one.country, one.sector, roles,
                tuple(n for n in names.get(key, ()) if n != one.name)[:MOST_NAMES], many, said[key],
                places.get(key) or Citation("", 0, 0),
            )
        )  # fmt: skip
    return answers


def _names(connection: Connection, same: dict[int, int]) -> dict[int, list[str]]:
    n = t.names.c
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(select(n.entity, n.name, n.shown, n.times).where(n.entity.in_(list(same)))):
        names = found[same[row.entity]]
        shown = row.shown or capitals(row.name)
        names[shown] = names.get(shown, 0) + row.times
    return {key: sorted(names, key=lambda n: (-names[n], n)) for key, names in found.items()}


def _offices(connection: Connection, same: dict[int, int]) -> dict[int, list[OfficeTenure]]:
    o, e = t.offices.c, t.entities.c
    query = select(o.entity, o.title, e.name, o.first_day, o.last_day, o.times).join(t.entities, e.key == o.of)
    query = query.order_by(o.entity, o.title, o.of)
    found: dict[int, dict[tuple[str, str], OfficeTenure]] = defaultdict(dict)
    for row in connection.execute(query.where(o.entity.in_(list(same)))):
        held = found[same[row.entity]]
        before = held.get((row.title, row.name))
        first = min((d for d in (row.first_day, before.first if before else None) if d), default=None)
        last = max((d for d in (row.last_day, before.last if before else None) if d), default=None)
        times = row.times + (before.reports if before else 0)
        held[row.title, row.name] = OfficeTenure(row.title, row.name, first, last, times, None)
    return {key: sorted(held.values(), key=lambda h: (h.first or "9", -h.reports)) for key, held in found.items()}


def dossier(connection: Connection, entity: Entity, question: Question) -> Dossier:
    """What the store knows of an entity; the question narrows the statements."""
    keys = keys_with_merged(connection, [entity])
    e, i, f, r, s = t.entities.c, t.identities.c, t.findings.c, t.reports.c, t.statements.c
    w = t.manners.c
    same = dict.fromkeys(keys, entity.key)
    acts = (
        select(w.act, func.count())
        .join_from(t.statements, t.identities, i.finding == s.speaker)
        .join(t.manners, w.key == s.manner)
        .where(i.entity.in_(keys), *undecided(connection, question, "statements", s.key))
        .group_by(w.act)
    )
    theirs = msgspec.structs.replace(question, by=entity.id, limit=None, offset=0)
    spoken: Counter[str] = Counter(dict(connection.execute(acts).all()))
    alone = msgspec.structs.replace(of_all(question), by=entity.id)
    spoken.update(one.fact.act for one in further_facts(connection, alone, "statements"))
    period = connection.execute(
        select(func.count(distinct(r.text)), *period_columns())
        .join_from(t.identities, t.findings, f.key == i.finding)
        .join(t.reports, r.text == f.text)
        .where(i.entity.in_(keys))
    ).one()
    first, last = told_period(period[1:])
    merged = connection.execute(select(e.id).where(e.same_as == entity.key).order_by(e.key)).scalars()
    asked = actors_asked(connection, theirs)
    met = _latest(connection, "meetings", theirs, asked, question.limit)
    said = latest_statements(connection, theirs, question.limit)
    if question.limit is not None:
        said = with_retellings(connection, said)
    return Dossier(
        entity=entity.id, name=entity.name, kind=entity.kind, country=entity.country, sector=entity.sector,
        names=tuple(_names(connection, same).get(entity.key, ())),
        offices=tuple(_cited(connection, keys, _offices(connection, same).get(entity.key, []))),
        reports=period[0], first=first, last=last,
        acts=dict(sorted(spoken.items(), key=lambda one: (-one[1], one[0]))),
        statements=tuple(said),
        with_others=_company(connection, keys), speaks_of=_spoken_of(connection, keys), merged=tuple(merged),
        positions=tuple(positions(connection, theirs, latest=question.limit, asked=asked)), meetings=tuple(met),
        agreements=tuple(_latest(connection, "agreements", theirs, asked, question.limit)),
        events=tuple(without_meetings(connection, _latest(connection, "events", theirs, asked, question.limit), met)),
        said_of=tuple(statements_of(connection, keys, latest=question.limit, question=question)),
    )  # fmt: skip


def _latest(
    connection: Connection, kind: str, theirs: Question, asked: Mapping[str, ActorSet] | None, many: int | None
) -> list[FactAnswer]:
    """The facts of a kind in which an actor takes part, of the latest reports, by date."""
    if asked is None:
        return []
    found = facts(connection, kind, theirs) if many is None else latest_facts(connection, kind, theirs, asked, many)
    return sorted(found, key=lambda x: (x.date or (x.citation.date or "").rstrip("?"), x.id))


def _cited(connection: Connection, keys: Sequence[int], offices: Sequence[OfficeTenure]) -> list[OfficeTenure]:
    """The offices, each with the first place that tells it; its dates are those of the reports that tell it."""
    from communique.linking.offices import office_title

    i, o, f, r = t.identities.c, t.roles.c, t.findings.c, t.reports.c
    of = t.identities.alias("of_identity")
    e = t.entities.c
    query = (
        select(o.title, e.name, r.key, o.start, o.end, r.published, r.basis)
        .join(t.identities, i.finding == o.actor)
        .join(of, of.c.finding == o.of)
        .join(t.entities, e.key == of.c.entity)
        .join(t.findings, f.key == o.actor)
        .join(t.reports, r.text == f.text)
        .where(i.entity.in_(keys), o.start.is_not(None))
        .order_by(r.published.is_(None), r.published, r.key, o.n)
    )
    first: dict[tuple[str, str], tuple[int, int, int, int]] = {}
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for title, of_name, report, start, end, published, basis in connection.execute(query):
        held = office_title(title).title, of_name
        first.setdefault(held, (report, start, end, 1))
        days[held] += [told] if (told := citation_date(published, basis)) else []
    places = dict(zip(first, citations(connection, list(first.values())), strict=True))
    found = []
    for one in offices:
        dated = days.get((one.title, one.of), [])
        place = places.get((one.title, one.of))
        began, ended = (dated[0], dated[-1]) if dated else (None, None) if place else (one.first, one.last)
        found.append(msgspec.structs.replace(one, citation=place, first=began, last=ended))
    return found


def _company(connection: Connection, keys: Sequence[int]) -> tuple[tuple[ActorLabel, int], ...]:
    i, f, e, x = t.identities.c, t.findings.c, t.entities, t.texts.c
    own = (
        select(f.text).join(t.identities, i.finding == f.key).where(i.entity.in_(keys)).distinct()
        .order_by(f.text.desc()).limit(LATEST).subquery()
    )  # fmt: skip
    canonical = t.CANONICAL
    many = func.count(distinct(f.text)).label("many")
    key = func.coalesce(canonical.c.key, e.c.key).label("who")
    query = (
        select(key, many)
        .join_from(own, t.texts, x.key == own.c.text)
        .join(t.findings, f.key.between(x.first_finding, x.last_finding))
        .join(t.identities, i.finding == f.key)
        .join(e, e.c.key == i.entity)
        .outerjoin(canonical, canonical.c.key == e.c.same_as)
        .where(~i.entity.in_(keys), e.c.kind.not_in(NO_ACTORS))
        .group_by(key)
        .order_by(many.desc(), key)
        .limit(COMPANY)
    )
    return _called(connection, connection.execute(query).all())


def _spoken_of(connection: Connection, keys: Sequence[int]) -> tuple[tuple[ActorLabel, int], ...]:
    """Those with a mention inside what the entity says."""
    i, s, m, x = t.identities.c, t.statements.c, t.mentions.c, t.texts.c
    said, other = t.findings.alias("said"), t.findings.alias("other")
    theirs = t.identities.alias("theirs")
    many = func.count(distinct(s.key)).label("many")
    e = t.entities
    key = func.coalesce(e.c.same_as, e.c.key).label("who")
    query = (
        select(key, many)
        .join_from(t.identities, t.statements, s.speaker == i.finding)
        .join(said, said.c.key == s.key)
        .join(t.texts, x.key == said.c.text)
        .join(other, other.c.key.between(x.first_finding, x.last_finding))
        .join(t.mentions, and_(m.actor == other.c.key, m.start >= s.content_start, m.end <= s.content_end))
        .join(theirs, theirs.c.finding == other.c.key)
        .join(e, e.c.key == theirs.c.entity)
        .where(i.entity.in_(keys), ~theirs.c.entity.in_(keys))
        .group_by(key)
        .order_by(many.desc(), key)
        .limit(COMPANY)
    )
    return _called(connection, connection.execute(query).all())


def _called(connection: Connection, counted: Sequence[tuple[int, int]]) -> tuple[tuple[ActorLabel, int], ...]:
    e = t.entities.c
    rows = connection.execute(select(e.key, e.name, e.id, e.country).where(e.key.in_([key for key, _ in counted])))
    who = {row.key: ActorLabel(row.name, row.id, row.country) for row in rows}
    return tuple((who[key], many) for key, many in counted if key in who)

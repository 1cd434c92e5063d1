"""Bodies as reports tell of them: what is part of what, who is a member, who holds an office in it, at a date.

A membership or an office holds at a date from the first report that tells it; until the text says that it ended, or
another holder of the same office was told who was not before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, func, select

from communique.database import schema as t
from communique.database.days import bounds
from communique.database.portions import portions
from communique.linking.offices import is_office
from communique.query.answers import ActorLabel, Citation
from communique.query.decisions import of_all, undecided
from communique.query.further_facts import further_facts
from communique.query.lookups import citations
from communique.query.question import Question

__all__ = ["BodyForest", "BodyMember", "BodyNode", "bodies"]

WITHIN, MEMBER = "part_of", "member_of"
KINDS = ("state", "organization")
OF_STATES = "IGO"
"""The sector of bodies that states have founded."""
CHUNK = 5_000
DEEPEST = 12
"""Bodies within bodies that are shown."""


class BodyMember(msgspec.Struct, frozen=True):
    """Who belongs to a body: as a member, or in an office."""

    who: ActorLabel
    role: str
    """The office ("foreign minister"), or "member"."""
    first: str | None
    """The first day of which reports tell it."""
    last: str | None
    citation: Citation | None = None
    """Where it is told first; None of offices, which the actor's page cites."""
    fact: str | None = None


class BodyNode(msgspec.Struct, frozen=True):
    """A body with what is part of it."""

    body: ActorLabel
    kind: str
    sector: str | None
    reports: int
    """Texts that tell of it."""
    members: tuple[BodyMember, ...]
    parts: tuple[BodyNode, ...]
    citation: Citation | None = None
    """Where it is told that it is part of the one above."""
    fact: str | None = None

    @property
    def size(self) -> int:
        """Members, offices and parts, all the way down."""
        return len(self.members) + sum(1 + part.size for part in self.parts)

    def flat_rows(self, within: str = "") -> list[dict[str, object]]:
        """A row for each part, member and office."""
        rows: list[dict[str, object]] = [] if not within else [
            {"body": within, "what": "part", "who": self.body.name, "entity": self.body.entity,
             "country": self.body.country, "role": "", "first": None, "last": None},
        ]  # fmt: skip
        rows += [
            {"body": self.body.name, "what": "member" if m.role == "member" else "office", "who": m.who.name,
             "entity": m.who.entity, "country": m.who.country, "role": m.role, "first": m.first, "last": m.last}
            for m in self.members
        ]  # fmt: skip
        return rows + [row for part in self.parts for row in part.flat_rows(self.body.name)]


class Tie(msgspec.Struct, frozen=True):
    """That one is part or a member of another, as the first report tells it that holds."""

    source: int
    target: int
    first: str | None
    last: str | None
    report: int
    start: int
    end: int
    fact: str


class BodyForest(msgspec.Struct, frozen=True):
    """A page of trees."""

    trees: tuple[BodyNode, ...]
    total: int
    """How many there are, all pages together."""


class _Structure(NamedTuple):
    """What is part of what and who belongs to it, by keys, before anything is put into words."""

    rows: dict[int, Row[Any]]
    parents: dict[int, Tie]
    children: dict[int, list[int]]
    members: dict[int, list[_Member]]
    roots: list[int]


class _Member(NamedTuple):
    who: int
    role: str
    first: str | None
    last: str | None
    tie: Tie | None


def bodies(
    connection: Connection,
    on: str | None = None,
    *,
    about: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    question: Question | None = None,
) -> BodyForest:
    """The bodies that have parts, members or offices, as trees, the largest first; states stand above their bodies.

    Args:
        connection: to a store.
        on: a day, or a month or year of which the last day counts; None: all that was ever told.
        about: words in the name of a body of the tree, or of who belongs to it.
        limit: most trees; None: all.
        offset: trees that are passed over before.
        question: tells whether relations are as coders decided, and nothing else.
    """
    day = known[1] if on is not None and (known := bounds(on)) is not None else None
    e = t.entities.c
    merged: dict[int, int] = dict(connection.execute(select(e.key, e.same_as).where(e.same_as.is_not(None))).all())
    found = _structure(connection, merged, day, of_all(question or Question()))
    sizes: dict[int, int] = {}
    roots = found.roots
    if about:
        roots = [key for key in roots if _has(found, key, about.casefold())]
    rank = {key: (found.rows[key].kind == "state", -_size(found, key, sizes)) for key in roots}
    roots = sorted(roots, key=lambda key: rank[key])
    end = None if limit is None else offset + limit
    # Of those of one size those in most reports come first: they are counted of the sizes that are on the page.
    near = {rank[key] for key in roots[offset:end]}
    told = _reports(connection, [key for key in roots if rank[key] in near], merged)
    roots.sort(key=lambda key: (*rank[key], -told.get(key, 0), found.rows[key].name, key))
    shown = roots[offset:end]
    inside = {key for root in shown for key in _within(found, root)}
    told |= _reports(connection, inside - told.keys(), merged)
    ties = [tie for key in inside for tie in (found.parents.get(key), *(m.tie for m in found.members.get(key, ())))]
    cited = [tie for tie in dict.fromkeys(ties) if tie is not None and tie.fact]
    places = dict(zip(cited, citations(connection, [(x.report, x.start, x.end, 1) for x in cited]), strict=True))

    def label(key: int) -> ActorLabel:
        row = found.rows[key]
        return ActorLabel(row.name, row.id, row.country)

    def node(key: int, depth: int = 0) -> BodyNode:
        tie, row = found.parents.get(key), found.rows[key]
        parts = [node(child, depth + 1) for child in found.children.get(key, ())] if depth < DEEPEST else []
        members = [
            BodyMember(label(m.who), m.role, m.first, m.last, places.get(m.tie) if m.tie else None,
                       m.tie.fact if m.tie else None)
            for m in found.members.get(key, ())
        ]  # fmt: skip
        return BodyNode(
            label(key), row.kind, row.sector, told.get(key, 0),
            tuple(sorted(members, key=lambda m: (m.role == "member", m.role, m.who.name))),
            tuple(sorted(parts, key=lambda p: (-p.reports, p.body.name))),
            places.get(tie) if tie is not None else None, tie.fact or None if tie is not None else None,
        )  # fmt: skip

    return BodyForest(tuple(node(key) for key in shown), len(roots))


def _structure(connection: Connection, merged: Mapping[int, int], day: str | None, question: Question) -> _Structure:
    ties, held = _ties(connection, merged, day, question), _held(connection, merged)
    told_of = {key for kind in ties.values() for tie in kind for key in (tie.source, tie.target)}
    told_of |= {key for (body, _), holders in held.items() for key in (body, *holders)}
    rows = _rows(connection, told_of)
    states = {row.country: key for key, row in rows.items() if row.kind == "state" and row.country}
    parents: dict[int, Tie] = {}
    members: dict[int, list[_Member]] = defaultdict(list)
    for tie in ties[WITHIN]:
        bodily = all(key in rows and rows[key].kind in KINDS for key in (tie.source, tie.target))
        if bodily and not _above(parents, tie.target, tie.source):
            parents.setdefault(tie.source, tie)
    for tie in ties[MEMBER]:
        if tie.source in rows and tie.target in rows and not _no_member(rows[tie.source], rows[tie.target]):
            members[tie.target].append(_Member(tie.source, "member", tie.first, tie.last, tie))
    for (body, title), holders in held.items():
        for who, (first, last) in holders.items():
            if who in rows and body in rows and (day is None or _holds(who, holders, day)):
                members[body].append(_Member(who, title, first, last, None))
    children: dict[int, list[int]] = defaultdict(list)
    for source, tie in parents.items():
        children[tie.target].append(source)
    for key in {*members, *children, *parents} - parents.keys():
        state = states.get(rows[key].country or "") if key in rows else None
        if state is not None and rows[key].kind == "organization" and not _above(parents, state, key):
            children[state].append(key)
            parents[key] = Tie(key, state, None, None, 0, 0, 0, "")
    roots = [key for key in {*members, *children} - parents.keys() if key in rows and rows[key].kind in KINDS]
    return _Structure(rows, parents, children, members, roots)


def _no_member(who: Row[Any], body: Row[Any]) -> bool:
    """Of what states have founded only states and bodies are members: a person speaks for one, or works there."""
    return bool(who.kind == "person" and body.sector == OF_STATES)


def _size(found: _Structure, key: int, known: dict[int, int], depth: int = 0) -> int:
    """Members, offices and parts of a body, all the way down."""
    if key not in known:
        parts = found.children.get(key, ()) if depth < DEEPEST else ()
        known[key] = len(found.members.get(key, ())) + sum(1 + _size(found, x, known, depth + 1) for x in parts)
    return known[key]


def _within(found: _Structure, key: int, depth: int = 0) -> Iterator[int]:
    """A body and its parts."""
    yield key
    for part in found.children.get(key, ()) if depth < DEEPEST else ():
        yield from _within(found, part, depth + 1)


def _has(found: _Structure, key: int, words: str) -> bool:
    """Whether a tree has some words in a name."""
    inside = (one for body in _within(found, key) for one in (body, *(m.who for m in found.members.get(body, ()))))
    return any(words in str(found.rows[one].name).casefold() for one in inside)


def _above(parents: Mapping[int, Tie], key: int, sought: int) -> bool:
    """Whether a body is, or lies within, another: nothing becomes a part of itself."""
    while key != sought:
        if key not in parents:
            return False
        key = parents[key].target
    return True


def _rows(connection: Connection, keys: Collection[int]) -> dict[int, Row[Any]]:
    """Those entities, and all states, by their keys; none that was merged into another one."""
    e = t.entities.c
    query = select(e.key, e.id, e.name, e.kind, e.country, e.sector).where(e.same_as.is_(None))
    found = {row.key: row for row in connection.execute(query.where(e.kind == "state"))}
    listed = sorted(keys)
    for some in portions(listed, CHUNK):
        part = query.where(e.key.in_(some), e.kind.in_((*KINDS, "person", "group")))
        found |= {row.key: row for row in connection.execute(part)}
    return found  # type: ignore[return-value]


def _ties(
    connection: Connection, merged: Mapping[int, int], day: str | None, question: Question
) -> dict[str, list[Tie]]:
    """What is told to be part or member of what, each once, those told most often first."""
    rel, f, r = t.metadata.tables["relations"].c, t.findings.c, t.reports.c
    source, target = t.identities.alias("of_source"), t.identities.alias("of_target")
    query = (
        select(rel.type, source.c.entity.label("source"), target.c.entity.label("target"), rel.since, rel.until,
               r.first_day, r.last_day, r.key.label("report"), f.start, f.end, f.id)
        .join_from(t.metadata.tables["relations"], t.findings, f.key == rel.key)
        .join(t.reports, r.text == f.text)
        .join(source, source.c.finding == rel.source)
        .join(target, target.c.finding == rel.target)
        .where(
            rel.type.in_((WITHIN, MEMBER)), rel.polarity == "affirmed",
            *undecided(connection, question, "relations", rel.key),
        )
        .order_by(r.first_day.is_(None), r.first_day, r.key, f.key)
    )  # fmt: skip
    found: dict[tuple[str, int, int], Tie] = {}
    times: dict[tuple[str, int, int], int] = defaultdict(int)
    told: list[Any] = [*connection.execute(query).all(), *_decided(connection, question)]
    for type_, source_, target_, since, ended, first_day, last_day, report, start, end, fact in told:
        known = bounds(since) if since else None
        first = known[0] if known else first_day
        until = over[1] if ended and (over := bounds(ended)) else None
        if day is not None and ((first is not None and first > day) or (until is not None and until < day)):
            continue
        a, b = merged.get(source_, source_), merged.get(target_, target_)
        if a == b:
            continue
        key = (type_, a, b)
        times[key] += 1
        before = found.get(key)
        if before is None:
            found[key] = Tie(a, b, first, last_day, report, start or 0, end or 0, fact)
        elif last_day and (before.last is None or last_day > before.last):
            found[key] = msgspec.structs.replace(before, last=last_day)
    listed = sorted(found, key=lambda key: (-times[key], key))
    return {kind: [found[key] for key in listed if key[0] == kind] for kind in (WITHIN, MEMBER)}


def _decided(connection: Connection, question: Question) -> list[tuple[Any, ...]]:
    """The same of relations that coders corrected or added."""
    further = [
        one for one in further_facts(connection, question, "relations")
        if one.fact.type in (WITHIN, MEMBER) and one.fact.polarity == "affirmed"
    ]  # fmt: skip
    ids = {a.id: a.entity for one in further for a in one.record.actors if a.entity is not None}
    e = t.entities.c
    known = dict(connection.execute(select(e.id, e.key).where(e.id.in_(sorted(set(ids.values()))))).all())
    found = []
    for one in further:
        source, target = (known.get(ids.get(side, "")) for side in (one.fact.source, one.fact.target))
        if source is not None and target is not None:
            at = one.fact.evidence[0]
            found.append((
                one.fact.type, source, target, one.fact.since, one.fact.until, one.day, one.day, one.report, at.start,
                at.end, one.fact.id,
            ))  # fmt: skip
    return found


Holders = dict[int, list[str | None]]
"""Who held an office -> the first and the last day of which reports tell it."""


def _held(connection: Connection, merged: Mapping[int, int]) -> dict[tuple[int, str], Holders]:
    """Who held which office of which body, as far as reports tell."""
    o = t.offices.c
    held: dict[tuple[int, str], Holders] = defaultdict(dict)
    for entity, title, of, first, last in connection.execute(select(o.entity, o.title, o.of, o.first_day, o.last_day)):
        if not is_office(title):
            continue
        days = held[merged.get(of, of), title].setdefault(merged.get(entity, entity), [first, last])
        days[0] = min((d for d in (days[0], first) if d), default=None)
        days[1] = max((d for d in (days[1], last) if d), default=None)
    return held


def _holds(who: int, holders: Mapping[int, Sequence[str | None]], day: str) -> bool:
    """Whether this one is told to hold an office by that day, and nobody after him."""
    first, last = holders[who]
    if first is None:
        return True
    if first > day:
        return False
    until = last or first
    return until >= day or not any(
        other != who and began is not None and until < began <= day for other, (began, _) in holders.items()
    )


def _reports(connection: Connection, keys: Collection[int], merged: Mapping[int, int]) -> dict[int, int]:
    """How many texts tell of each of these."""
    i, f = t.identities.c, t.findings.c
    if not keys:
        return {}
    found: dict[int, int] = defaultdict(int)
    listed = sorted({*keys, *(key for key, into in merged.items() if into in keys)})
    for part in portions(listed, CHUNK):
        query = select(i.entity, func.count(func.distinct(f.text))).join(t.findings, f.key == i.finding)
        query = query.where(i.entity.in_(part)).group_by(i.entity)
        for entity, many in connection.execute(query):
            found[merged.get(entity, entity)] += int(many)
    return found

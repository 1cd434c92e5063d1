"""Decides for each actor of new texts which entity it is: one of the store, or a new one.

The method is record linkage by weighted agreement (Fellegi and Sunter 1969): names propose candidates, features with
weights score them (:mod:`communique.linking.features`), an upper threshold joins, a lower one lists the pair for
people, and a margin keeps what two candidates claim from being given to either. Texts are decided one after the other.

Meetings and agreements join after them: :mod:`communique.entities.occasions`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from communique.database import schema as t
from communique.database.portions import portions
from communique.database.rows import put_rows
from communique.entities.book import Book, HeldOffice
from communique.entities.gather import StoredActor, in_order, stored_actors
from communique.entities.ids import FIXED, NAMED, known_id, own_id
from communique.entities.issues import join_issues
from communique.entities.known_occasions import KnownOccasions
from communique.entities.occasions import join_occasions
from communique.knowledge import groups, organizations, states
from communique.linking.apart import NOBODY, Separations
from communique.linking.bodies import national_body
from communique.linking.features import (
    FEATURES,
    TERM,
    EntityProfile,
    days_apart,
    may_share_name,
    same_entity,
)
from communique.linking.names import asking_keys
from communique.linking.offices import office_title
from communique.linking.scoring import SAME, UNSURE, Score
from communique.model.identity import fact_identity

HELD_THEN = 0.75  # score of whoever held the office then, by hand

__all__ = ["resolve_entities"]

MARGIN = 0.1
"""Of the score, by which the best must lead the next; nearer than that, nobody can tell."""
HELP = 0.3
"""What company can add at most; whoever stays below even so need not be asked for theirs."""
MOST_UNSURE = 3
"""Pairs listed for one actor: among many of one surname nobody wants to read them all."""
LOG = logging.getLogger("communique")
NEARER = 45
"""Days by which one holder of an office must be nearer to a report than the next: terms follow on each other."""
NOTHING: Mapping[str, int] = MappingProxyType({})
JUDGED = Score(1.0, {"judged": 1.0})
ORDER = {"state": 0, "organization": 1, "group": 2, "person": 3}
HeldOffices = tuple[HeldOffice, ...]


class KnownEntity(msgspec.Struct, frozen=True):
    """Who an actor is by the tables or by its name alone: the entity's id and what it is called when it is new."""

    id: str
    name: str
    country: str | None
    sector: str | None
    fixed: int = FIXED
    late: bool = False
    """Whether stores of before 0.6 have it by its members alone."""


class Decision(msgspec.Struct):
    """Who an actor is, why, and who it may be beside."""

    entity: int | None
    score: Score
    unsure: list[tuple[int, Score]] = []


def resolve_entities(
    connection: Connection,
    texts: Sequence[int],
    apart: Separations = NOBODY,
    before: Mapping[str, int] = NOTHING,
    known_occasions: KnownOccasions | None = None,
) -> None:
    """Give the actors of these texts their entities; what nobody can tell stays without one.

    The texts are decided by their days, whatever their order. ``before`` says which entity (its key) an actor, meeting
    or agreement was, by its id, where the text was read before: it stays that one where nobody can tell otherwise.

    States and what the tables know are known by their codes. Others are compared with those in the store that share a
    name, a surname or its sound. Persons without a name are known by their office at that date, or wait for one who
    is told to hold it. Those whom people keep ``apart`` are not joined. ``known_occasions`` remembers meetings from one
    transaction to the next.
    """
    if not texts:
        return
    texts = in_order(connection, texts)
    by_text: dict[int, list[StoredActor]] = {}
    actors = stored_actors(connection, texts)
    for told in actors:
        by_text.setdefault(told.text, []).append(told)
    known = {a.key: found for a in actors if (found := _known(a)) is not None}
    book = Book(connection)
    book.look_up(
        (key for a in actors if a.key not in known for form in names_of(a) for key in asking_keys(a.kind, form)),
        (known[a.key].id if a.key in known else own_id(a.kind, a.id) for a in actors),
    )
    book.load({entity for a in actors if (entity := before.get(a.id)) is not None} - set(book.sides))
    resolver = _Resolver(book, known, apart, before)
    for text in texts:
        resolver.text(by_text.get(text, []))
    book.close()
    put_rows(connection, t.identities, resolver.rows)
    put_rows(connection, t.unsure, resolver.unsure)
    put_rows(connection, t.vacancies, resolver.waiting)
    settled = _settle(connection, resolver)
    if known_occasions is not None:
        known_occasions.lose(settled)
    _vote(connection, resolver.mixed)
    join_occasions(connection, texts, apart, before, known_occasions)
    join_issues(connection, texts, apart, before)


def _known(actor: StoredActor) -> KnownEntity | None:
    year = int(actor.day[:4]) if actor.day else None
    if actor.kind == "state":
        state = states.by_code(actor.country) if actor.country else states.by_name(actor.name, year)
        if state is not None:
            return KnownEntity(known_id("state", state.code), state.name, state.code, "GOV", NAMED)
    if actor.kind == "organization" and (body := organizations.by_name(actor.name, year)) is not None:
        return KnownEntity(known_id("organization", body.key), body.name, body.country, body.sector, NAMED)
    if actor.kind == "organization" and (faction := groups.by_name(actor.name, year)) is not None:
        identity = known_id("armed group", faction.key)
        return KnownEntity(identity, faction.name, faction.country, faction.sector, NAMED, late=True)
    if actor.kind == "organization" and (own := national_body(actor.name)) is not None:
        generic, country, sector = own
        if (country := country or actor.country) is not None:
            return KnownEntity(known_id("body", f"{country} {generic}"), actor.name, country, actor.sector or sector)
    if actor.kind in ("state", "group") and (actor.named or actor.country is not None):
        # A group is the same where name and country are; "both sides" is another one in every text.
        form = min(names_of(actor))
        identity = fact_identity("entity", "", (), actor.kind, form, actor.country or "")
        return KnownEntity(identity, actor.name, actor.country, actor.sector)
    return None


def names_of(actor: StoredActor) -> list[str]:
    """Its names normalised; its description if it has none."""
    return [form for form, _ in actor.names] or [" ".join(actor.name.casefold().split())]


class _Resolver:
    def __init__(
        self, book: Book, known: dict[int, KnownEntity], apart: Separations, before: Mapping[str, int] = NOTHING
    ) -> None:
        self.book = book
        self.known = known
        self.apart = apart
        self.before = before
        self.rows: list[dict[str, Any]] = []
        self.unsure: list[dict[str, Any]] = []
        self.waiting: list[dict[str, Any]] = []
        self.mixed: set[int] = set()
        """Entities of which texts tell another kind, country or sector than was known."""
        self.gained: set[tuple[int, str]] = set()
        """Offices (whose, title) for which somebody was named."""

    def text(self, actors: list[StoredActor]) -> None:
        """The actors of one text: those who help to tell the others come first."""
        here: dict[int, int] = {}

        def rank(a: StoredActor) -> tuple[int, bool, int]:
            return ORDER.get(a.kind, 4), not any(" " in form for form, _ in a.names), a.key

        for actor in sorted(actors, key=rank):
            held = self.held(actor, here)
            decision = self.decide(actor, held, here)
            if decision is None:
                continue
            if (stays := self.apart.stays(actor.id, decision.entity)) is not None:
                self.book.load([stays] if stays not in self.book.sides else [])
                decision = Decision(stays, JUDGED, [pair for pair in decision.unsure if pair[0] != stays])
            if decision.entity is None:
                decision.entity = self.again(actor, decision) or self.new(actor)
                decision.unsure = [pair for pair in decision.unsure if pair[0] != decision.entity]
            here[actor.key] = decision.entity
            self.keep(actor, held, decision.entity, decision)
        self.book.told_together(here.values())

    def decide(self, actor: StoredActor, held: HeldOffices, here: dict[int, int]) -> Decision | None:
        """Who it is; a decision without entity asks for a new one, None for none at all."""
        known = self.known.get(actor.key)
        if known is not None:
            if known.late and known.id not in self.book.ids and (decision := self.as_before(actor, known)) is not None:
                return decision
            key = self.book.entity(known.id, known.name, actor.kind, known.country, known.sector, known.fixed)
            return Decision(key, Score(1.0, {"known": 1.0}))
        if actor.kind not in FEATURES:
            return None
        if actor.kind == "person" and not actor.named:
            return self.holder(actor, held)
        if not actor.named and actor.country is None:
            return None
        company = frozenset(here.values())
        people = frozenset(entity for entity in company if self.book.sides[entity].kind != "state")
        if actor.kind == "organization" and national_body(actor.name) is not None:
            return None  # "the ministry" of nobody knows whom
        names = frozenset(names_of(actor))
        return self.compared(EntityProfile(actor.kind, names, actor.country, actor.sector, held, company, people))

    def as_before(self, actor: StoredActor, known: KnownEntity) -> Decision | None:
        """The entity of that name in a store whose actors were decided before the tables knew it."""
        names = frozenset(names_of(actor))
        self.book.look_up((key for form in names for key in asking_keys(actor.kind, form)), ())
        found = self.compared(EntityProfile(actor.kind, names, actor.country, actor.sector))
        if found.entity is None or self.book.namings[found.entity].name != known.name:
            return None
        return found

    def holder(self, actor: StoredActor, held: HeldOffices) -> Decision | None:
        """A person without a name is whoever held the office then, if that is one."""
        for title, of, first, last, unique in held:
            if not unique:
                continue
            near = near_holders(self.book, title, of, first, last)
            if len(near) == 1:
                return Decision(near.pop(), Score(HELD_THEN, {"same_office": HELD_THEN}))
            if not near:
                self.waiting.append({"of": of, "title": title, "actor": actor.key, "day": first})
        return None

    def compared(self, side: EntityProfile) -> Decision:
        """The entity that is most like it, if it is like enough and none other is nearly so."""
        keys = {key for name in side.names for key in asking_keys(side.kind, name)}
        sides = {key: self.book.sides[key] for key in self.book.candidates(side.kind, keys)}
        named = {key for key, other in sides.items() if may_share_name(side, other)}
        same = self.book.same
        side.rivals = max(0, len({same[key] for key in named}) - 1)
        scored: list[tuple[Score, int]] = []
        for key in sorted(named):
            found = same_entity(side, sides[key])
            if SAME - HELP <= found.value < SAME or (found.value >= SAME and side.rivals):
                company, people = self.book.company(key)
                found = same_entity(side, msgspec.structs.replace(sides[key], company=company, people=people))
            if found.value >= UNSURE:
                scored.append((found, key))
        scored.sort(key=lambda pair: (-pair[0].value, pair[1]))
        if not scored:
            return Decision(None, Score(1.0, {"new": 1.0}))
        best, key = scored[0]
        rival = next((found for found, other in scored[1:] if same[other] != same[key]), None)
        if best.value >= SAME and (rival is None or best.value - rival.value >= MARGIN):
            return Decision(key, best)
        return Decision(None, Score(1.0, {"new": 1.0}), [(other, found) for found, other in scored[:MOST_UNSURE]])

    def held(self, actor: StoredActor, here: dict[int, int]) -> HeldOffices:
        """The offices that the actor held when the text was written, of states and bodies that have an entity."""
        return tuple(held_offices(actor, here))

    def again(self, actor: StoredActor, decision: Decision) -> int | None:
        """The entity that the actor was when its text was read before, if it may be that one or nobody else is it."""
        entity = self.before.get(actor.id)
        if entity is None or (self.book.sides[entity].names and entity not in dict(decision.unsure)):
            return None
        return entity

    def new(self, actor: StoredActor) -> int:
        """An entity of its own."""
        shown = actor.names[0][1] if actor.names else actor.name
        return self.book.entity(own_id(actor.kind, actor.id), shown, actor.kind, actor.country, actor.sector)

    def keep(self, actor: StoredActor, held: HeldOffices, entity: int, decision: Decision) -> None:
        """Note a decision and what it teaches."""
        why = decision.score.reasons
        if LOG.isEnabledFor(logging.DEBUG):
            LOG.debug("%s (%s) is entity %d: %s", actor.name, actor.id, entity, decision.score.told)
        self.book.joined(entity, own_id(actor.kind, actor.id))
        self.rows.append(
            {"finding": actor.key, "entity": entity, "score": min(1.0, decision.score.value),
             "reasons": why if len(why) > 1 else None}
        )  # fmt: skip
        for other, found in decision.unsure:
            self.unsure.append({"finding": actor.key, "entity": other, "score": found.value, "reasons": found.reasons})
        if actor.named or actor.kind != "person":
            teach(self.book, actor, entity, held)
            if actor.kind == "person":
                self.gained.update((of, title) for title, of, *_, unique in held if unique)
        side = self.book.sides[entity]
        told = ((actor.kind, side.kind), (actor.country, side.country), (actor.sector, side.sector))
        if any(now is not None and now != known for now, known in told):
            self.mixed.add(entity)


def teach(book: Book, actor: StoredActor, entity: int, held: HeldOffices) -> None:
    """What an actor tells of its entity goes into the book."""
    names = actor.names or [(form, actor.name) for form in names_of(actor)]
    book.note(entity, actor.kind, names, held)
    book.know(entity, actor.country, actor.sector)


def held_offices(actor: StoredActor, entities: dict[int, int]) -> list[HeldOffice]:
    """Offices that an actor held when its text was written; ``entities`` are those of the actors of its text."""
    found: list[HeldOffice] = []
    for title, of in actor.roles:
        made = office_title(title)
        if of is not None and of in entities and made.title and not made.past:
            found.append(HeldOffice(made.title, entities[of], actor.day, actor.last_day, made.unique))
    return found


def near_holders(book: Book, title: str, of: int, first: str | None, last: str | None) -> set[int]:
    """Holders of an office about that time; with dates, those nearest to it."""
    found = [(days_apart(first, last, a, b), entity) for entity, a, b in book.holders(title, of)]
    found = [(days, entity) for days, entity in found if days <= TERM]
    nearest = min((days for days, _ in found), default=0)
    return {book.same[entity] for days, entity in found if days <= nearest + NEARER}


def _settle(connection: Connection, resolver: _Resolver) -> set[int]:
    """Those who waited for the holder of an office to be named, in these texts or in some added before.

    Gives the entities that they are.
    """
    v = t.vacancies
    rows: dict[int, dict[str, Any]] = {}
    offices = sorted({of for of, _ in resolver.gained})
    for part in portions(offices):
        query = select(v.c.actor, v.c.day, v.c.of, v.c.title).where(v.c.of.in_(part))
        for actor, day, of, title in connection.execute(query.order_by(v.c.of, v.c.title, v.c.actor)).all():
            if (of, title) not in resolver.gained:
                continue
            near = near_holders(resolver.book, title, of, day, day)
            if len(near) == 1:
                entity = near.pop()
                rows[actor] = {"finding": actor, "entity": entity, "score": HELD_THEN, "reasons": None}
    if rows:
        connection.execute(delete(v).where(v.c.actor.in_(list(rows))))
        has = select(t.identities.c.finding).where(t.identities.c.finding.in_(list(rows)))
        for actor in connection.execute(has).scalars().all():
            del rows[actor]
        put_rows(connection, t.identities, list(rows.values()))
        f, a = t.findings.c, t.actors.c
        named = select(f.key, f.id, a.kind).join(t.actors, a.key == f.key).where(f.key.in_(list(rows)))
        for actor, one, kind in connection.execute(named.order_by(f.key)).all():
            resolver.book.joined(rows[actor]["entity"], own_id(kind, one))
        resolver.book.close_ids()
    return {row["entity"] for row in rows.values()}


def _vote(connection: Connection, entities: set[int]) -> None:
    """What most texts take an entity for, it is: its kind, and its country and sector unless a table says them."""
    i, a, e = t.identities.c, t.actors.c, t.entities.c
    known = select(e.key, e.kind, e.country, e.sector, e.fixed).where(e.key.in_(entities))
    now = {row.key: row for row in connection.execute(known)}
    many = func.count().label("many")
    for name in ("kind", "country", "sector"):
        own = a[name]
        query = select(i.entity, own, many).join(t.actors, a.key == i.finding)
        query = query.where(i.entity.in_(entities), own.is_not(None))
        rows = connection.execute(query.group_by(i.entity, own).order_by(many, own))
        told = {entity: value for entity, value, _ in rows}  # of each the last, which is the most frequent
        for entity, value in told.items():
            if getattr(now[entity], name) != value and (name == "kind" or now[entity].fixed != NAMED):
                connection.execute(update(t.entities).where(e.key == entity).values({name: value}))

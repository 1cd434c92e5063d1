"""Decides for each actor of new texts which entity it is: one of the store, or a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from communique.knowledge import organizations, states
from communique.model.identity import fact_identity
from communique.resolve.across.book import Book
from communique.resolve.across.features import FEATURES, SAME, TERM, UNSURE, Score, Side, apart, score
from communique.resolve.across.names import name_keys
from communique.resolve.across.offices import office
from communique.resolve.across.told import Told, told_of
from communique.store import schema as t

__all__ = ["resolve"]

MARGIN = 0.1
"""By which the best must lead the next; nearer than that, nobody can tell."""
HELP = 0.3
"""What company can add at most; whoever stays below even so need not be asked for theirs."""
ORDER = {"state": 0, "organization": 1, "group": 2, "person": 3}
Offices = tuple[tuple[str, int, str | None, str | None, bool], ...]


class Decision(msgspec.Struct):
    """Who an actor is, why, and who it may be beside."""

    entity: int | None
    score: Score
    unsure: list[tuple[int, Score]] = []


def resolve(connection: Connection, texts: Sequence[int]) -> None:
    """Give the actors of these texts their entities; what nobody can tell stays without one.

    States and what the tables know are known by their codes. Others are compared with those in the store who share a
    word or a sound of their names. Persons without a name are known by their office at that date, or wait for one who
    is told to hold it.
    """
    if not texts:
        return
    by_text: dict[int, list[Told]] = {}
    for told in told_of(connection, texts):
        by_text.setdefault(told.text, []).append(told)
    book = Book(connection)
    resolver = _Resolver(connection, book)
    for text in texts:
        resolver.text(by_text.get(text, []))
    book.close()
    resolver.settle()


class _Resolver:
    def __init__(self, connection: Connection, book: Book) -> None:
        self.connection = connection
        self.book = book
        self.rows: list[dict[str, Any]] = []
        self.unsure: list[dict[str, Any]] = []
        self.waiting: list[dict[str, Any]] = []
        self.gained: set[tuple[int, str]] = set()
        """Offices (whose, title) for which somebody was named."""

    # one text

    def text(self, actors: list[Told]) -> None:
        """The actors of one text: those who help to tell the others come first."""
        here: dict[int, int] = {}
        kinds: dict[int, str] = {}

        def rank(a: Told) -> tuple[int, bool, int]:
            return ORDER.get(a.kind, 4), not any(" " in form for form, _ in a.names), a.key

        for actor in sorted(actors, key=rank):
            offices = self.offices(actor, here)
            decision = self.decide(actor, offices, here, kinds)
            if decision is None:
                continue
            if decision.entity is None:
                decision.entity = self.new(actor)
                decision.unsure = [pair for pair in decision.unsure if pair[0] != decision.entity]
            here[actor.key] = decision.entity
            kinds[decision.entity] = actor.kind
            self.keep(actor, offices, decision)

    def decide(self, actor: Told, offices: Offices, here: dict[int, int], kinds: dict[int, str]) -> Decision | None:
        """Who it is; a decision without entity asks for a new one, None for none at all."""
        year = int(actor.day[:4]) if actor.day else None
        if actor.kind == "state":
            return self.state(actor, year)
        if actor.kind == "organization" and (found := organizations.by_name(actor.name, year)) is not None:
            key = self.book.known("organization", found.key, found.name, found.country, found.sector)
            return Decision(key, Score(1.0, {"known": 1.0}))
        if actor.kind == "group":
            return self.group(actor)
        if actor.kind == "person" and not actor.named:
            return self.holder(actor, offices)
        if not actor.named and actor.country is None:
            return None
        names = frozenset(form for form, _ in actor.names) or frozenset([actor.name.casefold()])
        side = Side(actor.kind, names, actor.country, actor.sector, offices)
        side.company = frozenset(here.values())
        side.people = frozenset(e for e in here.values() if kinds[e] != "state")
        return self.compared(side)

    def state(self, actor: Told, year: int | None) -> Decision | None:
        state = states.by_code(actor.country) if actor.country else states.by_name(actor.name, year)
        if state is None:
            return self.group(actor) if actor.named else None
        key = self.book.known("state", state.code, state.name, state.code, "GOV")
        return Decision(key, Score(1.0, {"known": 1.0}))

    def group(self, actor: Told) -> Decision | None:
        """A group is the same where name and country are; "both sides" is another one in every text."""
        form = " ".join(sorted(form for form, _ in actor.names)[:1]) or actor.name.casefold()
        if not actor.named and actor.country is None:
            return None
        identity = fact_identity("entity", "", (), actor.kind, form, actor.country or "")
        key = self.book.entity(identity, actor.name, actor.kind, actor.country, actor.sector)
        return Decision(key, Score(1.0, {"same_name_and_country": 1.0}))

    def holder(self, actor: Told, offices: Offices) -> Decision | None:
        """A person without a name is whoever held the office then, if that is one."""
        for title, of, first, last, unique in offices:
            if not unique:
                continue
            near = self.near(title, of, first, last)
            if len(near) == 1:
                return Decision(near.pop(), Score(0.75, {"same_office": 0.75}))
            if not near:
                self.waiting.append({"of": of, "title": title, "actor": actor.key, "day": first})
        return None

    def near(self, title: str, of: int, first: str | None, last: str | None) -> set[int]:
        """Holders of an office about that time; with a date those nearest to it."""
        found = [(apart(first, last, a, b), e) for e, a, b in self.book.holders(title, of)]
        found = [(days, e) for days, e in found if days <= TERM]
        same = self.book.canonical(e for _, e in found)
        nearest = min((days for days, _ in found), default=0)
        # A holder of that very time comes before one a year away: successors take over within the window.
        return {same[e] for days, e in found if days <= nearest + 45}

    def compared(self, side: Side) -> Decision:
        """The entity that is most like it, if it is like enough and none other is nearly so."""
        words = {w for name in side.names for w in name_keys(name)}
        keys = self.book.candidates(side.kind, words)
        sides = self.book.sides(keys) if keys else {}
        named = {k for k, s in sides.items() if _may_share_name(side, s)}
        canonical = self.book.canonical(named)
        side.rivals = max(0, len(set(canonical.values())) - 1)
        scored: list[tuple[Score, int]] = []
        for key in sorted(named):
            found = score(side, sides[key])
            if UNSURE - HELP <= found.value < SAME or (found.value >= SAME and side.rivals):
                sides[key].company, sides[key].people = self.book.company(key)
                found = score(side, sides[key])
            if found.value >= UNSURE:
                scored.append((found, key))
        scored.sort(key=lambda pair: (-pair[0].value, pair[1]))
        if not scored:
            return Decision(None, Score(1.0, {"new": 1.0}))
        best, key = scored[0]
        rival = next((s for s, k in scored[1:] if canonical[k] != canonical[key]), None)
        if best.value >= SAME and (rival is None or best.value - rival.value >= MARGIN):
            return Decision(key, best, [])
        return Decision(None, Score(1.0, {"new": 1.0}), [(k, s) for s, k in scored])

    # what is kept

    def offices(self, actor: Told, here: dict[int, int]) -> Offices:
        """The actor's offices that it held when the text was written, of states and bodies that have an entity."""
        found = []
        for title, of in actor.roles:
            made = office(title)
            if of is not None and of in here and made.title and not made.past:
                found.append((made.title, here[of], actor.day, actor.last_day, made.unique))
        return tuple(found)

    def new(self, actor: Told) -> int:
        """An entity of its own, named after its first actor."""
        shown = actor.names[0][1] if actor.names else actor.name
        identity = fact_identity("entity", "", (), actor.kind, actor.id)
        return self.book.entity(identity, shown, actor.kind, actor.country, actor.sector)

    def keep(self, actor: Told, offices: Offices, decision: Decision) -> None:
        """Note a decision and what it teaches."""
        entity = decision.entity
        assert entity is not None
        sure = decision.score.reasons
        self.rows.append({"finding": actor.key, "entity": entity, "machine": entity, "score": min(1.0, decision.score.value),
                          "reasons": None if len(sure) == 1 else sure})  # fmt: skip
        for other, found in decision.unsure:
            self.unsure.append({"finding": actor.key, "entity": other, "score": found.value, "reasons": found.reasons})
        if actor.named or actor.kind != "person":
            names = actor.names or [(actor.name.casefold(), actor.name)]
            self.book.note(entity, actor.kind, names, offices)
            if actor.kind == "person" and offices:
                self.gained.update((of, title) for title, of, *_, unique in offices if unique)
        if self.rows:
            self._write()

    def _write(self) -> None:
        """Into the tables at once: the next actor is compared with this one too."""
        for table, rows in ((t.identities, self.rows), (t.unsure, self.unsure), (t.vacancies, self.waiting)):
            if rows:
                self.connection.execute(insert(table), rows)
                rows.clear()

    def settle(self) -> None:
        """Those who waited for the holder of an office to be named, in this text or in one added before."""
        self._write()
        v = t.vacancies
        for of, title in sorted(self.gained):
            query = select(v.c.actor, v.c.day).where(v.c.of == of, v.c.title == title)
            settled: list[int] = []
            for actor, day in self.connection.execute(query).tuples().all():
                near = self.near(title, of, day, day)
                if len(near) == 1:
                    self.rows.append({"finding": actor, "entity": (e := near.pop()), "machine": e, "score": 0.75, "reasons": None})
                    settled.append(actor)
            settled = _distinct(settled)
            self.rows = list({row["finding"]: row for row in self.rows}.values())
            if settled:
                done = set(
                    self.connection.execute(
                        select(t.identities.c.finding).where(t.identities.c.finding.in_(settled))
                    ).scalars()
                )
                self.rows = [row for row in self.rows if row["finding"] not in done]
                self._write()
                self.connection.execute(delete(v).where(v.c.actor.in_(settled)))
        self.gained.clear()


def _may_share_name(a: Side, b: Side) -> bool:
    """Whether their names let them be one at all: the cheap part of the score."""
    names = ("same_name", "name_variant", "short_name", "same_form", "acronym")
    return any(f.measure(a, b) > 0 for f in FEATURES[a.kind] if f.name in names)


def _distinct(keys: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(keys))

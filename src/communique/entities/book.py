"""The store's book of entities: what each is called, which offices it held, whom it is told of with.

It is read once for a batch of texts and written once, since asking the database for each of some forty actors a text
would cost more than reading the text does.

Invariant: a book says what the tables say to its transaction, and beside that what was noted in it and is not yet
written. Whatever it is asked for it has looked up or made before; :meth:`Book.close` writes all that was noted, once;
until then nobody else writes entities, names, their file (``name_keys``) or offices in that transaction, and after it
the book is not asked any more. No book outlives its transaction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Connection, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from communique.database import schema as t
from communique.database.column_types import hashed
from communique.database.driver_statement import DriverStatement, ListStatement, put_many
from communique.entities.ids import NAMED, keys_of, rename
from communique.linking.features import EntityProfile
from communique.linking.names import filing_keys
from communique.linking.offices import office_title
from communique.model.kinds import NO_ACTORS

__all__ = ["Book", "HeldOffice", "capitals"]

COMPANY = 20
"""Texts from which an entity's company is taken, the latest."""
CANDIDATES = 60
"""Entities filed under one key that are compared at most."""


class HeldOffice(NamedTuple):
    """An office as reports tell it of its holder."""

    title: str
    of: int
    """Key of the entity whose office it is."""
    first_day: str | None
    last_day: str | None
    unique: bool
    """Whether one holds it at a time."""


class Naming(msgspec.Struct):
    """What an entity goes by."""

    id: str
    name: str
    fixed: int | None = None
    """As in ``entities.fixed``: :data:`communique.entities.ids.FIXED` or ``NAMED``; None where id and name follow."""


class Book:
    """Entities as one transaction sees them. What is noted goes into the tables with :meth:`close`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ids: dict[str, int] = {}
        self.sides: dict[int, EntityProfile] = {}
        """Entities looked at, their company left out."""
        self.namings: dict[int, Naming] = {}
        """What each of them goes by now."""
        self.same: dict[int, int] = {}
        """For each of them the one into which people merged it, or itself."""
        self._filed: dict[str, set[int]] = {}
        self._asked: set[str] = set()
        """Ids that were looked up, whether there are such entities or not."""
        self._new: dict[int, dict[str, Any]] = {}
        self._former: dict[int, str] = {}
        """Entities of the store that have another id now -> the one that they had."""
        self._names: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._offices: dict[tuple[int, str, int], tuple[str | None, str | None, int]] = {}
        self._keys: set[tuple[str, int]] = set()
        self._stored: dict[int, dict[int, str]] = {}
        self._company: dict[int, set[int]] = defaultdict(set)
        self._holders: dict[tuple[str, int], list[tuple[int, str | None, str | None]]] = {}
        self._next = int(connection.execute(select(func.coalesce(func.max(t.entities.c.key), 0))).scalar_one()) + 1

    # reading

    def look_up(self, keys: Iterable[str], ids: Iterable[str]) -> None:
        """Make ready to be asked for entities filed under these keys (words, no hashes), and those with these ids."""
        wanted = sorted(set(keys) - set(self._filed))
        found: set[int] = set()
        self._filed.update((key, set()) for key in wanted)
        words = {hashed(key): key for key in wanted}
        for number, entity in _filed_under()(self.connection, wanted):
            filed = self._filed[words[number]]
            if len(filed) < CANDIDATES:
                filed.add(entity)
                found.add(entity)
        asked = sorted(set(ids) - self._asked)
        self._asked.update(asked)
        there = keys_of(self.connection, asked)
        self.ids |= there
        found.update(there.values())
        self.load(found - set(self.sides))

    def load(self, keys: Iterable[int]) -> None:
        """Make ready to be asked for these entities."""
        listed = sorted(keys)
        names: dict[int, list[str]] = defaultdict(list)
        for key, name in _names_of()(self.connection, listed):
            names[key].append(name)
        held: dict[int, list[HeldOffice]] = defaultdict(list)
        for key, title, of, first, last in _offices_of()(self.connection, listed):
            held[key].append(HeldOffice(title, of, first, last, office_title(title).unique))
        for key, kind, country, sector, same, *goes_by in _entities()(self.connection, listed):
            self.sides[key] = EntityProfile(kind, frozenset(names[key]), country, sector, tuple(held[key]))
            self.same[key] = same or key
            self.namings[key] = Naming(*goes_by)
            self.ids[goes_by[0]] = key

    def candidates(self, kind: str, keys: Iterable[str]) -> list[int]:
        """Entities of a kind that are filed under any of these keys, which were looked up before.

        A person may have been taken for a body and the other way round, so each is a candidate for the other.

        Raises:
            KeyError: an entity filed under one of the keys was not looked up.
        """
        found = {entity for key in keys for entity in self._filed.get(key, ())}
        kinds = ("person", "organization") if kind in ("person", "organization") else (kind,)
        return sorted(entity for entity in found if self.sides[entity].kind in kinds)

    def holders(self, title: str, of: int) -> list[tuple[int, str | None, str | None]]:
        """Who held an office by what reports tell: entity, first and last day."""
        if (title, of) not in self._holders:
            o = t.offices.c
            rows = self.connection.execute(
                select(o.entity, o.first_day, o.last_day).where(o.of == of, o.title == title)
            )
            self._holders[title, of] = [(row.entity, row.first_day, row.last_day) for row in rows]
            self.load({e for e, *_ in self._holders[title, of]} - set(self.sides))
        now = [
            (e, first, last)
            for (e, what, whose), (first, last, _) in self._offices.items()
            if (what, whose) == (title, of)
        ]
        return self._holders[title, of] + now

    def company(self, entity: int) -> tuple[frozenset[int], frozenset[int]]:
        """Entities told of in the latest texts that tell of this one; and those of them that are no states."""
        if entity not in self._stored:
            self._stored[entity] = self._stored_company(entity)
        others = {other: self.sides[other].kind for other in self._company[entity]} | self._stored[entity]
        return frozenset(others), frozenset(other for other, kind in others.items() if kind != "state")

    def _stored_company(self, entity: int) -> dict[int, str]:
        return dict(_company_of()(self.connection, entity=entity))

    # noting

    def entity(
        self, identity: str, name: str, kind: str, country: str | None, sector: str | None, fixed: int | None = None
    ) -> int:
        """The key of the entity with this id, now or before, made if there is none.

        ``country`` is a code of ISO 3166-1, ``sector`` PLOVER's, ``fixed`` as in :class:`Naming`.
        """
        key = self.ids.get(identity)
        if key is None and identity not in self._asked:
            key = keys_of(self.connection, [identity]).get(identity)
        if key is None:
            key, self._next = self._next, self._next + 1
            self._new[key] = {"key": key, "kind": kind, "country": country, "sector": sector, "fixed": fixed}
            self.namings[key] = Naming(identity, name, fixed)
            self.sides[key] = EntityProfile(kind, frozenset(), country, sector)
            self.same[key] = key
        elif key not in self.sides:
            self.load([key])
        self.ids[identity] = key
        return key

    def note(self, entity: int, kind: str, names: Iterable[tuple[str, str]], held: Sequence[HeldOffice]) -> None:
        """An actor's names (normalised, as written) and offices are its entity's from now on."""
        listed = list(names)
        self._names[entity].update(listed)
        for title, of, first, last, _ in held:
            before = self._offices.get((entity, title, of))
            if before is not None:
                first, last = _least(before[0], first), _most(before[1], last)
            self._offices[entity, title, of] = (first, last, before[2] + 1 if before else 1)
        for form, _ in listed:
            for key in filing_keys(kind, form):
                self._keys.add((key, entity))
                self._filed.setdefault(key, set()).add(entity)
        side = self.sides[entity]
        side.names |= {form for form, _ in listed}
        side.offices += tuple(one for one in held if one not in side.offices)

    def joined(self, entity: int, own: str, name: str | None = None) -> None:
        """A member that would give its entity the id ``own`` is one of it now: the least such id is the entity's.

        With ``name`` the entity is called as the member that gives it its id.
        """
        naming = self.namings[entity]
        if naming.fixed is not None or own > naming.id or self.ids.get(own, entity) != entity:
            return
        if own != naming.id and entity not in self._new:
            self._former.setdefault(entity, naming.id)
        naming.id, naming.name = own, name or naming.name
        self.ids[own] = entity

    def told_together(self, entities: Iterable[int]) -> None:
        """These are told of in one text."""
        together = set(entities)
        for entity in together:
            self._company[entity] |= together - {entity}

    def know(self, entity: int, country: str | None, sector: str | None) -> None:
        """What a report tells of an entity of which none told it before, nor the tables of the world."""
        side = self.sides[entity]
        if self.namings[entity].fixed == NAMED:
            return
        if (country and side.country is None) or (sector and side.sector is None):
            side.country, side.sector = side.country or country, side.sector or sector
            if (row := self._new.get(entity)) is not None:
                row |= {"country": side.country, "sector": side.sector}
                return
            change = update(t.entities).where(t.entities.c.key == entity)
            self.connection.execute(change.values(country=side.country, sector=side.sector))

    def close(self) -> None:
        """Write down what was noted."""
        self.close_ids()
        if self._keys:
            file_under(self.connection, [(hashed(word), entity) for word, entity in self._keys])
            self._keys = set()
        if self._offices:
            rows: list[dict[str, Any]] = [
                {"entity": entity, "title": title, "of": of, "first_day": first, "last_day": last, "times": times}
                for (entity, title, of), (first, last, times) in self._offices.items()
            ]
            self._add_up(t.offices, rows)
            self._offices, self._holders = {}, {}
        merged: dict[tuple[int, str], dict[str, Any]] = {}
        for entity, forms in self._names.items():
            for (form, shown), times in forms.items():
                row = merged.setdefault((entity, form), {"entity": entity, "name": form, "shown": None, "times": 0})
                row["shown"] = _most(row["shown"], _other(form, shown))
                row["times"] += times
        if merged:
            self._add_up(t.names, list(merged.values()))
        touched = [entity for entity in self._names if self.namings[entity].fixed != NAMED]
        self._names.clear()
        self._call(touched)

    def close_ids(self) -> None:
        """Write down entities that are new, and ids that have changed."""
        if self._new:
            rows = [
                {**row, "id": self.namings[key].id, "name": self.namings[key].name} for key, row in self._new.items()
            ]
            self.connection.execute(insert(t.entities), rows)
            self._new = {}
        for entity, former in sorted(self._former.items()):
            rename(self.connection, entity, former, self.namings[entity].id)
            if self.sides[entity].kind == "meeting":
                named = update(t.entities).where(t.entities.c.key == entity)
                self.connection.execute(named.values(name=self.namings[entity].name))
        self._former = {}

    def _call(self, entities: Sequence[int]) -> None:
        """Give each the name by which it is called most: of more than one word, if there is one."""
        best: dict[int, tuple[bool, int, int, str]] = {}
        for key, form, other, times in _written()(self.connection, entities):
            shown = other or capitals(form)
            best[key] = max(best.get(key, (False, 0, 0, "")), (" " in shown, times, len(shown), shown))
        now = _called()(self.connection, entities)
        called = [{"of": key, "called": best[key][3]} for key, name in now if key in best and best[key][3] != name]
        if called:
            naming = update(t.entities).where(t.entities.c.key == bindparam("of")).values(name=bindparam("called"))
            self.connection.execute(naming, called)

    def _add_up(self, table: Table, rows: list[dict[str, Any]]) -> None:
        made = self._insert(table)
        changes: dict[str, Any] = {"times": table.c.times + made.excluded.times}
        # Of several ways to write a name the last in the alphabet: small letters and accents come after capitals.
        for name, pick in (("first_day", func.min), ("last_day", func.max), ("shown", func.max)):
            if name in table.c:
                new, old = made.excluded[name], table.c[name]
                changes[name] = pick(func.coalesce(new, old), func.coalesce(old, new))
        keys = list(table.primary_key.columns)
        self.connection.execute(made.on_conflict_do_update(index_elements=keys, set_=changes), rows)

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that can say what happens to rows that are there; the dialects agree on its words."""
        return sqlite.insert(table) if self.connection.dialect.name == "sqlite" else postgresql.insert(table)


def file_under(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """File entities under numbers of words (:func:`~communique.database.column_types.hashed`), each once."""
    if pairs:
        put_many(
            connection, "INSERT INTO name_keys (hash, entity) VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(set(pairs))
        )


def _listed(*columns: Column[Any], by: Column[Any]) -> ListStatement:
    return ListStatement(select(*columns).where(by.in_(bindparam("asked", expanding=True))))


@cache
def _filed_under() -> ListStatement:
    """Entities filed under words: the words' numbers and the entities."""
    k = t.name_keys.c
    return _listed(k.hash, k.entity, by=k.hash)


@cache
def _names_of() -> ListStatement:
    return _listed(t.names.c.entity, t.names.c.name, by=t.names.c.entity)


@cache
def _offices_of() -> ListStatement:
    o = t.offices.c
    return _listed(o.entity, o.title, o.of, o.first_day, o.last_day, by=o.entity)


@cache
def _entities() -> ListStatement:
    e = t.entities.c
    return _listed(e.key, e.kind, e.country, e.sector, e.same_as, e.id, e.name, e.fixed, by=e.key)


@cache
def _written() -> ListStatement:
    """How names of entities are written, and how often."""
    n = t.names.c
    return _listed(n.entity, n.name, n.shown, n.times, by=n.entity)


@cache
def _called() -> ListStatement:
    return _listed(t.entities.c.key, t.entities.c.name, by=t.entities.c.key)


@cache
def _company_of() -> DriverStatement:
    """Who is told of in the latest texts that tell of ``entity``, and of what kind each is; made once, asked often."""
    i, f, e, x = t.identities, t.findings.c, t.entities.c, t.texts.c
    latest = (
        select(f.text)
        .join(i, i.c.finding == f.key)
        .where(i.c.entity == bindparam("entity"))
        .order_by(i.c.finding.desc())
        .limit(COMPANY)
        .subquery()
    )
    here = i.alias("here")
    others = (
        select(here.c.entity, e.kind)
        .distinct()
        .join_from(latest, t.texts, x.key == latest.c.text)
        .join(here, here.c.finding.between(x.first_finding, x.last_finding))
        .join(t.entities, e.key == here.c.entity)
        .where(here.c.entity != bindparam("entity"), *(e.kind != kind for kind in NO_ACTORS))
    )
    return DriverStatement(others)


def capitals(form: str) -> str:
    """How a normalised name is written unless ``names.shown`` says otherwise: with capitals, "sergei lavrov"."""
    return form.title()


def _other(form: str, shown: str) -> str | None:
    """How a name is written, where its form does not tell."""
    return None if shown == capitals(form) else shown


def _least(a: str | None, b: str | None) -> str | None:
    return min((x for x in (a, b) if x), default=None)


def _most(a: str | None, b: str | None) -> str | None:
    return max((x for x in (a, b) if x), default=None)

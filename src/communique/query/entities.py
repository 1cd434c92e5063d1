"""Who is meant by a name: the entities of a store that are called so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, or_, select, union

from communique.database import schema as t
from communique.knowledge.surface_forms import normalise
from communique.linking.names import bare, surnames
from communique.model.identity import LENGTH
from communique.model.kinds import NO_ACTORS, OCCASIONS

__all__ = [
    "Entity",
    "actor_ids_in",
    "count_by_kind",
    "entities_by_key",
    "find_entities",
    "ids_with_merged",
    "keys_by_exact_name",
    "keys_with_merged",
    "occasion_entities",
]

ID = re.compile(r"e[0-9a-f]{4,16}")
"""An entity's id or its beginning: "e3f2a90c"."""
# "UN", "U.N.", "EU"
INITIALS = re.compile(r"(?:[A-Z]\.?){2,5}")
SLIP = 0.05
"""Of how often the most are called by a name, how often somebody who is called otherwise must be too."""


class Entity(msgspec.Struct, frozen=True):
    """One actor of the store, whatever reports call it."""

    key: int
    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None

    @property
    def label(self) -> str:
        """Name and country, as lists show it."""
        return f"{self.name} ({self.country})" if self.country and self.kind != "state" else self.name


def find_entities(connection: Connection, name: str, *, occasions: bool = False, loose: bool = True) -> list[Entity]:
    """Those who are called so, the most mentioned first; none when nobody is.

    An id or its beginning names one, as it is or as it was. A name finds whoever reports call exactly so, but for those
    whom one report of many did by mistake, and persons who have all its words in theirs ("Ahmet Davutoglu"), of a
    single word as a surname ("Lavrov"); if there are none, persons with that given name. Letters in capitals are no
    given name: "UN" is nobody called Jong-un. With ``loose``, if there are none, whatever has the words. How it sounds
    never counts. Meetings and agreements are found by their ids; with ``occasions`` agreements by their names too.
    """
    e = t.entities.c
    if ID.fullmatch(name):
        a, ends = t.aliases.c, (name.ljust(LENGTH + 1, "0"), name.ljust(LENGTH + 1, "f"))
        now, before = select(e.key).where(e.id.between(*ends)), select(a.entity).where(a.id.between(*ends))
        if keys := list(connection.execute(union(now, before).limit(20)).scalars()):
            return entities_by_key(connection, keys)
    words = bare(normalise(name)).split()
    if not words:
        return []
    letters = INITIALS.fullmatch(name.strip()) is not None
    keys = _meant(connection, _called(connection, words, letters), occasions)
    by_surname, by_given_name = _persons(connection, words)
    if not (letters and keys):
        keys += by_surname
    if not keys and not letters:
        keys = by_given_name
    if not keys and loose:
        found = _meant(connection, connection.execute(_with(words)).scalars(), occasions)
        keys = [key for key in found if not letters or key not in by_given_name]
    return entities_by_key(connection, keys)


def _called(connection: Connection, words: Sequence[str], letters: bool) -> list[int]:
    """Keys of whatever reports call exactly so; not of those who are called otherwise, and so by a slip alone.

    ``letters``: they are initials, which are not a rare name's beside a body's.
    """
    n, e, form = t.names.c, t.entities.c, " ".join(words)
    query = select(n.entity, n.times, e.name).join(t.entities, e.key == n.entity)
    found = connection.execute(query.where(n.entity.in_(_with(words)), n.name == form)).all()
    most = max((row.times for row in found), default=0)
    kept: list[int] = []
    for row in found:
        own = bare(normalise(row.name or ""))
        named = set(words) <= set(own.split()) if len(words) > 1 else words[0] in surnames(own)
        if row.times >= SLIP * most or row.name is None or (named and not letters):
            kept.append(row.entity)
    return kept


def _persons(connection: Connection, words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Keys of the persons who have all these words in their names; apart those to whom a single word is no surname."""
    e = t.entities.c
    persons = select(e.key, e.name).where(e.kind == "person", e.key.in_(_with(words)))
    by_surname: list[int] = []
    otherwise: list[int] = []
    for key, name in connection.execute(persons):
        whole = len(words) > 1 or words[0] in surnames(bare(normalise(name or "")))
        (by_surname if whole else otherwise).append(key)
    return by_surname, otherwise


def entities_by_key(connection: Connection, keys: Sequence[int]) -> list[Entity]:
    """The entities with these keys, or those into which people merged them, the most mentioned first."""
    e = t.entities.c
    weight = select(func.sum(t.names.c.times)).where(t.names.c.entity == e.key).scalar_subquery()
    canonical = select(func.coalesce(e.same_as, e.key)).where(e.key.in_(set(keys)))
    query = select(e.key, e.id, e.name, e.kind, e.country, e.sector).where(e.key.in_(canonical))
    return [Entity(*row) for row in connection.execute(query.order_by(weight.desc().nulls_last(), e.key))]


def keys_by_exact_name(connection: Connection, name: str) -> list[int]:
    """Keys of whatever some report calls exactly so."""
    n, form = t.names.c, bare(normalise(name))
    if not form:
        return []
    return list(connection.execute(select(n.entity).where(n.entity.in_(_with(form.split())), n.name == form)).scalars())


def keys_with_merged(connection: Connection, entities: Sequence[Entity]) -> list[int]:
    """The keys of these entities and of all that were merged into them, ascending."""
    keys = [x.key for x in entities]
    c = t.entities.c
    return sorted(connection.execute(select(c.key).where(or_(c.key.in_(keys), c.same_as.in_(keys)))).scalars())


def ids_with_merged(connection: Connection, entities: Sequence[Entity]) -> list[str]:
    """The ids of these entities, in their order, and behind them of all that were merged into them."""
    e = t.entities.c
    merged = connection.execute(select(e.id).where(e.same_as.in_([x.key for x in entities])).order_by(e.key)).scalars()
    return [*(x.id for x in entities), *merged]


def actor_ids_in(connection: Connection, entity: Entity, reports: Sequence[int]) -> list[str]:
    """Ids of the actors of this entity in the reports with these keys."""
    i, f, r = t.identities.c, t.findings.c, t.reports.c
    query = (
        select(f.id)
        .join(t.identities, i.finding == f.key)
        .join(t.reports, r.text == f.text)
        .where(r.key.in_(reports), i.entity.in_(keys_with_merged(connection, [entity])))
    )
    return sorted(set(connection.execute(query).scalars()))


def count_by_kind(connection: Connection, entity: Entity) -> dict[str, int]:
    """What reports tell of an entity: "actor", "meeting" or "agreement" -> how many."""
    i, f, x = t.identities.c, t.findings.c, t.extractors.c
    query = select(x.kind, func.count()).join(t.findings, f.extractor == x.key).join(t.identities, i.finding == f.key)
    query = query.where(i.entity.in_(keys_with_merged(connection, [entity]))).group_by(x.kind).order_by(x.kind)
    return dict(connection.execute(query).all())


def occasion_entities(connection: Connection, only: Collection[str] | None = None) -> dict[str, str]:
    """Meetings and agreements: the id of each -> the id of its entity, or of the one into which people merged it.

    With ``only`` of these alone.
    """
    if only is not None and not only:
        return {}
    i, f, e = t.identities.c, t.findings.c, t.entities
    canonical = t.CANONICAL
    query = (
        select(f.id, func.coalesce(canonical.c.id, e.c.id))
        .join_from(e, t.identities, i.entity == e.c.key)
        .join(t.findings, f.key == i.finding)
        .outerjoin(canonical, canonical.c.key == e.c.same_as)
        .where(e.c.kind.in_(OCCASIONS))
        .order_by(i.entity, i.finding)
    )
    if only is None:
        return dict(connection.execute(query).all())
    listed = sorted(only)
    found: dict[str, str] = {}
    for at in range(0, len(listed), 500):
        found |= dict(connection.execute(query.where(f.id.in_(listed[at : at + 500]))).all())
    return found


def _meant(connection: Connection, keys: Iterable[int], occasions: bool) -> list[int]:
    """Those of these entities that a name may mean."""
    listed = list(dict.fromkeys(keys))
    if occasions or not listed:
        return listed
    e = t.entities.c
    found: set[int] = set()
    for at in range(0, len(listed), 500):
        part = listed[at : at + 500]
        found |= set(connection.execute(select(e.key).where(e.key.in_(part), e.kind.not_in(NO_ACTORS))).scalars())
    return [key for key in listed if key in found]


def _with(words: Sequence[str]) -> Select[Any]:
    """The entities that have all these words in their names."""
    k = t.name_keys.c
    distinct = sorted(set(words))
    query = select(k.entity).where(k.hash.in_(distinct))
    return query.group_by(k.entity).having(func.count() == len(distinct)) if len(distinct) > 1 else query

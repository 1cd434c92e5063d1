"""The ids of entities: the same in whatever order reports were added, and never lost once they were given out.

An entity that the tables know, or that a judgement made, has an id of its own. Any other takes the least of the ids
that its members would give it (:func:`own_id`), so that its id is a function of who its members are, as the machine
decided, and of nothing else. When a member with a lesser one comes, or the one that gave it goes, the id changes; the
former id stays in ``aliases`` and means the same entity, and one that was given out is never given to another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, or_, select, update

from communique.database import schema as t
from communique.database.driver_statement import DriverStatement, ListStatement
from communique.database.portions import portions
from communique.model.identity import fact_identity

__all__ = ["FIXED", "NAMED", "keys_of", "known_id", "own_id", "rename", "renew"]

FIXED, NAMED = 1, 2
"""In ``entities.fixed``: the id does not follow the members; neither does the name, which a table of the world says."""


def known_id(kind: str, code: str) -> str:
    """The id of an entity that the tables know by a code: the same in every store."""
    return fact_identity("entity", "", (), kind, code)


def own_id(kind: str, finding: str) -> str:
    """The id that an actor, meeting or agreement gives the entity of which it is one.

    ``kind`` is an actor's kind, "meeting" or "agreement", ``finding`` its id in the record.
    """
    return fact_identity("entity", "", (), kind, finding)


def keys_of(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The keys of the entities with these ids, by what each has now or by one that it had before."""
    listed = sorted(ids)
    of_aliases, of_entities = _keys_of()
    return dict(of_aliases(connection, listed)) | dict(of_entities(connection, listed))


@cache
def _keys_of() -> tuple[ListStatement, ListStatement]:
    e, a = t.entities.c, t.aliases.c
    asked: BindParameter[Any] = bindparam("asked", expanding=True)
    return (
        ListStatement(select(a.id, a.entity).where(a.id.in_(asked))),
        ListStatement(select(e.id, e.key).where(e.id.in_(asked))),
    )


def rename(connection: Connection, entity: int, former: str, now: str) -> None:
    """Give an entity (its key) another id; the former one becomes an alias."""
    drop, call, remember = _renaming()
    drop(connection, now=now)
    call(connection, own=entity, now=now)
    remember(connection, former=former, own=entity)


@cache
def _renaming() -> tuple[DriverStatement, DriverStatement, DriverStatement]:
    e, a = t.entities, t.aliases
    own, now = bindparam("own", type_=e.c.key.type), bindparam("now", type_=e.c.id.type)
    return (
        DriverStatement(delete(a).where(a.c.id == now)),
        DriverStatement(update(e).where(e.c.key == own).values(id=now)),
        DriverStatement(insert(a).values(id=bindparam("former", type_=a.c.id.type), entity=own)),
    )


def renew(connection: Connection, entities: Iterable[int]) -> None:
    """Give entities that lost members the ids that those left give them."""
    e = t.entities.c
    for part in portions(sorted(entities)):
        query = select(e.key, e.id).where(e.key.in_(part), e.fixed.is_(None)).order_by(e.key)
        for key, former in connection.execute(query).all():
            own = _own_ids(connection, key)
            taken = keys_of(connection, own)
            least = min((one for one in own if taken.get(one, key) == key), default=former)
            if least != former:
                rename(connection, key, former, least)


def _own_ids(connection: Connection, entity: int) -> set[str]:
    """The ids that the members of an entity give it, as the machine decided."""
    i, f, a, x = t.identities.c, t.findings.c, t.actors.c, t.extractors.c
    query = (
        select(f.id, a.kind, x.kind.label("fact"))
        .join_from(t.identities, t.findings, f.key == i.finding)
        .join(t.extractors, x.key == f.extractor)
        .outerjoin(t.actors, a.key == f.key)
        .where(or_(i.machine == entity, (i.entity == entity) & i.machine.is_(None)))
    )
    return {own_id(row.kind or row.fact, row.id) for row in connection.execute(query)}

"""Records whose actors are called as the store calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.database.load import load_records
from communique.model import FACT_KINDS, Actor, Record

__all__ = ["named_records"]

WHOLE = ("events",)
"""Kinds whose rows need the members of groups, which only whole records have."""


def named_records(connection: Connection, reports: Iterable[str], kind: str | None = None) -> Iterator[Record]:
    """The records of the reports with these ids, with what the rows of ``kind`` need, whole ones without a kind."""
    r = t.reports.c
    keys = connection.execute(select(r.key).where(r.id.in_(list(reports))).order_by(r.key)).scalars()
    only = None if kind is None or kind in WHOLE else {kind, "statements"} & set(FACT_KINDS)
    found = list(load_records(connection, list(keys), only=() if kind == "actors" else only))
    names = _names(connection, {a.entity for record in found for a in record.actors if a.entity is not None})
    for record in found:
        yield msgspec.structs.replace(record, actors=tuple(_renamed(a, names) for a in record.actors))


def _renamed(actor: Actor, names: Mapping[str, tuple[str, str | None]]) -> Actor:
    if (known := names.get(actor.entity or "")) is None:
        return actor
    name, country = known
    return msgspec.structs.replace(actor, name=name, country=country or actor.country)


def _names(connection: Connection, ids: set[str]) -> dict[str, tuple[str, str | None]]:
    """What the store knows of entities, by their ids: name and country."""
    e = t.entities.c
    listed = sorted(ids)
    found: dict[str, tuple[str, str | None]] = {}
    for at in range(0, len(listed), 500):
        query = select(e.id, e.name, e.country).where(e.id.in_(listed[at : at + 500]))
        found |= {row.id: (row.name, row.country) for row in connection.execute(query)}
    return found

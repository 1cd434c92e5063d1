"""People asked for by their office: "Turkish foreign minister", "foreign minister of Turkey", "NATO's head"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from communique.database import schema as t
from communique.entities.ids import known_id
from communique.entities.resolver import NEARER
from communique.knowledge import organizations, states, titles
from communique.linking.bodies import national_body
from communique.linking.features import TERM, days_apart
from communique.linking.offices import office_title
from communique.query.entities import Entity, entities_by_key, keys_by_exact_name, keys_with_merged

__all__ = ["OfficeHolder", "OfficeQuery", "office_holders", "parse_office", "unnamed_holders"]

OF = re.compile(r"\s+(?:of|for|at|to)\s+(?:the\s+)?", re.IGNORECASE)
"""What stands between a title and whose it is: "foreign minister of Turkey"."""
OWN = re.compile(r"(?:['’]s|(?<=s)['’])\s+")
"""The end of a possessor: "Turkey's foreign minister", "the Philippines' president"."""
LONGEST = 5
"""Words that a state, its adjective or a body has at most before a title: "United Arab Emirates foreign minister"."""


class OfficeQuery(msgspec.Struct, frozen=True):
    """An office that a question means."""

    title: str
    """As the store files it: "foreign minister"."""
    of: tuple[int, ...]
    """Keys of the state or body; none: anybody's."""
    words: str
    """As it is shown: "foreign minister of Turkey"."""


class OfficeHolder(msgspec.Struct, frozen=True):
    """One who held an office, from the first report that tells it to the last."""

    entity: Entity
    first: str | None
    last: str | None

    @property
    def label(self) -> str:
        """Name, id and the days: "Ahmet Davutoglu e3f2a90cbb1d2c44 (told 2013-01-05 to 2014-06-30)"."""
        days = " to ".join(dict.fromkeys(d for d in (self.first, self.last) if d)) or "without a date"
        return f"{self.entity.name} {self.entity.id} (told {days})"


def parse_office(connection: Connection, words: str) -> OfficeQuery | None:
    """The office that these words name, if they are a title with or without whose it is; None if they are none."""
    for title, whose in _readings(" ".join(words.split())):
        if titles.title(title) is None:
            continue
        made = office_title(title)
        if not made.title or made.past:
            continue
        if not whose:
            return OfficeQuery(made.title, (), made.title)
        if owners := _owners(connection, whose):
            keys = tuple(keys_with_merged(connection, owners))
            return OfficeQuery(made.title, keys, f"{made.title} of {owners[0].name}")
    return None


def office_holders(
    connection: Connection, asked: OfficeQuery, since: str | None = None, until: str | None = None
) -> list[OfficeHolder]:
    """Who held an office, the first told first; with days, those told to hold it then or nearest to then."""
    o, e = t.offices.c, t.entities.c
    key = func.coalesce(e.same_as, e.key).label("who")
    query = (
        select(key, func.min(o.first_day).label("first"), func.max(o.last_day).label("last"))
        .join(t.entities, e.key == o.entity)
        .where(o.title == asked.title, *_of(o.of, asked))
        .group_by(key)
    )
    rows = connection.execute(query).all()
    if since or until:
        start, end = since or "0001-01-01", until or "9999-12-31"
        away = {row.who: days_apart(row.first, row.last, start, end) for row in rows}
        nearest = min(away.values(), default=0)
        rows = [row for row in rows if away[row.who] <= min(nearest + NEARER, TERM)]
    who = {x.key: x for x in entities_by_key(connection, [row.who for row in rows])}
    found = [OfficeHolder(who[row.who], row.first, row.last) for row in rows]
    return sorted(found, key=lambda h: (h.first is None, h.first or "", h.entity.name))


def unnamed_holders(asked: OfficeQuery) -> Select[Any]:
    """Actors whom their report calls by this office alone, and of whom nobody knows who they are."""
    v = t.vacancies.c
    return select(v.actor).where(v.title == asked.title, *_of(v.of, asked))


def _of(column: ColumnElement[int], asked: OfficeQuery) -> list[ColumnElement[bool]]:
    return [column.in_(asked.of)] if asked.of else []


def _readings(words: str) -> Iterator[tuple[str, str]]:
    """Every way to part a title from whose it is, the surest first; last the words as a title of anybody's."""
    words = re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)
    for found in OWN.finditer(words):
        yield words[found.end() :], words[: found.start()]
    for found in OF.finditer(words):
        yield words[: found.start()], words[found.end() :]
    parts = words.split()
    for n in range(min(LONGEST, len(parts) - 1), 0, -1):
        yield " ".join(parts[n:]), " ".join(parts[:n])
    yield words, ""


def _owners(connection: Connection, whose: str) -> Sequence[Entity]:
    """The state or body that these words name, as the store has it."""
    state = states.by_name(whose) or states.by_demonym(whose) or states.by_capital(whose) or states.by_seat(whose)
    ids = [known_id("state", state.code)] if state is not None else []
    if (body := organizations.by_name(whose)) is not None:
        ids.append(known_id("organization", body.key))
    if (own := national_body(whose)) is not None and own[1] is not None:
        ids.append(known_id("body", f"{own[1]} {own[0]}"))
    e = t.entities.c
    named = or_(e.id.in_(ids), e.key.in_(keys_by_exact_name(connection, whose)))
    query = select(e.key).where(named, e.kind.in_(("state", "organization")))
    return entities_by_key(connection, list(connection.execute(query).scalars()))

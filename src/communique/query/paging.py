"""Pages of answers: reports are walked by their days through an index until a page is full, however large the store is.

What narrows to few rows is better looked up by its own index and sorted; :func:`pages_by_day` tells which is which.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    MappingResult,
    Result,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    union,
)

from communique.database import schema as t
from communique.query.entities import keys_with_merged
from communique.query.name_resolution import Keys, resolve_name
from communique.query.offices import unnamed_holders
from communique.query.question import Question
from communique.query.selection import report_conditions, texts_with

__all__ = [
    "LEAST",
    "MOST",
    "ActorSet",
    "Walk",
    "actors_asked",
    "few",
    "in_steps",
    "keyed",
    "page",
    "pages_by_day",
    "walk_reports",
]

FEW = 3_000
"""Rows up to which whatever meets a condition is looked up and sorted as a whole."""
LEAST, MOST = 16, 256
"""Reports or facts in the first step of a walk, and in any."""


class ActorSet(msgspec.Struct, frozen=True):
    """Whom some words of a question mean, asked of one row at a time."""

    entities: tuple[int, ...]
    unnamed: Select[Any] | None = None
    """Keys of actors whom reports call by an office alone."""

    def has(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the actor whose key stands in a column is one of them."""
        i = t.identities.alias().c  # a name of its own, wherever the condition stands
        known = exists(select(i.finding).where(i.finding == column, i.entity.in_(self.entities)))
        return known if self.unnamed is None else or_(known, column.in_(self.unnamed))

    @property
    def actors(self) -> Keys:
        """The keys of all of them."""
        i = t.identities.c
        known = select(i.finding).where(i.entity.in_(self.entities))
        return known if self.unnamed is None else union(known, self.unnamed)


def actors_asked(connection: Connection, question: Question) -> dict[str, ActorSet] | None:
    """Whom the names of a question mean, by its parts; None if one of them means nobody."""
    found: dict[str, ActorSet] = {}
    for name in ("by", "to", "body"):
        words = getattr(question, name)
        if words is None:
            continue
        meant = resolve_name(connection, words, question.since, question.until, fuzzy=question.fuzzy)
        unnamed = unnamed_holders(meant.office) if meant.office is not None and meant.unnamed else None
        if not meant.entities and unnamed is None:
            return None
        found[name] = ActorSet(tuple(keys_with_merged(connection, meant.entities)), unnamed)
    return found


def pages_by_day(connection: Connection, question: Question, narrow: Sequence[Keys]) -> bool:
    """Whether a walk through the reports finds a page of answers sooner than looking up all of them does.

    ``narrow``: queries of rows, of which whatever meets the question has one each.
    """
    if question.limit is None:
        return False
    if question.words_anywhere is not None:
        narrow = (*narrow, texts_with(question.words_anywhere, "anywhere"))
    return not any(few(connection, rows) for rows in narrow)


def few(connection: Connection, rows: Keys) -> bool:
    """Whether a query has so few rows that all of them are soon looked up."""
    some = rows.limit(FEW).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) < FEW


Walk = Iterator[list[tuple[int, str | None]]]
"""Reports some at a time: their keys and days."""


def walk_reports(
    connection: Connection,
    question: Question,
    day: ColumnElement[str | None] = t.reports.c.first_day,
    more: Sequence[ColumnElement[bool]] = (),
) -> Walk:
    """The reports that a question means, some at a time: their keys and days, by day, the undated last.

    Args:
        connection: to a store.
        question: its conditions on reports narrow.
        day: ``first_day`` or ``published``.
        more: conditions besides.
    """
    r, since = t.reports.c, question.since
    where = [*report_conditions(question), *more]
    # Of what begins before that day only reports whose day is vague may end on it or later.
    ways = [day.is_not(None)] if since is None else [and_(t.VAGUE, day < since), day >= since]
    for way in ways:
        yield from _walk(connection, select(r.key, day).where(way, *where).order_by(day, r.key))
    yield from _walk(connection, select(r.key, day).where(day.is_(None), *where).order_by(r.key))


def _walk(connection: Connection, query: Select[Any]) -> Walk:
    for part in in_steps(connection.execute(query)):
        yield [(key, when) for key, when in part]


def in_steps(found: Result[Any] | MappingResult, least: int = LEAST) -> Iterator[Sequence[Any]]:
    """The rows of a result, some at a time: first ``least``, then more; it is closed when no more are wanted."""
    size = least
    try:
        while part := found.fetchmany(size):
            yield part
            size = max(size, min(2 * size, MOST))
    finally:
        found.close()


def keyed(column: ColumnElement[int], keys: Sequence[int]) -> ColumnElement[bool]:
    """Whether a column is one of these keys; of many at one go, or making the query takes longer than asking it."""
    if len(keys) <= MOST:
        return column.in_(keys)
    return column.in_(select(func.json_each(json.dumps(list(keys))).table_valued("value").c.value))


def page(question: Question, found: Sequence[Any]) -> Sequence[Any]:
    """The answers that a question asks for, of all or of the first."""
    end = None if question.limit is None else question.offset + question.limit
    return found[question.offset : end]

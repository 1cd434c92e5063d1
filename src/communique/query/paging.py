"""Pages of answers: reports are walked by their days through an index until a page is full, however large the store is.

What narrows to few rows is better looked up by its own index and sorted; :func:`pages_by_day` tells which is which.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    MappingResult,
    Result,
    Select,
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
    "begin_with_few",
    "few",
    "in_steps",
    "keyed",
    "page",
    "pages_by_day",
    "walk_reports",
    "walked",
]

FEW = 3_000
"""Rows up to which whatever meets a condition is looked up and sorted as a whole."""
SELDOM = 5_000
"""Mentions up to which the reports that tell of somebody are looked up and sorted."""
LEAST, MOST = 16, 256
"""Reports or facts in the first step of a walk, and in any."""


class ActorSet(msgspec.Struct, frozen=True):
    """Whom some words of a question mean, asked of one row at a time."""

    entities: tuple[int, ...]
    unnamed: Select[Any] | None = None
    """Keys of actors whom reports call by an office alone."""
    few: bool = False
    """Whether they are seldom told of, so that it is best to begin with them."""

    def has(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the actor whose key stands in a column is one of them."""
        i = t.identities.alias().c  # a name of its own, wherever the condition stands
        known = exists(select(i.finding).where(i.finding == column, i.entity.in_(self.entities)))
        return known if self.unnamed is None else or_(known, column.in_(self.unnamed))

    @property
    def told_of(self) -> list[ColumnElement[bool]]:
        """That a report tells of one of them, as a walk through the reports asks it."""
        f, i, x = t.findings.c, t.identities.alias().c, t.texts.alias().c
        if self.few:
            return [t.reports.c.text.in_(select(f.text).where(f.key.in_(self.actors)))]
        if self.unnamed is not None:
            return []
        here = x.key == t.reports.c.text
        own = i.finding.between(x.first_finding, x.last_finding)
        # A text's findings have keys that follow on each other, and the index of entities has them in their order.
        return [exists(select(i.finding).where(here, i.entity.in_(self.entities), own))]

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


def begin_with_few(
    connection: Connection, question: Question, asked: Mapping[str, ActorSet], seldom: int = SELDOM
) -> Mapping[str, ActorSet] | None:
    """Whom a question means, noted of each whether few reports tell of him; None unless that is all that narrows it.

    Then a walk through the reports that tell of him finds a page, however often or seldom he is told of.
    """
    if not asked or question.limit is None or question.country is not None or question.words_anywhere is not None:
        return None
    return {name: msgspec.structs.replace(one, few=few(connection, one.actors, seldom)) for name, one in asked.items()}


def pages_by_day(connection: Connection, question: Question, narrow: Sequence[Keys]) -> bool:
    """Whether a walk through the reports finds a page of answers sooner than looking up all of them does.

    ``narrow``: queries of rows, of which whatever meets the question has one each.
    """
    if question.limit is None:
        return False
    if question.words_anywhere is not None:
        narrow = (*narrow, texts_with(question.words_anywhere, "anywhere"))
    return not any(few(connection, rows) for rows in narrow)


def few(connection: Connection, rows: Keys, most: int = FEW) -> bool:
    """Whether a query has so few rows that all of them are soon looked up."""
    some = rows.limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) < most


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
    if since is not None:
        # Of what begins before that day only reports whose day is vague may end on it or later: they have an index of
        # their own, which SQLite takes where the day as such is not asked for.
        vague = func.coalesce(day, "")
        early = select(r.key, day).where(t.VAGUE, day.is_not(None), vague < since, *where)
        yield from _walk(connection, early.order_by(vague, r.key))
    later = day.is_not(None) if since is None else day >= since
    yield from _walk(connection, select(r.key, day).where(later, *where).order_by(day, r.key))
    yield from _walk(connection, select(r.key, day).where(day.is_(None), *where).order_by(r.key))


def _walk(connection: Connection, query: Select[Any]) -> Walk:
    for part in in_steps(walked(connection, query)):
        yield [(key, when) for key, when in part]


def walked(connection: Connection, query: Select[Any]) -> Result[Any]:
    """The result of a query of which most rows may never be wanted: a server keeps them until they are asked for."""
    return connection.execute(query, execution_options={"stream_results": True, "max_row_buffer": MOST})


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

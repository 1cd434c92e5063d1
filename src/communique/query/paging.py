"""Pages of answers: reports are walked by their days through an index until a page is full, however large the store is.

What narrows to few rows is better looked up by its own index and sorted; :func:`pages_by_day` tells which is which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from communique.database import schema as t
from communique.query.entities import keys_with_merged
from communique.query.name_resolution import resolve_name
from communique.query.offices import unnamed_holders
from communique.query.question import Question
from communique.query.selection import report_conditions

__all__ = ["LEAST", "MOST", "ActorSet", "actors_asked", "page", "pages_by_day", "walk_reports"]

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


def actors_asked(connection: Connection, question: Question) -> dict[str, ActorSet] | None:
    """Whom the names of a question mean, by its parts; None if one of them means nobody."""
    found: dict[str, ActorSet] = {}
    for name in ("by", "to", "body"):
        words = getattr(question, name)
        if words is None:
            continue
        meant = resolve_name(connection, words, question.since, question.until)
        unnamed = unnamed_holders(meant.office) if meant.office is not None and meant.unnamed else None
        if not meant.entities and unnamed is None:
            return None
        found[name] = ActorSet(tuple(keys_with_merged(connection, meant.entities)), unnamed)
    return found


def pages_by_day(connection: Connection, question: Question, asked: dict[str, ActorSet]) -> bool:
    """Whether a walk through the reports finds a page of answers sooner than looking up all of them does."""
    if question.limit is None or question.about is not None or question.anywhere is not None:
        return False
    i, a = t.identities.c, t.actors.c
    narrow = [select(i.finding).where(i.entity.in_(one.entities)) for one in asked.values()]
    if question.country is not None:
        narrow.append(select(a.key).where(a.country == question.country))
    for rows in narrow:
        some = rows.limit(FEW).subquery()
        if int(connection.execute(select(func.count()).select_from(some)).scalar_one()) < FEW:
            return False
    return True


def walk_reports(
    connection: Connection, question: Question, day: ColumnElement[str | None] = t.reports.c.first_day
) -> Iterator[list[tuple[int, str | None]]]:
    """The reports that a question means, some at a time: their keys and days, by day, the undated last."""
    r = t.reports.c
    where = report_conditions(question)
    for known in (True, False):
        query = select(r.key, day).where(day.is_not(None) if known else day.is_(None), *where)
        size = LEAST
        found = connection.execute(query.order_by(day, r.key) if known else query.order_by(r.key))
        try:
            while part := found.fetchmany(size):
                yield [(key, when) for key, when in part]
                size = min(2 * size, MOST)
        finally:
            found.close()


def page(question: Question, found: Sequence[Any]) -> Sequence[Any]:
    """The answers that a question asks for, of all or of the first."""
    end = None if question.limit is None else question.offset + question.limit
    return found[question.offset : end]

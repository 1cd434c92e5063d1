"""Which statements a question means: conditions on the tables, counted as the question counts."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select, union

from communique.database import schema as t
from communique.database.word_search.indexes import find_statements, find_texts
from communique.model.characters import scrub_name
from communique.query.decisions import undecided
from communique.query.fts import bag_expression
from communique.query.name_resolution import matching_actors
from communique.query.phrase_search import statements_with
from communique.query.question import Question
from communique.query.quotations import repeated

__all__ = ["StatementMatch", "matching_statements", "report_conditions", "spoken_with", "texts_with"]

FEW = 3_000
"""Statements of the speakers asked for up to which each is looked up in the index of words, not the other way round."""


class StatementMatch(msgspec.Struct, frozen=True):
    """A statement in a printing, and how many printings say the same."""

    statement: int
    report: int
    printings: int


def matching_statements(connection: Connection, question: Question) -> tuple[list[StatementMatch], int]:
    """The statements that a question means, earliest first, undated ones last; and how many there are beyond its limit.

    Raises:
        UsageError: its words are no expression.
    """
    query = _query(connection, question)
    if query is None:
        return [], 0
    ranked = query.subquery()
    first = select(ranked.c.key, ranked.c.report, ranked.c.printings).where(ranked.c.place == 1)
    total = None
    if question.limit is not None:
        first = first.add_columns(func.count().over().label("total"))
    rows = connection.execute(
        first.order_by(ranked.c.first_day.is_(None), ranked.c.first_day, ranked.c.report, ranked.c.start, ranked.c.key)
        .limit(question.limit)
    ).all()  # fmt: skip
    if question.limit is not None and rows:
        total = rows[0].total
    return [StatementMatch(row[0], row[1], row[2]) for row in rows], len(rows) if total is None else total


def _query(connection: Connection, question: Question) -> Select[Any] | None:
    s, f, x, r = t.statements.c, t.findings.c, t.texts.c, t.reports.c
    where: list[ColumnElement[bool]] = [
        *report_conditions(question), *undecided(connection, question, "statements", s.key)
    ]  # fmt: skip
    speakers: ColumnElement[bool] | None = None
    for name, columns in (("by", (s.speaker,)), ("to", (s.addressee,)), ("body", (s.speaks_for, s.speaker))):
        asked = getattr(question, name)
        if asked is None:
            continue
        found = matching_actors(connection, asked, question)
        if found is None:
            return None
        where.append(or_(*(column.in_(found) for column in columns)) if len(columns) > 1 else columns[0].in_(found))
        if name != "body":
            speakers = where[-1]
    narrow = speakers is not None and _few(connection, speakers)
    if question.words is not None:
        where.append(_about(question.words, s.key, narrow))
        if (bag := bag_expression(question.about or "")) is not None:
            some = [_about(bag, s.key, narrow), *([speakers] if speakers is not None and narrow else [])]
            where[-1] = s.key.in_(statements_with(connection, question.words, select(s.key).where(*some)))
    if question.country is not None:
        where.append(_from(question.country, s.speaker, narrow or question.words is not None))
    if where and not narrow and question.words is None and (of_report := report_conditions(question)):
        where.append(t.found_in(select(r.text).where(*of_report)))
    w = t.manners.c
    if question.act:
        where.append(s.manner.in_(select(w.key).where(w.act.in_(question.act))))
    if question.mode:
        where.append(s.manner.in_(select(w.key).where(w.mode.in_(question.mode))))
    if question.confidence:
        where.append(f.confidence >= question.confidence)
    same = repeated(question.count)
    order = (r.first_day.is_(None), r.first_day, r.key, s.key)
    return (
        select(
            s.key.label("key"), r.key.label("report"), r.first_day.label("first_day"), f.start.label("start"),
            func.row_number().over(partition_by=same, order_by=order).label("place"),
            func.count().over(partition_by=same).label("printings"),
        )
        .join_from(t.statements, t.findings, f.key == s.key)
        .join(t.texts, x.key == f.text)
        .join(t.reports, r.text == f.text)
        .join(t.manners, w.key == s.manner)
        .where(*where)
    )  # fmt: skip


def report_conditions(question: Question) -> list[ColumnElement[bool]]:
    """What a question asks of the report, as conditions on ``reports``.

    Raises:
        UsageError: the words of ``anywhere`` are no expression.
    """
    r = t.reports.c
    where: list[ColumnElement[bool]] = []
    if question.since is not None:
        where.append(r.last_day >= question.since)
    if question.until is not None:
        where.append(r.first_day <= question.until)
    if question.publisher is not None:
        where.append(func.lower(r.publisher) == question.publisher.lower())
    if question.source is not None:
        where.append(r.source.startswith(scrub_name(question.source), autoescape=True))
    if question.words_anywhere is not None:
        where.append(r.text.in_(texts_with(question.words_anywhere, "anywhere")))
    return where


def texts_with(words: str, name: str = "in_text") -> Select[Any]:
    """Keys of the texts that match an expression; ``name`` is that of its parameter, one for each in a query."""
    return find_texts(words, name)


def _few(connection: Connection, speakers: ColumnElement[bool]) -> bool:
    some = select(t.statements.c.key).where(speakers).limit(FEW).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) < FEW


def spoken_with(words: str, key: ColumnElement[int] | None = None) -> Select[Any]:
    """Keys of the statements that match an expression; with ``key`` only that one, if it does."""
    found = find_statements(words)
    return found if key is None else found.where(found.selected_columns[0] == key)


def _about(words: str, key: ColumnElement[int], narrow: bool) -> ColumnElement[bool]:
    """Statements with these words: looked up one by one when there are few, else all of them at once."""
    if narrow:
        return exists(spoken_with(words, key).correlate(t.statements))
    return key.in_(spoken_with(words))


def _from(country: str, speaker: ColumnElement[int], narrow: bool) -> ColumnElement[bool]:
    """Speakers of a country, by their own report or by what the store knows of them."""
    a, i, e = t.actors, t.identities, t.entities
    own = select(a.c.key).where(a.c.country == country)
    known = select(i.c.finding).join(e, e.c.key == i.c.entity).where(e.c.country == country)
    if narrow:
        return or_(
            exists(own.where(a.c.key == speaker).correlate(t.statements)),
            exists(known.where(i.c.finding == speaker).correlate(t.statements)),
        )
    return speaker.in_(union(own, known))

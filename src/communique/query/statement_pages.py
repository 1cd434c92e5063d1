"""Statements a page at a time: those of a walk through the reports, each wording of a story at its first printing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, or_, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.query.decisions import undecided
from communique.query.fts import bag_expression
from communique.query.paging import ActorSet, in_steps, keyed, walk_reports, walked
from communique.query.phrase_search import statements_with
from communique.query.question import Question
from communique.query.quotations import quoted, repeated
from communique.query.selection import StatementMatch, report_conditions, spoken_with

__all__ = ["Group", "StatementPages", "WordFilter"]

ALL = 10_000
"""Statements with some words up to which all of them are looked up; of more, each is asked for on its own."""
COLUMNS = {
    "by": (t.statements.c.speaker,),
    "to": (t.statements.c.addressee,),
    "body": (t.statements.c.speaks_for, t.statements.c.speaker),
}
"""Where those stand whom the parts of a question mean."""
Group = tuple[Any, ...]
"""What repeats of one statement share: story, wording and speaker, or the statement, or statement and printing."""


class StatementPages:
    """The statements that a question means; ``asked`` are those whom its names mean."""

    def __init__(self, connection: Connection, question: Question, asked: Mapping[str, ActorSet]) -> None:
        self.connection = connection
        self.question = question
        self.asked = asked
        self.where = _conditions(question, asked)
        self.where += undecided(connection, question, "statements", t.statements.c.key)
        self._words = None if question.words is None else WordFilter(connection, question, one_by_one=bool(asked))
        shared = repeated(question.count)
        self._share = len(shared)
        self._columns = (*_columns(), *(column.label(f"shared_{n}") for n, column in enumerate(shared)))

    def first(self, many: int) -> list[StatementMatch]:
        """The first so many, earliest first, undated ones last."""
        seen: set[Group] = set()
        found: list[Row[Any]] = []
        for reports in walk_reports(self.connection, self.question, more=self.reports()):
            place = {key: n for n, (key, _) in enumerate(reports)}
            new: list[Row[Any]] = []
            for row in sorted(self.of_reports(list(place)), key=lambda row: (place[row.report], row.key)):
                if (group := self.group(row)) not in seen:
                    seen.add(group)
                    new.append(row)
            found += sorted(new, key=lambda row: (place[row.report], row.start or 0, row.key))
            if len(found) >= many:
                break
        return self.matches(found[:many])

    def reports(self) -> list[ColumnElement[bool]]:
        """What is asked of reports that may have such statements."""
        return [condition for one in self.asked.values() for condition in one.told_of]

    def of_reports(self, reports: Sequence[int], *more: ColumnElement[bool]) -> Sequence[Row[Any]]:
        """Statements of these reports (their keys), which the question means."""
        query = self._query().where(keyed(t.reports.c.key, reports), *more)
        return self._kept(self.connection.execute(query).all())

    def _kept(self, rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
        """Those of the rows that have the question's words."""
        if self._words is None or not rows:
            return rows
        kept = self._words.matching({row.key for row in rows})
        return [row for row in rows if row.key in kept]

    def dated(self, *more: ColumnElement[bool]) -> Iterator[list[Row[Any]]]:
        """Those with a date of their own, by that, some at a time; ``more`` narrows them."""
        s, x = t.statements.c, t.texts.c
        query = (
            select(*self._columns)
            .join_from(t.statements, t.findings, t.findings.c.key == s.key)
            .join(t.texts, x.key == t.findings.c.text)
            .join(t.reports, t.reports.c.text == x.key)
            .join(t.manners, t.manners.c.key == s.manner)
            .where(s.date.is_not(None), *report_conditions(self.question), *self.where, *more)
            .where(*(or_(*(c.in_(one.actors) for c in COLUMNS[name])) for name, one in self.asked.items() if one.few))
            .order_by(s.date)
        )
        for part in in_steps(walked(self.connection, query)):
            if rows := list(self._kept(part)):
                yield rows

    def group(self, row: Row[Any]) -> Group:
        """What a statement shares with its repeats."""
        return tuple(row)[-self._share :]

    def repeats(self, rows: Iterable[Row[Any]]) -> dict[Group, list[Row[Any]]]:
        """All that repeat these, themselves among them, by what they share; the first printed first."""
        f, r, x, s = t.findings.c, t.reports.c, t.texts.c, t.statements.c
        found: dict[Group, list[Row[Any]]] = {self.group(row): [] for row in rows}
        once = self.question.count == "stories"
        spoken = {row.wording for row in rows if once and row.quoted}
        others = {row.wording for row in rows} - spoken
        ways: list[ColumnElement[bool]] = []
        for part in portions(sorted({row.story for row in rows} if others else ())):
            told = or_(x.story.in_(part), x.story.is_(None) & x.key.in_(part))
            ways.append(told & s.wording.in_(others))
        ways += [s.wording.in_(part) & quoted() for part in portions(sorted(spoken))]
        for way in ways:
            query = self._query().where(way, *report_conditions(self.question))
            query = query.order_by(r.first_day.is_(None), r.first_day, r.key, f.key)
            for row in self._kept(self.connection.execute(query).all()):
                if (group := self.group(row)) in found:
                    found[group].append(row)
        return found

    def matches(self, rows: Sequence[Row[Any]]) -> list[StatementMatch]:
        """These statements, each with how many printings say the same."""
        repeats = self.repeats(rows) if rows else {}
        return [StatementMatch(row.key, row.report, len(repeats[self.group(row)])) for row in rows]

    def _query(self) -> Select[Any]:
        s, x = t.statements.c, t.texts.c
        return (
            select(*self._columns)
            .join_from(t.reports, t.texts, x.key == t.reports.c.text)
            .join(t.statements, s.key.between(x.first_finding, x.last_finding))
            .join(t.findings, t.findings.c.key == s.key)
            .join(t.manners, t.manners.c.key == s.manner)
            .where(*self.where)
        )


class WordFilter:
    """Which statements have the words of ``about``: asked of some at a time, ``one_by_one`` where they will be few."""

    def __init__(self, connection: Connection, question: Question, *, one_by_one: bool = False) -> None:
        self.connection = connection
        self.words = str(question.words)
        self.loose = bag_expression(question.about or "")
        self._every: set[int] | None = None
        if not one_by_one:  # all at once: row by row takes ten times as long
            rows = connection.execute(spoken_with(self.loose or self.words).limit(ALL)).all()
            self._every = {key for (key,) in rows} if len(rows) < ALL else None

    def matching(self, statements: Collection[int]) -> Collection[int]:
        """Those of the statements (their keys) that have the words."""
        if self._every is not None:
            found = self._every & set(statements)
        else:
            listed = sorted(statements)
            s = t.statements.c
            found = set()
            for part in portions(listed):
                has = exists(spoken_with(self.loose or self.words, s.key).correlate(t.statements))
                query = select(s.key).where(s.key.in_(part), has)
                found.update(self.connection.execute(query).scalars())
        if self.loose is None or not found:
            return found
        own = select(func.json_each(json.dumps(sorted(found))).table_valued("value").c.value)
        return set(self.connection.execute(statements_with(self.connection, self.words, own)).scalars())


def _columns() -> tuple[Any, ...]:
    s, x, r, f = t.statements.c, t.texts.c, t.reports.c, t.findings.c
    return (
        s.key, r.key.label("report"), func.coalesce(x.story, x.key).label("story"), s.wording,
        quoted().label("quoted"), f.id, f.start, s.content_start, s.date, r.published, r.basis,
    )  # fmt: skip


def _conditions(question: Question, asked: Mapping[str, ActorSet]) -> list[ColumnElement[bool]]:
    """What a question asks of the statement itself, each condition answered for one row by its keys."""
    s, w, f = t.statements.c, t.manners.c, t.findings.c
    where: list[ColumnElement[bool]] = []
    where += [or_(*(one.has(column) for column in COLUMNS[name])) for name, one in asked.items()]
    if question.country is not None:
        a, i, e = t.actors.alias().c, t.identities.alias(), t.entities.alias()
        own = exists(select(a.key).where(a.key == s.speaker, a.country == question.country))
        known = select(i.c.finding).join(e, e.c.key == i.c.entity)
        where.append(or_(own, exists(known.where(i.c.finding == s.speaker, e.c.country == question.country))))
    if question.act:
        where.append(s.manner.in_(select(w.key).where(w.act.in_(question.act))))
    if question.mode:
        where.append(s.manner.in_(select(w.key).where(w.mode.in_(question.mode))))
    if question.confidence:
        where.append(f.confidence >= question.confidence)
    return where

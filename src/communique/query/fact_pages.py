"""The facts of a kind that a question means, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, exists, func, or_, select, union

from communique.database import schema as t
from communique.database.layout import LAYOUTS, Layout
from communique.database.portions import portions
from communique.model import kind_of
from communique.model.kinds import OCCASIONS
from communique.query.decisions import undecided
from communique.query.fact_answers import FactAnswer, answers_of, occasions_of
from communique.query.fts import any_word
from communique.query.lookups import longest_mention
from communique.query.meaning import FACTUAL
from communique.query.name_resolution import Keys
from communique.query.paging import (
    LEAST,
    ActorSet,
    Walk,
    in_steps,
    keyed,
    page,
    walk_reports,
    walked,
)
from communique.query.phrase_search import facts_with
from communique.query.question import Question
from communique.query.selection import report_conditions, texts_with

__all__ = ["LAYOUT_OF", "FactPages", "OccasionPlace"]

LAYOUT_OF = {layout.field: layout for layout in LAYOUTS}
"""How each kind of fact lies in its table, by the field of the record."""
PRINTING = t.reports.alias("printing")


class OccasionPlace(NamedTuple):
    """Where a meeting or an agreement stands among others."""

    date: str | None
    """Its own, as precise as any that tells of it knows."""
    first: RowMapping
    """The first that tells of it."""
    start: int
    """Where in its report that does."""


def _columns(table: Table) -> list[Any]:
    f, r = t.findings.c, t.reports.c
    own = [f.id, f.text, f.start, f.end, f.confidence, f.statement]
    return [*own, r.key.label("report"), r.first_day, r.published, r.basis, *table.c]


def _first_printing() -> ColumnElement[bool]:
    """Of the printings of a fact's text the first."""
    r, f = t.reports.c, t.findings.c
    order = (PRINTING.c.first_day.is_(None), PRINTING.c.first_day, PRINTING.c.key)
    first = select(PRINTING.c.key).where(PRINTING.c.text == f.text).order_by(*order).limit(1)
    # The sum keeps SQLite from looking reports up by it: those that are asked for are few.
    return r.key + 0 == first.correlate(t.findings).scalar_subquery()


def _of_events(table: Table, question: Question) -> list[ColumnElement[bool]]:
    """What a question asks of events alone."""
    if table.name != "events":
        return []
    where: list[ColumnElement[bool]] = [table.c["type"].in_(question.type)] if question.type else []
    if question.facts:
        where += [table.c["modality"].in_(FACTUAL), t.findings.c.statement.is_(None)]
    return where


class FactPages:
    """The facts of a kind that a question means, a page at a time; ``asked`` are those whom its names mean."""

    def __init__(
        self, connection: Connection, layout: Layout, question: Question, asked: Mapping[str, ActorSet]
    ) -> None:
        self.connection = connection
        self.layout = layout
        self.question = question
        self.table = t.metadata.tables[layout.field]
        self.asked = asked
        self.printed: list[ColumnElement[bool]] = list(report_conditions(question))
        """What is asked of the report: a walk sees to it before facts are asked for."""
        self.where = _of_events(self.table, question)
        self.where += undecided(connection, question, layout.field, self.table.c["key"])
        if question.confidence:
            self.where.append(t.findings.c.confidence >= question.confidence)
        self.where += [] if question.count == "printings" else [_first_printing()]

    def narrow(self) -> list[Keys]:
        """Queries of facts or participants of which what meets the question is a part."""
        key, a = self.table.c["key"], t.actors.c
        found: list[Keys] = [
            select(key).where(_takes_part(self.layout, self.table, one.actors)) for one in self.asked.values()
        ]
        if self.question.country is not None:
            found.append(select(a.key).where(a.country == self.question.country))
        return found

    def first(self) -> list[FactAnswer]:
        """Those of the question's page, in the order of their reports' dates, undated ones last."""
        assert self.question.limit is not None
        many = self.question.offset + self.question.limit
        found: dict[Hashable, RowMapping] = {}
        for reports in self.walk():
            place = {key: n for n, (key, _) in enumerate(reports)}
            rows = self.of_reports(list(place))
            for row in sorted(rows, key=lambda row: (place[row["report"]], row["start"] or 0, row["key"])):
                found.setdefault(self.group(row), row)
            if len(found) >= many:
                break
        return self.answers(page(self.question, list(found.values())))

    def walk(self, day: ColumnElement[str | None] = t.reports.c.first_day) -> Walk:
        """The reports that may tell of such facts, by a day."""
        return walk_reports(self.connection, self.question, day, self.reports())

    def looked_up(self, *more: ColumnElement[bool]) -> list[FactAnswer]:
        """The same as :meth:`first`: all are looked up by who takes part, and then sorted; ``more`` narrows them."""
        question, table, f, r = self.question, self.table, t.findings.c, t.reports.c
        called = [table.c[self.layout.column(field)] for field in kind_of(self.layout.field).called]
        where = [*self.printed, *self.where, *more]
        where += [_takes_part(self.layout, table, one.actors) for one in self.asked.values()]
        if question.country is not None:
            where.append(_of_country(self.layout, table, question.country))
        if question.about is not None:
            where.append(t.found_in(texts_with(any_word(question.about))))
        elif self.printed and not self.asked:
            where.append(t.found_in(select(r.text).where(*self.printed)))
        query = (
            select(table.c["key"], r.key.label("report"), f.id, f.text, f.start, f.end, *called)
            .join_from(table, t.findings, f.key == table.c["key"])
            .join(t.reports, r.text == f.text)
            .where(*where)
            .order_by(r.first_day.is_(None), r.first_day, r.key, f.start, f.key)
        )
        if self.layout.kind in OCCASIONS:
            rows = self._about(self.connection.execute(_with_entities(query)).mappings().all())
            groups = page(question, list(_grouped(rows).values()))
            own = iter(self._whole([row for group in groups for row in group]))
            return occasions_of(self.connection, self.layout, [[next(own) for _ in group] for group in groups])
        end = None if question.limit is None else question.offset + question.limit
        light = self.connection.execute(query).mappings().all()
        if question.words is None:
            return self.answers(self._whole(page(question, light)))
        found: list[RowMapping] = []
        size = len(light) if end is None else max(LEAST, end)
        for at in range(0, len(light), max(size, 1)):
            found += self._about(light[at : at + size])
            if end is not None and len(found) >= end:
                break
        return self.answers(self._whole(page(question, found)))

    def latest(self, many: int) -> list[FactAnswer]:
        """The last so many, by their reports' days, the earliest of them first; the undated are the first of all."""
        if self.question.words is not None:
            found = self.looked_up()
            return found[len(found) - min(many, len(found)) :]
        table, f, r = self.table, t.findings.c, t.reports.c
        where = [*self.printed, *self.where]
        where += [_takes_part(self.layout, table, one.actors) for one in self.asked.values()]
        if self.question.country is not None:
            where.append(_of_country(self.layout, table, self.question.country))
        query = (
            select(table.c["key"], r.key.label("report"), f.id)
            .join_from(table, t.findings, f.key == table.c["key"])
            .join(t.reports, r.text == f.text)
            .where(*where)
            .order_by(r.first_day.is_(None), r.first_day.desc(), r.key.desc(), f.start.desc(), f.key.desc())
        )
        if self.layout.kind not in OCCASIONS:
            return self.answers(self._whole(self.connection.execute(query.limit(many)).mappings().all())[::-1])
        groups: dict[Hashable, RowMapping] = {}
        for part in in_steps(walked(self.connection, _with_entities(query)).mappings()):
            for row in part:
                groups.setdefault(self.group(row), row)
            if len(groups) >= many:
                break
        return self.answers(list(groups.values())[:many][::-1])

    def _whole(self, light: Sequence[RowMapping]) -> Sequence[RowMapping]:
        """Rows with all their columns, in the order of those with few."""
        found: dict[tuple[int, int], RowMapping] = {}
        f, r, key = t.findings.c, t.reports.c, self.table.c["key"]
        for part in portions(light):
            query = (
                select(*_columns(self.table))
                .join_from(self.table, t.findings, f.key == key)
                .join(t.reports, r.text == f.text)
                .where(key.in_({row["key"] for row in part}))
            )
            if self.layout.kind in OCCASIONS:
                query = _with_entities(query)
            for row in self.connection.execute(query).mappings():
                found[row["key"], row["report"]] = row
        return [found[row["key"], row["report"]] for row in light]

    def reports(self) -> list[ColumnElement[bool]]:
        """What is asked of reports that may tell of such facts: words of the question, and whom it means."""
        return [*self.texts(), *(condition for one in self.asked.values() for condition in one.told_of)]

    def texts(self) -> list[ColumnElement[bool]]:
        """That a report's text has one of the question's words."""
        if self.question.about is None:
            return []
        return [t.reports.c.text.in_(texts_with(any_word(self.question.about)))]

    def _about(self, rows: Sequence[RowMapping]) -> Sequence[RowMapping]:
        """Those of the rows that have the question's words in their own sentences."""
        if self.question.words is None or not rows:
            return rows
        called = [self.layout.column(field) for field in kind_of(self.layout.field).called]
        kept = facts_with(self.connection, rows, called, self.question.words)
        return [row for row in rows if row["key"] in kept]

    def _taking_part(self) -> list[ColumnElement[bool]]:
        """Whether those asked for take part, asked of one fact at a time."""
        where = [_has_part(self.layout, self.table, one.has) for one in self.asked.values()]
        if self.question.country is not None:
            a = t.actors.alias().c
            own: Callable[[ColumnElement[int]], ColumnElement[bool]] = lambda column: exists(  # noqa: E731
                select(a.key).where(a.key == column, a.country == self.question.country)
            )
            where.append(_has_part(self.layout, self.table, own))
        return where

    def group(self, row: RowMapping) -> Hashable:
        """What a fact shares with those that tell the same."""
        if self.layout.kind in OCCASIONS:
            return str(row["entity"] or row["id"])
        return row["key"], row["report"]

    def answers(self, rows: Sequence[RowMapping]) -> list[FactAnswer]:
        """These facts; meetings and agreements with all that tell of them."""
        if self.layout.kind not in OCCASIONS:
            return answers_of(self.connection, self.layout, rows)
        told = self.tellings(rows)
        return occasions_of(self.connection, self.layout, [told[self.group(row)] for row in rows])

    def standings(self, rows: Sequence[RowMapping], column: str) -> list[OccasionPlace]:
        """Where these meetings or agreements stand, without being put into words as ``occasions_of`` does."""
        found = self.tellings(rows) if rows else {}
        told = [found[self.group(row)] for row in rows]
        longest = longest_mention(self.connection, [listed[0]["key"] for listed in told])
        return [
            OccasionPlace(
                max(listed, key=lambda row: len(row[column] or ""))[column],
                listed[0],
                longest.get(listed[0]["key"], (listed[0]["start"] or 0, 0))[0],
            )
            for listed in told
        ]

    def tellings(self, rows: Sequence[RowMapping]) -> dict[Hashable, list[RowMapping]]:
        """Of meetings and agreements: all that tell of these, the first first."""
        e, i, f, r, x = t.entities.c, t.identities.c, t.findings.c, t.reports.c, t.texts.c
        wanted = {row["entity"] for row in rows if row["entity"] is not None}
        own = select(e.key).where(e.id.in_(wanted))
        entities = self.connection.execute(select(e.key).where(or_(e.id.in_(wanted), e.same_as.in_(own)))).scalars()
        query = (
            select(*_columns(self.table))
            .join_from(self.table, t.findings, f.key == self.table.c["key"])
            .join(t.texts, x.key == f.text)
            .join(t.reports, r.text == x.key)
            .where(self.table.c["key"].in_(select(i.finding).where(i.entity.in_(list(entities)))))
            .where(*self.printed, *self.where, *self._taking_part(), *self.texts())
            .order_by(r.first_day.is_(None), r.first_day, r.key, f.start, f.key)
        )
        found = _grouped(self._about(self.connection.execute(_with_entities(query)).mappings().all()))
        return {**{row["id"]: [row] for row in rows if row["entity"] is None}, **found}

    def of_reports(self, reports: Sequence[int], *more: ColumnElement[bool]) -> Sequence[RowMapping]:
        """Facts of these reports (their keys), which the question means."""
        r, x, f = t.reports.c, t.texts.c, t.findings.c
        query = (
            select(*_columns(self.table))
            .join_from(t.reports, t.texts, x.key == r.text)
            .join(self.table, self.table.c["key"].between(x.first_finding, x.last_finding))
            .join(t.findings, f.key == self.table.c["key"])
            .where(keyed(r.key, reports), *self.where, *self._taking_part(), *more)
        )
        if self.layout.kind in OCCASIONS:
            query = _with_entities(query)
        return self._about(self.connection.execute(query).mappings().all())

    def dated(self, column: str, *more: ColumnElement[bool], least: int = LEAST) -> Iterator[list[RowMapping]]:
        """Those with a date of their own in ``column``, by that, some at a time: first ``least``, then more."""
        r, x, f, own = t.reports.c, t.texts.c, t.findings.c, self.table.c[column]
        query = (
            select(*_columns(self.table))
            .join_from(self.table, t.findings, f.key == self.table.c["key"])
            .join(t.texts, x.key == f.text)
            .join(t.reports, r.text == x.key)
            .where(own.is_not(None), *self.printed, *self.where, *self._taking_part(), *self.texts(), *more)
            .where(*(_takes_part(self.layout, self.table, one.actors) for one in self.asked.values() if one.few))
            .order_by(own)
        )
        if self.layout.kind in OCCASIONS:
            query = _with_entities(query)
        for part in in_steps(walked(self.connection, query).mappings(), least):
            if rows := list(self._about(part)):
                yield rows


def _with_entities(query: Select[Any]) -> Select[Any]:
    """The query, with the id of each meeting's or agreement's entity."""
    i, e, f = t.identities.c, t.entities, t.findings.c
    canonical = t.CANONICAL
    query = query.outerjoin(t.identities, i.finding == f.key).outerjoin(e, e.c.key == i.entity)
    query = query.outerjoin(canonical, canonical.c.key == e.c.same_as)
    return query.add_columns(func.coalesce(canonical.c.id, e.c.id).label("entity"))


def _grouped(rows: Sequence[RowMapping]) -> dict[str, list[RowMapping]]:
    """Meetings or agreements by what they are, the first told first."""
    groups: dict[str, list[RowMapping]] = {}
    for row in rows:
        groups.setdefault(row["entity"] or row["id"], []).append(row)
    return groups


def _takes_part(layout: Layout, table: Table, actors: Keys) -> ColumnElement[bool]:
    """Whether any who takes part in a fact is one of these; the facts are looked up by them."""
    p, own = t.participants.c, table.alias("own")
    ways = [select(own.c["key"]).where(own.c[column].in_(actors)) for column in layout.actors]
    if layout.many:
        ways.append(select(p.finding).where(p.actor.in_(actors)))
    return table.c["key"].in_(union(*ways) if len(ways) > 1 else ways[0])


def _has_part(
    layout: Layout, table: Table, meant: Callable[[ColumnElement[int]], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Whether any who takes part in a fact is ``meant``."""
    p = t.participants.c
    ways: list[ColumnElement[bool]] = [meant(table.c[column]) for column in layout.actors]
    if layout.many:
        ways.append(exists(select(p.finding).where(p.finding == table.c["key"], meant(p.actor))))
    return or_(*ways)


def _of_country(layout: Layout, table: Table, country: str) -> ColumnElement[bool]:
    a = t.actors.c
    return _takes_part(layout, table, select(a.key).where(a.country == country))

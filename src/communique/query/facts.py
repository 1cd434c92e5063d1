"""Facts of all kinds but statements as answers: who takes part, what the words are, where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, exists, func, or_, select, union

from communique.database import schema as t
from communique.database.layout import LAYOUTS, Layout
from communique.model import kind_of
from communique.model.kinds import OCCASIONS
from communique.query.answers import ActorLabel, Citation
from communique.query.decisions import of_all, undecided
from communique.query.fts import any_word
from communique.query.further_facts import Place, further_facts, merged, places_of
from communique.query.lookups import actor_labels, citations, entity_ids, evidence_pieces, longest_mention, texts_by_key
from communique.query.meaning import FACTUAL
from communique.query.name_resolution import Keys
from communique.query.paging import (
    LEAST,
    ActorSet,
    Walk,
    actors_asked,
    begin_with_few,
    in_steps,
    keyed,
    page,
    pages_by_day,
    walk_reports,
    walked,
)
from communique.query.phrase_search import facts_with
from communique.query.question import Question
from communique.query.selection import report_conditions, texts_with

__all__ = ["LAYOUT_OF", "FactAnswer", "FactPages", "fact_label", "facts", "facts_with_ids", "latest_facts"]

LAYOUT_OF = {layout.field: layout for layout in LAYOUTS}
CHUNK = 400
RECIPIENT = "recipient"
"""The part in an event of those who are acted upon."""
PRINTING = t.reports.alias("printing")


class OccasionPlace(NamedTuple):
    """Where a meeting or an agreement stands among others."""

    date: str | None
    """Its own, as precise as any that tells of it knows."""
    first: RowMapping
    """The first that tells of it."""
    start: int
    """Where in its report that does."""


class FactAnswer(msgspec.Struct, frozen=True):
    """One fact."""

    id: str
    kind: str
    label: str
    """What it is: "held talks Geneva talks", "ACCUSE alleged"."""
    who: tuple[ActorLabel, ...]
    words: str
    """The evidence."""
    date: str | None
    """Its own date, if told."""
    confidence: float
    details: dict[str, Any]
    citation: Citation
    entity: str | None = None
    """Of meetings and agreements: which one it is, for merging and splitting; of positions: which issue."""
    also: tuple[Citation, ...] = ()
    """Where else it is told."""
    to: tuple[ActorLabel, ...] = ()
    """Of an event: those of ``who`` who are acted upon."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        flat = {
            "fact": self.id, "kind": self.kind, "label": self.label, "who": "; ".join(w.name for w in self.who),
            "words": self.words, "on": self.date, "confidence": self.confidence, **self.citation.flat(),
        }  # fmt: skip
        if self.entity is not None:
            flat |= {"entity": self.entity}
        if self.also or self.kind in OCCASIONS:
            flat |= {"also": "; ".join(c.words for c in self.also)}
        return flat


def facts(connection: Connection, kind: str, question: Question) -> list[FactAnswer]:
    """Facts of a kind (``meetings``), in the order of their reports' dates, undated ones last.

    ``by`` and ``to`` are any who take part, ``about`` words in the fact's own sentences, ``anywhere`` words in the
    report, ``since`` and ``until`` days of the report.

    Args:
        connection: to a store.
        kind: a field of :data:`communique.model.FACT_KINDS` but "statements".
        question: acts, modes and bodies of statements in it narrow nothing here.

    Raises:
        KeyError: there is no such kind.
        UsageError: the words are no expression.
    """
    asked = actors_asked(connection, question)
    decided, apart = _decided(connection, kind, question)
    if not decided:
        return [] if asked is None else _page(FactPages(connection, LAYOUT_OF[kind], question, asked))

    def own(offset: int, limit: int | None) -> list[tuple[Place, FactAnswer]]:
        if asked is None:
            return []
        part = msgspec.structs.replace(question, offset=offset, limit=limit)
        told = FactPages(connection, LAYOUT_OF[kind], part, asked)
        told.where += [told.table.c["key"].not_in(apart)] if apart else []
        found = _page(told)
        return list(zip(places_of(connection, found), found, strict=True))

    return merged(question, decided, own)


def latest_facts(
    connection: Connection, kind: str, question: Question, asked: Mapping[str, ActorSet], many: int
) -> list[FactAnswer]:
    """The last so many facts of a kind, by their reports' days, the earliest first; the undated are before all."""
    told = FactPages(connection, LAYOUT_OF[kind], question, asked)
    decided, apart = _decided(connection, kind, question)
    told.where += [told.table.c["key"].not_in(apart)] if apart else []
    found = told.latest(many)
    if not decided:
        return found
    both = [*zip(places_of(connection, found), found, strict=True), *decided]
    # The undated stand last elsewhere: they are not the latest.
    both.sort(key=lambda one: (not one[0][0], *one[0][1:]))
    return [answer for _, answer in both][max(len(both) - many, 0) :]


def _page(told: FactPages) -> list[FactAnswer]:
    narrowed = None if told.question.about else begin_with_few(told.connection, told.question, told.asked)
    if narrowed is not None:
        told.asked = narrowed
        return told.first()
    if pages_by_day(told.connection, told.question, told.narrow()):
        return told.first()
    return told.looked_up()


def _decided(connection: Connection, kind: str, question: Question) -> tuple[list[tuple[Place, FactAnswer]], list[int]]:
    """The facts that coders corrected or added, with their places; and the keys of the rows that these tell too.

    Of a meeting that a coder put right the other reports' tellings are part of what he put right.
    """
    from communique.query.decided_answers import decided_facts, with_tellings  # which makes answers as these are

    further = further_facts(connection, question, kind)
    if not further:
        return [], []
    found = decided_facts(connection, kind, further)
    places = [one.place for one in further]
    if kind_of(kind).singular not in OCCASIONS:
        return list(zip(places, found, strict=True)), []
    i, e = t.identities.c, t.entities
    listed = sorted({one.entity for one in found if one.entity is not None})
    rows = connection.execute(
        select(i.finding)
        .join(e, e.c.key == i.entity)
        .outerjoin(t.CANONICAL, t.CANONICAL.c.key == e.c.same_as)
        .where(func.coalesce(t.CANONICAL.c.id, e.c.id).in_(listed))
    )
    apart = list(rows.scalars()) if listed else []
    others: dict[str | None, FactAnswer] = {}
    if apart:
        whole = msgspec.structs.replace(question, limit=None, offset=0)
        told = FactPages(connection, LAYOUT_OF[kind], whole, {})
        others = {one.entity: one for one in told.looked_up(told.table.c["key"].in_(apart))}
    once: dict[str, tuple[Place, FactAnswer]] = {}
    for place, one in zip(places, found, strict=True):
        once.setdefault(one.entity or one.id, (place, with_tellings(one, others.get(one.entity))))
    return list(once.values()), apart


def facts_with_ids(
    connection: Connection, kind: str, ids: Sequence[str], question: Question | None = None
) -> list[FactAnswer]:
    """The facts of a kind with these ids, of each text once, in the order of their reports' dates.

    ``question`` tells whether they are as coders decided, and nothing else.

    Raises:
        KeyError: there is no such kind.
    """
    whole = of_all(question or Question())
    told = FactPages(connection, LAYOUT_OF[kind], whole, {})
    f = t.findings.c
    found: list[FactAnswer] = []
    for at in range(0, len(ids), CHUNK):
        found += told.looked_up(f.id.in_(list(ids[at : at + CHUNK])))
    decided = [one for one in _decided(connection, kind, whole)[0] if one[1].id in ids]
    if not decided:
        return found
    both = sorted([*zip(places_of(connection, found), found, strict=True), *decided], key=lambda one: one[0])
    return [answer for _, answer in both]


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
            return _occasions(self.connection, self.layout, [[next(own) for _ in group] for group in groups])
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
        for at in range(0, len(light), CHUNK):
            part = light[at : at + CHUNK]
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
            return _answers(self.connection, self.layout, rows)
        told = self.tellings(rows)
        return _occasions(self.connection, self.layout, [told[self.group(row)] for row in rows])

    def standings(self, rows: Sequence[RowMapping], column: str) -> list[OccasionPlace]:
        """Where these meetings or agreements stand, without being put into words: see :func:`_one`."""
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


def _occasions(connection: Connection, layout: Layout, listed: Sequence[list[RowMapping]]) -> list[FactAnswer]:
    """Meetings and agreements, each once however many reports tell of it."""
    told = iter(_answers(connection, layout, [row for rows in listed for row in rows]))
    return [_one([next(told) for _ in rows], rows, layout) for rows in listed]


def _one(told: list[FactAnswer], rows: list[RowMapping], layout: Layout) -> FactAnswer:
    """What many reports tell of one: how it stands by the latest, the most precise date, the surest name, all who."""
    latest = told[-1] if told[-1].citation.date is not None else max(told, key=lambda x: x.citation.date or "")
    best = max(told, key=lambda x: (x.confidence, len(x.label)))
    dated = max(told, key=lambda x: len(x.date or ""))
    details = {**dict(x for one in told for x in one.details.items()), **best.details}
    if status := latest.details.get("status"):
        details["status"] = status
    for name in map(layout.column, kind_of(layout.field).dates):
        if name in dated.details:
            details[name] = dated.details[name]
    label = fact_label(layout, details)
    who = tuple({w.entity or w.name: w for one in reversed(told) for w in reversed(one.who)}.values())[::-1]
    return msgspec.structs.replace(
        told[0], label=label, who=who, date=dated.date, confidence=best.confidence, details=details,
        entity=rows[0]["entity"], also=tuple(x.citation for x in told[1:]),
    )  # fmt: skip


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


def fact_label(layout: Layout, row: Mapping[str, Any]) -> str:
    """What a fact is, from its columns: "held talks Geneva talks"; that it is affirmed goes without saying."""
    named = [row.get(layout.column(name)) for name in kind_of(layout.field).names]
    return " ".join(str(word) for word in named if word and word != "affirmed")


def _answers(connection: Connection, layout: Layout, found: Sequence[RowMapping]) -> list[FactAnswer]:
    keys = [row["key"] for row in found]
    people: dict[int, list[int]] = defaultdict(list)
    recipients: dict[int, list[int]] = defaultdict(list)
    p = t.participants.c
    for one in found:
        people[one["key"]] += [one[column] for column in layout.actors if one[column] is not None]
    for n in range(0, len(keys), 500):
        query = select(p.finding, p.actor, p.part).where(p.finding.in_(keys[n : n + 500]))
        for finding, actor, part in connection.execute(query.order_by(p.finding, p.part, p.n)):
            people[finding].append(actor)
            if part == RECIPIENT:
                recipients[finding].append(actor)
    who = actor_labels(connection, {actor for listed in people.values() for actor in listed})
    texts = texts_by_key(connection, {row["text"] for row in found})
    rows: list[Mapping[str, Any]] = [{str(name): row[name] for name in row} for row in found]
    for field, of in layout.elided.items():
        column, start, end = layout.column(field), f"{of}_start", f"{of}_end"
        rows = [{**row, column: row[column] or texts[row["text"]][row[start] : row[end]]} for row in rows]
    longest = longest_mention(connection, keys) if layout.kind in OCCASIONS else {}
    pieces = {} if layout.kind in OCCASIONS else evidence_pieces(connection, keys)
    at = {row["key"]: longest.get(row["key"], (row["start"] or 0, row["end"] or 0)) for row in rows}
    places = citations(connection, [(row["report"], *at[row["key"]], 1) for row in rows])
    issues = entity_ids(connection, keys) if layout.linked is not None else {}
    answers = []
    for row, place in zip(rows, places, strict=True):
        label = fact_label(layout, row)
        details = {
            c.name: row[c.name]
            for c in t.metadata.tables[layout.field].c
            if c.name != "key" and row[c.name] is not None
        }
        listed = tuple(dict.fromkeys(who[actor] for actor in people[row["key"]] if actor in who))
        told = pieces.get(row["key"]) or [at[row["key"]]]
        words = " … ".join(" ".join(texts[row["text"]][slice(*piece)].split()) for piece in told)
        own = next((row[layout.column(date)] for date in kind_of(layout.field).dates), None)
        answers.append(
            FactAnswer(row["id"], layout.kind, label, listed, words, own, row["confidence"],
                       {k: v for k, v in details.items() if k not in layout.actors}, place, issues.get(row["key"]),
                       to=tuple(who[actor] for actor in recipients[row["key"]] if actor in who))
        )  # fmt: skip
    return answers

"""A timeline: statements and dated facts in the order in which they happened, as far as reports tell.

Its days are those of what happened: a fact's own, and only where none is told those of the report.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, RowMapping, func, or_, select

from communique.database import schema as t
from communique.database.days import bounds
from communique.model import kind_of
from communique.model.kinds import OCCASIONS
from communique.query.answers import Citation, StatementAnswer
from communique.query.fact_answers import FactAnswer
from communique.query.fact_pages import LAYOUT_OF, FactPages
from communique.query.facts import facts
from communique.query.fts import any_word
from communique.query.further_facts import further_facts, merged
from communique.query.lookups import citation_date
from communique.query.name_resolution import Keys
from communique.query.paging import ActorSet, actors_asked, begin_with_few, page, pages_by_day, walk_reports
from communique.query.question import ON_TIMELINE, Question
from communique.query.reports import report_ids
from communique.query.selection import StatementMatch, texts_with
from communique.query.statement_pages import StatementPages
from communique.query.statements import statements, worded

__all__ = [
    "TimelineEntry",
    "entry_of_fact",
    "entry_of_statement",
    "entry_place",
    "in_days",
    "timeline",
    "within",
]


class TimelineEntry(msgspec.Struct, frozen=True):
    """One thing that happened. ``date`` is its own, or that of the report (``dated`` "report") when none is told."""

    date: str | None
    dated: str
    kind: str
    who: str
    what: str
    words: str
    id: str
    confidence: float
    citation: Citation

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "on": self.date, "dated": self.dated, "kind": self.kind, "who": self.who, "what": self.what,
            "words": self.words, "fact": self.id, "confidence": self.confidence, **self.citation.flat(),
        }  # fmt: skip


def timeline(connection: Connection, question: Question, kinds: Collection[str] = ON_TIMELINE) -> list[TimelineEntry]:
    """Everything of these kinds that a question means, by date; what has none comes last.

    ``since`` and ``until`` are days of the entry. A month or year counts where some of its days do. An event that is a
    meeting stands there once, as the meeting.

    Args:
        connection: to a store.
        question: acts and modes leave statements only.
        kinds: fields of :data:`communique.model.FACT_KINDS`.

    Raises:
        KeyError: there is no such kind.
        UsageError: the words are no expression.
    """
    asked = actors_asked(connection, question)
    if asked is None:
        return []
    told = [kind for kind in kinds if kind == "statements" or not (question.act or question.mode)]
    if question.about is None and (narrowed := begin_with_few(connection, question, asked, SELDOM)) is not None:
        return _Timeline(connection, question, narrowed, told).first()
    if pages_by_day(connection, question, _narrow(question, asked)):
        decided = _decided(connection, question, told)
        if not decided:
            return _Timeline(connection, question, asked, told).first()

        def own(offset: int, limit: int | None) -> list[tuple[Whole, TimelineEntry]]:
            part = msgspec.structs.replace(question, offset=offset, limit=limit)
            return [(entry_place(e), e) for e in _Timeline(connection, part, asked, told).first()]

        return merged(question, decided, own)
    whole = msgspec.structs.replace(question, limit=None, offset=0, since=None, until=None)
    entries: list[TimelineEntry] = []
    for kind in told:
        if kind == "statements":
            entries += map(entry_of_statement, statements(connection, whole))
        else:
            found = facts(connection, kind, whole)
            entries += [entry_of_fact(x) for x in found if "meetings" not in told or not x.details.get("meeting")]
    if question.since is not None or question.until is not None:
        reports = set(report_ids(connection, question))
        entries = [e for e in entries if in_days(e, question, reports)]
    entries.sort(key=entry_place)
    return list(page(question, entries))


def _decided(connection: Connection, question: Question, kinds: Sequence[str]) -> list[tuple[Whole, TimelineEntry]]:
    """The facts of these kinds that coders corrected or added, at their places."""
    from communique.query.decided_answers import decided_facts, decided_statements

    whole = msgspec.structs.replace(question, limit=None, offset=0, since=None, until=None)
    entries: list[TimelineEntry] = []
    for kind in kinds:
        further = further_facts(connection, whole, kind)
        if further and kind == "statements":
            entries += map(entry_of_statement, decided_statements(connection, further))
        elif further:
            found = decided_facts(connection, kind, further)
            entries += [entry_of_fact(x) for x in found if "meetings" not in kinds or not x.details.get("meeting")]
    if entries and (question.since is not None or question.until is not None):
        reports = set(report_ids(connection, question))
        entries = [e for e in entries if in_days(e, question, reports)]
    return sorted(((entry_place(e), e) for e in entries), key=lambda one: one[0])


def in_days(entry: TimelineEntry, question: Question, reports: Collection[str]) -> bool:
    """Whether an entry is of the question's days: by its own date, or by the report's, one of ``reports``."""
    if entry.dated == "fact":
        return within(entry.date, question.since, question.until)
    return entry.citation.report in reports


def within(date: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date, as precise as known, may be one of these days; of an interval that began a year before, not."""
    known = bounds(date)
    if known is None:
        return False
    first, last = known
    return not ((since and (last < since or first[:4] < since[:4])) or (until and first > until))


def _narrow(question: Question, asked: Mapping[str, ActorSet]) -> list[Keys]:
    """Queries of actors or texts of which what meets the question is a part."""
    a = t.actors.c
    found: list[Keys] = [one.actors for one in asked.values()]
    if question.country is not None:
        found.append(select(a.key).where(a.country == question.country))
    if question.about is not None:
        found.append(texts_with(any_word(question.about)))
    return found


SELDOM = 800
"""Mentions up to which all dated facts of somebody are looked up and sorted, kind by kind."""
Place = tuple[bool, str]
"""Where a date stands: whether there is none, and the date without the mark of what was inferred."""
END: Place = (True, "\uffff")


def _date_place(date: str | None) -> Place:
    return date is None, (date or "").rstrip("?")


Whole = tuple[bool, str, str, int, str, str]
"""The place of an entry: that of its date, the date and place of its citation, its kind and its id."""


def entry_place(entry: TimelineEntry) -> Whole:
    """Where an entry stands among others."""
    return *_date_place(entry.date), entry.citation.date or "", entry.citation.start, entry.kind, entry.id


class _Found(NamedTuple):
    """An entry that is put into words only if it is on the page."""

    place: Whole
    field: str
    """The kind: a field of the record."""
    told: Any
    """A statement, or the row of a fact."""


Stream = Iterator[tuple[Place, list[_Found]]]
"""Entries some at a time, each time with the place before which none will come any more."""


class _Timeline:
    """The first entries that a question means: walked through by their dates.

    Of each kind those with a date of their own and those without, whichever is behind goes on, until none that is still
    to come can be among the first. Those with a date are looked up by it, those without by their reports' days.
    """

    def __init__(
        self, connection: Connection, question: Question, asked: Mapping[str, ActorSet], kinds: Sequence[str]
    ) -> None:
        self.connection = connection
        self.question = question
        whole = msgspec.structs.replace(question, since=None, until=None)
        self.statements = StatementPages(connection, whole, asked) if "statements" in kinds else None
        self.facts = [FactPages(connection, LAYOUT_OF[kind], whole, asked) for kind in kinds if kind != "statements"]
        for told in self.facts:
            if "meetings" in kinds and "meeting" in told.table.c:
                told.where.append(told.table.c["meeting"].is_(None))  # it stands there as the meeting
        self.done: set[tuple[str, Hashable]] = set()

    def first(self) -> list[TimelineEntry]:
        """Those of the question's page."""
        assert self.question.limit is not None
        many = self.question.offset + self.question.limit
        streams: list[Stream] = []
        for told in [self.statements] if self.statements else []:
            streams += [self.undated_statements(told), self.dated_statements(told)]
        for of_kind in self.facts:
            streams += [self.undated_facts(of_kind), self.dated_facts(of_kind)]
        reached: list[Place] = [(False, "")] * len(streams)
        found: list[_Found] = []
        ready = 0
        while ready < many and min(reached, default=END) < END:
            behind = min(range(len(streams)), key=lambda n: reached[n])
            reached[behind], more = next(streams[behind], (END, []))
            found += more
            ready = sum(one.place[:2] < min(reached) for one in found) if len(found) >= many else 0
        for stream in streams:
            stream.close()  # type: ignore[attr-defined]
        return self.worded(page(self.question, sorted(found, key=lambda one: one.place)))

    def worded(self, found: Sequence[_Found]) -> list[TimelineEntry]:
        """Entries in words, in their order."""
        made: dict[int, TimelineEntry] = {}
        own = [n for n, one in enumerate(found) if one.field == "statements"]
        for n, said in zip(own, worded(self.connection, [found[n].told for n in own]), strict=True):
            made[n] = entry_of_statement(said)
        for told in self.facts:
            own = [n for n, one in enumerate(found) if one.field == told.layout.field]
            for n, fact in zip(own, told.answers([found[n].told for n in own]), strict=True):
                made[n] = entry_of_fact(fact)
        return [made[n] for n in range(len(found))]

    def in_days(self, column: ColumnElement[str | None]) -> list[ColumnElement[bool]]:
        """That a date may be of the question's days, as an index answers it; :func:`within` is exact."""
        since, until = self.question.since, self.question.until
        where: list[ColumnElement[bool]] = []
        if since is not None:  # of the days before only what is no plain day can last until then
            where = [column >= since[:4], or_(column >= since, func.length(column) != 10)]
        return [*where, *([column < until + "~"] if until is not None else [])]  # behind all that begins with the day

    def within(self, date: str) -> bool:
        """Whether a date may be of the question's days."""
        since, until = self.question.since, self.question.until
        return (since is None and until is None) or within(date, since, until)

    def dated_statements(self, told: StatementPages) -> Stream:
        for rows in told.dated(*self.in_days(t.statements.c.date)):
            kept = [row for row in rows if self.within(row.date)]
            yield _date_place(rows[-1].date), self.of_statements(told, kept)

    def undated_statements(self, told: StatementPages) -> Stream:
        bare = t.statements.c.date.is_(None)
        for reports in walk_reports(self.connection, self.question, t.reports.c.published, told.reports()):
            rows = told.of_reports([key for key, _ in reports], bare)
            yield _date_place(reports[-1][1]), self.of_statements(told, rows)

    def of_statements(self, told: StatementPages, rows: Sequence[Row[Any]]) -> list[_Found]:
        """Those of the statements that are the first printed of what repeats them."""
        repeats = told.repeats(rows) if rows else {}
        found: list[_Found] = []
        for row in rows:
            group = repeats[told.group(row)]
            if (group[0].key, group[0].report) == (row.key, row.report):
                at = row.start if row.start is not None else row.content_start or 0
                match = StatementMatch(row.key, row.report, len(group))
                found.append(_Found(_whole_place(row, row.date, at, "statement", row.id), "statements", match))
        return found

    def dated_facts(self, told: FactPages) -> Stream:
        column = _own_date(told)
        for rows in told.dated(column, *self.in_days(told.table.c[column])):
            kept = [row for row in rows if self.within(row[column])]
            yield _date_place(rows[-1][column]), self.of_facts(told, kept, dated=True)

    def undated_facts(self, told: FactPages) -> Stream:
        bare = told.table.c[_own_date(told)].is_(None)
        for reports in walk_reports(self.connection, self.question, t.reports.c.published, told.reports()):
            rows = told.of_reports([key for key, _ in reports], bare)
            yield _date_place(reports[-1][1]), self.of_facts(told, rows, dated=False)

    def of_facts(self, told: FactPages, rows: Sequence[RowMapping], *, dated: bool) -> list[_Found]:
        """Facts of these rows; meetings and agreements, of which several tell, where that is told which is their own:
        those with a date where one of these tells it, those without where these are the first to tell of them."""
        if told.layout.kind not in OCCASIONS:
            date = _own_date(told)
            return [
                _Found(
                    _whole_place(row, row[date], row["start"] or 0, told.layout.kind, row["id"]), told.layout.field, row
                )
                for row in rows
            ]
        own: dict[Hashable, list[RowMapping]] = {}
        for row in rows:
            if (told.layout.kind, group := told.group(row)) not in self.done:
                own.setdefault(group, []).append(row)
        if not dated:
            # One that is told by several stands where the first of them tells it.
            keys = {row["key"] for row in rows}
            tellings = told.tellings([listed[0] for listed in own.values()]) if own else {}
            own = {group: listed for group, listed in own.items() if tellings[group][0]["key"] in keys}
        found: list[_Found] = []
        column = _own_date(told)
        standings = told.standings([listed[0] for listed in own.values()], column)
        for (group, listed), stands in zip(own.items(), standings, strict=True):
            if stands.date in {row[column] for row in listed}:
                self.done.add((told.layout.kind, group))
                place = _whole_place(stands.first, stands.date, stands.start, told.layout.kind, stands.first["id"])
                found.append(_Found(place, told.layout.field, listed[0]))
        return found


def _own_date(told: FactPages) -> str:
    """The column with the date of a fact's own."""
    return told.layout.column(kind_of(told.layout.field).dates[0])


def _whole_place(row: Row[Any] | RowMapping, date: str | None, start: int, kind: str, one: str) -> Whole:
    """The place of a statement or fact that a report tells."""
    told = row if isinstance(row, RowMapping) else row._mapping
    cited = citation_date(told["published"], told["basis"])
    return *_date_place(date or cited), cited or "", start, kind, one


def entry_of_statement(s: StatementAnswer) -> TimelineEntry:
    """A statement as an entry."""
    who = s.speaker.name if s.speaker else s.source or ""
    what = f"{s.act} to {s.addressee.name}" if s.addressee else s.act
    return _entry(s.date, "statement", who, what, s.words, s.id, s.confidence, s.citation)


def entry_of_fact(x: FactAnswer) -> TimelineEntry:
    """A fact of another kind as an entry."""
    who = ", ".join(w.name for w in x.who)
    return _entry(x.date, x.kind, who, x.label, x.words, x.id, x.confidence, x.citation)


def _entry(
    date: str | None, kind: str, who: str, what: str, words: str, fact: str, sure: float, cited: Citation
) -> TimelineEntry:
    return TimelineEntry(date or cited.date, "fact" if date else "report", kind, who, what, words, fact, sure, cited)

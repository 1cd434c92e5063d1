"""A timeline: statements and dated facts in the order in which they happened, as far as reports tell."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, RowMapping

from communique.database import schema as t
from communique.model import kind_of
from communique.model.kinds import OCCASIONS
from communique.query.answers import Citation, StatementAnswer
from communique.query.facts import LAYOUT_OF, FactAnswer, FactPages, facts
from communique.query.paging import ActorSet, actors_asked, page, pages_by_day, walk_reports
from communique.query.question import ON_TIMELINE, Question
from communique.query.selection import StatementMatch
from communique.query.statement_pages import Group, StatementPages
from communique.query.statements import statements, worded

__all__ = ["TimelineEntry", "timeline"]


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
    if question.limit is not None and pages_by_day(connection, question, asked):
        return list(page(question, _first(connection, question, asked, told, question.offset + question.limit)))
    open_end = msgspec.structs.replace(question, limit=None, offset=0)
    entries: list[TimelineEntry] = []
    for kind in told:
        if kind == "statements":
            entries += map(_of_statement, statements(connection, open_end))
        else:
            entries += map(_of_fact, facts(connection, kind, open_end))
    entries.sort(key=_place)
    return list(page(question, entries))


Place = tuple[bool, str]
"""Where a date stands: whether there is none, and the date without the mark of what was inferred."""
END: Place = (True, "\uffff")


def _date_place(date: str | None) -> Place:
    return date is None, (date or "").rstrip("?")


def _place(entry: TimelineEntry) -> tuple[Any, ...]:
    return *_date_place(entry.date), entry.citation.date or "", entry.citation.start, entry.kind, entry.id


Stream = Iterator[tuple[Place, list[TimelineEntry]]]
"""Entries some at a time, each time with the place before which none will come any more."""


def _first(
    connection: Connection, question: Question, asked: Mapping[str, ActorSet], kinds: Sequence[str], many: int
) -> list[TimelineEntry]:
    """The first so many entries: of each kind those with a date of their own and those without are walked through by
    their dates, whichever is behind goes on, until none that is still to come can be among the first."""
    streams: list[Stream] = []
    for kind in kinds:
        if kind == "statements":
            told = StatementPages(connection, question, asked)
            streams += [_dated_statements(connection, told), _undated_statements(connection, told)]
        else:
            of_kind = FactPages(connection, LAYOUT_OF[kind], question, asked)
            streams += [_dated_facts(of_kind), _undated_facts(of_kind)]
    reached: list[Place] = [(False, "")] * len(streams)
    entries: list[TimelineEntry] = []
    ready = 0
    while ready < many and min(reached) < END:
        behind = min(range(len(streams)), key=lambda n: reached[n])
        reached[behind], more = next(streams[behind], (END, []))
        entries += more
        ready = sum(_date_place(e.date) < min(reached) for e in entries) if len(entries) >= many else 0
    for stream in streams:
        stream.close()  # type: ignore[attr-defined]
    return sorted(entries, key=_place)


def _dated_statements(connection: Connection, told: StatementPages) -> Stream:
    for rows in told.dated():
        repeats = told.repeats(rows)
        yield _date_place(rows[-1].date), _statement_entries(connection, told, rows, repeats)


def _undated_statements(connection: Connection, told: StatementPages) -> Stream:
    bare = t.statements.c.date.is_(None)
    for reports in walk_reports(connection, told.question, t.reports.c.published):
        rows = told.of_reports([key for key, _ in reports], bare)
        repeats = told.repeats(rows) if rows else {}
        yield _date_place(reports[-1][1]), _statement_entries(connection, told, rows, repeats)


def _statement_entries(
    connection: Connection,
    told: StatementPages,
    rows: Sequence[Row[Any]],
    repeats: Mapping[Group, Sequence[Row[Any]]],
) -> list[TimelineEntry]:
    """Entries of those statements that are the first printed of what repeats them."""
    own: list[StatementMatch] = []
    for row in rows:
        group = repeats[told.group(row)]
        if (group[0].key, group[0].report) == (row.key, row.report):
            own.append(StatementMatch(row.key, row.report, len(group)))
    return [_of_statement(s) for s in worded(connection, own)]


def _dated_facts(told: FactPages) -> Stream:
    column = told.layout.column(kind_of(told.layout.field).dates[0])
    done: set[Hashable] = set()
    for rows in told.dated(column):
        own: dict[Hashable, list[RowMapping]] = {}
        for row in rows:
            if (group := told.group(row)) not in done:
                own.setdefault(group, []).append(row)
        answers = told.answers([listed[0] for listed in own.values()])
        found = []
        for (group, listed), answer in zip(own.items(), answers, strict=True):
            # What several tell has one date, and stands where that is told.
            if told.layout.kind not in OCCASIONS or answer.date in {row[column] for row in listed}:
                done.add(group)
                found.append(_of_fact(answer))
        yield _date_place(rows[-1][column]), found


def _undated_facts(told: FactPages) -> Stream:
    bare = told.table.c[told.layout.column(kind_of(told.layout.field).dates[0])].is_(None)
    occasions = told.layout.kind in OCCASIONS
    for reports in walk_reports(told.connection, told.question, t.reports.c.published):
        rows = told.of_reports([key for key, _ in reports], bare)
        own = {told.group(row): row for row in reversed(rows)}
        tellings = told.tellings(list(own.values())) if occasions else {}
        # One that is told by several stands where the first of them tells it.
        first = [row for group, row in own.items() if not occasions or tellings[group][0]["key"] in _keys(rows)]
        answers = [a for a in told.answers(first) if a.date is None]
        yield _date_place(reports[-1][1]), [_of_fact(answer) for answer in answers]


def _keys(rows: Sequence[RowMapping]) -> set[int]:
    return {row["key"] for row in rows}


def _of_statement(s: StatementAnswer) -> TimelineEntry:
    who = s.speaker.name if s.speaker else s.source or ""
    what = f"{s.act} to {s.addressee.name}" if s.addressee else s.act
    return _entry(s.date, "statement", who, what, s.words, s.id, s.confidence, s.citation)


def _of_fact(x: FactAnswer) -> TimelineEntry:
    who = ", ".join(w.name for w in x.who)
    return _entry(x.date, x.kind, who, x.label, x.words, x.id, x.confidence, x.citation)


def _entry(
    date: str | None, kind: str, who: str, what: str, words: str, fact: str, sure: float, cited: Citation
) -> TimelineEntry:
    return TimelineEntry(date or cited.date, "fact" if date else "report", kind, who, what, words, fact, sure, cited)

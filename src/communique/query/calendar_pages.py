"""The calendar of a store a page at a time: meetings are walked through by their days, through an index."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar, cast

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, func, select, union

from communique.database import schema as t
from communique.database.load import load_records
from communique.linking.meeting_heads import MeetingHead, MeetingTelling, meeting_head
from communique.model import Record
from communique.query.decisions import Decisions, decisions_of, of_all
from communique.query.entities import occasion_entities
from communique.query.fact_pages import LAYOUT_OF, FactPages
from communique.query.further_facts import FurtherFact, further_facts
from communique.query.paging import LEAST, MOST, walk_reports
from communique.query.question import Question
from communique.review.effective import judged_record

__all__ = ["calendar_page", "calendar_start"]


class DatedEntry(Protocol):
    """What must be known of an entry: of :class:`communique.export.calendar.CalendarEntry`, which shows it."""

    @property
    def uid(self) -> str:
        """The least id of the meetings that it is made of."""
        ...


E = TypeVar("E", bound=DatedEntry)
Make = Callable[[Iterable[Record], Mapping[str, str]], list[E]]
"""Makes the entries of records, by what each meeting's id says which are one."""


class _Found(NamedTuple):
    """A meeting that is shown only if it is on the page."""

    head: MeetingHead
    group: str
    reports: tuple[int, ...]
    """The keys of those that tell of it."""
    ids: tuple[str, ...]
    """What it is called in each."""
    right: str = ""
    """The id of the telling that coders put right, if they did."""


def calendar_page(
    connection: Connection,
    make: Make[E],
    wanted: Callable[[MeetingHead], bool],
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    question: Question | None = None,
) -> list[E]:
    """The meetings of a store in the order of their days, undated ones last, each once with all that tell of it.

    Which are on the page is told by their days and names alone; only those are loaded.

    Args:
        connection: to a store.
        make: makes entries of records.
        wanted: whether a meeting is one of those asked for.
        since: first day; only what ends then or later, so that nothing undated is.
        until: last day; only what begins then or earlier.
        limit: most entries; None: all.
        offset: entries that are passed over before.
        question: tells whether meetings are as coders decided, and nothing else.
    """
    every = msgspec.structs.replace(of_all(question or Question()), count="printings")
    told = FactPages(connection, LAYOUT_OF["meetings"], every, {})
    end = None if limit is None else offset + limit
    found: list[_Found] = []
    decided = _decided(told)
    done: set[Hashable] = {one.group for one in decided}
    waiting = [one for one in decided if one.head.start is not None and wanted(one.head)]
    least = LEAST if end is None else min(max(LEAST, end + LEAST), MOST)
    for meetings, reached in _by_start(told, since, until, least, set(done)):
        waiting += (one for one in meetings if wanted(one.head))
        # What begins on the day that was reached may have a title before those that are here.
        ready = [one for one in waiting if reached is None or (one.head.start or "") < reached]
        waiting = [one for one in waiting if reached is not None and (one.head.start or "") >= reached]
        found += sorted(ready, key=_place)
        if end is not None and len(found) >= end:
            break
    if not since and not until and (end is None or len(found) < end):
        for meetings in chain(_undated(told, set(done)), [[one for one in decided if one.head.start is None]]):
            found += (one for one in meetings if wanted(one.head))
            if end is not None and len(found) >= end:
                break
    return _entries(connection, make, found[offset:end], decisions_of(every))


def calendar_start(connection: Connection) -> str | None:
    """Where a calendar of now begins: the first day of the month before that of the last report.

    None where there are so few meetings that all of them are soon looked through.
    """
    r = t.reports.c
    if int(connection.execute(select(func.count()).select_from(t.meetings)).scalar_one()) <= MOST:
        return None
    last = connection.execute(select(func.max(r.first_day)).where(r.first_day.is_not(None))).scalar()
    if last is None:
        return None
    year, month = int(last[:4]), int(last[5:7])
    return f"{year - 1:04}-12-01" if month == 1 else f"{year:04}-{month - 1:02}-01"


def _place(one: _Found) -> tuple[str, str, str]:
    return one.head.start or "", one.head.title, one.head.uid


def _by_start(
    told: FactPages, since: str | None, until: str | None, least: int, done: set[Hashable]
) -> Iterator[tuple[Iterable[_Found], str | None]]:
    """Those with a day, some at a time, each time with the day that was reached; None at the end."""
    m = t.meetings.c
    ways: list[list[ColumnElement[bool]]] = [[]]
    if until:
        told.where.append(m.start_date <= f"{until}-99")
    if since:
        told.where.append(func.coalesce(m.end_date, m.start_date).concat("-99") >= since)
        # Of what begins before that day only what lasts, or has no more than a month or a year, ends on it or later.
        vague = (since[:4], since[:7])
        lasting = select(m.key).where(t.PERIOD, m.start_date < since, m.end_date.concat("-99") >= since)
        coarse = select(m.key).where(m.start_date.in_(vague), m.start_date < since)
        ways = [[m.key.in_(union(lasting, coarse))], [m.start_date >= since]]
    for way in ways:
        for rows in told.dated("start_date", *way, least=least):
            groups = _groups(told, rows, done)
            meetings = []
            for one in _heads(told, groups):
                if one.head.start in {row["start_date"] for row in groups[one.group]}:
                    done.add(one.group)
                    meetings.append(one)
            yield meetings, rows[-1]["start_date"]
    yield (), None


def _undated(told: FactPages, done: set[Hashable]) -> Iterator[Iterable[_Found]]:
    """Those without a day, by the days of the reports that tell of them first."""
    bare = t.meetings.c.start_date.is_(None)
    for reports in walk_reports(told.connection, told.question):
        place = {key: n for n, (key, _) in enumerate(reports)}
        rows = told.of_reports(list(place), bare)
        rows = sorted(rows, key=lambda row: (place[row["report"]], row["start"] or 0, row["key"]))
        groups = _groups(told, rows, done)
        done.update(groups)
        yield [one for one in _heads(told, groups) if one.head.start is None]


def _decided(told: FactPages) -> list[_Found]:
    """The meetings of which coders corrected or added a telling, of all that is told of each."""
    further = further_facts(told.connection, told.question, "meetings")
    entities = occasion_entities(told.connection, {one.fact.id for one in further})
    groups: dict[str, list[FurtherFact]] = {}
    for one in further:
        groups.setdefault(entities.get(one.fact.id, one.fact.id), []).append(one)
    known = set(entities.values())
    others = told.tellings([cast("RowMapping", {"entity": g, "id": g}) for g in groups if g in known]) if known else {}
    found = []
    for group, listed in groups.items():
        rows: list[tuple[int, MeetingTelling]] = [(row["report"], _telling(row)) for row in others.get(group, ())]
        for one in listed:
            m, published = one.fact, one.record.report.published.value
            telling = MeetingTelling(m.id, m.title, m.status, m.start, m.end, m.confidence, published)
            rows.append((one.report, telling))
        rows.sort(key=lambda row: row[0])
        head = meeting_head([telling for _, telling in rows])
        right = listed[0].fact  # what people put right stands over what all reports together say
        head = msgspec.structs.replace(head, status=right.status, start=right.start, end=right.end or right.start)
        found.append(_Found(head, group, tuple(n for n, _ in rows), tuple(telling.id for _, telling in rows), right.id))
    return found


def _telling(row: RowMapping) -> MeetingTelling:
    return MeetingTelling(row["id"], row["title"], row["status"], row["start_date"], row["end_date"], row["confidence"],
                          row["published"])  # fmt: skip


def _groups(told: FactPages, rows: Sequence[RowMapping], done: set[Hashable]) -> dict[str, list[RowMapping]]:
    groups: dict[str, list[RowMapping]] = {}
    for row in rows:
        if (group := str(told.group(row))) not in done:
            groups.setdefault(group, []).append(row)
    return groups


def _heads(told: FactPages, groups: dict[str, list[RowMapping]]) -> Iterator[_Found]:
    """The meetings of these groups, of all that is told of each, in the groups' order."""
    if not groups:
        return
    tellings = FactPages(told.connection, told.layout, told.question, {}).tellings(
        [rows[0] for rows in groups.values()]
    )
    for group in groups:
        rows = sorted(tellings[group], key=lambda row: (row["report"], row["key"]))
        head = meeting_head([
            MeetingTelling(row["id"], row["title"], row["status"], row["start_date"], row["end_date"],
                           row["confidence"], row["published"])
            for row in rows
        ])  # fmt: skip
        yield _Found(head, group, tuple(row["report"] for row in rows), tuple(row["id"] for row in rows))


def _entries(connection: Connection, make: Make[E], found: Sequence[_Found], decisions: Decisions | None) -> list[E]:
    """The entries of these meetings, in their order."""
    known = {own: one.group for one in found for own in one.ids}
    reports = sorted({report for one in found for report in one.reports})
    entries: dict[str, E] = {}
    if reports:
        records: Iterable[Record] = load_records(connection, reports, only=("meetings",))
        if decisions is not None and decisions.any("meetings"):
            records = _as_decided(connection, records, decisions, {one.group: one for one in found})
        records = (_only(record, known) for record in records)
        entries = {known[entry.uid]: entry for entry in make(records, known)}
    return [entries[one.group] for one in found]


def _as_decided(
    connection: Connection, records: Iterable[Record], decisions: Decisions, found: Mapping[str, _Found]
) -> Iterator[Record]:
    """Records with what coders decided of their meetings; what they put right is the same in all that tell of one."""
    right = {one: each for each in found.values() if each.right for one in each.ids}
    for record in records:
        if verdicts := decisions.of_text(record.report.text_id):
            key = t.reports.c
            [number] = connection.execute(select(key.key).where(key.id == record.report.id)).scalars()
            record = judged_record(next(load_records(connection, [number])), verdicts)
        told = [
            msgspec.structs.replace(m, status=right[m.id].head.status, start=right[m.id].head.start,
                                    end=right[m.id].head.end)
            if m.id in right else m
            for m in record.meetings
        ]  # fmt: skip
        yield msgspec.structs.replace(record, meetings=tuple(told))


def _only(record: Record, known: Mapping[str, str]) -> Record:
    """A record with these meetings alone: reports tell of others too."""
    return msgspec.structs.replace(record, meetings=tuple(one for one in record.meetings if one.id in known))

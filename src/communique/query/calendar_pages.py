"""The calendar of a store a page at a time: meetings are walked through by their days, through an index."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, func, select, union

from communique.database import schema as t
from communique.database.load import load_records
from communique.linking.meeting_heads import MeetingHead, MeetingTelling, meeting_head
from communique.model import Record
from communique.query.facts import LAYOUT_OF, FactPages
from communique.query.paging import LEAST, MOST, walk_reports
from communique.query.question import Question

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


def calendar_page(
    connection: Connection,
    make: Make[E],
    wanted: Callable[[MeetingHead], bool],
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
    offset: int = 0,
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
    """
    told = FactPages(connection, LAYOUT_OF["meetings"], Question(count="printings"), {})
    end = None if limit is None else offset + limit
    found: list[_Found] = []
    waiting: list[_Found] = []
    least = LEAST if end is None else min(max(LEAST, end + LEAST), MOST)
    for meetings, reached in _by_start(told, since, until, least):
        waiting += (one for one in meetings if wanted(one.head))
        # What begins on the day that was reached may have a title before those that are here.
        ready = [one for one in waiting if reached is None or (one.head.start or "") < reached]
        waiting = [one for one in waiting if reached is not None and (one.head.start or "") >= reached]
        found += sorted(ready, key=_place)
        if end is not None and len(found) >= end:
            break
    if not since and not until and (end is None or len(found) < end):
        for meetings in _undated(told):
            found += (one for one in meetings if wanted(one.head))
            if end is not None and len(found) >= end:
                break
    return _entries(connection, make, found[offset:end])


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
    told: FactPages, since: str | None, until: str | None, least: int
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
    done: set[Hashable] = set()
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


def _undated(told: FactPages) -> Iterator[Iterable[_Found]]:
    """Those without a day, by the days of the reports that tell of them first."""
    done: set[Hashable] = set()
    bare = t.meetings.c.start_date.is_(None)
    for reports in walk_reports(told.connection, told.question):
        place = {key: n for n, (key, _) in enumerate(reports)}
        rows = told.of_reports(list(place), bare)
        rows = sorted(rows, key=lambda row: (place[row["report"]], row["start"] or 0, row["key"]))
        groups = _groups(told, rows, done)
        done.update(groups)
        yield [one for one in _heads(told, groups) if one.head.start is None]


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


def _entries(connection: Connection, make: Make[E], found: Sequence[_Found]) -> list[E]:
    """The entries of these meetings, in their order."""
    known = {own: one.group for one in found for own in one.ids}
    reports = sorted({report for one in found for report in one.reports})
    entries: dict[str, E] = {}
    if reports:
        records = (_only(record, known) for record in load_records(connection, reports, only=("meetings",)))
        entries = {known[entry.uid]: entry for entry in make(records, known)}
    return [entries[one.group] for one in found]


def _only(record: Record, known: Mapping[str, str]) -> Record:
    """A record with these meetings alone: reports tell of others too."""
    return msgspec.structs.replace(record, meetings=tuple(one for one in record.meetings if one.id in known))

"""The calendar of a store a page at a time: meetings are walked through by their days, through an index."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select, union

from communique.database import schema as t
from communique.database.load import load_records
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

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def start(self) -> str | None:
        """Its first day, as precise as known."""
        ...


E = TypeVar("E", bound=DatedEntry)
Make = Callable[[Iterable[Record], Mapping[str, str]], list[E]]
"""Makes the entries of records, by what each meeting's id says which are one."""


def calendar_page(
    connection: Connection,
    make: Make[E],
    wanted: Callable[[E], bool],
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[E]:
    """The meetings of a store in the order of their days, undated ones last, each once with all that tell of it.

    Args:
        connection: to a store.
        make: makes entries of records.
        wanted: whether an entry is one of those asked for.
        since: first day; only what ends then or later, so that nothing undated is.
        until: last day; only what begins then or earlier.
        limit: most entries; None: all.
        offset: entries that are passed over before.
    """
    told = FactPages(connection, LAYOUT_OF["meetings"], Question(count="printings"), {})
    end = None if limit is None else offset + limit
    found: list[E] = []
    waiting: list[E] = []
    least = LEAST if end is None else min(max(LEAST, end + LEAST), MOST)
    for entries, reached in _by_start(told, make, since, until, least):
        waiting += (e for e in entries if wanted(e))
        # What begins on the day that was reached may have a title before those that are here.
        ready = [e for e in waiting if reached is None or (e.start is not None and e.start < reached)]
        waiting = [e for e in waiting if not (reached is None or (e.start is not None and e.start < reached))]
        found += sorted(ready, key=_place)
        if end is not None and len(found) >= end:
            return found[offset:end]
    if not since and not until:
        for entries in _undated(told, make):
            found += (e for e in entries if wanted(e))
            if end is not None and len(found) >= end:
                break
    return found[offset:end]


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


def _place(entry: DatedEntry) -> tuple[str, str, str]:
    return entry.start or "", entry.title, entry.uid


def _by_start(
    told: FactPages, make: Make[E], since: str | None, until: str | None, least: int
) -> Iterator[tuple[Iterable[E], str | None]]:
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
            entries = []
            for group, entry in _entries(told, make, groups):
                if entry.start in {row["start_date"] for row in groups[group]}:
                    done.add(group)
                    entries.append(entry)
            yield entries, rows[-1]["start_date"]
    yield (), None


def _undated(told: FactPages, make: Make[E]) -> Iterator[Iterable[E]]:
    """Those without a day, by the days of the reports that tell of them first."""
    done: set[Hashable] = set()
    bare = t.meetings.c.start_date.is_(None)
    for reports in walk_reports(told.connection, told.question):
        place = {key: n for n, (key, _) in enumerate(reports)}
        rows = told.of_reports(list(place), bare)
        rows = sorted(rows, key=lambda row: (place[row["report"]], row["start"] or 0, row["key"]))
        groups = _groups(told, rows, done)
        done.update(groups)
        yield [entry for _, entry in _entries(told, make, groups) if entry.start is None]


def _groups(told: FactPages, rows: Sequence[RowMapping], done: set[Hashable]) -> dict[Hashable, list[RowMapping]]:
    groups: dict[Hashable, list[RowMapping]] = {}
    for row in rows:
        if (group := told.group(row)) not in done:
            groups.setdefault(group, []).append(row)
    return groups


def _entries(told: FactPages, make: Make[E], groups: dict[Hashable, list[RowMapping]]) -> Iterator[tuple[Hashable, E]]:
    """The entry of each meeting, of all reports that tell of it."""
    if not groups:
        return
    tellings = FactPages(told.connection, told.layout, told.question, {}).tellings(
        [rows[0] for rows in groups.values()]
    )
    known = {row["id"]: str(group) for group in groups for row in tellings[group]}
    reports = sorted({row["report"] for group in groups for row in tellings[group]})
    named = {str(group): group for group in groups}
    for entry in make(load_records(told.connection, reports, only=("meetings",)), known):
        if entry.uid in known:  # the reports tell of other meetings too
            yield named[known[entry.uid]], entry

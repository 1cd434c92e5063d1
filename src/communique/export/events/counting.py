"""Which events are counted, in which period and between whom; what is left out, and why.

Every event is either counted or left out for one reason: the numbers add up.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from communique.export.events.coded import CodedEvent, dyads
from communique.export.events.grouping import group
from communique.export.tables.dates import date_span
from communique.knowledge.plover import types

__all__ = ["EVERY", "DatedEvent", "EventAccount", "Period", "between_reports", "countable", "period_of",
           "periods_between", "score"]  # fmt: skip

Period = Literal["day", "week", "month", "year"]
EVERY: tuple[Period, ...] = get_args(Period)


class DatedEvent(msgspec.Struct, frozen=True):
    """An event that counts."""

    told: tuple[CodedEvent, ...]
    """All that tell of it, the surest first."""
    period: str
    """Where it counts: "2013-04"."""
    pairs: frozenset[tuple[str, str]]
    """Source and target states, each pair once; of what is mutual in both directions."""
    sources: frozenset[str]
    """States that act."""
    targets: frozenset[str]
    """States acted upon; of what is mutual those that act."""

    @property
    def event(self) -> CodedEvent:
        """The surest telling."""
        return self.told[0]


class EventAccount:
    """How many events there were, how many count, and why the others do not."""

    def __init__(self) -> None:
        self.found = 0
        self.counted = 0
        self.by_report = 0
        """Of those that count, how many do at the date of their report."""
        self.in_pairs = 0
        """How often they count in pairs of states: what is mutual does so in both directions."""
        self.left: Counter[str] = Counter()

    def leave(self, reason: str, many: int = 1) -> None:
        """Leave events out."""
        self.left[reason] += many

    @property
    def words(self) -> str:
        """On one line: "1,155 events: 96 counted; left out 812 not told as facts, 247 without a date"."""
        why = ", ".join(f"{many:,} {reason}" for reason, many in self.left.most_common())
        more = [f"{self.by_report:,} at the date of their report"] if self.by_report else []
        if self.in_pairs > self.counted:
            more.append(f"in {self.in_pairs:,} pairs: what is mutual in both directions, and each state of several")
        how = f" ({'; '.join(more)})" if more else ""
        return f"{self.found:,} events: {self.counted:,} counted{how}" + (f"; left out {why}" if why else "")

    def count(self, one: DatedEvent, sign: int = 1) -> None:
        """Take note of one that counts; with ``sign`` -1 that it does not after all."""
        self.counted += sign
        self.in_pairs += sign * len(one.pairs)
        self.by_report += sign * all(t.event.date is None for t in one.told)


def countable(
    events: Iterable[CodedEvent], every: Period, account: EventAccount, *, said: bool = False,
    report_dates: bool = False, pairs: bool = True,
) -> Iterator[DatedEvent]:  # fmt: skip
    """The events that count, each once however many reports tell of it.

    Args:
        events: as they are coded.
        every: the length of a period.
        account: takes note of what is counted and left out.
        said: whether what somebody tells in a report counts too ("officials said"), not only what the report tells.
        report_dates: whether an event without a date counts at the date of its report.
        pairs: whether an event counts only between two states, or also of one alone.
    """
    kept: list[CodedEvent] = []
    for one in events:
        account.found += 1
        if one.event.modality not in ("actual", "past"):
            account.leave("not told as facts (alleged, planned, conditional or denied)")
        elif one.event.statement is not None and not said:
            account.leave("told by somebody in the report (--said counts them)")
        else:
            kept.append(one)
    for told in group(kept):
        account.leave("told by another report too", len(told) - 1) if len(told) > 1 else None
        counted = _dated(told, every, account, report_dates)
        if counted is None:
            continue
        if pairs and not counted.pairs:
            account.leave(_why_no_pair(told[0]))
        elif not counted.sources and not counted.targets:
            account.leave("without a known state")
        else:
            account.count(counted)
            yield counted


def between_reports(
    found: Iterable[DatedEvent], account: EventAccount, ends: tuple[str, str] | None
) -> Iterator[DatedEvent]:
    """Those of the time of the reports, from the first period to the last: of others nothing was read."""
    for one in found:
        if ends is not None and not ends[0] <= one.period <= ends[1]:
            account.count(one, -1)
            account.leave("before the first or after the last report")
        else:
            yield one


def score(type_: str, mode: str | None) -> float | None:
    """The score of an event on PLOVER's scale: that of its mode, or of its type where the mode has none of its own."""
    known = types()
    kind = known.get((type_, mode or "")) or known.get((type_, ""))
    return None if kind is None else kind.scale


def _dated(told: tuple[CodedEvent, ...], every: Period, account: EventAccount, report_dates: bool) -> DatedEvent | None:
    own = next((t.event.date for t in told if t.event.date), None)
    own = own or (next((t.date for t in told if t.date), None) if report_dates else None)
    if own is None:
        account.leave("without a date of their own")
        return None
    if (period := period_of(own, every)) is None:
        account.leave(f"dated less precisely than to the {every}")
        return None
    event = told[0]
    directed = {(a.country, b.country) for a, b in dyads(event) if a is not None and b is not None}
    if mutual := event.mutual:
        directed |= {(b, a) for a, b in directed}
    pairs = frozenset((a, b) for a, b in directed if a and b and a != b)
    sources = frozenset(p.country for p in event.actors if p.country)
    targets = sources if mutual else frozenset(p.country for p in event.targets if p.country)
    return DatedEvent(told, period, pairs, sources, targets if len(sources) > 1 or not mutual else frozenset())


def _why_no_pair(event: CodedEvent) -> str:
    sources = {p.country for p in event.actors if p.country}
    targets = {p.country for p in event.targets if p.country}
    if event.targets:
        if sources and targets:
            return "inside one state"
        return "without a known state on one side"
    if len(sources) > 1:
        return "of several who act together on nobody named"
    return "without a recipient"


@lru_cache(maxsize=10_000)
def period_of(date: str, every: Period) -> str | None:
    """The period in which a date lies wholly: "2013-04-17", "2013-W16", "2013-04", "2013"; None if it is wider."""
    known = date_span(date)
    if known.start is None or known.end is None:
        return None
    first, last = _period(known.start, every), _period(known.end, every)
    return first if first == last else None


def _period(day: str, every: Period) -> str:
    if every == "week":
        year, week, _ = datetime.date.fromisoformat(day).isocalendar()
        return f"{year:04}-W{week:02}"
    return day[: {"day": 10, "month": 7, "year": 4}[every]]


def first_day(period: str) -> datetime.date:
    """The first day of a period."""
    if "W" in period:
        return datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
    return datetime.date.fromisoformat((period + "-01-01")[:10])


def periods_between(first: str, last: str, every: Period) -> Iterator[str]:
    """All periods from the first to the last, both with them."""
    day, end = first_day(first), first_day(last)
    while day <= end:
        yield _period(day.isoformat(), every)
        match every:
            case "day" | "week":
                day += datetime.timedelta(days=1 if every == "day" else 7)
            case "month":
                day = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
            case "year":
                if day.year == datetime.MAXYEAR:
                    return
                day = day.replace(year=day.year + 1)

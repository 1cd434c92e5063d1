"""Panels: pairs of states, and states, over time, with zeros, and how much was read to know it.

The scale is that of PLOVER's manual (0.8), after J. S. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data",
Journal of Conflict Resolution 36 (1992). The states' numbers are in ``data/state_codes.tsv`` with their sources.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from communique.export.events.coded import QUADS, CodedEvent
from communique.export.events.counting import (
    DatedEvent,
    EventAccount,
    Period,
    between_reports,
    countable,
    first_day,
    period_of,
    periods_between,
    score,
)
from communique.export.tables.columns import STATE, Column, TableForm
from communique.export.tables.dates import report_span
from communique.export.tables.rows import Row
from communique.knowledge.plover import types
from communique.knowledge.state_codes import state_codes
from communique.model import Report

__all__ = ["Panel", "panel", "panel_forms"]

UNDATED = "undated"
COW = "Correlates of War (State System Membership List, v2016)"
GW = "Gleditsch and Ward (1999)"


class Panel(msgspec.Struct):
    """Events by period, ready to be written: a table each."""

    every: Period
    dyads: dict[tuple[str, str, str], list[DatedEvent]]
    """Period, source, target -> events."""
    monads: dict[tuple[str, str], tuple[list[DatedEvent], int]]
    """Period, state -> events that it does, and how many it is the target of."""
    periods: tuple[str, ...]
    """From the first to the last, those without anything too."""
    reports: dict[str, Counter[str]]
    """Period -> reports read of each publisher; what has no date of that precision is "undated"."""
    of_dyads: EventAccount
    of_monads: EventAccount
    zeros: bool

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of one of the tables of :func:`panel_forms`."""
        match table:
            case "dyads":
                yield from self._dyads()
            case "monads":
                yield from self._monads()
            case "coverage":
                yield from self._coverage()
            case _:
                yield from self._left_out()

    def _dyads(self) -> Iterator[Row]:
        pairs = sorted({(source, target) for _, source, target in self.dyads})
        for source, target in pairs:
            for period in self.periods:
                if (found := self.dyads.get((period, source, target), ())) or self.zeros:
                    sides = {**_state("source", source, period), **_state("target", target, period)}
                    yield {**self._when(period), **sides, **_counts(found), **self._read(period)}

    def _monads(self) -> Iterator[Row]:
        for state in sorted({state for _, state in self.monads}):
            for period in self.periods:
                found, received = self.monads.get((period, state), ((), 0))
                if found or received or self.zeros:
                    own = {**self._when(period), **_state("state", state, period)}
                    yield {**own, **_counts(found), "received": received, **self._read(period)}

    def _coverage(self) -> Iterator[Row]:
        for period in (*self.periods, UNDATED):
            listed = self.reports.get(period, Counter())
            when = self._when(period) if period != UNDATED else {"period": UNDATED, "period_start": None}
            if not listed and period != UNDATED:
                yield {**when, "publisher": None, "reports": 0, "gap": True}
            for publisher, many in sorted(listed.items()):
                yield {**when, "publisher": publisher or None, "reports": many, "gap": False}

    def _left_out(self) -> Iterator[Row]:
        for table, account in (("dyads", self.of_dyads), ("monads", self.of_monads)):
            yield {"table": table, "what": "found", "events": account.found}
            yield {"table": table, "what": "counted", "events": account.counted}
            for reason, many in account.left.most_common():
                yield {"table": table, "what": f"left out: {reason}", "events": many}

    def _when(self, period: str) -> Row:
        return {"period": period, "period_start": first_day(period).isoformat()}

    def _read(self, period: str) -> Row:
        many = sum(self.reports.get(period, Counter()).values())
        return {"reports": many, "gap": many == 0}


def panel(
    events: Iterable[CodedEvent], reports: Iterable[Report], every: Period, *, said: bool = False,
    report_dates: bool = False, zeros: bool = True,
) -> Panel:  # fmt: skip
    """Count events by period, between states and of states.

    Args:
        events: that may count.
        reports: all that were read, also those that tell of no event: the denominator.
        every: the length of a period.
        said: whether what somebody tells in a report counts too.
        report_dates: whether an event without a date counts at the date of its report.
        zeros: whether pairs and states that occur have a row for every period, also where nothing is told of them.

    The panel runs from the first to the last report: what is told of other times was not looked for there.
    """
    listed, read = list(events), _reports(reports, every)
    dated = [period for period in read if period != UNDATED]
    ends = (min(dated), max(dated)) if dated else None
    by_pair, by_state = EventAccount(), EventAccount()
    dyads: dict[tuple[str, str, str], list[DatedEvent]] = defaultdict(list)
    for one in between_reports(countable(listed, every, by_pair, said=said, report_dates=report_dates), by_pair, ends):
        for source, target in one.pairs:
            dyads[one.period, source, target].append(one)
    done: dict[tuple[str, str], list[DatedEvent]] = defaultdict(list)
    received: Counter[tuple[str, str]] = Counter()
    single = countable(listed, every, by_state, said=said, report_dates=report_dates, pairs=False)
    for one in between_reports(single, by_state, ends):
        for state in one.sources:
            done[one.period, state].append(one)
        received.update((one.period, state) for state in one.targets)
    monads = {key: (done.get(key, []), received[key]) for key in (*done, *received)}
    known = ends or _ends([key[0] for key in (*dyads, *monads)])
    periods = tuple(periods_between(*known, every)) if known else ()
    return Panel(every, dyads, monads, periods, read, by_pair, by_state, zeros)


def _ends(periods: Sequence[str]) -> tuple[str, str] | None:
    return (min(periods), max(periods)) if periods else None


def _reports(reports: Iterable[Report], every: Period) -> dict[str, Counter[str]]:
    read: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        known = report_span(report)
        period = period_of(f"{known.start}/{known.end}", every) if known.start and known.end else None
        read[period or UNDATED][report.publisher or ""] += 1
    return read


def _state(prefix: str, code: str, period: str) -> Row:
    codes = state_codes(code, first_day(period).isoformat())
    return {prefix: code, f"{prefix}_cow": codes.cow, f"{prefix}_gw": codes.gw}


def _counts(found: Sequence[DatedEvent]) -> Row:
    known = types()
    by_type = Counter(one.event.event.type for one in found)
    quads: Counter[str] = Counter()
    scales: list[float] = []
    for one in found:
        e = one.event.event
        kind = known.get((e.type, ""))
        if kind is not None:
            quads[kind.quad] += 1
            scales.append(score(e.type, e.mode) or 0.0)
    return {
        "events": len(found), **{name: quads[name] for name in QUADS}, **{name: by_type[name] for name in _types()},
        "scale_sum": round(sum(scales), 3), "scale_mean": round(sum(scales) / len(scales), 3) if scales else None,
    }  # fmt: skip


def _types() -> tuple[str, ...]:
    return tuple(name for name, mode in types() if not mode)


def panel_forms() -> tuple[TableForm, ...]:
    """The tables of a panel."""
    when = (
        Column("period", "text", "The day, week, month or year.", "2013-04-17, 2013-W16 (ISO), 2013-04 or 2013"),
        Column("period_start", "date", "Its first day."),
    )
    counts = (
        Column("events", "integer", "How many events, each once however many reports tell of it."),
        *(Column(name, "integer", "How many of this quad class.", "PLOVER: verbal/material cooperation/conflict")
          for name in QUADS),
        *(Column(name, "integer", "How many of this type.", "PLOVER event types") for name in _types()),
        Column("scale_sum", "number", "The sum of their scores.", "PLOVER manual 0.8, after Goldstein 1992"),
        Column("scale_mean", "number", "The mean of their scores; empty without an event.", "the same"),
    )  # fmt: skip
    read = (
        Column("reports", "integer", "How many reports of that period were read: the denominator."),
        Column("gap", "boolean", "Whether none was: then a zero says nothing."),
    )
    return (
        TableForm("dyads", "A row for each source and target state and period: what the one did to the other.",
                  (*when, *_state_columns("source", "Who acts"), *_state_columns("target", "On whom"), *counts, *read)),
        TableForm("monads", "A row for each state and period: what it did, alone, with others or to whomever.",
                  (*when, *_state_columns("state", "Who acts"), *counts,
                   Column("received", "integer", "How many events it is the target of."), *read)),
        TableForm("coverage", "A row for each period and publisher: how many reports were read.",
                  (*when, Column("publisher", "text", "Who published them; empty where no report tells."), *read)),
        TableForm("left_out", "What was found, what counts, and what does not, with the reason: they add up.",
                  (Column("table", "text", "Of what table.", "dyads monads"),
                   Column("what", "text", "Found, counted, or why left out."),
                   Column("events", "integer", "How many events."))),
    )  # fmt: skip


def _state_columns(prefix: str, who: str) -> tuple[Column, ...]:
    return (
        Column(prefix, "text", f"{who}: the state.", STATE),
        Column(f"{prefix}_cow", "integer", "Its number; empty of what is no state there.", COW),
        Column(f"{prefix}_gw", "integer", "Its number; empty of what is no state there.", GW),
    )

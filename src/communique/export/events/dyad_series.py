"""Pairs of states over time, from the rows of a store: what a chart draws, and which events each number counts.

It is what ``events --format panel --report-dates`` counts: the same events, pairs, periods and scores.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from communique.export.events.coded import QUADS, CodedEvent
from communique.export.events.counting import (
    DatedEvent,
    EventAccount,
    Period,
    between_reports,
    countable,
    period_of,
    periods_between,
    score,
)
from communique.knowledge.plover import types
from communique.model import Event, Published, Report, Span
from communique.model.event import EventSpans
from communique.query.event_rows import EventRow, EventTotals

__all__ = ["DyadCell", "DyadRow", "DyadSeries", "dyad_series"]

NOWHERE = Span(0, 0)


class DyadCell(msgspec.Struct, frozen=True):
    """What one state did to another in one period."""

    period: str
    quads: dict[str, int]
    """How many events of each of PLOVER's quad classes."""
    events: tuple[str, ...]
    """Their ids, each by its surest telling."""

    @property
    def cooperation(self) -> int:
        """Verbal and material."""
        return self.quads["VC"] + self.quads["MC"]

    @property
    def conflict(self) -> int:
        """Verbal and material."""
        return self.quads["VX"] + self.quads["MX"]


class DyadRow(msgspec.Struct, frozen=True):
    """One pair, its cells by period; periods without an event have none."""

    source: str
    target: str
    events: int
    scale: float | None
    """The mean of their scores on PLOVER's scale."""
    cells: tuple[DyadCell, ...]

    def flat_rows(self) -> Iterable[dict[str, Any]]:
        """A row for each period."""
        for cell in self.cells:
            yield {
                "period": cell.period, "source": self.source, "target": self.target, "events": len(cell.events),
                **cell.quads, "facts": "; ".join(cell.events),
            }  # fmt: skip


class DyadSeries(msgspec.Struct, frozen=True):
    """All pairs, those with most events first, and what was not counted."""

    every: Period
    periods: tuple[str, ...]
    """From the first with an event to the last."""
    pairs: tuple[DyadRow, ...]
    found: int
    counted: int
    left_out: dict[str, int]
    """Why events do not count, and how many: with ``counted`` they add up to ``found``."""


def dyad_series(
    rows: Iterable[EventRow],
    totals: EventTotals,
    every: Period,
    days: Iterable[tuple[str, str]] = (),
    *,
    narrowed: bool = False,
    source: str | None = None,
    target: str | None = None,
) -> DyadSeries:
    """Count events between states by period, at the date of their report where they have none of their own.

    Args:
        rows: events of a question.
        totals: of the same question; what they have and ``rows`` have not is left out for the reasons they know.
        every: the length of a period.
        days: on which its reports may have been published, first and last; none: what lies outside of them counts too.
        narrowed: the rows are of some states alone.
        source: count only what this state (its code) does.
        target: count only what is done to this one.
    """
    account = EventAccount()
    found = list(countable(map(_coded, rows), every, account, report_dates=True))
    read = sorted({p for first, last in days if (p := period_of(f"{first}/{last}", every)) is not None})
    if read:
        found = list(between_reports(found, account, (read[0], read[-1])))
    if source is not None or target is not None:
        found = list(_of_pairs(found, account, source, target))
    cells: dict[tuple[str, str], dict[str, list[DatedEvent]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        for pair in one.pairs:
            if _meant(pair, source, target):
                cells[pair][one.period].append(one)
    left = Counter(account.left)
    reasons = {"not told as facts (alleged, planned, conditional or denied)": totals.not_facts,
               "told by somebody in the report": totals.told}  # fmt: skip
    left.update({reason: many for reason, many in reasons.items() if many})
    alone = totals.found - account.counted - sum(left.values())
    why = "without these states" if narrowed else "not between two known states"
    left.update({why: alone} if alone > 0 else {})
    dated = sorted({one.period for one in found})
    pairs = [_row(pair, by_period) for pair, by_period in cells.items()]
    return DyadSeries(
        every, tuple(periods_between(dated[0], dated[-1], every)) if dated else (),
        tuple(sorted(pairs, key=lambda p: (-p.events, p.source, p.target))), totals.found, account.counted,
        dict(left.most_common()),
    )  # fmt: skip


def _of_pairs(
    found: Iterable[DatedEvent], account: EventAccount, source: str | None, target: str | None
) -> Iterable[DatedEvent]:
    """Those that one of the pairs asked for is part of."""
    for one in found:
        if any(_meant(pair, source, target) for pair in one.pairs):
            yield one
        else:
            account.counted -= 1
            account.leave("of these states in other parts")


def _meant(pair: Collection[str], source: str | None, target: str | None) -> bool:
    who, whom = pair
    return (source is None or who == source) and (target is None or whom == target)


def _row(pair: tuple[str, str], by_period: dict[str, list[DatedEvent]]) -> DyadRow:
    known = types()
    scales: list[float] = []
    cells: list[DyadCell] = []
    for period, events in sorted(by_period.items()):
        quads = dict.fromkeys(QUADS, 0)
        for one in events:
            kind = known.get((one.event.event.type, ""))
            if kind is not None:
                quads[kind.quad] += 1
                scales.append(score(one.event.event.type, one.event.event.mode) or 0.0)
        cells.append(DyadCell(period, quads, tuple(one.event.event.id for one in events)))
    mean = round(sum(scales) / len(scales), 2) if scales else None
    return DyadRow(pair[0], pair[1], sum(len(c.events) for c in cells), mean, tuple(cells))


def _coded(row: EventRow) -> CodedEvent:
    """As much of an event as counting looks at."""
    event = Event(
        id=row.id, type=row.type, modality=row.modality, spans=EventSpans(NOWHERE), evidence=(NOWHERE,),  # type: ignore[arg-type]
        mode=row.mode, date=row.date, confidence=row.confidence,
    )  # fmt: skip
    report = Report(row.report, row.text_id, "", "", published=Published(row.published))
    return CodedEvent(event, report, row.actors, row.recipients, "", None)

"""Counts by month and pair of countries: what time series of relations are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from communique.export.csv import render
from communique.export.events.coded import QUADS, CodedEvent
from communique.export.events.counting import EventAccount, countable, score
from communique.knowledge.plover import types
from communique.model import Event

__all__ = ["counts", "dyad_lines"]


def dyad_lines(
    events: Iterable[CodedEvent], account: EventAccount | None = None, *, said: bool = False
) -> Iterator[str]:
    """The counts as CSV, its line of columns also where nothing is counted."""
    return render(counts(events, account, said=said), columns=list(_row("", "", "", [])))


def counts(
    events: Iterable[CodedEvent], account: EventAccount | None = None, *, said: bool = False
) -> list[dict[str, Any]]:
    """One row for each month, source and target country: how many events of each quad class and type, and their score.

    Only what is given as a fact counts (with ``said`` also what somebody tells), only between two known countries, at
    the date of its report where it has none, an event of several reports once, and what is mutual in both directions.
    ``account`` takes note of that.
    """
    table: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for one in countable(events, "month", account or EventAccount(), said=said, report_dates=True):
        for source, target in one.pairs:
            table[one.period, source, target].append(one.event.event)
    return [_row(month, source, target, found) for (month, source, target), found in sorted(table.items())]


def _row(month: str, source: str, target: str, found: list[Event]) -> dict[str, Any]:
    known, told = types(), [event.type for event in found]
    quads = [known[t, ""].quad for t in told if (t, "") in known]
    scores = [value for event in found if (value := score(event.type, event.mode)) is not None]
    return {
        "month": month, "source": source, "target": target, "events": len(found),
        **{name: quads.count(name) for name in QUADS},
        "mean_scale": round(sum(scores) / len(scores), 3) if scores else None,
        **{name: told.count(name) for name, mode in known if not mode},
    }  # fmt: skip

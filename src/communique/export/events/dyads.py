"""Counts by month and pair of countries: what time series of relations are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from communique.export.csv import render
from communique.export.events.coded import QUADS, CodedEvent, dyads
from communique.export.events.counting import EventAccount, countable
from communique.knowledge.plover import types

__all__ = ["counts", "dyad_lines"]


def dyad_lines(
    events: Iterable[CodedEvent], account: EventAccount | None = None, *, said: bool = False
) -> Iterator[str]:
    """The counts as CSV."""
    return render(counts(events, account, said=said))


def counts(
    events: Iterable[CodedEvent], account: EventAccount | None = None, *, said: bool = False
) -> list[dict[str, Any]]:
    """One row for each month, source and target country: how many events of each quad class and type, and their score.

    Only what is given as a fact counts (with ``said`` also what somebody tells), only between two known countries, at
    the date of its report where it has none, and an event of several reports once. ``account`` takes note of that.
    """
    table: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in countable(events, "month", account or EventAccount(), said=said, report_dates=True):
        pairs = {(s.country, t.country) for s, t in dyads(one.event) if s is not None and t is not None}
        for source, target in pairs:
            if source and target and source != target:
                table[one.period, source, target].append(one.event.event.type)
    return [_row(month, source, target, found) for (month, source, target), found in sorted(table.items())]


def _row(month: str, source: str, target: str, found: list[str]) -> dict[str, Any]:
    known = types()
    kinds = [known[t, ""] for t in found if (t, "") in known]
    quads, scores = [k.quad for k in kinds], [k.scale for k in kinds]
    return {
        "month": month, "source": source, "target": target, "events": len(found),
        **{name: quads.count(name) for name in QUADS},
        "mean_scale": round(sum(scores) / len(scores), 3) if scores else None,
        **{name: found.count(name) for name, mode in known if not mode},
    }  # fmt: skip

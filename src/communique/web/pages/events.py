"""Events: what states do to one another over time, as a chart and as a table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, get_args
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get

from communique.errors import UsageError, printable
from communique.export.events.counting import Period
from communique.export.events.dyad_series import DyadCell, DyadRow, DyadSeries
from communique.knowledge import states
from communique.query.question import Question
from communique.store import Store
from communique.web.access import store_of
from communique.web.charts import PeriodBar, balance_chart
from communique.web.downloads import download, wanted_format
from communique.web.parameters import asked
from communique.web.remember import remembered
from communique.web.templating import page

__all__ = ["HANDLERS"]

PAIRS = 60
"""Pairs of the table."""
PERIODS = 140
"""Periods of a chart; of more the latest are shown."""
NAMES = {
    "VC": "verbal cooperation", "MC": "material cooperation", "VX": "verbal conflict", "MX": "material conflict"
}  # fmt: skip


@get("/events", include_in_schema=False, sync_to_thread=True)
def events(request: Request[Any, Any, Any]) -> Response[Any]:
    """All pairs, or one: ``acts`` and ``on`` are states, ``every`` the length of a period."""
    store = store_of(request)
    given = request.query_params
    every = _every(given.get("every", "").strip() or "month")
    source, target = (_state(given.get(side, "").strip(), side) for side in ("acts", "on"))
    question = msgspec.structs.replace(asked(request, limit=None), by=None, to=None)
    found = remembered(
        request, store, ("dyads", every, question, source, target),
        lambda: store.dyads(question, every=every, source=source, target=target), "events",
    )  # fmt: skip
    pairs = found.pairs
    period = given.get("period", "").strip()
    cells = [c for p in pairs for c in p.cells if not period or c.period == period]
    form = wanted_format(request)
    if form is not None:
        rows = (row for p in pairs for row in p.flat_rows() if not period or row["period"] == period)
        ids = [e for c in cells for e in c.events]
        reports = (
            [f.citation.report for f in store.facts_with_ids("events", ids)] if form in ("chicago", "bibtex") else []
        )
        return download(request, "events", form, rows, reports=reports)
    kept = {k: v for k, v in given.items() if v and k not in ("period", "page")}
    listed: list[Any] = []
    if (source and target) or period:
        ids = [e for c in cells for e in c.events]
        listed = store.facts_with_ids("events", ids[:100])
    return page(
        request, "events.html", title="Events", found=found, pairs=pairs[:PAIRS], many=len(pairs), every=every,
        periods_of=get_args(Period), source=source, target=target, period=period, listed=listed, given=given,
        chart=_chart(found, pairs, kept, period), names=NAMES, state_name=_name,
        counted=sum(len(c.events) for c in cells),
    )  # fmt: skip


def _every(told: str) -> Period:
    if told not in get_args(Period):
        raise UsageError(f"there is no period {printable(told)!r}. Use one of: {', '.join(get_args(Period))}")
    found: Period = msgspec.convert(told, Period)
    return found


def _state(told: str, side: str) -> str | None:
    if not told:
        return None
    found = states.by_code(told.upper()) or states.by_name(told) or states.by_demonym(told)
    if found is None:
        raise UsageError(
            f"{side}: there is no state {printable(told)!r}. Write a name or a code, such as Turkey or TUR"
        )
    return found.code


def _name(code: str) -> str:
    found = states.by_code(code)
    return found.name if found is not None else code


def _chart(found: DyadSeries, pairs: Sequence[DyadRow], kept: dict[str, str], chosen: str) -> Any:
    cells: dict[str, list[DyadCell]] = {}
    for pair in pairs:
        for cell in pair.cells:
            cells.setdefault(cell.period, []).append(cell)
    bars = []
    for period in found.periods[-PERIODS:]:
        listed = cells.get(period, [])
        quads = {name: sum(c.quads[name] for c in listed) for name in NAMES}
        told = ", ".join(f"{many} {NAMES[name]}" for name, many in quads.items() if many) or "no event"
        address = "/events?" + urlencode({**kept, "period": period}) + "#listed"
        label = f"{period} ◂" if period == chosen else period
        bars.append(
            PeriodBar(label, (quads["VC"], quads["MC"]), (quads["VX"], quads["MX"]), address, f"{period}: {told}")
        )
    return balance_chart(bars, "Events over time, cooperation above, conflict below", "cooperation", "conflict")


def beforehand(store: Store) -> dict[Hashable, tuple[Callable[[], Any], tuple[str, ...]]]:
    """What the page asks that takes long, and of what kinds of facts the answer tells."""
    question = Question()
    return {("dyads", "month", question, None, None): (lambda: store.dyads(question, every="month"), ("events",))}


BEFOREHAND = beforehand
HANDLERS = (events,)

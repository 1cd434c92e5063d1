"""Issues: what positions are about, and who is for and against one over time."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from communique.export.events.counting import periods_between
from communique.query.issues import PositionAnswer, sides
from communique.web.access import store_of
from communique.web.charts import PeriodBar, balance_chart
from communique.web.downloads import download, wanted_format
from communique.web.parameters import PAGE, asked, listing, page_number
from communique.web.remember import remembered
from communique.web.templating import page

__all__ = ["HANDLERS"]

MONTHS = 60
"""Months from which on a chart has a bar a year."""


@get("/issues", include_in_schema=False, sync_to_thread=True)
def issues(request: Request[Any, Any, Any]) -> Response[Any]:
    """Those with most positions first; those that some words mean."""
    store = store_of(request)
    about = request.query_params.get("about", "").strip() or None
    form = wanted_format(request)
    first = (page_number(request) - 1) * PAGE
    limit = None if form is not None else first + PAGE + 1
    found = remembered(request, store, ("issues", about, limit), lambda: store.issues(about, limit=limit), "positions")
    if form is not None:
        return download(request, "issues", form, (i.flat() for i in found))
    shown = found[first : first + PAGE]
    total = len(found) if len(found) <= first + PAGE else None
    return page(
        request, "issues.html", title="Issues", answers=shown, given=request.query_params,
        listing=listing(request, len(shown), total), part="issues_list.html",
    )  # fmt: skip


@get("/issues/{issue:str}", include_in_schema=False, sync_to_thread=True)
def issue(request: Request[Any, Any, Any], issue: FromPath[str]) -> Response[Any]:
    """One, by its id or by words that mean it alone."""
    store = store_of(request)
    one = store.issue(issue)
    question = asked(request, limit=None)
    book = store.review.codebook()
    asked_for = ("positions", question, one.id, book.number if book is not None else 0)
    found = remembered(request, store, asked_for, lambda: store.positions(question, issue=one.id), "positions")
    form = wanted_format(request)
    if form is not None:
        reports = [p.citation.report for p in found]
        return download(request, f"issue-{one.name}", form, (p.flat() for p in found), reports=reports)
    told = next(iter(store.issues(one.id, limit=1)), None)
    return page(
        request, "issue.html", title=one.name, issue=one, told=told, positions=found, sides=sides(found),
        chart=_chart(found, one.name, f"/issues/{one.id}"), given=request.query_params,
    )  # fmt: skip


def _chart(found: list[PositionAnswer], name: str, address: str) -> Any:
    """For above, against below, by month or year."""
    dated = sorted(day[:7] for p in found if p.date and len(day := p.date.rstrip("?").split("/")[0]) >= 7)
    if not dated:
        return ""
    months = list(periods_between(dated[0], dated[-1], "month"))
    every, size = ("month", 7) if len(months) <= MONTHS else ("year", 4)
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in found:
        day = (one.date or "").rstrip("?").split("/")[0]
        if len(day) >= size:
            counted[day[:size]][one.stance] += 1
    periods = months if every == "month" else list(periods_between(dated[0][:4], dated[-1][:4], "year"))
    bars = [
        PeriodBar(p, (counted[p]["for"], 0), (counted[p]["against"], 0), f"{address}#p{p}",
            f"{p}: {counted[p]['for']} for, {counted[p]['against']} against")
        for p in periods
    ]  # fmt: skip
    return balance_chart(bars, f"Positions on {name} over time", "for", "against")


HANDLERS = (issues, issue)

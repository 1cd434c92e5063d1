"""Calendar: meetings held, planned and cancelled, by their days."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

from litestar import Request, Response, get

from communique.errors import UsageError, printable
from communique.model.meeting import Meeting
from communique.web.access import store_of
from communique.web.downloads import MOST_ROWS, download, wanted_format
from communique.web.parameters import PAGE, asked, listing, page_number
from communique.web.remember import remembered
from communique.web.templating import page

__all__ = ["HANDLERS"]

STATUSES: tuple[str, ...] = get_args(get_type_hints(Meeting)["status"])


@get("/calendar", include_in_schema=False, sync_to_thread=True)
def calendar(request: Request[Any, Any, Any]) -> Response[Any]:
    """The meetings of some days; ``status`` narrows, perhaps several times."""
    store = store_of(request)
    question = asked(request)
    statuses = [s for s in request.query_params.getall("status", []) if s]
    if unknown := [s for s in statuses if s not in STATUSES]:
        raise UsageError(f"there is no status {printable(unknown[0])!r}. Use some of: {', '.join(STATUSES)}")
    form = wanted_format(request)
    first = (page_number(request) - 1) * PAGE
    limit, offset = (PAGE, first) if form is None else (MOST_ROWS + 1, 0)
    since = question.since
    if since is None and question.until is None and "all" not in request.query_params:
        since = store.calendar_start()
    until = question.until
    found = remembered(
        request, store, ("calendar", since, until, *statuses, limit, offset),
        lambda: store.calendar(since=since, until=until, statuses=statuses, limit=limit, offset=offset), "meetings",
    )  # fmt: skip
    if form == "ics":
        from communique.export.ical import render as ical

        return download(request, "calendar", form, content="".join(ical(found)))
    if form is not None:
        return download(
            request, "calendar", form, (e.flat() for e in found), reports=[t.report for e in found for t in e.told]
        )
    return page(
        request, "calendar.html", title="Calendar", entries=found, statuses=STATUSES, chosen=statuses, began=since,
        given=request.query_params, listing=listing(request, len(found)), part="calendar_list.html",
    )  # fmt: skip


HANDLERS = (calendar,)

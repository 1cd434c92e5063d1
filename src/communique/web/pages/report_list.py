"""Reports: a list that words, publisher, days, actor and read state narrow."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from communique.web.access import store_of
from communique.web.parameters import asked, listing, read_state
from communique.web.templating import page

__all__ = ["HANDLERS"]


@get("/", include_in_schema=False, sync_to_thread=True)
def reports(request: Request[Any, Any, Any]) -> Response[Any]:
    """The list, or how to begin where there is no report yet."""
    store = store_of(request)
    if not store.path.exists():
        return page(request, "begin.html", title="Begin")
    given = request.query_params
    year = given.get("year", "").strip()
    question = asked(request, since=year, until=year) if year else asked(request)
    actor, state = given.get("actor", "").strip() or None, read_state(given.get("read"))
    found = store.reports(question, actor=actor, state=state)
    facets = store.report_facets(question, actor=actor, state=state)
    return page(
        request, "reports.html", title="Reports", found=found, facets=facets, given=given,
        listing=listing(request, len(found.reports), found.total),
    )  # fmt: skip


HANDLERS = (reports,)

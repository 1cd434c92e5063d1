"""Reports: a list that words, publisher, days, actor and read state narrow."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get

from communique.web.access import store_of
from communique.web.downloads import MOST_ROWS, download, wanted_format
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
    form = wanted_format(request)
    if form is not None:
        whole = store.reports(
            msgspec.structs.replace(question, limit=MOST_ROWS + 1, offset=0), actor=actor, state=state
        )
        ids = [r.id for r in whole.reports]
        return download(request, "reports", form, (r.flat() for r in whole.reports), reports=ids)
    found = store.reports(question, actor=actor, state=state)
    everything = found.total if not given else store.reports(limit=1).total
    if not everything:
        return page(request, "begin.html", title="Begin")
    facets = store.report_facets(question, actor=actor, state=state)
    labels = {
        "read": {"whole": "read whole", "judged": "facts judged", "unjudged": "not judged yet"}.get(state or "", "")
    }
    if actor is not None:
        labels["actor"] = store.entity(actor).label
    return page(
        request, "reports.html", title="Reports", found=found, facets=facets, given=given, chosen=labels,
        everything=everything, listing=listing(request, len(found.reports), found.total),
    )  # fmt: skip


HANDLERS = (reports,)

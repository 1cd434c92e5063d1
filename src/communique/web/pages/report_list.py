"""Reports: a list that words, publisher, days, actor and read state narrow."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get

from communique.query.report_list import Facet
from communique.web.access import store_of
from communique.web.downloads import MOST_ROWS, download, wanted_format
from communique.web.parameters import asked, listing, read_state
from communique.web.remember import NO_FACTS, remembered
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
    everything = (
        found.total if not given else remembered(request, store, "total", lambda: store.stats().reports, *NO_FACTS)
    )
    if not everything:
        return page(request, "begin.html", title="Begin")

    def count(*names: str) -> tuple[Facet, ...]:
        return store.report_facets(question, actor=actor, state=state, names=names)

    unpaged = msgspec.structs.replace(question, limit=None, offset=0)
    if state:  # what people have read may change meanwhile
        lasting = count("publisher", "year")
    else:
        asked_for = ("facets", unpaged, actor)
        lasting = remembered(request, store, asked_for, lambda: count("publisher", "year"), *NO_FACTS)
    facets = (*lasting, *count("read"))
    labels = {
        "read": {"whole": "read whole", "judged": "facts judged", "unjudged": "not judged yet"}.get(state or "", "")
    }
    if actor is not None:
        labels["actor"] = store.entity(actor).label
    return page(
        request, "reports.html", title="Reports", found=found, facets=facets, given=given, chosen=labels,
        everything=everything, facet_query=_facet_query(request),
        listing=listing(request, len(found.reports), found.total),
    )  # fmt: skip


@get("/facets/actors", include_in_schema=False, sync_to_thread=True)
def actor_facet(request: Request[Any, Any, Any]) -> Response[Any]:
    """Those in most of the reports of the list, for the list's page, which does not wait for it."""
    store = store_of(request)
    given = request.query_params
    year = given.get("year", "").strip()
    question = asked(request, limit=None, since=year, until=year) if year else asked(request, limit=None)
    actor, state = given.get("actor", "").strip() or None, read_state(given.get("read"))

    def find() -> tuple[Facet, ...]:
        return store.report_facets(question, actor=actor, state=state, names=("actor",))

    [facet] = find() if state else remembered(request, store, ("facet", question, actor, state), find, *NO_FACTS)
    query = request.scope.get("query_string", b"").decode("latin-1")
    return page(request, "facet_actors.html", title="Actors", facet=facet, given=given, list_here=f"/?{query}")


def _facet_query(request: Request[Any, Any, Any]) -> str:
    return urlencode([(k, v) for k, v in request.query_params.multi_items() if v and k not in ("page", "format")])


HANDLERS = (reports, actor_facet)

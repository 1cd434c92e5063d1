"""Actors: who takes part, and what the store knows of one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from communique.query.answers import ActorLabel
from communique.query.question import parse_question
from communique.store import Store
from communique.web.access import store_of
from communique.web.addresses import facts_page
from communique.web.charts import Lane, bar_list, lane_chart
from communique.web.downloads import MOST_ROWS, download, wanted_format
from communique.web.parameters import PAGE, asked, listing
from communique.web.remember import NO_FACTS, remembered
from communique.web.templating import page

__all__ = ["HANDLERS"]

LATEST = 12
"""Facts of each kind on the page of an actor."""


@get("/actors", include_in_schema=False, sync_to_thread=True)
def actors(request: Request[Any, Any, Any]) -> Response[Any]:
    """Those in most reports first; by name, country, or words of their reports."""
    store = store_of(request)
    question = asked(request)
    form = wanted_format(request)
    if form is not None:
        whole = store.find("actors", msgspec.structs.replace(question, limit=MOST_ROWS + 1, offset=0))
        reports = [a.citation.report for a in whole]
        return download(request, "actors", form, (a.flat() for a in whole), reports=reports)
    found = remembered(request, store, ("actors", question), lambda: store.find("actors", question), "statements")
    return page(
        request, "actors.html", title="Actors", answers=found, given=request.query_params,
        listing=listing(request, len(found)), part="actors_list.html",
    )  # fmt: skip


@get("/actors/{actor:str}", include_in_schema=False, sync_to_thread=True)
def actor(request: Request[Any, Any, Any], actor: FromPath[str]) -> Response[Any]:
    """One, by the entity's id, by name or by office."""
    store = store_of(request)
    question = asked(request, limit=LATEST)
    form = wanted_format(request)
    if form is not None:
        found = store.dossier(actor, msgspec.structs.replace(question, limit=MOST_ROWS + 1))
        entries = store.timeline(msgspec.structs.replace(question, by=found.entity, limit=None, offset=0))
        return download(
            request, found.name, form, (e.flat() for e in entries), reports=[c.report for c in found.citations]
        )
    found = remembered(request, store, ("dossier", actor, question), lambda: store.dossier(actor, question))
    days = {"since": question.since, "until": question.until}
    relations = store.find("relations", msgspec.structs.replace(question, by=found.entity, limit=LATEST, offset=0))
    lanes = [Lane(f"{o.title} of {o.of}", o.first, o.last or o.first, address=None) for o in found.offices if o.first]
    acts = [(act, many, facts_page("statements", by=found.entity, act=act, **days)) for act, many in found.acts.items()]
    return page(
        request, "actor.html", title=found.name, found=found, relations=relations, given=request.query_params,
        roles=lane_chart(lanes, f"Offices of {found.name} over time") if len(lanes) > 1 else "", acts=bar_list(acts),
        said=sum(found.acts.values()), latest=LATEST, days=days,
    )  # fmt: skip


@get("/actors/{one:str}/with/{other:str}", include_in_schema=False, sync_to_thread=True)
def between(request: Request[Any, Any, Any], one: FromPath[str], other: FromPath[str]) -> Response[Any]:
    """All that passed between two."""
    store = store_of(request)
    question = asked(request, limit=None)
    a, b = store.entity(one), store.entity(other)
    entries = remembered(request, store, ("between", a.id, b.id, question), lambda: store.between(a.id, b.id, question))
    form = wanted_format(request)
    if form is not None:
        reports = [e.citation.report for e in entries]
        return download(request, f"{a.name}-{b.name}", form, (e.flat() for e in entries), reports=reports)
    labels = [ActorLabel(x.name, x.id, x.country) for x in (a, b)]
    title = f"{a.name} and {b.name}"
    return page(request, "between.html", title=title, one=labels[0], other=labels[1], entries=entries)


def beforehand(store: Store) -> dict[Hashable, tuple[Callable[[], Any], tuple[str, ...]]]:
    """What the pages ask that takes long, and of what kinds of facts the answer tells."""
    question = parse_question(limit=PAGE, offset=0)
    facet = parse_question(limit=None, offset=0)
    return {
        ("actors", question): (lambda: store.find("actors", question), ("statements",)),
        ("facet", facet, None, None): (lambda: store.report_facets(facet, names=("actor",)), NO_FACTS),
    }


BEFOREHAND = beforehand
HANDLERS = (actors, actor, between)

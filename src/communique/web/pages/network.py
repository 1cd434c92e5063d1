"""Network: who stands with whom, by what they are for and against; every edge shows its statements."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from litestar import Request, Response, get

from communique.errors import UsageError, printable
from communique.export.networks.frames import frame_data
from communique.model import CodedStatement, CodingTable
from communique.networks.moments import written
from communique.networks.network import Network, discourse_network, reduced
from communique.networks.settings import AGGREGATIONS, DUPLICATES, KERNELS, NORMALISATIONS, network_settings
from communique.networks.windows import network_series
from communique.query.answers import Citation
from communique.query.question import parse_question
from communique.web.access import store_of
from communique.web.addresses import words_page
from communique.web.templating import page

__all__ = ["HANDLERS"]

ACTORS = ("organization", "state", "person")
OF = ("actors", "both", "issues")
"""Whose network it is."""
NODES, EDGES = 60, 300
"""Nodes and edges drawn at most; of two kinds of nodes half as many each."""
LISTED = 60
"""Edges of the list."""
FRAMES = 240
"""Places of a time window at most."""
OF_ONE = ("there ", "no statement ")
"""How notes begin that are of one network and not of what it was made of."""
STATEMENTS = 300
"""Statements that an edge shows."""
WINDOWS = (
    ("", "all at once"), ("weeks:1", "week"), ("months:1", "month"), ("months:3", "3 months"), ("months:6", "6 months"),
    ("years:1", "year"),
)  # fmt: skip
GRAPHS = ("graphml", "gexf", "pajek", "json")
MEDIA = {
    "csv": ("text/csv; charset=utf-8", "csv"), "edges": ("text/csv; charset=utf-8", "csv"),
    "evidence": ("text/csv; charset=utf-8", "csv"), "graphml": ("application/graphml+xml", "graphml"),
    "gexf": ("application/gexf+xml", "gexf"), "pajek": ("text/plain; charset=utf-8", "net"),
    "json": ("application/json", "json"),
}  # fmt: skip


class View(NamedTuple):
    """What an address asks for."""

    settings: Any
    about: str
    actor: str


@get("/network", include_in_schema=False, sync_to_thread=True)
def network(request: Request[Any, Any, Any]) -> Response[Any]:
    """The graph, the list of its edges, and both as files."""
    view = _view(request.query_params)
    form = request.query_params.get("format", "").strip()
    if form:
        return _download(_shown(request, view), form)
    shown = list(_series(request, view))
    empty = CodingTable((), _codings(request).variables)
    one = next((each for each in shown if len(each.ties.weight)), shown[0] if shown else None)
    one = one or discourse_network(empty, view.settings)
    kind = view.settings.type
    return page(
        request, "network.html", title="Network", one=one, edges=_edges(one), series=len(shown), windows=WINDOWS,
        view=view, actors=ACTORS, aggregations=AGGREGATIONS[kind], normalisations=NORMALISATIONS[kind],
        duplicates=DUPLICATES, kernels=KERNELS, window=request.query_params.get("window", ""),
        given=request.query_params,
        notes=_notes(shown or [one]), most=(NODES // 2 if kind == "twomode" else NODES, EDGES),
    )  # fmt: skip


@get("/network/data", include_in_schema=False, sync_to_thread=True)
def network_frames(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the script draws."""
    data = frame_data(_series(request, _view(request.query_params)))
    return Response(msgspec.json.encode(data), media_type="application/json", headers={"cache-control": "no-store"})


@get("/network/edge", include_in_schema=False, sync_to_thread=True)
def network_edge(request: Request[Any, Any, Any]) -> Response[Any]:
    """The statements behind one edge, as a page or as the part of one."""
    given = request.query_params
    source, target = given.get("one", ""), given.get("other", "")
    shown = _shown(request, _view(given))
    edge = next((e for e in shown.edges() if {e.source, e.target} == {source, target}), None)
    told = list(shown.evidence(edge)) if edge is not None else []
    return page(
        request, "network_edge.html", title=f"{source} and {target}", part="network_edge_part.html", edge=edge,
        source=source, target=target, told=[(what, one, _words(one)) for what, one in told[:STATEMENTS]],
        many=len(told), two_mode=shown.two_mode,
    )  # fmt: skip


def _words(one: CodedStatement) -> str:
    """Where the words of a statement stand."""
    return words_page(Citation(one.document, one.start or 0, one.end or 0), one.id.partition("/")[0])


def _view(given: Mapping[str, str]) -> View:
    def told(name: str, otherwise: str) -> str:
        return given.get(name, "").strip() or otherwise

    of, actor = told("of", "actors"), told("actors", "organization")
    for name, word, known in (("of", of, OF), ("actors", actor, ACTORS)):
        if word not in known:
            raise UsageError(f"{name}: {printable(word)!r} is none. Give one of: {', '.join(known)}")
    variables = ("concept", actor) if of == "issues" else (actor, "concept")
    kind = "twomode" if of == "both" else "onemode"
    aggregation = told("aggregation", "")
    norm, window = told("normalisation", "no"), told("window", "")
    settings = network_settings(
        type=kind, variables=variables, window=window or None, duplicates=told("duplicates", "document"),
        aggregation=aggregation if aggregation in AGGREGATIONS.get(kind, ()) else None,
        normalisation=norm if norm in NORMALISATIONS.get(kind, ()) else "no",
        kernel=told("kernel", "no") if window else None, min_statements=_whole(given, "min_statements", 2),
        min_actors=_whole(given, "min_actors", 2), certainty=_part(given, "confidence"),
    )  # fmt: skip
    return View(settings, told("about", ""), told("actor", ""))


def _whole(given: Mapping[str, str], name: str, otherwise: int) -> int:
    told = given.get(name, "").strip()
    if told and not (told.isascii() and told.isdecimal() and 1 <= int(told[:9]) <= 10**6):
        raise UsageError(f"{name}: {printable(told)!r} is no number from 1")
    return int(told) if told else otherwise


def _part(given: Mapping[str, str], name: str) -> float:
    told = given.get(name, "").strip()
    try:
        return float(told or 0)
    except ValueError:
        raise UsageError(f"{name}: {printable(told)!r} is no number from 0 to 1") from None


def _codings(request: Request[Any, Any, Any]) -> CodingTable:
    """The store's coded statements in the period asked for; the last are kept until the store changes."""
    given = request.query_params
    told = {name: given.get(name, "").strip() or None for name in ("since", "until", "publisher")}
    question = parse_question(since=told["since"], until=told["until"], publisher=told["publisher"])
    store = store_of(request)
    key = (store.stamp(), question)
    kept: Any = request.app.state.get("codings")
    if kept is None or kept[0] != key:
        kept = request.app.state["codings"] = (key, store.codings(question))
    table: CodingTable = kept[1]
    return table


def _series(request: Request[Any, Any, Any], view: View) -> list[Network]:
    """The network, or those of the places of the window, each as much as can be drawn.

    Places without a statement are passed over; of more than :data:`FRAMES` the last are taken.
    """
    table = _codings(request)
    if view.about or view.actor:
        words, name = view.about.casefold(), view.actor.casefold()
        told = tuple(
            one for one in table.statements
            if words in one.concept.casefold() and name in f"{one.person} {one.organization}".casefold()
        )  # fmt: skip
        table = msgspec.structs.replace(table, statements=told)
    if view.settings.window is None:
        return [_drawn(discourse_network(table, view.settings))]
    last = deque((one for one in network_series(table, view.settings) if one.statements), FRAMES)
    return [_drawn(one) for one in last]


def _drawn(one: Network) -> Network:
    return reduced(one, NODES // 2 if one.two_mode else NODES, EDGES)


def _shown(request: Request[Any, Any, Any], view: View) -> Network:
    """The network that is looked at: of a window that at the day ``at``, or the first in which somebody is joined."""
    at = request.query_params.get("at", "").strip()
    found = _series(request, view)
    if not found:
        raise UsageError("there is no network at this time: no dated statement meets the conditions")
    first = next((one for one in found if len(one.ties.weight)), found[0])
    return next((one for one in found if one.middle is not None and written(one.middle) == at), first)


def _edges(one: Network) -> list[Any]:
    return sorted(one.edges(), key=lambda e: (-abs(e.weight), e.source, e.target))[:LISTED]


def _notes(shown: list[Network]) -> list[str]:
    notes = dict.fromkeys(note for one in shown for note in one.notes)
    return [note for note in notes if len(shown) == 1 or not note.startswith(OF_ONE)]


def _download(shown: Network, form: str) -> Response[bytes]:
    """What is shown, as a file.

    Raises:
        UsageError: there is no such format.
    """
    from communique.export.csv import render
    from communique.export.networks.gexf import gexf_lines
    from communique.export.networks.graph_json import network_data
    from communique.export.networks.graphml import graphml_lines
    from communique.export.networks.matrix import matrix_lines
    from communique.export.networks.pajek import pajek_lines
    from communique.export.networks.rows import edge_rows, evidence_rows

    writers: dict[str, Callable[[], Iterable[str]]] = {
        "csv": lambda: ("\ufeff", *matrix_lines(shown)), "edges": lambda: ("\ufeff", *render(edge_rows(shown))),
        "evidence": lambda: ("\ufeff", *render(evidence_rows(shown))), "graphml": lambda: graphml_lines(shown),
        "gexf": lambda: gexf_lines(shown), "pajek": lambda: pajek_lines(shown),
        "json": lambda: (msgspec.json.encode(network_data(shown)).decode(),),
    }  # fmt: skip
    if form not in writers:
        raise UsageError(f"there is no format {printable(form)!r}. Use one of: {', '.join(writers)}")
    media, suffix = MEDIA[form]
    name = "network" if form in ("csv", *GRAPHS) else f"network-{form}"
    headers = {
        "content-disposition": f'attachment; filename="communique-{name}.{suffix}"', "cache-control": "no-store"
    }  # fmt: skip
    return Response("".join(writers[form]()).encode("utf-8", "replace"), media_type=media, headers=headers)


HANDLERS = (network, network_frames, network_edge)

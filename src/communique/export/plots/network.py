"""A discourse network as a picture: nodes by how much they say, edges by how much joins them."""

from __future__ import annotations

from math import pi, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.errors import UsageError
from communique.export.plots.layout import label_places, layout
from communique.export.plots.picture import PALETTE, altair_module, in_print
from communique.export.plots.selection import short_names
from communique.networks.network import Network

__all__ = ["network_picture"]

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")
GREY = "#8A8A8A"
COLOURS = {"agree": "#0072B2", "for": "#0072B2", "differ": "#D55E00", "against": "#D55E00", "both": "#555555"}
DASHES = {"differ": [5, 3], "against": [5, 3], "both": [1, 2]}
SIGNS = {"onemode": {1: "agree", -1: "differ"}, "twomode": {1: "for", -1: "against", 0: "both"}}
ALONE = "alone"
"""The community of those who have none, or none of the first seven."""
MARGIN = 28
"""Pixels between the outermost nodes and the edge of the picture."""
AREAS = (60.0, 600.0)
"""Square pixels of the least and the greatest node."""
Matrix = NDArray[np.float64]


def network_picture(
    network: Network, *, nodes: int = 40, width: int = 760, height: int = 600, seed: int = 1, title: str = ""
) -> dict[str, Any]:
    """The picture as Vega-Lite says it, of the nodes that the heaviest edges join.

    One-mode: colour and shape of a node are its community (Louvain, of the edges above 0). Two-mode: actors are black
    circles, concepts white squares. What joins is a solid line, what divides (conflict, a weight below 0, against) a
    broken one. The size of a node is how many statements it has.

    Args:
        network: of the whole period.
        nodes: at most.
        width: in pixels.
        height: in pixels.
        seed: of the layout and the communities.
        title: above it.

    Raises:
        UsageError: the network has no edges; or the extra is not installed.
    """
    alt = altair_module()
    names, matrix, of_column = _square(network)
    kept = _heaviest(matrix, nodes)
    if not len(kept):
        raise UsageError(f"there is nothing to draw: {'; '.join(network.notes) or 'the network has no edges'}")
    left = int((np.abs(matrix).sum(axis=1) > 0).sum()) - len(kept)
    matrix, names, of_column = matrix[np.ix_(kept, kept)], [names[n] for n in kept], of_column[kept]
    place = layout(np.abs(matrix), seed=seed) * (width - 2 * MARGIN, height - 2 * MARGIN) + MARGIN
    said = network.activity()
    many = [said[int(own)].get(name, 0) for own, name in zip(of_column, names, strict=True)]
    areas = _areas(many)
    called = short_names(names, 34)
    shown = [called[name] for name in names]
    labels = label_places(shown, place, [sqrt(area / pi) for area in areas], width, height)
    groups = _kinds(network, of_column) if network.two_mode else _communities(matrix, seed)
    dots = [
        {"name": name, "x": round(x, 2), "y": round(y, 2), "many": n, "area": round(area, 2), "group": group,
         "lx": round(label.x, 2), "ly": round(label.y, 2), "align": label.align}
        for name, (x, y), n, area, group, label in zip(shown, place.tolist(), many, areas, groups, labels, strict=True)
    ]  # fmt: skip
    lines = _lines(network, matrix, shown, place)
    caption = _caption(network, len(kept), len(lines))
    caption += f"; {left:,} node{'s' * (left != 1)} with lighter edges not shown" if left else ""
    chart = _chart(alt, dots, lines, network, width, height).properties(width=width, height=height)
    kind = "Who stands where" if network.two_mode else "Who stands with whom"
    return in_print(chart, title or kind, caption, {"edges": lines, "nodes": dots})


def _square(network: Network) -> tuple[list[str], Matrix, NDArray[np.int64]]:
    """All nodes, their weights as a symmetric matrix, and which of them are columns of a two-mode network."""
    matrix = network.matrix()
    if not network.two_mode:
        return list(network.rows), matrix, np.zeros(len(network.rows), dtype=np.int64)
    n, m = matrix.shape
    square = np.zeros((n + m, n + m))
    square[:n, n:], square[n:, :n] = matrix, matrix.T
    return [*network.rows, *network.columns], square, np.repeat(np.array([0, 1]), (n, m))


def _heaviest(matrix: Matrix, most: int) -> NDArray[np.int64]:
    """The nodes that the heaviest edges join, so many that no more than ``most`` are there, each with an edge."""
    ends = np.argwhere(np.triu(matrix, 1) != 0)
    strength = np.abs(matrix).sum(axis=1)
    one, other = ends[:, 0], ends[:, 1]
    order = np.lexsort((-strength[one] - strength[other], -np.abs(matrix[one, other])))
    chosen: set[int] = set()
    for i, j in sorted(
        ends[order].tolist(), key=lambda e: (-abs(matrix[e[0], e[1]]), -strength[e[0]] - strength[e[1]])
    ):
        if len(chosen) == most:
            break
        if len(chosen | {i, j}) <= most:
            chosen |= {i, j}
    return np.array(sorted(chosen), dtype=np.int64)


def _areas(many: list[int]) -> list[float]:
    low, high = AREAS
    top = max(*many, 1) if len(many) > 1 else max(many[0], 1)
    return [low + (high - low) * n / top for n in many]


def _kinds(network: Network, of_column: NDArray[np.int64]) -> list[str]:
    return [network.settings.variables[int(n)] for n in of_column]


def _communities(matrix: Matrix, seed: int) -> list[str]:
    """Of each node a number of its community, "1" the largest."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(matrix)))
    for i, j in np.argwhere(np.triu(matrix, 1) > 0).tolist():
        graph.add_edge(i, j, weight=float(matrix[i, j]))
    found = networkx.community.louvain_communities(graph, seed=seed) if graph.number_of_edges() else []
    ordered = sorted((one for one in found if len(one) > 1), key=lambda members: (-len(members), min(members)))
    number = {node: str(n) for n, members in enumerate(ordered[: len(SHAPES) - 1], 1) for node in members}
    return [number.get(n, ALONE) for n in range(len(matrix))]


def _sign(network: Network, weight: float) -> str:
    how = network.settings.aggregation
    if how == "ignore":
        return "on the same"
    told = SIGNS[network.settings.type]
    if how == "combine":
        return told[{1: 1, 2: -1}.get(round(weight), 0)]
    return told[-1 if weight < 0 or how == "conflict" else 1]


def _lines(network: Network, matrix: Matrix, names: list[str], place: Matrix) -> list[dict[str, Any]]:
    combine = network.settings.aggregation == "combine"
    return [
        {
            "x": round(place[i, 0], 2), "y": round(place[i, 1], 2), "x2": round(place[j, 0], 2),
            "y2": round(place[j, 1], 2), "weight": 1.0 if combine else round(abs(float(matrix[i, j])), 4),
            "tie": _sign(network, float(matrix[i, j])), "ends": f"{names[i]} – {names[j]}",
        }
        for i, j in np.argwhere(np.triu(matrix, 1) != 0).tolist()
    ]  # fmt: skip


def _caption(network: Network, nodes: int, edges: int) -> str:
    s = network.settings
    mode = f"{s.variables[0]} by {s.variables[1]}" if network.two_mode else f"{s.variables[0]}s by {s.variables[1]}"
    parts = [mode, s.aggregation, f"{nodes} nodes, {edges} edges", f"{network.statements:,} statements"]
    if s.normalisation != "no":
        parts.insert(2, f"normalised by {s.normalisation}")
    days = " to ".join(dict.fromkeys(day[:10] for day in network.period.split("/") if day))
    return ", ".join([*parts, days] if days else parts)


def _chart(
    alt: Any, dots: list[dict[str, Any]], lines: list[dict[str, Any]], network: Network, width: int, height: int
) -> Any:
    across, down = alt.Scale(domain=[0, width], nice=False), alt.Scale(domain=[height, 0], nice=False)
    x, y = alt.X("x:Q", axis=None, scale=across), alt.Y("y:Q", axis=None, scale=down)
    ties = [tie for tie in (*COLOURS, "on the same") if any(line["tie"] == tie for line in lines)]
    legend = alt.Legend(title="Tie", symbolStrokeWidth=2) if len(ties) > 1 else None
    shades = [COLOURS.get(tie, GREY) for tie in ties] if len(ties) > 1 else [GREY]
    dashes = [DASHES.get(tie, [1, 0]) for tie in ties]
    edges = alt.Chart(alt.NamedData("edges")).mark_rule(opacity=0.6).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        color=alt.Color("tie:N", legend=legend, scale=alt.Scale(domain=ties, range=shades)),
        strokeDash=alt.StrokeDash("tie:N", legend=legend, scale=alt.Scale(domain=ties, range=dashes)),
        strokeWidth=alt.StrokeWidth("weight:Q", scale=alt.Scale(range=[0.6, 5]), legend=None),
        tooltip=["ends:N", "tie:N", "weight:Q"],
    )  # fmt: skip
    groups, shapes, fills = _look(dots, network)
    heading = alt.Legend(title="Node" if network.two_mode else "Community", symbolSize=110)
    base = alt.Chart(alt.NamedData("nodes"))
    marks = base.mark_point(filled=True, opacity=1, stroke="#000000", strokeWidth=0.8).encode(
        x=x, y=y,
        fill=alt.Fill("group:N", legend=heading, scale=alt.Scale(domain=groups, range=fills)),
        shape=alt.Shape("group:N", legend=heading, scale=alt.Scale(domain=groups, range=shapes)),
        size=alt.Size("area:Q", scale=None, legend=None),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("many:Q", title="statements")],
    )  # fmt: skip
    halo = {"stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.9}
    texts = [
        base.transform_filter(f"datum.align == '{align}'")
        .mark_text(align=align, baseline="middle", fontSize=11, **look)
        .encode(x=alt.X("lx:Q", axis=None, scale=across), y=alt.Y("ly:Q", axis=None, scale=down), text="name:N")
        for look in (halo, {"color": "black"}) for align in ("left", "right", "center")
        if any(dot["align"] == align for dot in dots)
    ]  # fmt: skip
    apart = dict.fromkeys(("color", "fill", "shape", "strokeDash", "strokeWidth", "size"), "independent")
    return alt.layer(edges, marks, *texts).resolve_scale(**apart)


def _look(dots: list[dict[str, Any]], network: Network) -> tuple[list[str], list[str], list[str]]:
    """The kinds of nodes that there are, each with its shape and its colour."""
    there = {dot["group"] for dot in dots}
    if network.two_mode:
        groups = [name for name in network.settings.variables if name in there]
        return groups, ["circle", "square"][: len(groups)], ["#000000", "#FFFFFF"][: len(groups)]
    groups = sorted(there, key=lambda group: (group == ALONE, group))
    numbered = [group for group in groups if group != ALONE]
    shapes = [*SHAPES[: len(numbered)], *(["circle"] if ALONE in there else [])]
    return groups, shapes, [*PALETTE[: len(numbered)], *(["#BBBBBB"] if ALONE in there else [])]

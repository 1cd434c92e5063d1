"""A network as lines for a terminal: what it is of, who says most, and the heaviest edges with what joins them."""

from __future__ import annotations

from collections.abc import Iterator

from communique.export.csv import number
from communique.export.layout import Line, Segment, coloured, wrapped
from communique.export.safe import one_line
from communique.networks.clusters import Dendrogram
from communique.networks.moments import written
from communique.networks.network import Network
from communique.networks.settings import described
from communique.networks.uncertainty import NetworkIntervals

__all__ = ["network_listing", "tree_listing"]

EDGES = 25
"""Edges that are shown."""
CONCEPTS = 4
WEIGHT = 9
"""Columns for a weight."""


def network_listing(
    network: Network, intervals: NetworkIntervals | None = None, *, color: bool = False, width: int = 100,
    edges: int = EDGES,
) -> Iterator[str]:  # fmt: skip
    """The network in words, the heaviest edges first."""
    lines = [*_head(network, width), []]
    listed = sorted(network.edges(), key=lambda edge: (-abs(edge.weight), edge.source, edge.target))
    arrow = " → " if network.two_mode else " – "
    for edge in listed[:edges]:
        told = list(network.evidence(edge))
        concepts = list(dict.fromkeys(one_line(concept) for concept, _ in told))
        joined = "; ".join(concepts[:CONCEPTS]) + ("; …" if len(concepts) > CONCEPTS else "")
        many = f"{len(told)} statement{'s' * (len(told) != 1)}"
        body: list[Segment] = [
            (one_line(edge.source), "name"), (arrow, ""), (one_line(edge.target), "name"),
            (f"  {many}" if network.two_mode else f"  {many} on {joined}", "dim"),
        ]  # fmt: skip
        if intervals is not None:
            low, high = intervals.low[edge.number], intervals.high[edge.number]
            body.append((f"  [{number(round(low, 4))}, {number(round(high, 4))}]", "place"))
        for n, line in enumerate(wrapped(body, width, "", " " * WEIGHT, first=WEIGHT)):
            shown = str(number(round(edge.weight, 4))).rjust(WEIGHT - 2) + "  "
            lines.append([(shown, "against" if edge.weight < 0 else ""), *line] if n == 0 else line)
    if len(listed) > edges:
        lines.append([(f"and {len(listed) - edges:,} edges more; --what edges has all", "dim")])
    lines.append([])
    yield coloured(lines) if color else "".join("".join(w for w, _ in line).rstrip() + "\n" for line in lines)


def _head(network: Network, width: int) -> Iterator[Line]:
    settings = dict(described(network.settings))
    kind = settings.pop("type")
    middle = f"{written(network.middle)}: " if network.middle is not None else ""
    size = f"{len(network.rows)} x {len(network.columns)}" if network.two_mode else f"{len(network.rows)} nodes"
    title = f"{middle}{kind} network of {settings.pop('variables')}, {size}, {len(network.ties.weight):,} edges"
    yield from wrapped([(title, "title")], width, "", "")
    told = [f"{network.statements:,} statements", network.period.replace("/", " to ")]
    told += [f"{name} {value}" for name, value in settings.items() if value not in ("no", "include")]
    yield from wrapped([("; ".join(part for part in told if part), "dim")], width, "", "")


def tree_listing(tree: Dendrogram) -> Iterator[str]:
    """The dendrogram, a leaf or a merger a line: what hangs on one line is within it, with the distance at which."""
    leaves = len(tree.leaves)
    if not leaves:
        return
    stack: list[tuple[int, str, str]] = [(leaves + len(tree.mergers) - 1, "", "")]
    while stack:
        one, before, below = stack.pop()
        if one < leaves:
            yield f"{before}{one_line(tree.leaves[one])}\n"
            continue
        merger = tree.mergers[one - leaves]
        yield f"{before}{merger.height:.3f}\n"
        stack.append((merger.right, f"{below}└─ ", f"{below}   "))
        stack.append((merger.left, f"{below}├─ ", f"{below}│  "))

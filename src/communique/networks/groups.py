"""Groups of nodes: those that the coder knows, or communities that edges show; and how far groups are apart.

Sources: Newman, M. E. J. (2004), "Analysis of weighted networks", Physical Review E 70 (modularity with weights);
Blondel et al. (2008), "Fast unfolding of communities in large networks", J. Stat. Mech. (Louvain, as networkx has it);
Krackhardt, D. & Stern, R. N. (1988), "Informal networks and organizational crises", Social Psychology Quarterly 51 (E-I
index).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from communique.errors import UsageError, printable
from communique.networks.moments import written
from communique.networks.network import Network

__all__ = ["Polarisation", "communities", "ei_index", "known_groups", "modularity", "polarisation"]


class Polarisation(msgspec.Struct, frozen=True):
    """How far apart the groups of one network, or of one place of a time window, are."""

    start: str
    stop: str
    middle: str
    nodes: int
    edges: int
    statements: int
    groups: int
    modularity: float | None
    """From -1/2 to 1; null without edges."""
    ei_index: float | None
    """-1 all weight lies within groups, 1 all between them; null without edges."""


def known_groups(network: Network, name: str) -> dict[str, str]:
    """The group of each row: an attribute of its own ("Type"), or what its statements mostly have for a variable.

    Those of which nothing is known are one group, "".

    Raises:
        UsageError: there is neither such an attribute nor such a variable.
    """
    variable = network.settings.variables[0]
    known = network.attributes.get(variable, {})
    found = {one: known.get(one, {}).get(name, "") for one in network.rows}
    if any(found.values()):
        return found
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    of = network.selection
    for n in np.flatnonzero(network.weights).tolist():
        if value := of.statements[n].value(name):
            votes[of.rows[of.first[n]]][str(value)] += 1
    if not votes and network.statements:
        attributes = sorted({key for one in known.values() for key in one})
        raise UsageError(
            f"{printable(name)!r} is neither an attribute of a {variable} nor a variable. Attributes are: "
            f"{', '.join(map(printable, attributes)) or 'none'}"
        )
    return {
        one: min(votes[one].items(), key=lambda vote: (-vote[1], vote[0]))[0] if votes[one] else ""
        for one in network.rows
    }


def communities(network: Network, seed: int = 1) -> dict[str, str]:
    """Louvain's communities by positive weights, the largest "1"; of a two-mode network those of both kinds of nodes.

    The same network and seed give the same. Nodes without an edge are communities of their own.
    """
    import networkx as nx

    graph = nx.Graph()
    nodes = [(0, name) for name in network.rows]
    others = [(1, name) for name in network.columns] if network.two_mode else nodes
    graph.add_nodes_from([*nodes, *(others if network.two_mode else ())])
    for i, j, weight in zip(*(part.tolist() for part in network.ties), strict=True):
        if weight > 0 and nodes[i] != others[j]:
            graph.add_edge(nodes[i], others[j], weight=weight)
    if not graph.number_of_edges():
        return {name: str(n) for n, name in enumerate(network.rows, 1)}
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    listed = sorted(found, key=lambda part: (-len(part), min(part)))
    return {name: str(n) for n, part in enumerate(listed, 1) for kind, name in sorted(part) if kind == 0}


def modularity(network: Network, groups: Mapping[str, str]) -> float | None:
    """Newman's Q of a one-mode network by positive weights: the share of weight within groups beyond what chance gives.

    With w the weight of an edge, s the sum of a node's and W of all edges: Q = sum over groups of
    (w within) / W - ((sum of s) / 2W)^2.
    """
    positive = network.ties.weight > 0
    weight = network.ties.weight[positive]
    whole = float(weight.sum())
    if network.two_mode or not whole:
        return None
    numbers = _numbers(network.rows, groups)
    source, target = numbers[network.ties.source[positive]], numbers[network.ties.target[positive]]
    many = int(numbers.max()) + 1
    within = np.bincount(source[source == target], weights=weight[source == target], minlength=many)
    strength = np.bincount(source, weights=weight, minlength=many) + np.bincount(target, weights=weight, minlength=many)
    return float((within / whole - (strength / (2 * whole)) ** 2).sum())


def ei_index(network: Network, groups: Mapping[str, str]) -> float | None:
    """Krackhardt and Stern's index by positive weights: (between - within) / (between + within)."""
    positive = network.ties.weight > 0
    weight = network.ties.weight[positive]
    whole = float(weight.sum())
    if network.two_mode or not whole:
        return None
    numbers = _numbers(network.rows, groups)
    same = numbers[network.ties.source[positive]] == numbers[network.ties.target[positive]]
    within = float(weight[same].sum())
    return (whole - 2 * within) / whole


def _numbers(names: Sequence[str], groups: Mapping[str, str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    known = {group: n for n, group in enumerate(sorted(set(groups.values())))}
    return np.array([known[groups[name]] for name in names], dtype=np.int64)


def polarisation(network: Network, groups: str | None = None, seed: int = 1) -> Polarisation:
    """Modularity and E-I index of a one-mode network, by communities or by groups that are known.

    Raises:
        UsageError: it is a two-mode network, or there are no such groups.
    """
    if network.two_mode:
        raise UsageError("modularity and E-I index are of one kind of nodes. Take --type onemode")
    told = known_groups(network, groups) if groups else communities(network, seed)
    begin, _, end = network.period.partition("/")
    return Polarisation(
        begin, end, written(network.middle) if network.middle is not None else "", len(network.rows),
        len(network.ties.weight), network.statements, len(set(told.values())), modularity(network, told),
        ei_index(network, told),
    )  # fmt: skip

"""How sure edges and measures are: the same network of other draws of reports, and of what the machine may misread.

In each draw as many documents as there are come with replacement (Efron, B. & Tibshirani, R. J. (1993), An Introduction
to the Bootstrap, ch. 13), and each of their statements counts with the probability that it is right: its certainty, 1
where a person coded or confirmed it. Intervals are percentiles. The same seed gives the same. An interval that lies
below the weight says that the weight stands on statements that may well be misread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from communique.networks.groups import communities, ei_index, known_groups, modularity
from communique.networks.network import Network, network_of
from communique.networks.selection import Selection

__all__ = ["DRAWS", "Interval", "NetworkIntervals", "network_intervals"]

DRAWS = 1000


class Interval(NamedTuple):
    """Between which values most draws lie."""

    low: float
    high: float


class NetworkIntervals(msgspec.Struct, frozen=True):
    """Intervals of edges, in the order of the network's, and of measures of the whole network."""

    draws: int
    seed: int
    level: float
    """The share of draws that lie in each interval."""
    low: tuple[float, ...]
    high: tuple[float, ...]
    present: tuple[float, ...]
    """In what share of the draws the edge is there."""
    measures: dict[str, Interval]


def network_intervals(
    network: Network, draws: int = DRAWS, seed: int = 1, level: float = 0.95, groups: str | None = None,
    on_draw: Callable[[], None] | None = None,
) -> NetworkIntervals:  # fmt: skip
    """Intervals by resampling. Groups are those of the whole network in all; ``on_draw`` is called after each."""
    of, settings = network.selection, network.settings
    told = None if network.two_mode else known_groups(network, groups) if groups else communities(network, seed)
    index = {pair: n for n, pair in enumerate(_pairs(network))}
    found = np.zeros((draws, len(index)), dtype=np.float32)
    sums: dict[str, list[float]] = {}
    random = np.random.default_rng(seed)
    documents = int(of.document.max()) + 1 if len(of.document) else 0
    in_window = _in_window(network)
    lookup = np.array(sorted(index), dtype=np.int64)
    places = np.array([index[pair] for pair in lookup.tolist()], dtype=np.int64)
    for n in range(draws if documents else 0):
        times = np.bincount(random.integers(0, documents, documents), minlength=documents)
        right = random.random(len(of.certainty)) < of.certainty
        drawn = network_of(of, settings, _weights(of, times[of.document] * right, settings.duplicates) * in_window)
        pairs = np.array(_pairs(drawn), dtype=np.int64)
        at = np.searchsorted(lookup, pairs)
        known = (at < len(lookup)) & (lookup[np.minimum(at, len(lookup) - 1)] == pairs) if len(lookup) else at < 0
        found[n, places[at[known]]] = drawn.ties.weight[known]
        for name, value in _measures(drawn, told).items():
            sums.setdefault(name, []).append(value)
        if on_draw is not None:
            on_draw()
    tail = (1 - level) / 2
    low, high = np.quantile(found, (tail, 1 - tail), axis=0) if draws and found.size else (np.zeros(0), np.zeros(0))
    measures = {
        name: Interval(*(float(x) for x in np.quantile(values, (tail, 1 - tail)))) for name, values in sums.items()
    }
    present = (found != 0).mean(axis=0) if draws and found.size else np.zeros(0)
    return NetworkIntervals(
        draws, seed, level, tuple(low.tolist()), tuple(high.tolist()), tuple(present.tolist()), measures
    )


def _pairs(network: Network) -> list[int]:
    """A number for each edge, the same in every draw: nodes are told by their places in the selection."""
    of = network.selection
    rows = {name: n for n, name in enumerate(of.rows)}
    columns = {name: n for n, name in enumerate(of.columns)} if network.two_mode else rows
    first = np.array([rows[name] for name in network.rows], dtype=np.int64)
    second = np.array([columns[name] for name in network.columns], dtype=np.int64)
    if not len(network.ties.source):
        return []
    pairs: list[int] = (first[network.ties.source] * len(columns) + second[network.ties.target]).tolist()
    return pairs


def _in_window(network: Network) -> NDArray[np.float64]:
    """What a statement weighs by when it was made; what was left out as said again weighs as the one that was kept."""
    by_group = np.zeros(int(network.selection.group.max()) + 1 if len(network.weights) else 0)
    np.maximum.at(by_group, network.selection.group, network.weights)
    return by_group[network.selection.group]


def _weights(of: Selection, times: NDArray[np.int64], duplicates: str) -> NDArray[np.float64]:
    """How often statements count: those that count as one once, of a document that was drawn twice twice."""
    if duplicates == "include":
        return times.astype(np.float64)
    most = np.zeros(int(of.group.max()) + 1, dtype=np.int64)
    np.maximum.at(most, of.group, times if duplicates == "document" else np.minimum(times, 1))
    return np.where(of.kept, most[of.group], 0).astype(np.float64)


def _measures(network: Network, groups: dict[str, str] | None) -> dict[str, float]:
    nodes = len(network.rows)
    possible = nodes * len(network.columns) if network.two_mode else nodes * (nodes - 1) / 2
    told = {
        "edges": float(len(network.ties.weight)),
        "density": len(network.ties.weight) / possible if possible else 0.0,
        "weight": float(network.ties.weight.sum()),
    }
    if groups:
        q, ei = modularity(network, groups), ei_index(network, groups)
        told |= {"modularity": q} if q is not None else {}
        told |= {"ei_index": ei} if ei is not None else {}
    return told

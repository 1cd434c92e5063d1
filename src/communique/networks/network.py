"""A discourse network: nodes, weighted edges, and the statements behind every edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from communique.model import CodedStatement, CodingTable
from communique.networks.counting import Cells, Ties, count_cells, one_mode_ties, similarity, two_mode_ties
from communique.networks.moments import UNDATED, written
from communique.networks.selection import Selection, select_statements
from communique.networks.settings import NetworkSettings

__all__ = ["Network", "NetworkEdge", "discourse_network", "network_of", "reduced"]


@dataclass(frozen=True)
class NetworkEdge:
    """Two nodes and what joins them."""

    source: str
    target: str
    weight: float
    number: int
    """Its place among the network's edges."""


@dataclass(frozen=True)
class Network:
    """Nodes and edges. Of a one-mode network ``columns`` are ``rows``, and each edge stands once."""

    settings: NetworkSettings
    selection: Selection
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    ties: Ties
    """Numbers are places in ``rows`` and ``columns``; of one-mode networks a smaller before a greater."""
    weights: NDArray[np.float64]
    """How much each statement of the selection counts here; 0 if it does not."""
    start: int
    """Seconds since 1970, as ``stop`` and ``middle``."""
    stop: int
    middle: int | None = None
    """Of a time window."""
    attributes: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    """By variable and value what is known of it."""

    @property
    def two_mode(self) -> bool:
        """Whether rows and columns are of two kinds."""
        return self.settings.type == "twomode"

    @property
    def statements(self) -> int:
        """How many statements were counted."""
        return int(np.count_nonzero(self.weights))

    @property
    def period(self) -> str:
        """ISO 8601 interval of what was counted; empty where nothing is dated."""
        if UNDATED in (self.start, self.stop):
            return ""
        whole = self.stop % 86400 == 86399  # the last second of a day: the day
        return f"{written(self.start)}/{written(self.stop - 86399 if whole else self.stop)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, and why there is nothing where there is nothing."""
        notes = list(self.selection.notes)
        if not self.statements:
            notes.append("no statement meets the conditions: the network is empty")
        elif not self.two_mode and len(self.rows) == 1:
            notes.append(f"there is one {self.settings.variables[0]} alone, and nobody to be joined with")
        elif not len(self.ties.weight):
            other = self.settings.variables[0 if self.two_mode else 1]
            notes.append(f"there are no edges: no two nodes have a {other} in common that joins them so")
        return tuple(notes)

    def edges(self) -> Iterator[NetworkEdge]:
        """The edges by their ends."""
        for n, (i, j, weight) in enumerate(zip(*(part.tolist() for part in self.ties), strict=True)):
            yield NetworkEdge(self.rows[i], self.columns[j], weight, n)

    def matrix(self) -> NDArray[np.float64]:
        """Rows by columns; symmetric for one-mode networks."""
        found = np.zeros((len(self.rows), len(self.columns)))
        found[self.ties.source, self.ties.target] = self.ties.weight
        if not self.two_mode:
            found[self.ties.target, self.ties.source] = self.ties.weight
        return found

    @cached_property
    def _said(self) -> dict[str, dict[str, list[int]]]:
        """By row and column the statements that count."""
        said: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        of = self.selection
        for n in np.flatnonzero(self.weights).tolist():
            said[of.rows[of.first[n]]][of.columns[of.second[n]]].append(n)
        return said

    def evidence(self, edge: NetworkEdge) -> Iterator[tuple[str, CodedStatement]]:
        """The statements behind an edge, each with the concept (or other second variable) on which the two meet.

        Of congruence those on which the two agree, of conflict those on which they differ, else all on what both
        speak of.
        """
        of, kind = self.selection, self.settings.aggregation
        if self.two_mode:
            yield from ((edge.target, of.statements[n]) for n in self._said[edge.source][edge.target])
            return
        one, other = self._said[edge.source], self._said[edge.target]
        alike = similarity(of.kind, of.levels)
        for concept in sorted(one.keys() & other.keys()):
            for mine, yours in ((one[concept], other[concept]), (other[concept], one[concept])):
                levels = {int(of.level[n]) for n in yours}
                for n in mine:
                    near = [float(alike[of.level[n], level]) for level in levels] if kind != "ignore" else [1.0]
                    if kind in ("ignore", "subtract") or (max(near) > 0 if kind == "congruence" else min(near) < 1):
                        yield concept, of.statements[n]

    def activity(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many statements each row and each column has that count."""
        of, there = self.selection, self.weights != 0
        many = np.bincount(of.first[there], minlength=len(of.rows))
        told = np.bincount(of.second[there], minlength=len(of.columns))
        return dict(zip(of.rows, many.tolist(), strict=True)), dict(zip(of.columns, told.tolist(), strict=True))


def discourse_network(table: CodingTable, settings: NetworkSettings) -> Network:
    """The network of coded statements, of the whole period.

    Raises:
        UsageError: a variable is none of the table's.
    """
    selection = select_statements(table, settings)
    weights = selection.kept.astype(np.float64)
    return network_of(selection, settings, weights, attributes=known_attributes(table, settings))


def known_attributes(table: CodingTable, settings: NetworkSettings) -> dict[str, dict[str, Mapping[str, str]]]:
    """What the table knows of the values of both variables."""
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    for name in settings.variables:
        variable = table.variable(name)
        if variable is not None:
            found[name] = {one.name: one.attributes for one in variable.entities if one.attributes}
    return found


def network_of(
    selection: Selection, settings: NetworkSettings, weights: NDArray[np.float64], *,
    active_only: bool = False, span: tuple[int, int] | None = None, middle: int | None = None,
    attributes: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
) -> Network:  # fmt: skip
    """The network of statements with weights.

    Args:
        selection: the statements.
        settings: how they are counted.
        weights: of each statement; 0 leaves it out.
        active_only: leave out nodes without a statement that counts.
        span: first and last moment; by default those of the selection.
        middle: of a time window.
        attributes: what is known of the nodes.
    """
    shape = (len(selection.rows), len(selection.columns), max(len(selection.levels), 1))
    cells = count_cells(selection.first, selection.second, selection.level, weights, shape)
    ties = ties_of(cells, selection, settings)
    if settings.min_weight:
        heavy = np.abs(ties.weight) >= settings.min_weight
        ties = Ties(ties.source[heavy], ties.target[heavy], ties.weight[heavy])
    rows, columns = selection.rows, selection.columns
    if active_only:
        there = weights != 0
        speaking, spoken_of = np.unique(selection.first[there]), np.unique(selection.second[there])
        rows = tuple(rows[n] for n in speaking.tolist())
        columns = tuple(columns[n] for n in spoken_of.tolist())
        targets = spoken_of if settings.type == "twomode" else speaking
        ties = Ties(np.searchsorted(speaking, ties.source), np.searchsorted(targets, ties.target), ties.weight)
    if settings.type == "onemode":
        columns = rows
    begin, end = span or (selection.start, selection.stop)
    return Network(settings, selection, rows, columns, ties, weights, begin, end, middle, attributes or {})


def ties_of(cells: Cells, selection: Selection, settings: NetworkSettings) -> Ties:
    """The edges that counts give."""
    if settings.type == "twomode":
        return two_mode_ties(cells, settings, selection.kind, selection.levels)
    named = selection.kind not in ("boolean", "integer")
    return one_mode_ties(cells, settings, similarity(selection.kind, selection.levels), named)


def reduced(network: Network, nodes: int, edges: int) -> Network:
    """The same with so many nodes of each kind at most, those that say most, and so many edges, the heaviest.

    Nodes that have no edge then are left out, unless isolates are wanted.
    """
    activity = network.activity()
    rows = _busiest(network.rows, activity[0], nodes)
    columns = _busiest(network.columns, activity[1], nodes) if network.two_mode else rows
    ties = network.ties
    inside = np.isin(ties.source, rows) & np.isin(ties.target, columns)
    order = np.flatnonzero(inside)
    heaviest = order[np.argsort(-np.abs(ties.weight[order]), kind="stable")][:edges]
    heaviest.sort()
    ties = Ties(ties.source[heaviest], ties.target[heaviest], ties.weight[heaviest])
    if not network.settings.isolates:
        if network.two_mode:
            rows, columns = np.unique(ties.source), np.unique(ties.target)
        else:
            rows = columns = np.union1d(ties.source, ties.target)
    ties = Ties(np.searchsorted(rows, ties.source), np.searchsorted(columns, ties.target), ties.weight)
    return replace(
        network, rows=tuple(network.rows[n] for n in rows.tolist()),
        columns=tuple(network.columns[n] for n in columns.tolist()), ties=ties,
    )  # fmt: skip


def _busiest(names: Sequence[str], many: Mapping[str, int], most: int) -> NDArray[np.int64]:
    """The places of those who say most, ascending."""
    listed = sorted(range(len(names)), key=lambda n: (-many.get(names[n], 0), n))[:most]
    return np.array(sorted(listed), dtype=np.int64)

"""Nodes, edges and the statements behind them as rows: for tables, and for the attributes of graph files.

Every row of a table has the same columns, every column one type. What is not known is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from communique.model import CodedStatement, CodingTable
from communique.networks.groups import communities
from communique.networks.moments import written
from communique.networks.network import Network
from communique.networks.uncertainty import NetworkIntervals

__all__ = ["RESERVED", "concept_rows", "edge_rows", "edge_types", "evidence_rows", "node_rows", "numbered_edges",
           "statement_rows"]  # fmt: skip

Row = dict[str, Any]
RESERVED = frozenset((
    "id", "label", "variable", "mode", "statements", "degree", "strength", "community", "first", "last", "source",
    "target", "weight",
))  # fmt: skip
"""Columns of nodes and edges that the program fills; an attribute called so has another name."""


MOST_EDGES = 100_000
"""Edges up to which communities are looked for beside all else: of half a million they take half a minute."""


def node_rows(network: Network, *, seed: int = 1) -> Iterator[Row]:
    """The nodes: rows first, then of a two-mode network the columns.

    ``mode`` is 1 of rows and 2 of columns, ``degree`` the number of edges, ``strength`` the sum of their weights,
    ``community`` Louvain's of rows, ``first`` and ``last`` the dates of the statements.
    """
    activity = network.activity()
    groups = communities(network, seed) if len(network.ties.weight) <= MOST_EDGES else {}
    variables = network.settings.variables
    sides = [(network.rows, 0)] + ([(network.columns, 1)] if network.two_mode else [])
    degrees, strengths = _degrees(network)
    for names, side in sides:
        known = network.attributes.get(variables[side], {})
        columns = sorted({name for of in network.attributes.values() for one in of.values() for name in one})
        dates = _dates(network, side)
        for n, name in enumerate(names):
            first, last = dates.get(name, ("", ""))
            yield {
                "label": name, "variable": variables[side], "mode": side + 1, "statements": activity[side].get(name, 0),
                "degree": int(degrees[side][n]), "strength": float(strengths[side][n]),
                "community": groups.get(name, "") if side == 0 else "", "first": first, "last": last,
                **{_free(column): known.get(name, {}).get(column, "") for column in columns},
            }  # fmt: skip


def _free(name: str) -> str:
    return f"{name}_" if name in RESERVED else name


def _degrees(network: Network) -> tuple[list[Any], list[Any]]:
    ties = network.ties
    sizes = (len(network.rows), len(network.columns))
    if network.two_mode:
        ends: tuple[Any, ...] = (ties.source, ties.target)
        return (
            [np.bincount(end, minlength=size) for end, size in zip(ends, sizes, strict=True)],
            [np.bincount(end, weights=ties.weight, minlength=size) for end, size in zip(ends, sizes, strict=True)],
        )
    both = np.concatenate((ties.source, ties.target))
    twice = np.concatenate((ties.weight, ties.weight))
    return [np.bincount(both, minlength=sizes[0])], [np.bincount(both, weights=twice, minlength=sizes[0])]


def _dates(network: Network, side: int) -> Mapping[str, tuple[str, str]]:
    """The first and last date of each node's statements."""
    of = network.selection
    ends, names = (of.first, of.rows) if side == 0 else (of.second, of.columns)
    found: dict[str, tuple[str, str]] = {}
    for n in np.flatnonzero(network.weights).tolist():  # in the order of their dates
        if (date := of.statements[n].date) is not None:
            name = names[ends[n]]
            found[name] = (found[name][0] if name in found else date, date)
    return found


def edge_rows(network: Network, intervals: NetworkIntervals | None = None, *, evidence: bool = True) -> Iterator[Row]:
    """The edges, each with its statements: how many they are, their ids, and the concepts on which the two meet.

    ``weight_low``, ``weight_high`` and ``present`` are there with intervals only.
    """
    for edge in network.edges():
        row: Row = {"source": edge.source, "target": edge.target, "weight": edge.weight}
        if intervals is not None:
            row |= {
                "weight_low": intervals.low[edge.number], "weight_high": intervals.high[edge.number],
                "present": intervals.present[edge.number],
            }  # fmt: skip
        if evidence:
            told = list(network.evidence(edge))
            row |= {
                "statements": len(told), "concepts": "; ".join(dict.fromkeys(concept for concept, _ in told)),
                "evidence": " ".join(one.id for _, one in told),
            }  # fmt: skip
        yield row


def edge_types(intervals: NetworkIntervals | None = None, *, evidence: bool = True) -> dict[str, type]:
    """The columns of :func:`edge_rows` but the ends, and their types, known before the first row is made."""
    more: dict[str, type] = dict.fromkeys(("weight_low", "weight_high", "present"), float) if intervals else {}
    told: dict[str, type] = {"statements": int, "concepts": str, "evidence": str} if evidence else {}
    return {"weight": float, **more, **told}


def numbered_edges(
    network: Network, intervals: NetworkIntervals | None = None, *, evidence: bool = True
) -> Iterator[tuple[int, int, Row]]:
    """The edges as :func:`edge_rows` has them, with the numbers of their ends among the rows of :func:`node_rows`."""
    behind = len(network.rows) if network.two_mode else 0
    ends = zip(network.ties.source.tolist(), network.ties.target.tolist(), strict=True)
    for (source, target), row in zip(ends, edge_rows(network, intervals, evidence=evidence), strict=True):
        yield source, target + behind, row


def evidence_rows(network: Network) -> Iterator[Row]:
    """A row for each statement behind each edge, with where it stands."""
    meets = network.settings.variables[1]
    for edge in network.edges():
        for value, one in network.evidence(edge):
            yield {
                "source": edge.source, "target": edge.target, "weight": edge.weight, meets: value, **_statement(one)
            }  # fmt: skip


def statement_rows(network: Network) -> Iterator[Row]:
    """The statements that count, one a row, every variable a column: tidy, as R and pandas want them."""
    names = sorted({name for one in network.selection.statements for name in one.values})
    for n in np.flatnonzero(network.weights).tolist():
        one = network.selection.statements[n]
        yield {**_statement(one), "counted": float(network.weights[n]), **{name: one.value(name) for name in names}}


def _statement(one: CodedStatement) -> Row:
    return {
        "statement": one.id, "person": one.person, "organization": one.organization, "concept": one.concept,
        "agreement": one.agreement, "date": one.date, "document": one.document, "title": one.title,
        "author": one.author, "publisher": one.source, "section": one.section, "type": one.type, "start": one.start,
        "end": one.end, "words": one.words, "coder": one.coder, "machine": one.machine, "certainty": one.certainty,
    }  # fmt: skip


def concept_rows(network: Network, *, percent: bool = False) -> Iterator[Row]:
    """Actors by concepts: how many statements each makes on each, or what per cent of his they are; and all together.

    For and against are columns of their own, as a table in an article has them; with a qualifier that is not boolean
    there is one column a concept.
    """
    of = network.selection
    split = of.kind == "boolean" and network.settings.aggregation != "ignore"
    there = network.weights != 0
    levels = len(of.levels) if split else 1
    counts = np.zeros((len(of.rows), len(of.columns) * levels))
    place = of.second * levels + (of.level if split else 0)
    np.add.at(counts, (of.first[there], place[there]), 1)
    total = counts.sum(axis=1)
    heads = [f"{name}: {side}" for name in of.columns for side in ("against", "for")] if split else list(of.columns)
    for name, row, whole in zip(of.rows, counts, total, strict=True):
        if whole or network.settings.isolates:
            share = row * 100 / whole if percent and whole else row
            cells = [round(float(x), 2) if percent else int(x) for x in share]
            yield {network.settings.variables[0]: name, "all": int(whole), **dict(zip(heads, cells, strict=True))}


def heading(network: Network, table: CodingTable) -> dict[str, Any]:
    """What a network is of, for the head of a file."""
    return {
        "of": table.origin, "period": network.period, "statements": network.statements,
        "middle": written(network.middle) if network.middle is not None else None,
    }  # fmt: skip

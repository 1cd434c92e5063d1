"""A network as JSON: settings, nodes, edges with their statements; what the explorer draws, and what scripts read."""

from __future__ import annotations

from typing import Any

from communique.export.networks.rows import edge_rows, node_rows
from communique.networks.network import Network
from communique.networks.settings import described
from communique.networks.uncertainty import NetworkIntervals

__all__ = ["network_data"]


def network_data(
    network: Network, intervals: NetworkIntervals | None = None, *, evidence: bool = True
) -> dict[str, Any]:
    """The network in plain values. ``evidence`` of an edge is a list of the ids of its statements."""
    edges = list(edge_rows(network, intervals, evidence=False))
    for edge, row in zip(network.edges() if evidence else (), edges, strict=False):
        told = list(network.evidence(edge))
        row["concepts"] = list(dict.fromkeys(concept for concept, _ in told))
        row["evidence"] = [one.id for _, one in told]
    data: dict[str, Any] = {
        "settings": dict(described(network.settings)), "period": network.period, "statements": network.statements,
        "notes": list(network.notes), "nodes": list(node_rows(network)), "edges": edges,
    }  # fmt: skip
    if intervals is not None:
        data["intervals"] = {
            "draws": intervals.draws, "seed": intervals.seed, "level": intervals.level,
            "measures": {name: list(interval) for name, interval in intervals.measures.items()},
        }  # fmt: skip
    return data

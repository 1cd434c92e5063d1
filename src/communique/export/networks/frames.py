"""Networks over time as the explorer draws them: all nodes once, and of each place of the window its edges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.export.networks.rows import node_rows
from communique.networks.moments import written
from communique.networks.network import Network

__all__ = ["frame_data"]


def frame_data(networks: Sequence[Network]) -> dict[str, Any]:
    """Plain values. Edges are [number of one node, of the other, weight]; a node says in which frames it is.

    Nodes are told apart by ``mode`` and ``label``; ``statements`` is their sum over windows, which overlap.
    """
    nodes: dict[tuple[int, str], dict[str, Any]] = {}
    frames: list[dict[str, Any]] = []
    for network in networks:
        place: dict[tuple[int, str], int] = {}
        sizes: list[int] = []
        for row in node_rows(network):
            key = (row["mode"], row["label"])
            known = nodes.setdefault(key, {
                "n": len(nodes), "label": row["label"], "variable": row["variable"], "mode": row["mode"],
                "community": row["community"], "entity": row.get("Entity", ""), "statements": 0,
            })  # fmt: skip
            known["statements"] += row["statements"]
            place[key] = known["n"]
            sizes.append(row["statements"])
        other = 2 if network.two_mode else 1
        edges = [[place[1, e.source], place[other, e.target], round(e.weight, 6)] for e in network.edges()]
        frames.append({
            "at": written(network.middle) if network.middle is not None else "", "period": network.period,
            "statements": network.statements, "nodes": list(place.values()), "sizes": sizes, "edges": edges,
        })  # fmt: skip
    return {"nodes": list(nodes.values()), "frames": frames}

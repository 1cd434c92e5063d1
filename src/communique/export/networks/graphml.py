"""GraphML, as visone, Gephi, igraph and networkx read it: every attribute with its name and type.

Source: Brandes et al. (2002), "GraphML progress report"; http://graphml.graphdrawing.org. Nodes are called n0, n1 ...
as the schema wants names without blanks; what they are called is in ``label``. The same network gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.export.networks.rows import edge_rows, node_rows
from communique.export.networks.xml_text import attribute_types, value_text
from communique.networks.network import Network
from communique.networks.settings import described
from communique.networks.uncertainty import NetworkIntervals

__all__ = ["graphml_lines"]

TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
BLANKS = re.compile(r"[^\w.-]+")
"""What a name of the schema (NMTOKEN) does not hold: "a b"."""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def graphml_lines(
    network: Network, intervals: NetworkIntervals | None = None, *, evidence: bool = True
) -> Iterator[str]:
    """The file, line by line."""
    nodes = list(node_rows(network))
    edges = list(edge_rows(network, intervals, evidence=evidence))
    settings: dict[str, Any] = {**described(network.settings), "period": network.period}
    kinds = {"graph": attribute_types([settings]), "node": attribute_types(nodes), "edge": attribute_types(edges)}
    for end in ("source", "target"):
        kinds["edge"].pop(end, None)
    yield HEAD
    keys: dict[tuple[str, str], str] = {}
    for of, types in kinds.items():
        taken: set[str] = set()
        for name, kind in types.items():
            keys[of, name] = f"d{len(keys)}"
            told = f'id="{keys[of, name]}" for="{of}" attr.name="{_token(name, taken)}"'
            yield f'  <key {told} attr.type="{TYPES[kind]}"/>\n'
    yield '  <graph id="G" edgedefault="undirected">\n'
    yield from _data(settings, "graph", keys, 4)
    place: dict[tuple[int, str], str] = {}
    for n, row in enumerate(nodes):
        place[row["mode"], row["label"]] = f"n{n}"
        yield f'    <node id="n{n}">\n'
        yield from _data(row, "node", keys, 6)
        yield "    </node>\n"
    other = 2 if network.two_mode else 1
    for n, row in enumerate(edges):
        ends = f'source="{place[1, row["source"]]}" target="{place[other, row["target"]]}"'
        yield f'    <edge id="e{n}" {ends}>\n'
        yield from _data(row, "edge", keys, 6)
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _token(name: str, taken: set[str]) -> str:
    """A name of an attribute as the schema wants it, without blanks: "Party affiliation" is "Party_affiliation"."""
    token = BLANKS.sub("_", name) or "_"
    while token in taken:
        token += "_"
    taken.add(token)
    return token


def _data(row: Mapping[str, Any], of: str, keys: Mapping[tuple[str, str], str], indent: int) -> Sequence[str]:
    return [
        f'{" " * indent}<data key="{keys[of, name]}">{value_text(value)}</data>\n'
        for name, value in row.items() if (of, name) in keys and value not in (None, "")
    ]  # fmt: skip

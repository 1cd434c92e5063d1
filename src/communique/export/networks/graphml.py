"""GraphML, as visone, Gephi, igraph and networkx read it: every attribute with its name and type.

Source: Brandes et al. (2002), "GraphML progress report"; http://graphml.graphdrawing.org. Nodes are called n0, n1 ...
as the schema wants names without blanks; what they are called is in ``label``. The same network gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.export.networks.rows import edge_types, node_rows, numbered_edges
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
    settings: dict[str, Any] = {**described(network.settings), "period": network.period}
    kinds = {
        "graph": attribute_types([settings]), "node": attribute_types(nodes),
        "edge": edge_types(intervals, evidence=evidence),
    }  # fmt: skip
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
    for n, row in enumerate(nodes):
        yield f'    <node id="n{n}">\n'
        yield from _data(row, "node", keys, 6)
        yield "    </node>\n"
    of_edges = [(name, f'      <data key="{keys["edge", name]}">') for name in kinds["edge"]]
    for n, (source, target, row) in enumerate(numbered_edges(network, intervals, evidence=evidence)):
        told = "".join(
            f"{begin}{value_text(value)}</data>\n" for name, begin in of_edges if (value := row[name]) not in (None, "")
        )
        yield f'    <edge id="e{n}" source="n{source}" target="n{target}">\n{told}    </edge>\n'
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

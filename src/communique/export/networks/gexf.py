"""GEXF 1.2, as Gephi and networkx read it: attributes with types, labels and weights in GEXF's own fields.

Source: https://gexf.net/1.2/. It carries no date of today: the same network gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from communique.export.networks.rows import edge_types, node_rows, numbered_edges
from communique.export.networks.xml_text import attribute_types, element_text, value_text
from communique.networks.network import Network
from communique.networks.settings import described
from communique.networks.uncertainty import NetworkIntervals
from communique.version import __version__

__all__ = ["gexf_lines"]

TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
OWN = {"node": frozenset(("label",)), "edge": frozenset(("source", "target", "weight"))}
"""What GEXF has fields of its own for."""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
"""


def gexf_lines(network: Network, intervals: NetworkIntervals | None = None, *, evidence: bool = True) -> Iterator[str]:
    """The file, line by line."""
    nodes = list(node_rows(network))
    told = "; ".join(f"{name}: {value}" for name, value in described(network.settings).items())
    yield HEAD
    yield f"  <meta>\n    <creator>communique {__version__}</creator>\n"
    yield f"    <description>{element_text(f'{told}; period: {network.period}')}</description>\n  </meta>\n"
    yield '  <graph mode="static" defaultedgetype="undirected">\n'
    numbers: dict[str, dict[str, int]] = {}
    for of, known in (("node", attribute_types(nodes)), ("edge", edge_types(intervals, evidence=evidence))):
        types = {name: kind for name, kind in known.items() if name not in OWN[of]}
        numbers[of] = {name: n for n, name in enumerate(types)}
        yield f'    <attributes class="{of}" mode="static">\n'
        for name, kind in types.items():
            title = quoteattr(element_text(name, raw=True))
            yield f'      <attribute id="{numbers[of][name]}" title={title} type="{TYPES[kind]}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for n, row in enumerate(nodes):
        yield f'      <node id="n{n}" label={quoteattr(element_text(row["label"], raw=True))}>\n'
        yield from _values(row, numbers["node"])
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for n, (source, target, row) in enumerate(numbered_edges(network, intervals, evidence=evidence)):
        told = "".join(_values(row, numbers["edge"]))
        ends = f'source="n{source}" target="n{target}" weight="{value_text(row["weight"])}"'
        yield f'      <edge id="{n}" {ends}>\n{told}      </edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(row: Mapping[str, Any], numbers: Mapping[str, int]) -> Iterator[str]:
    yield "        <attvalues>\n"
    for name, value in row.items():
        if name in numbers and value not in (None, ""):
            text = quoteattr(value_text(value) if not isinstance(value, str) else element_text(value, raw=True))
            yield f'          <attvalue for="{numbers[name]}" value={text}/>\n'
    yield "        </attvalues>\n"

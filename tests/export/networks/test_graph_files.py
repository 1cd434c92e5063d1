"""GraphML, GEXF, Pajek, matrices and JSON: read back they are the same network, and nothing in a name breaks them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import pytest
from lxml import etree

from communique.export.networks.gexf import gexf_lines
from communique.export.networks.graph_json import network_data
from communique.export.networks.graphml import graphml_lines
from communique.export.networks.listing import network_listing, tree_listing
from communique.export.networks.matrix import matrix_lines
from communique.export.networks.pajek import pajek_lines
from communique.export.networks.rows import concept_rows, edge_rows, evidence_rows, node_rows, statement_rows
from communique.model import CodedEntity, CodedStatement, CodingTable, CodingVariable
from communique.networks.clusters import dendrogram
from communique.networks.network import Network, discourse_network
from communique.networks.settings import network_settings
from communique.networks.uncertainty import network_intervals
from tests.networks.toy import toy

HOSTILE = "A\x00\x1b[31m\"<&>'\ufffe\ud800 \u202eB\n;=1+1"
SCHEMA = etree.RelaxNG(etree.fromstring(
    b"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://graphml.graphdrawing.org/xmlns"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><element name="graphml">
 <optional><attribute name="schemaLocation" ns="http://www.w3.org/2001/XMLSchema-instance"/></optional>
 <zeroOrMore><element name="key"><attribute name="id"><data type="NMTOKEN"/></attribute>
  <attribute name="for"><choice><value>graph</value><value>node</value><value>edge</value></choice></attribute>
  <attribute name="attr.name"><data type="NMTOKEN"/></attribute>
  <attribute name="attr.type"><choice><value>boolean</value><value>long</value><value>double</value>
   <value>string</value></choice></attribute><empty/></element></zeroOrMore>
 <element name="graph"><attribute name="id"><data type="NMTOKEN"/></attribute>
  <attribute name="edgedefault"><value>undirected</value></attribute><ref name="data"/>
  <zeroOrMore><element name="node"><attribute name="id"><data type="NMTOKEN"/></attribute><ref name="data"/></element>
  </zeroOrMore>
  <zeroOrMore><element name="edge"><attribute name="id"><data type="NMTOKEN"/></attribute>
   <attribute name="source"><data type="NMTOKEN"/></attribute>
   <attribute name="target"><data type="NMTOKEN"/></attribute>
   <ref name="data"/></element></zeroOrMore></element></element></start>
 <define name="data"><zeroOrMore><element name="data"><attribute name="key"><data type="NMTOKEN"/></attribute><text/>
 </element></zeroOrMore></define></grammar>"""
))  # fmt: skip
"""What of GraphML 1.0's schema (graphml-structure.xsd, graphml-attributes.xsd) the files use."""


def hostile() -> CodingTable:
    """Two actors who agree, with names and attributes that no format likes."""
    told = tuple(
        CodedStatement(id=str(n), organization=who, concept=f"{HOSTILE}{n % 2}", agreement=1, date="2021-03-01")
        for n, who in enumerate((HOSTILE, HOSTILE, "Other", "Other"))
    )
    of = CodedEntity(HOSTILE, {"Party affiliation": HOSTILE, "Party_affiliation": "2", "label": "taken", "weight": "w"})
    return CodingTable(told, (CodingVariable("organization", entities=(of,)), CodingVariable("concept")), "hostile")


def made(table: CodingTable | None = None, **settings: Any) -> Network:
    return discourse_network(table or toy(), network_settings(**settings))


Writer = Callable[[Network], Iterator[str]]
FORMATS: tuple[Writer, ...] = (graphml_lines, gexf_lines, pajek_lines, matrix_lines, network_listing)
TYPES = ("onemode", "twomode")


@pytest.mark.parametrize("writer", FORMATS)
@pytest.mark.parametrize("kind", TYPES)
def test_the_same_network_gives_the_same_bytes(writer: Writer, kind: str) -> None:
    assert "".join(writer(made(type=kind))) == "".join(writer(made(type=kind))) != ""


@pytest.mark.parametrize("writer", FORMATS)
@pytest.mark.parametrize("kind", TYPES)
def test_no_control_character_comes_through(writer: Writer, kind: str) -> None:
    text = "".join(writer(made(hostile(), type=kind)))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202e]", text)
    assert "\ufffe" not in text or writer not in FORMATS[:2]  # XML forbids it


@pytest.mark.parametrize("table", [toy, hostile])
@pytest.mark.parametrize("kind", TYPES)
def test_graphml_is_valid_and_comes_back(table: Callable[[], CodingTable], kind: str) -> None:
    network = made(table(), type=kind)
    text = "".join(graphml_lines(network, network_intervals(network, 20)))
    tree = etree.fromstring(text.encode())
    SCHEMA.assertValid(tree)
    ids = tree.xpath("//*[local-name()='key' or local-name()='node' or local-name()='edge']/@id")
    assert len(ids) == len(set(ids))
    names = [(k.get("for"), k.get("attr.name")) for k in tree.iter("{*}key")]
    assert len(names) == len(set(names))
    back = nx.parse_graphml(text)
    _same(back, network)
    assert back.graph["type"] == kind


@pytest.mark.parametrize("table", [toy, hostile])
@pytest.mark.parametrize("kind", TYPES)
def test_gexf_comes_back(table: Callable[[], CodingTable], kind: str) -> None:
    network = made(table(), type=kind)
    back = nx.read_gexf(io.BytesIO("".join(gexf_lines(network)).encode()))
    _same(back, network)


def _same(back: nx.Graph, network: Network) -> None:
    """All nodes and edges with their attributes, each of its type."""
    nodes = list(node_rows(network))
    assert back.number_of_nodes() == len(nodes)
    for (_, told), row in zip(back.nodes(data=True), nodes, strict=True):
        for name in ("mode", "statements", "degree", "strength", "community"):
            if row[name] != "":
                assert (told[name], type(told[name])) == (row[name], type(row[name]))
        if row["label"].isalnum():
            assert told["label"] == row["label"]
    edges = list(edge_rows(network))
    assert back.number_of_edges() == len(edges)
    assert sorted(told["weight"] for *_, told in back.edges(data=True)) == sorted(row["weight"] for row in edges)
    assert {type(told["weight"]) for *_, told in back.edges(data=True)} == {float}
    assert {told["evidence"] for *_, told in back.edges(data=True)} == {row["evidence"] for row in edges}


def test_attributes_of_people_do_not_hide_ours() -> None:
    text = "".join(graphml_lines(made(hostile())))
    told = next(told for _, told in nx.parse_graphml(text).nodes(data=True) if told.get("label_"))
    assert (told["label_"], told["weight_"], told["Party_affiliation_"]) == ("taken", "w", "2")
    assert told["label"] != "taken"


@pytest.mark.parametrize("writer", FORMATS[:4])
@pytest.mark.parametrize("kind", TYPES)
def test_an_empty_network_is_a_whole_file(writer: Writer, kind: str) -> None:
    text = "".join(writer(made(CodingTable((), toy().variables), type=kind)))
    if writer is graphml_lines:
        assert nx.parse_graphml(text).number_of_nodes() == 0
    elif writer is gexf_lines:
        assert nx.read_gexf(io.BytesIO(text.encode())).number_of_nodes() == 0
    else:
        assert text in ("*Vertices 0\n*Edges\n", "*Vertices 0 0\n*Edges\n", '""\r\n')


def test_pajek() -> None:
    assert "".join(pajek_lines(made())).splitlines() == [
        "*Vertices 4", '1 "Arland"', '2 "Borland"', '3 "Corland"', '4 "Dorland"', "*Edges", "1 2 3", "3 4 2",
    ]  # fmt: skip
    assert "".join(pajek_lines(made(type="twomode"))).splitlines()[0] == "*Vertices 8 4"
    back = nx.parse_pajek("".join(pajek_lines(made())))
    assert back.number_of_edges() == 2


def test_a_matrix_has_all_digits_and_no_formula() -> None:
    rows = list(csv.reader("".join(matrix_lines(made(normalisation="cosine"))).splitlines()))
    assert rows[0] == ["", "Arland", "Borland", "Corland", "Dorland"]
    assert float(rows[1][2]) == pytest.approx(3 / 15**0.5, abs=1e-15)
    told = CodedStatement(id="1", organization="=1+1", concept="visas", agreement=1)
    formula = "".join(matrix_lines(made(CodingTable((told,), toy().variables), type="twomode")))
    assert formula.splitlines()[1] == "'=1+1,1"
    assert "".join(matrix_lines(made(normalisation="cosine"), ";", ",")).splitlines()[1].startswith("Arland;0;0,77")


def test_json_has_settings_nodes_edges_and_their_statements() -> None:
    data = network_data(made())
    assert data["edges"][0] == {
        "source": "Arland", "target": "Borland", "weight": 3.0, "concepts": ["quotas", "tariffs"],
        "evidence": ["s3", "s5", "s1", "s2", "s4"],
    }  # fmt: skip
    assert [node["label"] for node in data["nodes"]] == ["Arland", "Borland", "Corland", "Dorland"]
    assert data["settings"]["aggregation"] == "congruence"


def test_actors_by_concepts() -> None:
    rows = list(concept_rows(made(type="twomode", aggregation="ignore")))
    assert rows[0] == {"organization": "Arland", "all": 3, "quotas": 1, "subsidies": 0, "tariffs": 2, "visas": 0}
    sides = list(concept_rows(made(), percent=True))[1]
    assert (sides["quotas: against"], sides["tariffs: for"], sides["all"]) == (33.33, 33.33, 3)


def test_statements_and_evidence_are_tidy() -> None:
    rows = list(statement_rows(made()))
    assert (len(rows), rows[0]["statement"], rows[0]["agreement"], rows[0]["counted"]) == (11, "s1", 1, 1.0)
    behind = list(evidence_rows(made()))
    assert (len(behind), behind[0]["source"], behind[0]["concept"]) == (8, "Arland", "quotas")


def test_listings() -> None:
    text = "".join(network_listing(made()))
    assert "onemode network of organization x concept, 4 nodes, 2 edges" in text
    assert "3  Arland – Borland  5 statements on quotas; tariffs" in text
    tree = "".join(tree_listing(dendrogram(made())))
    assert tree.splitlines() == [
        "1.000", "├─ 0.000", "│  ├─ Arland", "│  └─ Borland", "└─ 0.333", "   ├─ Corland", "   └─ Dorland",
    ]  # fmt: skip

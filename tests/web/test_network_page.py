"""The Network page: what is drawn, what an edge shows, what is exported."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from litestar.testing import TestClient

from communique.web import create_app
from tests.web.conftest import BASE

ALL = "min_statements=1&min_actors=2"
CYTOSCAPE = "71fa9ebec21a7ca2c40cff6aacc30d1f6464e363662ad4b2c197e1adc770cd94"
"""SHA-256 of dist/cytoscape.min.js of cytoscape 3.35.0."""


def test_the_vendored_script_is_the_published_one() -> None:
    content = (files("communique.web") / "static" / "cytoscape-3.35.0.min.js").read_bytes()
    assert hashlib.sha256(content).hexdigest() == CYTOSCAPE
    assert b"Permission is hereby granted, free of charge" in content[:1000]


def edges(client: TestClient[Any], query: str) -> list[str]:
    """The links of the list of edges."""
    return [unescape(x) for x in re.findall(r'class="behind" href="([^"]+)"', client.get(f"/network?{query}").text)]


@pytest.mark.parametrize("of", ["actors", "both", "issues"])
@pytest.mark.parametrize("actors", ["organization", "state", "person"])
def test_list_and_drawing_have_the_same_edges(client: TestClient[Any], of: str, actors: str) -> None:
    query = f"of={of}&actors={actors}&min_statements=1&min_actors=1"
    answer = client.get(f"/network?{query}")
    assert answer.status_code == 200
    data = client.get(f"/network/data?{query}").json()
    (frame,) = data["frames"]
    assert len(edges(client, query)) == min(60, len(frame["edges"]))
    assert {end for edge in frame["edges"] for end in edge[:2]} <= set(frame["nodes"])


def test_an_edge_shows_statements_that_lead_to_their_words(client: TestClient[Any]) -> None:
    address = edges(client, ALL)[0]
    whole = client.get(address)
    part = client.get(address, headers={"HX-Request": "true"})
    assert "<html" in whole.text
    assert "<html" not in part.text
    links = re.findall(r'href="(/reports/\w+)#fact=p\w+&amp;c=\d+-\d+"', part.text)
    assert len(links) >= 2
    assert all(client.get(link).status_code == 200 for link in links)


def test_who_is_not_joined_is_told(client: TestClient[Any]) -> None:
    answer = client.get(f"/network/edge?{ALL}&one=<script>&other=Nobody")
    assert answer.status_code == 200
    assert "They are not joined here" in answer.text
    assert "<script>&" not in answer.text
    assert "&lt;script&gt;" in answer.text


FORMATS = ("graphml", "gexf", "pajek", "csv", "edges", "evidence", "json")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_shown_is_exported(client: TestClient[Any], form: str) -> None:
    answer = client.get(f"/network?{ALL}&format={form}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    drawn = client.get(f"/network/data?{ALL}").json()["frames"][0]["edges"]
    if form == "graphml":
        assert nx.parse_graphml(answer.text).number_of_edges() == len(drawn)
    elif form == "json":
        assert len(answer.json()["edges"]) == len(drawn)
    elif form == "edges":
        assert len(list(csv.reader(answer.text.splitlines()))) == len(drawn) + 1


def test_time_is_walked_through(client: TestClient[Any]) -> None:
    query = "window=months:1&min_statements=1&min_actors=1"
    assert 'type="range"' in client.get(f"/network?{query}").text
    frames = client.get(f"/network/data?{query}").json()["frames"]
    days = [frame["at"] for frame in frames]
    assert len(days) > 1
    assert days == sorted(days)
    assert all(frame["statements"] for frame in frames)
    one = client.get(f"/network?{query}&at={days[-1]}&format=json").json()
    assert one["statements"] == frames[-1]["statements"]


@pytest.mark.parametrize(
    "query",
    ["of=everything", "actors=stones", "min_statements=0", "min_actors=many", "confidence=high", "window=moons:2",
     "format=doc", "duplicates=daily", "since=yesterday"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(client: TestClient[Any], query: str) -> None:
    assert client.get(f"/network?{query}").status_code == 400


def test_settings_of_another_type_fall_back(client: TestClient[Any]) -> None:
    assert client.get("/network?of=both&aggregation=congruence&normalisation=jaccard").status_code == 200


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(tmp_path / "none.db"), base_url=BASE, raise_server_exceptions=False) as made:
        yield made


def test_a_store_that_is_not_there(empty: TestClient[Any]) -> None:
    assert empty.get("/network").status_code in (200, 404, 409)


def test_nothing_to_draw_says_so(client: TestClient[Any]) -> None:
    answer = client.get("/network?about=zzzzzz")
    assert answer.status_code == 200
    assert "Nobody is joined here" in answer.text
    assert "the network is empty" in answer.text

"""Whatever is sent to the API, no answer is a fault of the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.web import create_app
from communique.web.example import example_store

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, given, settings  # noqa: E402 (behind what may be missing)

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of schemathesis' client
EXAMPLES = 6
"""Requests to each route."""
HOST = {"host": "127.0.0.1:8765"}


@pytest.fixture
def own() -> Iterator[Path]:
    """A store that may be changed: requests at random draw samples."""
    with example_store() as path:
        yield path


def test_no_answer_is_a_fault(own: Path) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(own), headers=HOST)
    for found in schema.get_all_operations():

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=found.ok().as_strategy())
        def asked(case: Any) -> None:
            case.headers = {**(case.headers or {}), **HOST}
            case.validate_response(case.call(), checks=[schemathesis.checks.not_a_server_error])

        asked()


def test_it_says_what_it_takes_and_gives(client: TestClient[Any]) -> None:
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) >= {"/api/reports", "/api/statements", "/api/actors/{actor}", "/api/dyads"}
    asked = {p["name"] for p in described["paths"]["/api/statements"]["get"]["parameters"]}
    assert asked >= {"by", "to", "about", "act", "body", "since", "limit", "offset"}
    given = described["components"]["schemas"]
    assert {"Record", "StatementAnswer", "DyadSeries", "BodyNode"} <= {name.rsplit("_", 1)[-1] for name in given}
    assert all(operation.get("description") for path in described["paths"].values() for operation in path.values())


def test_answers_are_those_of_the_store(client: TestClient[Any], examples: Path) -> None:
    from communique.store import open_store

    with open_store(examples) as store:
        expected = store.statements(by="Toktobaev", act="warn")
    told = client.get("/api/statements", params={"by": "Toktobaev", "act": "warn"}).json()
    assert [one["id"] for one in told] == [one.id for one in expected]
    assert told[0]["citation"]["report"] == expected[0].citation.report
    assert client.get("/api/dyads", params={"state": ["KGZ", "Uzbekistan"]}).json()["counted"] > 0

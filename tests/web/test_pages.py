"""The pages, as they come from the server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from communique.web import create_app
from tests.web.conftest import BASE


def test_reports_lead_to_each_report(client: TestClient[Any]) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    addresses = re.findall(r'href="(/reports/\w+)"', answer.text)
    assert len(set(addresses)) == 13
    for address in addresses:
        shown = client.get(address)
        assert shown.status_code == 200
        assert 'class="card' in shown.text


def test_a_store_that_is_not_there_says_how_to_begin(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path / "none.db"), base_url=BASE) as client:
        answer = client.get("/")
        assert answer.status_code == 200
        assert "communique add reports/ --store" in answer.text


def test_failures_are_pages_and_json(client: TestClient[Any]) -> None:
    page = client.get("/reports/zz")
    assert page.status_code == 404
    assert "there is no such report" in page.text
    assert page.headers["content-type"].startswith("text/html")
    told = client.get("/api/reports/zz")
    assert told.status_code == 404
    assert told.json()["detail"].startswith("zz: there is no such report")
    assert client.get("/?page=x").status_code == 400
    assert client.get("/?since=yesterday").status_code == 400
    assert client.get("/?read=often").status_code == 400

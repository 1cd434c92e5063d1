"""Who may see the explorer, and what it lets a browser do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.web import create_app, security
from tests.web.conftest import BASE


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/x/explorer.css", "/api/reports/zz", "/api/openapi.json"])
def test_every_answer_has_the_policy(client: TestClient[Any], path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-security-policy"] == security.POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in security.POLICY


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200), ("localhost:8765", 200), ("LOCALHOST", 200), ("[::1]:8765", 200), ("127.0.0.1", 200),
        ("evil.example", 400), ("evil.example:8765", 400), ("127.0.0.1.evil.example", 400), ("10.0.0.1", 400),
        ("", 400), ("[::1", 400), ("localhost.evil.example:8765", 400), ("evil.example@127.0.0.1", 200),
    ],
)  # fmt: skip
def test_only_its_own_names_reach_it(client: TestClient[Any], host: str, status: int) -> None:
    assert client.get("/sign-in", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/x/../app.py", "/static/x/..%2fapp.py", "/static/x/%2e%2e%2fapp.py",
        "/static//etc/passwd", "/static/x/..%5capp.py", "/static/x/app.py", "/reports/..%2f..%2fetc%2fpasswd",
        "/static/x/.css", "/static/x/%00.css",
    ],
)  # fmt: skip
def test_no_path_leads_out(client: TestClient[Any], path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text
    assert "root:" not in answer.text


def test_files_are_kept_by_their_checksum(client: TestClient[Any]) -> None:
    address = re.search(r'href="(/static/[0-9a-f]{12}/explorer\.css)"', client.get("/").text)
    assert address is not None
    assert "immutable" in client.get(address[1]).headers["cache-control"]
    assert client.get("/static/000000000000/explorer.css").headers["cache-control"] == "no-cache"


@pytest.fixture
def locked(examples: Path) -> Iterator[TestClient[Any]]:
    """An explorer on another address."""
    app = create_app(examples, password="sésame 1", host="0.0.0.0", hosts=("news.example",))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as made:
        made.follow_redirects = False
        yield made


def test_whoever_has_no_password_sees_nothing(locked: TestClient[Any]) -> None:
    page = locked.get("/?about=x")
    assert page.status_code == 303
    assert page.headers["location"] == "/sign-in?next=%2F%3Fabout%3Dx"
    assert locked.get("/api/reports/zz").status_code == 401
    assert locked.get("/api/reports/zz", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert locked.get("/sign-in").status_code == 200
    assert locked.get("/", headers={"host": "news.example"}).status_code == 303
    assert locked.get("/", headers={"host": "192.0.2.7:8765"}).status_code == 303
    assert locked.get("/", headers={"host": "evil.example"}).status_code == 400


def test_whoever_has_it_does(locked: TestClient[Any]) -> None:
    answer = locked.post("/sign-in", data={"password": "sésame 1", "next": "/?about=gates"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?about=gates"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "sésame" not in cookie
    assert locked.get("/").status_code == 200
    locked.cookies.clear()
    assert locked.get("/").status_code == 303
    bearer = {"authorization": "Bearer sésame 1".encode()}
    assert locked.get("/api/reports/zz", headers=bearer).status_code == 404  # type: ignore[arg-type]


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\nb"])
def test_signing_in_leads_nowhere_else(locked: TestClient[Any], target: str) -> None:
    answer = locked.post("/sign-in", data={"password": "sésame 1", "next": target})
    assert answer.headers["location"] == "/"


def test_a_wrong_password_is_told(locked: TestClient[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "PATIENCE", 0)
    answer = locked.post("/sign-in", data={"password": "wrong"})
    assert answer.headers["location"].startswith("/sign-in?wrong")
    assert "set-cookie" not in answer.headers or "session" not in answer.headers["set-cookie"]
    assert locked.get("/", headers={"cookie": "communique_session_0=99999999999.abc"}).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),  # no token
        ({"x-csrf-token": "0" * 64}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_what_changes_something_comes_from_its_own_page(
    client: TestClient[Any], headers: dict[str, str], status: int
) -> None:
    client.get("/")
    assert client.post("/nowhere", data={"a": "b"}, headers=headers).status_code == status


def test_with_the_token_of_its_page_it_is_let_in(client: TestClient[Any]) -> None:
    found = re.search(r'"x-csrf-token": "([0-9a-f]{64})"', client.get("/").text)
    assert found is not None
    own = {"origin": BASE, "sec-fetch-site": "same-origin"}
    assert client.post("/nowhere", headers={**own, "x-csrf-token": found[1]}).status_code == 404
    assert client.post("/nowhere", data={"csrf_token": found[1], "a": "b"}, headers=own).status_code == 404
    client.cookies.clear()
    assert client.post("/nowhere", headers={**own, "x-csrf-token": found[1]}).status_code == 403


def test_the_api_takes_json_alone(client: TestClient[Any]) -> None:
    assert client.post("/api/nowhere", content="{}", headers={"content-type": "text/plain"}).status_code == 415
    assert client.post("/api/nowhere", json={}).status_code == 405
    assert client.post("/api/nowhere", json={}, headers={"origin": "http://evil.example"}).status_code == 403


def test_no_secret_is_shown() -> None:
    from communique.web.settings import ExplorerSettings

    told = repr(ExplorerSettings(store=Path("x.db"), password="sesame"))
    assert "sesame" not in told
    assert "secret" not in told

"""Reports that mean harm, and clients that do."""

from __future__ import annotations

import re
import socket
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.errors import InputError
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.model import Actor, Mention, Record, Report, Span, Statement, make_report
from communique.model.record import MadeBy
from communique.store import Store
from communique.web import create_app, security, server
from tests.web.conftest import BASE
from tests.web.serving import served

SCRIPT = "<script>alert(1)</script>"
RTL = "\u202egpj.exe\u202c"
NAME = f"Mara {SCRIPT} {RTL} " + "Aa" * 3000
TEXT = f"{NAME} said \"><img src=x onerror=alert(2)> =HYPERLINK('http://evil.example') of {RTL}."


def hostile() -> Record:
    """The record of a report whose every word means harm."""
    title, publisher = f"{SCRIPT}{RTL}</title>" + "B" * 5000, f"'\"><svg onload=alert(3)>{RTL}"
    report = make_report(TEXT, f"../../{SCRIPT}.txt", title=title, publisher=publisher,
                         url="javascript:alert(4)", date="2021-03-04", language="en")  # fmt: skip
    end = len(NAME)
    said = Span(end + 6, len(TEXT) - 1)
    actor = Actor(id="a" + "1" * 16, name=NAME, kind="person", mentions=(Mention(0, end, "name"),))
    statement = Statement(
        id="s" + "1" * 16, mode="reported", act="say", attitude="none", polarity="affirmed", factuality="actual",
        content=(said,), evidence=(Span(0, len(TEXT)),), speaker=actor.id, cue=Span(end + 1, end + 5),
        source=Span(0, end), confidence=0.9,
    )  # fmt: skip
    return Record(
        made_by=MadeBy(schema=1, version="0", models={}), report=report, actors=(actor,), statements=(statement,)
    )


class Given:
    """Gives that record for reading."""

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        for _ in items:
            yield hostile()


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "harm.db"
    with Store(path) as store:
        told = add_reports(store.engine(write=True), path, [hostile().report], Readers(1, Given))
        assert told.added == 1
    return path


def harmless(client: TestClient[Any], path: str) -> None:
    """Nothing of a page that it did not come with runs, loads or turns letters round."""
    page = client.get(path).text
    assert "<script>alert" not in page, path
    assert not re.search(r"<[^>]*\son(error|load)=", page), path
    assert not re.search(r'href="\s*javascript:', page), path
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page), path
    assert " style=" not in page, path


def test_a_hostile_report_does_nothing(harmed: Path) -> None:
    with TestClient(create_app(harmed), base_url=BASE) as client, Store(harmed) as store:
        report = store.reports(limit=1).reports[0].id[:16]
        for path in ("/", f"/reports/{report}", "/facts/statements", "/search?about=said", f"/search?about={SCRIPT}"):
            harmless(client, path)


def test_a_hostile_name_does_nothing(examples: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.db"
    with closing(sqlite3.connect(examples)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("UPDATE entities SET name = ? || name", (NAME,))
        copy.commit()
    with TestClient(create_app(path), base_url=BASE) as client, Store(path) as store:
        one, other = (a.entity for a in store.find("actors", limit=2))
        issue = store.issues(limit=1)[0].entity
        for at in ("/facets/actors", "/actors", f"/actors/{one}", f"/actors/{one}/with/{other}", "/bodies", "/issues",
                   f"/issues/{issue}", "/calendar", f"/facts/statements?by={one}", "/facts/positions"):  # fmt: skip
            assert client.get(at).status_code == 200
            harmless(client, at)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "bibtex", "chicago", "html"])
def test_its_exports_do_nothing(harmed: Path, form: str) -> None:
    with TestClient(create_app(harmed), base_url=BASE) as client, Store(harmed) as store:
        report = store.reports(limit=1).reports[0].id[:16]
        answer = client.get(f"/reports/{report}?format={form}")
        assert answer.status_code == 200
        named = answer.headers["content-disposition"]
        assert re.fullmatch(r'attachment; filename="communique-[A-Za-z0-9._-]+"', named)
        assert ".." not in named
        if form == "csv":
            assert not re.search(r'(^|,)"?[=+@]', answer.text, re.M)
        if form in ("bibtex", "chicago"):
            assert "javascript:" not in answer.text
            assert "\u202e" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/search?about=%00",
        "/search?about=" + "a" * 5000,
        "/actors/%00",
        "/actors/" + "x" * 3000,
        "/facts/%3Cb%3E",
        "/issues/%27%20OR%201=1",
        "/calendar?status=x",
        "/calendar?since=0000",
        "/bodies?on=9999-99",
        "/?page=-1",
        "/?page=99999999999999999999",
        "/events?acts=%22%3E",
        "/events?every=x",
        "/facts/statements?confidence=x",
        "/facts/statements?by=%20",
        "/?format=exe",
        "/reports/%25",
        "/search?about=%22",
        "/facts/events?type=x",
        "/actors/a/with/b",
        "/?year=abc",
        "/?actor=nobody%20here",
        "/facts/positions?format=xlsx",
    ],
)
def test_senseless_addresses_are_told(client: TestClient[Any], path: str) -> None:
    assert client.get(path).status_code in (200, 400, 404)


def test_a_large_body_is_refused(client: TestClient[Any]) -> None:
    body = b'{"a": "' + b"x" * (security.MOST_BYTES + 10) + b'"}'
    answer = client.post("/api/reports", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (405, 413)
    form = client.post("/nowhere", content=b"a=" + body, headers={"content-type": security.FORM})
    assert form.status_code == 403


HEAD = b"POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@pytest.mark.parametrize(
    ("sent", "drip"),
    [
        (b"", b""),  # silent
        (b"GET / HT", b""),  # half a line
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", b"x"),  # a header that never ends
        (HEAD + b"Content-Length: 1000\r\n\r\na=", b"b"),  # a body that never ends
    ],
)
def test_slow_clients_are_let_go(examples: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes, drip: bytes) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.4)
    monkeypatch.setattr(security, "BODY_SECONDS", 0.4)
    with served(examples) as port, socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(sent)
        client.settimeout(0.1)
        until = time.monotonic() + 8
        while time.monotonic() < until:
            try:
                client.sendall(drip)
                if client.recv(4096) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return
        pytest.fail("it waits for ever")


def test_while_one_is_slow_others_are_served(examples: Path) -> None:
    with served(examples) as port, socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"GET / HT")
        with socket.create_connection(("127.0.0.1", port), timeout=5) as other:
            other.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            assert other.recv(64).startswith(b"HTTP/1.1 200")

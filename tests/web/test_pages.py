"""The pages, as they come from the server."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from communique.web import assets, create_app
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


VENDORED = re.compile(r"^\| `([\w.-]+\.js)` \| .* \| ([0-9a-f]{64}) \|", re.M)
"""A row of the table of the design notes: "| `htmx-2.0.11.min.js` | `npm pack ...` | d6fd... | 0BSD |"."""


def test_what_others_wrote_is_as_it_came() -> None:
    listed = VENDORED.findall((Path(__file__).parents[2] / "docs" / "design.md").read_text(encoding="utf-8"))
    folder = Path(assets.__file__).parent / "static"
    assert {name for name, _ in listed} == {file.name for file in folder.glob("*.min.js")}
    for name, checksum in listed:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum


def test_exports_are_what_is_shown(client: TestClient[Any]) -> None:
    for path in ("/", "/actors", "/issues", "/calendar", "/bodies", "/events", "/facts/statements?act=warn"):
        mark = "&" if "?" in path else "?"
        rows = client.get(f"{path}{mark}format=json").json()
        assert rows, path
        text = client.get(f"{path}{mark}format=csv").text
        assert text.startswith("\ufeff")
        assert client.get(f"{path}{mark}format=xlsx").content.startswith(b"PK")
    assert len(client.get("/?format=json").json()) == 13
    assert client.get("/calendar?format=ics").text.startswith("BEGIN:VCALENDAR")
    assert client.get("/?format=exe").status_code == 400


def test_reports_are_cited(client: TestClient[Any]) -> None:
    chicago = client.get("/?about=Namangan&format=chicago").text
    assert chicago == "“Farmers protest as water comes late.” Vodiy Sadosi, July 8, 2025.\n"
    bibtex = client.get("/?about=Namangan&format=bibtex").text
    assert "  title = {{Farmers protest as water comes late}},\n" in bibtex
    assert "  year = {2025},\n" in bibtex
    assert "  month = jul,\n" in bibtex


def test_numbers_of_pairs_lead_to_their_events(client: TestClient[Any]) -> None:
    rows = client.get("/events?acts=KGZ&on=UZB&format=json").json()
    page = client.get("/events?acts=KGZ&on=UZB").text
    listed = re.findall(r'href="/reports/\w+#fact=(\w+)', page)
    assert {one for row in rows for one in row["facts"].split("; ")} == set(listed)
    assert sum(row["events"] for row in rows) == len(set(listed))


def test_offices_hold_until_another_holds_them(client: TestClient[Any]) -> None:
    told = client.get("/api/bodies?on=2025-05").json()
    uzbekistan = next(tree for tree in told if tree["body"]["name"] == "Uzbekistan")
    assert {m["who"]["name"] for m in uzbekistan["members"] if m["role"] == "foreign minister"} == {"Malika Rahimova"}
    before = client.get("/api/bodies?on=2025-02-01").json()
    assert "Malika Rahimova" not in str(before)

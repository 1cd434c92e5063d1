"""Judging over HTTP: every act, sent twice, refused where it makes no sense, by several at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.review.verdicts import Rules
from communique.store import Store, open_store
from communique.web import create_app
from tests.web.conftest import BASE


@pytest.fixture
def store(examples: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of the examples of one's own."""
    shutil.copy(examples, tmp_path / "own.db")
    with open_store(tmp_path / "own.db") as made:
        yield made


@pytest.fixture
def client(store: Store) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(store.path), base_url=BASE, raise_server_exceptions=False) as made:
        yield made


def first(client: TestClient[Any], **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/queue", params={"limit": 1, "coder": "Ana", **asked}).json()["facts"][0]
    return found


def post(client: TestClient[Any], path: str, **body: Any) -> Any:
    answer = client.post(f"/api/{path}", json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def test_every_act_sent_twice_is_there_once(client: TestClient[Any], store: Store) -> None:
    fact = first(client, what="statements")
    own = {"fact": fact["fact"], "text": fact["text"], "by": "Ana"}
    acts: list[tuple[str, dict[str, Any]]] = [
        ("judgements", {"verdict": "accept", "revision": fact["revision"], **own}),
        ("judgements", {"verdict": "correct", "values": {"speaker": None}, **own}),
        ("judgements", {"verdict": "missed", "report": fact["report"], "kind": "event", "span": "10-20",
                        "values": {"type": "ACCUSE"}, "by": "Ana"}),
        ("judgements", {"verdict": "whole", "report": fact["report"], "by": "Ana"}),
        ("judgements/undo", {"by": "Ana"}),
        ("judgements/redo", {"by": "Ana"}),
    ]  # fmt: skip
    for n, (path, body) in enumerate(acts):
        assert post(client, path, key=f"k{n}", **body) == post(client, path, key=f"k{n}", **body)
    assert [j.kind for j in store.log()] == ["accept", "correct", "missed", "whole", "undo", "undo"]
    log = client.get("/api/judgements", params={"after": 2}).json()
    assert [(j["number"], j["in_force"]) for j in log] == [(3, True), (4, True), (5, False), (6, True)]


def test_identity(client: TestClient[Any], store: Store) -> None:
    cluster = client.get("/api/identity").json()[0]
    ids = [side["entity"] for side in cluster["sides"]]
    once = {"entities": ids, "by": "Ana", "key": "m"}
    assert post(client, "identity/merge", **once) == post(client, "identity/merge", **once)
    members = client.get(f"/api/identity/{ids[0]}").json()
    assert all(m["name"] in m["words"] for m in members)
    new = post(client, "identity/split", entity=ids[0], members=[members[-1]["member"]], by="Ana", key="s")
    assert post(client, "identity/split", entity=ids[0], members=[members[-1]["member"]], by="Ana", key="s") == new
    for kind in ("split", "merge"):
        assert [j["kind"] for j in post(client, "judgements/undo", on="entities", by="Ana")] == [kind]
    post(client, "identity/apart", entities=ids, by="Ana")
    assert ids[0] not in {s["entity"] for c in client.get("/api/identity").json() for s in c["sides"]}
    assert not store.check().problems


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("judgements", {"verdict": "like", "fact": "FACT"}, 400),
        ("judgements", {"verdict": "accept"}, 400),
        ("judgements", {"verdict": "accept", "fact": "s0000000000000000"}, 404),
        ("judgements", {"verdict": "correct", "fact": "FACT", "values": {"by": "Ben"}}, 400),
        ("judgements", {"verdict": "correct", "fact": "FACT", "values": {"revision": "x"}}, 400),
        ("judgements", {"verdict": "accept", "fact": "FACT", "revision": "99.2001-01-01:"}, 409),
        ("judgements", {"verdict": "missed", "report": "ffff", "kind": "event", "span": "1-2"}, 404),
        ("judgements", {"verdict": "missed", "report": "ffff"}, 400),
        ("judgements/bulk", {"facts": []}, 400),
        ("judgements/undo", {"by": "nobody"}, 409),
        ("judgements/undo", {"number": 77}, 409),
        ("judgements/redo", {"number": 1}, 400),
        ("identity/merge", {"entities": ["e0000"]}, 404),
        ("samples/draw", {"n": 0}, 400),
        ("samples/draw", {"n": 5, "strata": "colour"}, 400),
    ],
)
def test_what_makes_no_sense(
    path: str, body: dict[str, Any], status: int, client: TestClient[Any], store: Store
) -> None:
    own = first(client)["fact"]
    answer = client.post(f"/api/{path}", json={k: own if v == "FACT" else v for k, v in body.items()})
    assert answer.status_code == status, answer.text
    assert store.log() == []


@pytest.mark.parametrize("query", ["sample=x", "sample=7", "what=rumours", "limit=0", "limit=1000", "confidence=9"])
def test_a_queue_that_makes_no_sense(query: str, client: TestClient[Any]) -> None:
    assert client.get(f"/api/queue?{query}").status_code in (400, 404, 409)


def test_a_queue_hides_what_others_judged_until_one_has(client: TestClient[Any]) -> None:
    fact = first(client)
    post(client, "judgements", verdict="reject", fact=fact["fact"], by="Ben")
    post(client, "judgements", verdict="comment", fact=fact["fact"], by="Ana", note="hm")
    assert client.get("/api/figures").json()["sample"] is None
    drawn = post(client, "samples/draw", n=5, strata="kind", by="Ana")
    assert drawn == post(client, "samples/draw", n=5, strata="kind", by="Ana")
    assert client.get("/api/queue", params={"sample": drawn["number"]}).json()["progress"]["total"] == 5
    assert "random sample" in client.get("/api/figures/methods").json()["methods"]


def test_many_at_once_lose_nothing(client: TestClient[Any], store: Store) -> None:
    fact = first(client)
    body = {"verdict": "accept", "fact": fact["fact"], "text": fact["text"], "revision": fact["revision"]}
    with ThreadPoolExecutor(8) as pool:
        # Each of four coders twice, as where the first answer came too late.
        list(pool.map(lambda n: post(client, "judgements", by=f"coder{n % 4}", key=f"{n % 4}", **body), range(8)))
    assert sorted(j.by for j in store.log()) == ["coder0", "coder1", "coder2", "coder3"]


def test_pages_refuse_acts_from_elsewhere(client: TestClient[Any], store: Store) -> None:
    fact = first(client)
    form = {"act": "accept", "fact": fact["fact"], "text": fact["text"]}
    assert client.post("/review/act", data=form).status_code == 403
    for path in ("/review/coder", "/review/sample", "/review/rules", "/review/accept-shown", "/identity/act"):
        assert client.post(path, data={"name": "x"}).status_code == 403
    answer = client.post(
        "/api/judgements", json={"verdict": "accept", **form}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert store.log() == []


def test_blind_coders_do_not_get_each_others_judgements(client: TestClient[Any], store: Store) -> None:
    store.review.add_coder("Ana")
    store.review.add_coder("Ben")
    store.review.agree_on(Rules(coders=2))
    fact = first(client, what="statements")
    own = {"fact": fact["fact"], "text": fact["text"]}
    post(client, "judgements", verdict="comment", note="not at all", by="Ana", **own)
    number = post(client, "judgements", verdict="reject", by="Ana", **own)["number"]

    def on_facts(coder: str) -> list[tuple[str, str]]:
        log = client.get("/api/judgements", params={"coder": coder}).json()
        return [(j["by"], j["kind"]) for j in log if j["kind"] not in ("coder", "rules")]

    assert on_facts("Ana") == [("Ana", "comment"), ("Ana", "reject")]
    assert on_facts("Ben") == []
    assert first(client, what="statements", coder="Ben")["seen"] is None
    assert client.get("/api/judgements", params={"coder": "Eve"}).status_code == 409
    assert client.get("/api/judgements").status_code == 409
    assert post(client, "judgements/undo", number=number, by="Ben") == []
    post(client, "judgements", verdict="reject", by="Ana", **own)
    post(client, "judgements", verdict="skip", by="Ben", **own)
    assert ("Ben", "skip") in on_facts("Ben")
    assert not any(by == "Ana" for by, _ in on_facts("Ben"))
    post(client, "judgements", verdict="accept", by="Ben", **own)
    assert ("Ana", "reject") in on_facts("Ben")
    store.review.agree_on(Rules(coders=2, open=True))
    assert ("Ana", "reject") in on_facts("Ben")

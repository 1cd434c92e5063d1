"""Answers as coders decided: every way to ask a store leaves out what they rejected and tells what they put right."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.model import FACT_KINDS
from communique.store import Store
from tests.review.made import fact, the_report


@pytest.mark.parametrize("kind", FACT_KINDS)
@pytest.mark.parametrize("limit", [None, 1, 20])
def test_what_was_rejected_is_found_no_more(store: Store, kind: str, limit: int | None) -> None:
    assert [x.id for x in store.find(kind, limit=limit)] == [fact(store, kind).id]
    store.review.judge(fact(store, kind).id, "reject", by="Ana")
    assert store.find(kind, limit=limit) == []
    assert [x.id for x in store.find(kind, limit=limit, judged=False)] == [fact(store, kind).id]
    store.review.take_back(by="Ana")
    assert [x.id for x in store.find(kind, limit=limit)] == [fact(store, kind).id]


CORRECTIONS: dict[str, tuple[dict[str, Any], dict[str, str], dict[str, str]]] = {
    "statements": ({"speaker": "Ana Costa"}, {"by": "Ana Costa"}, {"by": "Ravi Menon"}),
    "meetings": ({"participants": "Chile"}, {"by": "Chile"}, {"by": "Menon"}),
    "agreements": ({"parties": "Chile"}, {"by": "Chile"}, {"by": "Menon"}),
    "positions": ({"actor": "Ana Costa"}, {"by": "Ana Costa"}, {"by": "Ravi Menon"}),
    "relations": ({"actor": "Chile"}, {"by": "Chile"}, {"by": "Menon"}),
    "events": ({"type": "AID"}, {"type": "AID"}, {"type": "SANCTION"}),
}
"""Of a kind: what is corrected, a question that means it only then, and one that means it no more."""


@pytest.mark.parametrize("kind", CORRECTIONS)
@pytest.mark.parametrize("limit", [None, 5])
def test_what_was_corrected_is_found_as_it_is_then(store: Store, kind: str, limit: int | None) -> None:
    values, then, before = CORRECTIONS[kind]
    was = store.find(kind)[0]
    store.review.judge(fact(store, kind).id, "correct", by="Ana", **values)
    [now] = store.find(kind, limit=limit, **then)
    assert now.id == was.id
    assert now.words == was.words
    assert now.citation.report == was.citation.report
    assert store.find(kind, limit=limit, **before) == []
    assert store.find(kind, limit=limit, offset=1) == []
    assert len(list(store.rows_of(kind, [now]))) == 1


def test_what_was_added_stands_at_its_place(store: Store) -> None:
    store.review.add(the_report().id, "statement", "the envoy denied it", by="Ana", speaker="Ana Costa", act="deny")
    first, second = store.find("statements")
    assert (second.act, second.words) == ("deny", "the envoy denied it")
    assert [store.find("statements", limit=1, offset=n) for n in range(3)] == [[first], [second], []]
    assert store.count_if_few(ask(limit=1)) == 2
    assert [x.id for x in store.find("statements", about="denied")] == [second.id]
    assert [x.id for x in store.timeline(kinds=("statements",), limit=9)] == [first.id, second.id]


def ask(**parts: Any) -> Any:
    from communique.query.question import parse_question

    return parse_question(**parts)


def test_pages_of_the_explorer_tell_what_coders_decided(store: Store) -> None:
    assert store.dossier("Ravi Menon", limit=9).acts
    said, met = fact(store, "statements"), fact(store, "meetings")
    store.review.judge(said.id, "correct", by="Ana", act="warn")
    assert store.dossier("Ravi Menon", limit=9).acts == {"warn": 1}
    assert [s.act for s in store.dossier("Ravi Menon", limit=9).statements] == ["warn"]
    assert [s.act for s in store.dossier("Ana Costa", limit=9).said_of] == ["warn"]
    assert [e.what for e in store.between("Ravi Menon", "Ana Costa") if e.kind == "statement"] == ["warn to Ana Costa"]
    store.review.judge(met.id, "correct", by="Ana", status="planned", date="2013-05-02")
    assert [(e.status, e.start) for e in store.calendar()] == [("planned", "2013-05-02")]
    assert [(e.status, e.start) for e in store.calendar(since="2013-05", limit=5)] == [("planned", "2013-05-02")]
    store.review.judge(met.id, "reject", by="Ana")
    assert store.calendar() == []
    assert [a.statements for a in store.actors(by="Ravi Menon")] == [1]
    store.review.judge(said.id, "reject", by="Ana")
    assert [a.statements for a in store.actors(by="Ravi Menon")] == [0]
    assert store.search("accord")[0].statements == 0
    [report] = store.reports(limit=5).reports
    assert report.facts.get("statements", 0) == 0


def test_issues_and_positions(store: Store) -> None:
    [issue] = store.issues()
    position = fact(store, "positions")
    assert issue.against == 1
    store.review.judge(position.id, "correct", by="Ana", stance="for")
    assert [(i.entity, i.in_favour, i.against) for i in store.issues()] == [(issue.entity, 1, 0)]
    assert [p.stance for p in store.positions(issue=issue.entity)] == ["for"]
    assert [p.stance for p in store.dossier("Ravi Menon", limit=3).positions] == ["for"]
    store.review.judge(position.id, "reject", by="Ana")
    assert store.issues() == []
    assert store.positions(issue=issue.entity) == []


def test_find_on_the_command_line(store: Store) -> None:
    one = fact(store, "statements")
    store.review.judge(one.id, "reject", by="Ana")

    def found(*more: str) -> str:
        return CliRunner().invoke(cli, ["find", "statements", "--store", str(store.path), *more]).output

    assert "Cusco" not in found()
    assert "Cusco" in found("--machine")
    assert "Cusco" in found("--machine", "--format", "csv")
    assert "Cusco" not in found("--format", "csv")

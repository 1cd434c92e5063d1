"""Gold from judgements: reviewed reports come out as ``evaluate`` reads them, and score the machine as coders did."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.evaluate import evaluate, load_gold
from communique.model import FACT_KINDS
from communique.store import Store
from tests.database.conftest import empty_store, fill, place
from tests.review.made import TEXT, reader_of, the_report

__all__ = ["empty_store", "fill", "place"]


@pytest.fixture
def store(place: Store, fill: Callable[..., Any]) -> Store:
    reports = [the_report(f"{TEXT} It was the day {n}.", f"{'ab'[n % 2]}/{n // 2}.txt") for n in range(4)]
    fill(place, reports, reader_of())
    return place


def judge_all(store: Store, *, but: str = "") -> None:
    for record in list(store.records())[:2]:
        for kind in FACT_KINDS:
            for fact in getattr(record, kind):
                if kind != but:
                    store.review.judge(fact.id, "accept", by="Ana")
        store.review.whole(record.report.id, by="Ana")


def export(store: Store, *arguments: str) -> str:
    done = CliRunner().invoke(cli, ["export", "gold", *arguments, "--store", str(store.path)])
    assert done.exit_code == 0, (done.output, done.exception)
    return str(done.output)


@pytest.mark.parametrize("target", ["gold/", "gold.jsonl"])
def test_the_way_there_and_back(store: Store, tmp_path: Path, target: str) -> None:
    judge_all(store)
    first, second = list(store.records())[:2]
    store.review.judge(first.events[0].id, "reject", by="Ana")
    store.review.judge(second.statements[0].id, "correct", speaker="Chile", by="Ana")
    store.review.add(first.report.id, "event", "denied", type="REJECT", by="Ana")
    export(store, "-o", str(tmp_path / target))
    gold = load_gold(tmp_path / target)
    assert len(gold) == 2
    same = evaluate(gold, {g.name: g.record for g in gold})
    assert {name: round(f.f1, 3) for name, f in same.kinds.items() if f.gold} == {
        name: 1.0 for name, f in same.kinds.items() if f.gold
    }
    machine = evaluate(
        gold, {g.name: r.to_dict() for g, r in zip(_in_order(gold, store), store.records(), strict=False)}
    )
    events, said = machine.kinds["events"], machine.kinds["statements"]
    assert (events.right, events.found, events.gold) == (1, 2, 2)
    assert (said.right, said.found, said.gold) == (1, 2, 2)
    assert "report genre" not in machine.fields


def _in_order(gold: Any, store: Store) -> list[Any]:
    by_text = {g.text: g for g in gold}
    return [by_text[r.report.text] for r in store.records() if r.report.text in by_text]


def test_two_reports_called_alike_have_two_names(store: Store, tmp_path: Path) -> None:
    judge_all(store)
    records = [json.loads(line) for line in export(store).splitlines()]
    assert [r["report"]["source"].partition("#")[0] for r in records] == ["a/0.txt", "b/0.txt"]
    names = [r["report"]["source"].partition("#")[2] for r in records]
    assert names == [r["report"]["id"][:12] for r in records]
    export(store, "-o", f"{tmp_path}/gold/")
    assert sorted(p.stem for p in (tmp_path / "gold").iterdir()) == sorted(names)


def test_reports_with_facts_that_wait_are_left_out_and_told(store: Store) -> None:
    assert "no report was read whole" in export(store)
    judge_all(store, but="relations")
    told = export(store)
    assert "2 reports were read whole, but 2 facts in them wait for a judgement: left out" in told
    assert len(export(store, "--unjudged").splitlines()) == 2


def test_gold_takes_no_table(store: Store) -> None:
    done = CliRunner().invoke(cli, ["export", "gold", "--what", "events", "--store", str(store.path)])
    assert "leave --what and --judged out" in str(done.exception)


def test_tables_say_what_was_judged(store: Store) -> None:
    record = next(iter(store.records()))
    store.review.judge(record.events[0].id, "reject", by="Ana")
    store.review.judge(record.meetings[0].id, "correct", status="planned", by="Ana")
    judged = {row["fact"]: row["judgement"] for row in store.rows("events")}
    assert judged[record.events[0].id] == "rejected"
    assert list(judged.values()).count(None) == 3
    [meeting] = [row for row in store.rows("meetings") if row["judgement"]]
    assert meeting["judgement"] == "corrected"
    assert list(meeting)[-1] == "judgement"
    assert all("judgement" in row for kind in FACT_KINDS for row in store.rows(kind))

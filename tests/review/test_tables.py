"""Tables as coders decided: without what was rejected, with what was corrected and added, as far as it is asked for."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.errors import UsageError
from communique.model import FACT_KINDS
from communique.store import Store
from tests.review.made import TEXT, fact, reader_of, the_report


def rows(store: Store, kind: str, **parts: Any) -> list[dict[str, Any]]:
    return list(store.rows(kind, judged=True, **parts))


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_what_was_rejected_is_not_there(store: Store, kind: str) -> None:
    store.review.judge(fact(store, kind).id, "reject", by="Ana")
    assert rows(store, kind) == []
    assert [row["judgement"] for row in store.rows(kind)] == ["rejected"]
    assert not [row for row in store.rows("participants", judged=True) if row["what"] == kind]
    [report] = store.rows("reports", judged=True)
    assert report[kind] == 0


CORRECTED = [
    ("statements", {"speaker": "Chile", "act": "deny"}, {"speaker": "Chile", "act": "deny"}),
    ("positions", {"stance": "for", "issue": "the Cusco accord"}, {"stance": "for", "issue": "the Cusco accord"}),
    ("events", {"type": "THREATEN", "actor": "Peru; Chile"}, {"event": "THREATEN", "actors": "Peru; Chile"}),
    ("meetings", {"status": "cancelled", "date": "2013-04-15"}, {"status": "cancelled", "date": "2013-04-15"}),
    ("agreements", {"name": "the accord", "parties": "Chile"}, {"agreement": "the accord", "parties": "Chile"}),
    ("relations", {"actor": "Chile"}, {"actor": "Chile", "other": "Peru"}),
    ("conditionals", {"type": "threat"}, {"kind": "threat"}),
]


@pytest.mark.parametrize(("kind", "said", "right"), CORRECTED)
def test_corrections_stand_in_tables(store: Store, kind: str, said: dict[str, str], right: dict[str, str]) -> None:
    before = list(store.rows(kind))
    store.review.judge(fact(store, kind).id, "correct", by="Ana", **said)
    [row] = rows(store, kind)
    assert {name: row[name] for name in right} == right
    assert (row["judgement"], row["fact"], row["confidence"]) == (
        "corrected", before[0]["fact"], before[0]["confidence"],
    )  # fmt: skip
    assert [{**row, "judgement": None} for row in store.rows(kind)] == before


def test_a_question_is_asked_of_what_was_decided(store: Store) -> None:
    own = fact(store, "statements").id
    store.review.judge(own, "correct", by="Ana", speaker="Chile", act="deny")
    assert rows(store, "statements", by="Ravi Menon") == []
    assert rows(store, "statements", act="say") == []
    for asked in (
        {"by": "Chile"},
        {"act": "deny"},
        {"to": "Ana Costa"},
        {"about": "accord"},
        {"by": "Chile", "since": "2013"},
    ):
        assert [row["fact"] for row in rows(store, "statements", **asked)] == [own], asked
    for asked in ({"about": "envoy"}, {"to": "Peru"}, {"by": "Chile", "until": "1999"}, {"confidence": 0.95}):
        assert rows(store, "statements", **asked) == [], asked
    assert len(list(store.rows("statements", by="Ravi Menon"))) == 1


def test_what_was_added_stands_in_tables(store: Store) -> None:
    [record] = store.records()
    _, own = store.review.add(record.report.id, "event", "denied it", type="REJECT", actor="Peru", by="Ana")
    added = [row for row in rows(store, "events") if row["fact"] == own]
    assert [(row["event"], row["actors"], row["words"], row["judgement"]) for row in added] == [
        ("REJECT", "Peru", "denied it", "added")
    ]
    assert [row["fact"] for row in rows(store, "events", type="REJECT")] == [own]
    assert [row["fact"] for row in rows(store, "events", about="envoy", by="Peru", type="REJECT")] == [own]
    assert own not in [row["fact"] for row in rows(store, "events", by="Chile")]
    assert own not in [row["fact"] for row in rows(store, "events", publisher="nobody")]
    assert own not in [row["fact"] for row in store.rows("events")]
    assert own in [row["fact"] for row in store.rows("participants", judged=True)]
    store.undo(by="Ana")
    assert own not in [row["fact"] for row in rows(store, "events")]


def test_one_telling_of_a_meeting_put_right(place: Store, fill: Callable[..., Any]) -> None:
    fill(place, [the_report(), the_report(TEXT + " So it ends.", "other.txt")], reader_of())
    first, second = (r.meetings[0].id for r in place.records())
    [whole] = place.rows("meetings")
    assert whole["tellings"] == 2
    place.review.judge(first, "reject", by="Ana")
    [left] = rows(place, "meetings")
    assert (left["fact"], left["tellings"]) == (second, 1)
    place.review.judge(second, "correct", by="Ana", status="planned")
    [left] = rows(place, "meetings")
    assert (left["status"], left["entity"]) == ("planned", whole["entity"])


def test_a_text_that_two_reports_print_is_one_row(place: Store, fill: Callable[..., Any]) -> None:
    fill(place, [the_report(), the_report(source="copy.txt", publisher="The Other")], reader_of())
    first = next(iter(place.records()))
    _, own = place.review.add(first.report.id, "event", "denied it", type="REJECT", by="Ana")
    [row] = rows(place, "events", type="REJECT")
    assert (row["fact"], row["printings"]) == (own, 2)


def test_nothing_judged_is_the_machine_s(store: Store) -> None:
    assert dict(enumerate(store.tables(judged=True))) == dict(enumerate(store.tables()))


def test_the_log_is_exported_with_the_data(store: Store, tmp_path: Path) -> None:
    own = fact(store, "statements").id
    store.review.judge(own, "correct", by="=Ana", note="why", speaker="Chile")
    store.undo(by="=Ana")
    store.merge("Ravi Menon", "Ana Costa", by="Ben")
    run = CliRunner().invoke(cli, ["export", "csv", "-o", f"{tmp_path}/out/", "--judged", "--store", str(store.path)])
    assert run.exit_code == 0, run.output
    assert "3 judgements" in run.output
    with (tmp_path / "out" / "judgements.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert [(row["number"], row["judgement"], row["in_force"].lower()) for row in found] == [
        ("1", "correct", "false"), ("2", "undo", "true"), ("3", "merge", "true"),
    ]  # fmt: skip
    assert (found[0]["said"], found[0]["fact"], found[0]["confidence"]) == ("speaker=Chile", own, "0.9")
    assert not found[0]["by"].startswith("=")
    assert found[2]["names"] == "Ravi Menon; Ana Costa"
    one = CliRunner().invoke(cli, ["export", "jsonl", "--what", "judgements", "--store", str(store.path)])
    assert [json.loads(line)["number"] for line in one.output.splitlines()] == [1, 2, 3]


@pytest.mark.parametrize("form", ["markdown", "gold"])
def test_what_cannot_be_judged_is_said(store: Store, form: str) -> None:
    run = CliRunner().invoke(cli, ["export", form, "--judged", "--store", str(store.path)])
    assert isinstance(run.exception, UsageError)

"""Event data: PLOVER's JSON, the flat table, counts by dyad and month, and which events are one."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import msgspec
import pytest

from communique.export.events import dyads as months
from communique.export.events import table
from communique.export.events.coded import CodedEvent, coded
from communique.export.events.grouping import group, same_event
from communique.export.events.plover import plover, plover_lines
from communique.model import (
    Actor,
    Event,
    EventSpans,
    MadeBy,
    Mention,
    Place,
    Published,
    Record,
    Report,
    Span,
    make_report,
)

TEXT = '=HYPERLINK("x") Peru severed its ties with Ecuador and Chile.'


def _report(text: str = TEXT, date: str = "2015-03-18", publisher: str = "The Wire") -> Report:
    report = make_report(text, "test.txt", date=date, publisher=publisher)
    return msgspec.structs.replace(
        report, published=Published(value=date, earliest=date, latest=date, basis="metadata")
    )


def _record(report: Report | None = None, **changes: Any) -> Record:
    report = report or _report()
    event = Event(
        id="e1",
        type="SANCTION",
        modality="actual",
        spans=EventSpans(Span(21, 38), Span(16, 20), Span(44, 61)),
        evidence=(Span(0, 61),),
        mode="withdraw",
        contexts=("diplomatic",),
        cameo="161",
        actors=("a1",),
        recipients=("a2", "a3"),
        date="2015-03-18",
        place=Place("Lima", "PER"),
        confidence=0.7,
        extractor="events/cut",
    )
    actors = (
        Actor("a1", "Peru", "state", (Mention(16, 20, "name"),), country="PER"),
        Actor("a2", "Ecuador", "state", (Mention(44, 51, "name"),), country="ECU"),
        Actor("a3", "Chile", "state", (Mention(56, 61, "name"),), country="CHL", sector="GOV"),
    )
    return Record(MadeBy(1, "0", {}), report, actors, events=(msgspec.structs.replace(event, **changes),))


def _one(record: Record) -> CodedEvent:
    (found,) = coded([record])
    return found


def test_plover_has_the_manual_s_fields() -> None:
    made = plover(_one(_record()))
    assert made["event"] == ["SANCTION"]
    assert made["mode"] == ["withdraw"]
    assert made["quad_code"] == "MX"
    assert made["event_scale"] == -6
    assert [p["code"] for p in made["recipient"]] == ["ECU", "CHLGOV"]
    assert made["event_loc"] == {"name": "Lima", "country_code": "PER"}
    assert made["text_info"] == {"start": 0, "end": 61}
    assert made["cite_info"]["publication"] == "The Wire"
    assert made["communique"]["modality"] == "actual"


def test_plover_lines_are_json() -> None:
    assert [json.loads(line)["id"] for line in plover_lines(coded([_record(), _record()]))] == ["e1", "e1"]


def test_a_user_s_type_has_no_score() -> None:
    assert "event_scale" not in plover(_one(_record(type="POST", mode=None)))


def test_the_table_has_a_row_for_each_dyad_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(table.event_lines(coded([_record()]))))))
    assert [(r["source_code"], r["target_code"], r["event"]) for r in rows] == [
        ("PER", "ECU", "SANCTION"), ("PER", "CHLGOV", "SANCTION"),
    ]  # fmt: skip
    assert rows[0]["text"].startswith("'=")
    assert rows[0]["quad_class"] == "4"
    assert "The Wire, 2015-03-18" in rows[0]["citation"]


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"date": "2015-03-19"}, True),
        ({"date": "2015-03-21"}, False),
        ({"type": "ACCUSE"}, False),
        ({"modality": "alleged"}, False),
        ({"recipients": ("a2",)}, False),
        ({"actors": ("a2", "a3"), "recipients": ("a1",)}, False),
    ],
)
def test_same_event(changes: dict[str, Any], same: bool) -> None:
    other = _record(_report("Lima: " + TEXT, publisher="The Post"), **changes)
    a, b = _one(_record()), _one(other)
    assert same_event(a, b) is same
    assert same_event(b, a) is same


def test_undated_events_of_two_texts_are_two() -> None:
    first = _record(_report(date=""), date=None)
    other = _record(_report("Lima: " + TEXT, date=""), date=None)
    assert not same_event(_one(first), _one(other))
    assert same_event(_one(first), _one(first))


def test_a_group_has_all_citations() -> None:
    two = [_record(), _record(_report("Lima: " + TEXT, publisher="The Post"))]
    (together,) = group(coded(two))
    assert {e.report.publisher for e in together} == {"The Wire", "The Post"}
    (first, second) = list(csv.DictReader(io.StringIO("".join(table.event_lines(coded(two), once=True)))))
    assert first["reports"] == second["reports"] == "2"
    assert "The Post" in first["citation"]
    assert "The Wire" in first["citation"]


def test_counts_by_dyad_and_month() -> None:
    two = [_record(), _record(_report("Lima: " + TEXT)), _record(_report("So: " + TEXT), modality="alleged")]
    assert [(r["month"], r["source"], r["target"], r["events"], r["MX"]) for r in months.counts(coded(two))] == [
        ("2015-03", "PER", "CHL", 1, 1),
        ("2015-03", "PER", "ECU", 1, 1),
    ]

from __future__ import annotations

import json

import msgspec
import pytest

from communique.model import FACT_KINDS, Actor, MadeBy, Mention, Record, Role, Span, Statement, make_report

TEXT = "Niger’s envoy said \U0001f600 yes."
RECORD = Record(
    MadeBy(1, "0", {"m": "1"}),
    make_report(TEXT, "a.txt"),
    actors=(
        Actor("a1", "Niger", "state", (Mention(0, 5, "name"),), country="NER"),
        Actor("a2", "envoy", "person", (Mention(0, 13, "nominal"),), roles=(Role("envoy", "a1", Span(8, 13)),)),
    ),
    statements=(Statement("s1", (Span(21, 24),), (Span(0, 24),), "a2", cue=Span(14, 18)),),
)


def test_json_and_back() -> None:
    line = RECORD.to_json()
    assert "\n" not in line
    assert Record.from_json(line) == RECORD
    assert Record.from_json(line.encode()).to_json() == line


def test_the_form_of_the_json_is_the_contract() -> None:
    record = json.loads(RECORD.to_json())
    assert record == RECORD.to_dict() or json.loads(json.dumps(RECORD.to_dict())) == record
    assert list(record) == ["made_by", "report", "actors", "times", *FACT_KINDS]
    assert record["actors"][0]["mentions"] == [{"start": 0, "end": 5, "form": "name"}]
    assert record["actors"][1]["roles"] == [{"title": "envoy", "of": "a1", "evidence": {"start": 8, "end": 13}}]
    assert record["statements"][0]["content"] == [{"start": 21, "end": 24}]
    for key in ("speaks_for", "addressee", "topic", "parent", "date", "via", "statement"):
        assert record["statements"][0][key] is None


def test_every_kind_of_fact_has_what_every_fact_has() -> None:
    kinds = {f.name: f.type for f in msgspec.structs.fields(Record)}
    for kind in FACT_KINDS:
        fact = kinds[kind].__args__[0]
        names = {f.name for f in msgspec.structs.fields(fact)}
        assert {"id", "evidence", "confidence", "extractor", "statement"} <= names, kind
        assert fact.__struct_config__.frozen


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r["actors"][0].update(kind="robot"),
        lambda r: r["statements"][0].update(act="sing"),
        lambda r: r["statements"][0].update(content=[{"start": "0", "end": 1}]),
        lambda r: r.pop("report"),
        lambda r: r["report"].update(genre="poem"),
    ],
)
def test_what_is_no_record_is_refused(spoil) -> None:
    record = json.loads(RECORD.to_json())
    spoil(record)
    with pytest.raises(msgspec.ValidationError):
        Record.from_json(json.dumps(record))
    with pytest.raises(msgspec.DecodeError):
        Record.from_json("{")


def test_an_unknown_field_of_a_later_version_is_passed_over() -> None:
    record = json.loads(RECORD.to_json())
    record["actors"][0]["shoe_size"] = 44
    assert Record.from_json(json.dumps(record)) == RECORD


def test_the_actor_of_an_id() -> None:
    assert RECORD.actor("a2") is RECORD.actors[1]
    assert RECORD.actor(None) is None
    assert RECORD.actor("x") is None

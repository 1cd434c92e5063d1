from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.errors import GoldError
from communique.evaluate import load_gold, records_by_name
from communique.evaluate.gold import name_of
from communique.model import MadeBy, Record, make_report

from .conftest import GOLD, at

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["wire", "newspaper", "readout"])
def test_the_examples_have_gold_of_their_text(name: str) -> None:
    gold = {g.name: g for g in load_gold(EXAMPLES / "gold")}[name]
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert gold.text == text
    assert 250 <= len(text.split()) <= 500
    record = Record.from_json(json.dumps(gold.record))
    assert record.report.text_id == make_report(text, "").text_id
    told = {s.id for s in record.statements}
    for kind in ("statements", "positions", "conditionals", "meetings", "agreements", "relations", "events"):
        facts = getattr(record, kind)
        assert facts, kind
        assert all(f.evidence and f.statement in told | {None} for f in facts)


def test_a_folder_a_file_and_lines(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps(GOLD), encoding="utf-8")
    lines = tmp_path / "all.jsonl"
    other = {**GOLD, "report": {**GOLD["report"], "source": "all.jsonl#second"}}
    lines.write_text(json.dumps(GOLD) + "\n\n" + json.dumps(other) + "\n", encoding="utf-8")
    assert [g.name for g in load_gold(tmp_path)] == ["a"]
    assert [g.name for g in load_gold(tmp_path / "b.json")] == ["a"]
    assert [g.name for g in load_gold(lines)] == ["a", "second"]


def _with(**changes: Any) -> dict[str, Any]:
    return {**GOLD, **changes}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ('{"a": ' * 100_000, "no JSON"),
        (json.dumps({"report": {"source": "a"}}), "report.text is missing"),
        (json.dumps(_with(report={"text": "x"})), "report.source is missing"),
        (json.dumps(_with(statements={})), "statements must be a list"),
        (json.dumps(_with(events=[{"id": "e", "evidence": [{"start": 0, "end": 999}]}])), "is not in the text"),
        (json.dumps(_with(events=[{"id": "e", "evidence": [{"start": 5, "end": 5}]}])), "is not in the text"),
        (json.dumps(_with(times=[{**at("Friday"), "text": "Monday"}])), "is “Friday”, not “Monday”"),
        (json.dumps(_with(actors=[{"id": "x"}, {"id": "x"}])), "an id of its own"),
        (json.dumps(_with(positions=[{"id": "p", "actor": "nobody"}])), "positions p: actor is nobody"),
        (json.dumps(_with(meetings=[{"id": "m", "participants": ["nobody"]}])), "participants is nobody"),
        (json.dumps(_with(relations=[{"id": "r", "source": "silva", "target": "x"}])), "target is x"),
    ],
)
def test_malformed_gold_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=message) as caught:
        load_gold(tmp_path)
    assert "bad.json" in str(caught.value)


def test_no_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="there is no gold"):
        load_gold(tmp_path)
    with pytest.raises(GoldError, match="cannot be read"):
        load_gold(tmp_path / "missing.json")
    (tmp_path / "latin.json").write_bytes(b'"\xe9"')
    with pytest.raises(GoldError, match="not UTF-8"):
        load_gold(tmp_path / "latin.json")


def test_records_are_checked_and_named(tmp_path: Path) -> None:
    record = Record(MadeBy(1, "0", {}), make_report("Some text.", "in.jsonl#seven"))
    file = tmp_path / "out.jsonl"
    file.write_text(record.to_json() + "\n", encoding="utf-8")
    assert list(records_by_name(file)) == ["seven"]
    file.write_text('{"report": {"text": "x"}}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"out\.jsonl, line 1: this is no record"):
        records_by_name(file)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("wire.txt", "wire"),
        ("a/b/wire.txt", "wire"),
        ("reports.jsonl#istanbul", "istanbul"),
        ("x.html", "x"),
        ("x", "x"),
    ],
)
def test_names(source: str, name: str) -> None:
    assert name_of({"report": {"source": source}}) == name

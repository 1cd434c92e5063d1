"""What is exported leads back to what was annotated, and is what its format asks for."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from corpus.export import main
from corpus.markup import PASSAGES, read_all
from corpus.record import record
from corpus.splits import origin

from communique import open_reports
from communique.evaluate import load_gold
from communique.model import Report
from corpus import brat, columns

RECORDS = [(p.path.stem, record(p)) for p in read_all()]
CONF = re.compile(r"^\[(\w+)\]$")


def same(one: Any, two: Any) -> bool:
    return bool(json.loads(json.dumps(one)) == json.loads(json.dumps(two)))


def test_json_lines_are_records(tmp_path: Path) -> None:
    out = tmp_path / "corpus.jsonl"
    assert main(["jsonl", "-o", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line.pop("id") for line in lines] == [name for name, _ in RECORDS]
    assert {line.pop("split") for line in lines} == {"train", "dev", "test"}
    assert all(same(line, r) for line, (_, r) in zip(lines, RECORDS, strict=True))
    assert len(load_gold(out)) == len(RECORDS)


def test_a_split_alone(tmp_path: Path) -> None:
    out = tmp_path / "dev.jsonl"
    assert main(["jsonl", "-o", str(out), "--split", "dev"]) == 0
    assert {json.loads(line)["split"] for line in out.read_text(encoding="utf-8").splitlines()} == {"dev"}


def test_reports_are_bare_texts_that_are_paired_with_their_records(tmp_path: Path) -> None:
    gold, bare = tmp_path / "gold.jsonl", tmp_path / "bare.jsonl"
    for form, out in (("jsonl", gold), ("reports", bare)):
        assert main([form, "-o", str(out), "--split", "dev", "--origin", "new"]) == 0
    lines = [json.loads(line) for line in bare.read_text(encoding="utf-8").splitlines()]
    listed = load_gold(gold)
    assert [line["id"] for line in lines] == [g.name for g in listed]
    assert {origin(g.name) for g in listed} == {"new"}
    found = [r for r in open_reports([bare]) if isinstance(r, Report)]
    assert [(r.source.rpartition("#")[2], r.text, r.title, r.published.value) for r in found] == [
        (g.name, g.text, g.record["report"]["title"], g.record["report"]["published"]["value"]) for g in listed
    ]


def test_columns_lead_back(tmp_path: Path) -> None:
    out = tmp_path / "corpus.tsv"
    assert main(["columns", "-o", str(out)]) == 0
    content = out.read_text(encoding="utf-8")
    assert content.startswith("# global.columns = ID FORM START END ACTOR")
    found = dict(columns.read(content))
    assert list(found) == [name for name, _ in RECORDS]
    for name, r in RECORDS:
        times = {k: sorted(v, key=str) for k, v in (("times", r.get("times", [])),)}
        assert sorted(found[name].pop("times", []), key=str) == times["times"]
        assert same(found[name], {k: v for k, v in r.items() if k != "times"}), name


@pytest.mark.parametrize("layer", columns.LAYERS)
def test_every_span_of_a_column_leads_back(layer: str) -> None:
    for name, r in RECORDS:
        block = columns.written(name, r)
        assert Counter(columns.labels(block, layer)) == Counter(columns.spans(r)[layer]), name


def test_tokens_are_the_text() -> None:
    name, r = RECORDS[0]
    text = r["report"]["text"]
    tokens = [line.split("\t") for line in columns.written(name, r).split("\n") if line and line[0] != "#"]
    assert all(text[int(t[2]) : int(t[3])] == t[1] for t in tokens)
    assert "".join(t[1] for t in tokens) == "".join(text.split())


@pytest.fixture(scope="module")
def standoff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brat")
    assert main(["brat", "-o", str(folder)]) == 0
    return folder


def test_standoff_leads_back(standoff: Path) -> None:
    for name, r in RECORDS:
        text, ann = ((standoff / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("txt", "ann"))
        assert same(brat.read(text, ann), r), name


def test_standoff_is_what_brat_reads(standoff: Path) -> None:
    """Every span holds its characters and no line end; every type and role is declared; every argument exists."""
    section, declared, roles = "", set(), {}
    for line in (standoff / "annotation.conf").read_text(encoding="utf-8").splitlines():
        if found := CONF.match(line):
            section = found.group(1)
        elif line and section in ("entities", "events"):
            name, _, arguments = line.partition("\t")
            declared.add(name)
            roles[name] = {a.split("*:")[0]: set(a.split("*:")[1].split("|")) for a in arguments.split(", ") if a}
    for path in sorted(standoff.glob("*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        types: dict[str, str] = {}
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        for line in lines:
            if line[0][0] == "T":
                kind, _, offsets = line[1].partition(" ")
                parts = [text[int(a) : int(b)] for a, b in (part.split(" ") for part in offsets.split(";"))]
                assert kind in declared
                assert " ".join(parts) == line[2]
                assert all(parts)
                types[line[0]] = kind
        for line in lines:
            if line[0][0] == "E":
                trigger, *arguments = (part.split(":") for part in line[1].split(" "))
                assert types[trigger[1]] == trigger[0]
                for role, target in arguments:
                    assert types[target] in roles[trigger[0]][role.rstrip("0123456789")], (path.name, line)
            elif line[0] == "*":
                assert len({types[t] for t in line[1].split(" ")[1:]}) == 1
        names = [line[0] for line in lines if line[0] != "*"]
        assert len(names) == len(set(names))


def test_a_broken_passage_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wire-001.txt").write_text("nothing\n", encoding="utf-8")
    assert main(["jsonl", "-o", str(tmp_path / "x.jsonl"), "--passages", str(tmp_path)]) == 1
    assert "wire-001.txt:1: expected one of" in capsys.readouterr().err
    assert PASSAGES.is_dir()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "nowhere" / "x.jsonl"
    assert main(["jsonl", "-o", str(place), "--split", "dev"]) == 1
    assert str(place) in capsys.readouterr().err


def test_a_fact_with_a_kind_of_its_own_leads_back() -> None:
    """A conditional's kind is a threat, and its layer is conditionals."""
    name, r = next((name, r) for name, r in RECORDS if r.get("complete"))
    text = r["report"]["text"]
    threat = {"id": "c1", "evidence": [], "speaker": None, "kind": "threat", "condition": {"start": 0, "end": 4}}
    threat |= {"consequence": {"start": 5, "end": 9}, "statement": None}
    one = {**r, "conditionals": [threat]}
    assert same(brat.read(text, brat.written(one)), one), name

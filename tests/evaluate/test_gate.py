from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.errors import GoldError
from communique.evaluate import Gold, Scores, evaluate
from communique.evaluate.gate import Floors, fingerprint, load_floors, main, problems, updated

from .conftest import GOLD


@pytest.fixture
def perfect(gold: Gold, found: dict[str, Any]) -> Scores:
    return evaluate([gold], {"a": found})


@pytest.fixture
def empty(gold: Gold) -> Scores:
    return evaluate([gold], {})


def test_the_fingerprint_is_of_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}\n")
    first = fingerprint(tmp_path)
    assert len(first) == 64
    (tmp_path / "note.txt").write_text("not gold", encoding="utf-8")
    assert fingerprint(tmp_path) == first
    (tmp_path / "a.json").write_bytes(b"{}\r\n")
    assert fingerprint(tmp_path) == first
    (tmp_path / "a.json").write_bytes(b"{ }\n")
    assert fingerprint(tmp_path) != first
    (tmp_path / "a.json").rename(tmp_path / "b.json")
    assert fingerprint(tmp_path) != first


def test_floors_are_what_is_reached(perfect: Scores, empty: Scores) -> None:
    floors = updated(perfect, None, "print")
    assert set(floors.floors.values()) == {1.0}
    assert problems(perfect, floors, "print") == []
    wrong = problems(empty, floors, "print")
    assert "statements: 0.0 is below its floor of 100.0" in wrong
    assert len(wrong) == len(floors.floors)


def test_other_gold_has_other_floors(perfect: Scores) -> None:
    assert "the gold has changed" in problems(perfect, Floors("old", {}), "new")[0]


def test_floors_do_not_fall_unless_allowed(perfect: Scores, empty: Scores) -> None:
    floors = updated(perfect, None, "print")
    with pytest.raises(GoldError, match=r"statements 100\.0 to 0\.0.*--allow-lower"):
        updated(empty, floors, "print")
    assert updated(empty, floors, "print", allow_lower=True).floors["statements"] == 0
    assert updated(perfect, updated(empty, None, "print"), "print") == floors


def test_a_floor_is_cut_not_rounded(gold: Gold, found: dict[str, Any]) -> None:
    found["statements"] = found["statements"][:1]
    scores = evaluate([gold], {"a": found})
    floors = updated(scores, None, "p")
    assert floors.floors["statements"] == 0.666
    assert problems(scores, floors, "p") == []


@pytest.mark.parametrize(
    ("content", "message"), [("", "these are no floors"), ('{"floors": 1}', "these are no floors")]
)
def test_malformed_floors(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "floors.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        load_floors(file)
    with pytest.raises(GoldError, match="--update"):
        load_floors(tmp_path / "missing.json")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], found: dict[str, Any]) -> None:
    gold, floors, records = tmp_path / "gold.json", tmp_path / "floors.json", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")

    def write(record: dict[str, Any]) -> None:
        filled = {
            **record, "made_by": {"schema": 1, "version": "0", "models": {}},
            "report": json.loads(json.dumps(record["report"])) | {"id": "i", "text_id": "t"},
            "actors": [{**a, "mentions": [{**m, "form": "name"} for m in a["mentions"]]} for a in record["actors"]],
            "meetings": [], "agreements": [], "positions": [], "relations": [], "events": [],
        }  # fmt: skip
        records.write_text(json.dumps(filled) + "\n", encoding="utf-8")

    common = ["--gold", str(gold), "--floors", str(floors), "--records", str(records)]
    write(found)
    assert main(common) == 1
    assert "Make it with --update" in capsys.readouterr().err
    assert main([*common, "--update"]) == 0
    assert main(common) == 0
    found["statements"] = []
    write(found)
    assert main(common) == 1
    assert "gate: statements: 0.0 is below its floor of 100.0" in capsys.readouterr().err
    assert main([*common, "--update"]) == 1
    assert "would be lowered" in capsys.readouterr().err
    assert main([*common, "--update", "--allow-lower"]) == 0
    assert main(common) == 0

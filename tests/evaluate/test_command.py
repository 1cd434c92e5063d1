from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli.evaluate import command
from communique.errors import GoldError
from communique.model import MadeBy, Record, make_report

from .conftest import GOLD, TEXT


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A gold file and a file with an empty record of its text."""
    gold, records = tmp_path / "gold.json", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    record = Record(MadeBy(1, "0", {}), make_report(TEXT, "a.txt", date="2024-05-02"))
    records.write_text(record.to_json() + "\n", encoding="utf-8")
    return str(gold), str(records)


def test_the_table(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(command, list(files))
    assert result.exit_code == 0
    assert "mentions" in result.output
    assert "1 report\n" in result.output


def test_json(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(command, [*files, "--json"])
    scores = json.loads(result.output)
    assert scores["kinds"]["statements"] == {"precision": 0, "recall": 0, "f1": 0, "right": 0, "gold": 2, "found": 0}
    assert scores["fields"]["report date"]["share"] == 1


def test_malformed_gold_is_a_foreseen_failure(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(tmp_path / "none.json")])
    assert isinstance(result.exception, GoldError)

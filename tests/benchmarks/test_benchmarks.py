"""The benchmarks run, and what they print can be read by programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.measure import TELLING, instruction_set, memory, peak_memory, show
from benchmarks.memory import long, made_up, new_words
from benchmarks.peers import Peer

ROOT = Path(__file__).parents[2]


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    show("reading", {"words a second": 4321.5, "ratio": 1.1234}, {"python": "3.11"})
    *table, line = capsys.readouterr().out.splitlines()
    assert table == ["reading", "  words a second  4,322", "  ratio           1.12", "  python          3.11"]
    assert json.loads(line) == {"benchmark": "reading", "words a second": 4321.5, "ratio": 1.1234, "python": "3.11"}


def test_memory() -> None:
    assert 1 < memory() < 100_000
    assert 1 < peak_memory() < 100_000


def test_instruction_set() -> None:
    named = instruction_set().split()
    assert named
    assert all(flag in TELLING for flag in named) or len(named) == 1


def test_a_peer_reads_in_a_process_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "texts.json"
    file.write_text(json.dumps(["Kenya signed.", "Peru said that it would not."]), encoding="utf-8")
    peer = Peer("spacy", file)
    first, second = peer.read(0, 1), peer.read(0, 2)
    assert first > 0
    assert peer.seconds == first + second
    peer.forget()
    assert peer.seconds == 0
    peer.close()


@pytest.mark.parametrize("arguments", [["startup", "--runs", "1"], ["read", "--help"]])
def test_they_run(arguments: list[str]) -> None:
    command = [sys.executable, "-m", f"benchmarks.{arguments[0]}", *arguments[1:]]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


def test_made_up_reports_have_new_words() -> None:
    reports = list(made_up(50))
    known: set[str] = set()
    for number, text in enumerate(reports):
        words = set(text.split())
        assert number == 0 or len(words - known) > 24
        known |= words


def test_memory_is_measured() -> None:
    found = new_words(10)
    assert 0.5 < found["memory, last : second tenth"] < 2
    assert long(3000, 2)["peak memory, MB"] > 100

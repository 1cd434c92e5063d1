"""How many reports there will be, for a bar that knows its end."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from communique.sources import count_reports, open_reports


def test_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The talks ended.")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n{bad\n{"text": "b"}\n')
    (tmp_path / "c").mkdir()
    paths = [tmp_path, tmp_path / "c", "nowhere"]
    assert count_reports(paths) == len(list(open_reports(paths))) == 6


def test_packed_lines_are_counted_where_they_may_be_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl.gz"
    file.write_bytes(gzip.compress(b"{}\n{}\n{}\n"))
    assert count_reports([file]) is None
    assert count_reports([file], unpack=True) == 3
    file.write_bytes(b"no archive")
    assert count_reports([file], unpack=True) == 1


@pytest.mark.parametrize("path", ["-", "a.json", "a.jsonl.gz"])
def test_what_cannot_be_counted(path: str) -> None:
    assert count_reports([path]) is None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    assert count_reports([tmp_path / "nowhere.jsonl"]) == 1

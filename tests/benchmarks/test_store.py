"""The benchmark of the store: its made-up stores are stores, and its answers the ones it means to time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.store import ANSWERS, RARE, WORD, make

from communique.store import open_store


def test_a_made_up_store_answers(tmp_path: Path) -> None:
    make(tmp_path / "made.db", 200)
    with open_store(tmp_path / "made.db") as store:
        found = store.statements(by=RARE, about=WORD)
        assert ANSWERS <= len(found) <= ANSWERS + 10
        assert all(WORD in s.words and s.speaker and s.speaker.name == RARE for s in found)
        assert store.stats().reports == 200

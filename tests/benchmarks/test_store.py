"""The benchmark of the store: its made-up stores are stores, and its answers the ones it means to time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.store import ANSWERS, RARE, WORD, make
from benchmarks.synthesis import synthesise

from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.store import open_store
from tests.database.toy import ToyReader, report


def test_a_made_up_store_answers(tmp_path: Path) -> None:
    make(tmp_path / "made.db", 200)
    with open_store(tmp_path / "made.db") as store:
        found = store.statements(by=RARE, about=WORD)
        assert ANSWERS <= len(found) <= ANSWERS + 10
        assert all(WORD in s.words and s.speaker and s.speaker.name == RARE for s in found)
        assert store.stats().reports == 200


def test_a_synthesised_store_answers(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    words = "Foreign Minister Ahmet Davutoglu of Turkey said that it is late. Davutoglu said that peace is near."
    with open_store(path) as store:
        reports = [report(words, "0.txt", date="2013-04-17")]
        add_reports(store.engine(write=True), path, reports, Readers(1, ToyReader))
    synthesise(path, 45)
    with open_store(path) as store:
        assert store.stats().texts == 45
        said = store.statements()
        assert len(said) == 90
        assert len({s.speaker.entity for s in said if s.speaker}) > 5
        assert {str(p.where) for p in store.check().problems} <= {"text_words", "statement_words"}  # not indexed

"""What is remembered of meetings between transactions is what the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from communique.database import schema as t
from communique.entities.known_occasions import MeetingsOfOne
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.store import Store, open_store
from tests.database.toy import report
from tests.entities.test_occasions import TEXTS, Reader

MEETINGS = [
    (1, None, None), (2, "2013-04-17", "2013-04-17"), (3, "2013-04-17", None), (4, "2013-04", "2013-04"),
    (5, "2013", None), (6, "2013-04-10", "2013-04-20"), (7, "2013-05-02", "2013-05-02"),
    (8, "2012-12-30", "2013-01-02"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "about"),
    [
        ("2013-04-17", "2013-04-17", {1, 2, 3, 4, 5, 6}),
        ("2013-04-17", None, {1, 2, 3, 4, 5, 6}),
        ("2013-04", None, {1, 2, 3, 4, 5, 6}),
        ("2013", "2013", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("2013-05-01", "2013-05-03", {1, 5, 7}),
        ("2011-01-01", "2011-01-01", {1}),
        (None, None, {1, 2, 3, 4, 5, 6, 7, 8}),
    ],
)
def test_meetings_of_a_time(start: str | None, end: str | None, about: set[int]) -> None:
    assert MeetingsOfOne(MEETINGS).about(start, end) == about


def identities(store: Store) -> list[tuple[object, ...]]:
    i, e = t.identities.c, t.entities.c
    with store.reading() as connection:
        told = select(i.finding, e.id, e.name, i.score, i.reasons).join(t.entities, e.key == i.entity)
        return [tuple(row) for row in connection.execute(told.order_by(i.finding))]


def test_one_who_remembers_decides_as_one_who_asks(tmp_path: Path) -> None:
    texts = [*TEXTS, *(f"It was so that {text}" for text in TEXTS), "Bela Kovacs met Carl Dahl in Oslo on 2013-04-17."]
    reports = [report(text, date=f"2013-04-{18 + n % 3}") for n, text in enumerate(texts)]
    with open_store(tmp_path / "remembers.db") as remembers, open_store(tmp_path / "asks.db") as asks:
        add_reports(remembers.engine(write=True), remembers.path, iter(reports), Readers(1, Reader), batch=1)
        for one in reports:
            add_reports(asks.engine(write=True), asks.path, iter([one]), Readers(1, Reader), batch=1)
        assert identities(remembers) == identities(asks)
        assert len({row[1] for row in identities(asks)}) < len(identities(asks))
        assert not remembers.check().problems

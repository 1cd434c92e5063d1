"""Whatever is asked of a store on a server has the answers of the same store in a file, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from communique.query import paging
from communique.store import Store, open_store
from tests.query.test_paging import QUESTIONS, WHAT, asked
from tests.server import Server, old_store

OTHERS = ("Turkey", "Russia", "Ardov")


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """A store in a file and its copy on a server."""
    place = old_store(tmp_path_factory.mktemp("both"))
    with open_store(place) as file, open_store(server.address(server.fresh())) as copy:
        file.copy_to(copy)
        yield file, copy


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_questions_and_pages(both: tuple[Store, Store], question: dict[str, Any], monkeypatch) -> None:
    monkeypatch.setattr(paging, "LEAST", 2)
    for what in WHAT:
        whole, told = (asked(store, what, **question) for store in both)
        assert told == whole, what
        monkeypatch.setattr(paging, "FEW", 0)  # walked
        assert asked(both[1], what, **question, limit=4, offset=3) == whole[3:7], what
        monkeypatch.undo()


def test_other_questions(both: tuple[Store, Store]) -> None:
    def answers(store: Store) -> Iterator[Any]:
        yield store.stats().facts
        yield [store.find(what, limit=30) for what in ("actors", "unsure")]
        yield [store.calendar(since=day, limit=20) for day in (None, "2013-03", "2014")]
        yield store.reports(limit=5, offset=3), store.report_facets()
        yield store.news(since="2013-04", limit=20)
        yield [store.search(words, limit=10) for words in ("talks", '"foreign minister" OR war*', "visit NOT talks")]
        yield store.positions(), store.changes(), store.codings().statements, store.dyads()
        yield store.bodies(), list(store.tables())
        for one in OTHERS:
            yield store.dossier(one)
            yield [store.between(one, other) for other in OTHERS[:2] if other != one]

    for known, told in zip(*map(answers, both), strict=True):
        assert told == known

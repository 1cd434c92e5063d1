"""When a store's file is written anew, and that what cannot be tidied is still a sound store."""

from __future__ import annotations

import sqlite3

import pytest

from communique.database import tidy as tidying
from communique.store import Store

TEXT = "Foreign Minister Ahmet Davutoglu of Turkey said that it is {n} o'clock."


def texts(first: int, last: int) -> list[str]:
    return [TEXT.format(n=n) for n in range(first, last)]


def tidied(store: Store) -> int:
    """How many texts the store had when it was last tidied."""
    with store.engine().connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def free(store: Store) -> int:
    with store.engine().connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())


@pytest.mark.parametrize(("more", "then"), [(1, 20), (3, 20), (4, 24), (20, 40)])
def test_a_store_is_tidied_when_it_has_grown_by_a_fifth(place: Store, fill, more: int, then: int) -> None:
    fill(place, texts(0, 20))
    assert (tidied(place), free(place)) == (20, 0)
    fill(place, texts(20, 20 + more))
    assert tidied(place) == then
    assert not place.check().problems


def test_nothing_added_tidies_nothing(place: Store, fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place, texts(0, 3))
    monkeypatch.setattr(tidying, "GROWN", 0.0)
    monkeypatch.setattr(tidying, "tidy", lambda _: pytest.fail("nothing was added"))
    assert fill(place, texts(0, 3)).known == 3


def test_a_store_that_cannot_be_tidied_keeps_what_was_added(
    place: Store, fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(tidying, "tidy", full)
    assert fill(place, texts(0, 3)).added == 3
    assert tidied(place) == 0
    assert not place.check().problems

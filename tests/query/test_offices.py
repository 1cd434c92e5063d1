"""Questions by an office instead of a name: who held it, in what days, and who is called by it alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.errors import StoreError
from communique.store import Store
from tests.database.toy import report

REPORTS = [
    ("Foreign Minister Ahmet Davutoglu of Turkey said that it is late.", "2013-04-17"),
    ("Davutoglu of Turkey said that he waits.", "2013-04-18"),
    ("Foreign Minister Mevlut Cavusoglu of Turkey said that it is early.", "2016-03-02"),
    ("Foreign Minister Sergei Lavrov of Russia said that it rains.", "2013-04-17"),
    ("President Abdullah Gul of Turkey said that it snows.", "2013-04-17"),
    ("The foreign minister of Peru said that it is far.", "2013-04-17"),
]


def _filled(store: Store, fill: Callable[..., object]) -> Store:
    for n, (text, date) in enumerate(REPORTS):
        fill(store, [report(text, f"{n}.txt", date)])
    return store


@pytest.fixture(scope="module")
def held(shared_place: Store, fill) -> Store:
    return _filled(shared_place, fill)


ALL = ["it is late", "he waits", "it is early"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"by": "Turkish foreign minister"}, ALL),
        ({"by": "the Turkish Foreign Minister"}, ALL),
        ({"by": "foreign minister of Turkey"}, ALL),
        ({"by": "Minister of Foreign Affairs of the Republic of Turkey"}, ALL),
        ({"by": "Turkey's foreign minister"}, ALL),
        ({"by": "Turkey’s foreign minister"}, ALL),
        ({"by": "Ankara's foreign minister"}, ALL),
        ({"by": "Turkish foreign minister", "until": "2014"}, ["it is late", "he waits"]),
        ({"by": "Turkish foreign minister", "since": "2016"}, ["it is early"]),
        ({"by": "Turkish foreign minister", "since": "2013-04-18"}, ["he waits", "it is early"]),
        ({"by": "Turkish foreign minister", "about": "early"}, ["it is early"]),
        ({"by": "Turkish president"}, ["it snows"]),
        ({"by": "foreign minister", "until": "2014"}, ["it is late", "it rains", "it is far", "he waits"]),
        ({"by": "foreign minister", "country": "Russia"}, ["it rains"]),
        ({"by": "foreign minister of Peru"}, ["it is far"]),  # whom nobody names
        ({"by": "Kenyan foreign minister"}, []),
        ({"by": "former Turkish foreign minister"}, []),
        ({"by": "Turkish prime minister"}, []),
    ],
)
def test_statements_by_office(held: Store, question: dict, words: list[str]) -> None:
    assert [s.words for s in held.statements(**question)] == words


def test_who_is_meant_and_when_they_held_it(held: Store) -> None:
    from communique.query.question import parse_question

    meant = held.resolve(parse_question(by="Turkish foreign minister", to="Lavrov", body="foreign minister of Peru"))
    assert [(h.entity.name, h.first, h.last) for h in meant["by"].holders] == [
        ("Ahmet Davutoglu", "2013-04-17", "2013-04-17"), ("Mevlut Cavusoglu", "2016-03-02", "2016-03-02"),
    ]  # fmt: skip
    assert meant["by"].office is not None
    assert meant["by"].office.words == "foreign minister of Turkey"
    assert meant["to"].office is None
    assert (meant["body"].entities, meant["body"].unnamed) == ((), 1)


def test_dossiers_of_all_who_held_it(held: Store) -> None:
    assert [d.name for d in held.dossiers("Turkish foreign minister")] == ["Ahmet Davutoglu", "Mevlut Cavusoglu"]
    assert [d.name for d in held.dossiers("Turkish foreign minister", since="2016")] == ["Mevlut Cavusoglu"]
    assert held.dossier("Turkish foreign minister", until="2014").name == "Ahmet Davutoglu"
    assert [d.name for d in held.dossiers("Lavrov")] == ["Sergei Lavrov"]
    with pytest.raises(StoreError, match=r"2 were foreign minister of Turkey.*told 2013-04-17"):
        held.dossier("Turkish foreign minister")
    with pytest.raises(StoreError, match="no report in the store names who was foreign minister of Peru"):
        held.dossiers("Peruvian foreign minister")


def test_actors_and_judgements_by_office(place: Store, fill) -> None:
    held = _filled(place, fill)
    assert {a.name for a in held.actors(by="Turkish foreign minister")} == {"Ahmet Davutoglu", "Mevlut Cavusoglu"}
    number, one = held.merge("Russian foreign minister", "Turkish president")
    assert (number, one.name) == (1, "Sergei Lavrov")
    assert [s.words for s in held.statements(by="Turkish president")] == ["it rains", "it snows"]

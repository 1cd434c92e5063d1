"""Whom the words of a question mean: whole names and known initials before parts of names, and nobody by sound."""

from __future__ import annotations

import pytest

from communique.database import schema as t
from communique.database.column_types import hashed
from communique.entities.book import file_under
from communique.errors import StoreError
from communique.query.question import parse_question
from communique.store import Store
from tests.database.toy import report

SAID = "{} of {} said that the talks go on."
PEOPLE = (
    ("President Kim Lon Un", "Chad"), ("President Vladan Petrin", "Peru"), ("President Jorge Badden", "Peru"),
    ("Foreign Minister Ana Lindqvist", "Norway"), ("President Ahmet Lavroglu", "Turkey"),
    ("Spokesman Peter Ali", "Chad"), ("Spokesman Ali Mendi", "Chad"), ("Foreign Minister Viktor Yanukov", "Peru"),
)  # fmt: skip
NAMES = {
    "Kim Lon Un": {"un": 2, "lon un": 1},
    "Vladan Petrin": {"petrin": 40, "president petrin": 3},
    "Jorge Badden": {"petrin": 1, "badden": 20},
    "Chad": {"un": 90, "u n mission": 2},
}
"""How often reports call somebody so, by the name; "un" of Kim and "petrin" of Badden are slips."""


@pytest.fixture(scope="module")
def called(shared_place: Store, fill) -> Store:
    place = shared_place
    fill(place, [report(SAID.format(who, where), f"{n}.txt") for n, (who, where) in enumerate(PEOPLE)])
    with place.engine(write=True).begin() as connection:
        for name, forms in NAMES.items():
            entity = connection.execute(t.entities.select().where(t.entities.c.name == name)).one().key
            for form, times in forms.items():
                row = {"entity": entity, "name": form, "shown": None, "times": times}
                n = t.names.c
                connection.execute(t.names.delete().where(n.entity == entity, n.name == form))
                connection.execute(t.names.insert(), row)
                file_under(connection, [(hashed(word), entity) for word in form.split()])
    return place


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("UN", ["Chad"]),  # whoever the initials mean, not a part of a given name
        ("U.N.", ["Chad"]),
        ("Lon", ["Kim Lon Un"]),
        ("LON", []),  # capitals are no given name
        ("Kim", ["Kim Lon Un"]),
        ("Kim Lon Un", ["Kim Lon Un"]),
        ("Lon Un", ["Kim Lon Un"]),
        ("Petrin", ["Vladan Petrin"]),  # not he who was once called so
        ("Badden", ["Jorge Badden"]),
        ("Ali", ["Peter Ali"]),  # a surname before a given name
        ("Mendi", ["Ali Mendi"]),
        ("Ana", ["Ana Lindqvist"]),
        ("lindqvist", ["Ana Lindqvist"]),
        ("Petrain", []),
        ("Lavroglou", []),
        ("Lindquist", []),
        ("Janukow", []),
    ],
)
def test_whom_words_mean(called: Store, words: str, meant: list[str]) -> None:
    found = called.resolve(parse_question(by=words))["by"]
    assert [one.name for one in found.entities] == meant
    said = {one.speaker.name for one in called.statements(by=words) if one.speaker}
    assert said == set(meant) - {"Chad"}


@pytest.mark.parametrize("words", ["N’Djamena", "N'Djamena", "Chad"])
def test_a_capital_means_its_state(called: Store, words: str) -> None:
    assert [one.name for one in called.resolve(parse_question(by=words))["by"].entities] == ["Chad"]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("Petrain", "Vladan Petrin"),  # not Badden, who was called so by a slip
        ("Pertin", "Vladan Petrin"),
        ("Lavroglou", "Ahmet Lavroglu"),
        ("Lindquist", "Ana Lindqvist"),
        ("Baddne", "Jorge Badden"),
        ("Janukow", "Viktor Yanukov"),  # by its sound
        ("Talleyrand", None),
    ],
)
def test_a_near_name_is_told_and_answered_only_when_asked(called: Store, words: str, near: str | None) -> None:
    told = called.resolve(parse_question(by=words))["by"]
    assert told.entities == ()
    assert next(iter(told.near), None) == near
    assert called.statements(by=words) == []
    answered = called.statements(by=words, fuzzy=True)
    assert {one.speaker.name for one in answered if one.speaker} == ({near} if near else set())
    assert [one.name for one in called.actors(by=words, fuzzy=True)] == ([near] if near else [])


def test_a_dossier_is_of_whom_reports_mention_most_by_far(place: Store, fill) -> None:
    fill(place, [report(SAID.format(who, "Peru"), f"{n}.txt") for n, who in enumerate(("Jan Petrin", "Eva Petrin"))])

    def mentioned(name: str, times: int) -> None:
        with place.engine(write=True).begin() as connection:
            [entity] = connection.execute(t.entities.select().where(t.entities.c.name == name))
            n = t.names.c
            connection.execute(t.names.update().where(n.entity == entity.key).values(times=times))

    mentioned("Jan Petrin", 12)
    mentioned("Eva Petrin", 4)
    with pytest.raises(StoreError, match="2 in the store are called 'Petrin'"):
        place.dossier("Petrin")
    mentioned("Jan Petrin", 200)
    assert place.dossier("Petrin").name == "Jan Petrin"
    assert [e.name for e in place.resolve(parse_question(by="Petrin"))["by"].entities] == ["Jan Petrin", "Eva Petrin"]
    with pytest.raises(StoreError, match="2 in the store are called 'Petrin'"):
        place.entity("Petrin")

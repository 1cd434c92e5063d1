"""Judgements: what they do, that undoing gives back what was, and that nothing is written over."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import StoreError, UsageError
from communique.store import Store
from tests.database.toy import report

TEXTS = [
    "Foreign Minister Ahmet Davutoglu of Turkey said that it is late.",
    "Davutoglu of Turkey said that it is early.",
    "Foreign Minister Sergei Lavrov of Russia said that it rains.",
    "President Igor Ivanov of Bulgaria said that it snows.",
]
TABLES = ("names", "name_keys", "offices", "identities", "unsure")


def state(store: Store) -> dict[str, list[tuple]]:
    """What judgements may change, and what the records say."""
    with store.engine().connect() as connection:
        found = {t: [tuple(r) for r in connection.exec_driver_sql(f"SELECT * FROM {t} ORDER BY 1, 2")] for t in TABLES}
        told = "SELECT id, name, kind, same_as FROM entities WHERE key IN (SELECT entity FROM identities) ORDER BY 1"
        rows = connection.exec_driver_sql(told)
        found["entities"] = [tuple(r) for r in rows]
    found["records"] = [(r.to_json(),) for r in store.records()]
    return found


@pytest.fixture
def judged(place: Store, fill) -> Store:
    fill(place, [report(text, f"{n}.txt") for n, text in enumerate(TEXTS)])
    return place


def test_a_merge_makes_one_of_two_and_undo_two_of_one(judged: Store) -> None:
    before = state(judged)
    number, one = judged.merge("Davutoglu", "Lavrov", note="for the test")
    assert one.name == "Ahmet Davutoglu"
    assert len(judged.statements(by="Lavrov")) == 3
    assert [a.name for a in judged.actors(by="Lavrov")] == ["Ahmet Davutoglu"]
    assert judged.undo().number == number
    assert state(judged) == before


def test_a_split_takes_reports_out(judged: Store) -> None:
    before = state(judged)
    second = judged.statements(by="Davutoglu")[1].citation.report
    _, many, new = judged.split("Davutoglu", reports=[second])
    assert many == {"actor": 1}
    assert [s.words for s in judged.statements(by=new.id)] == ["it is early"]
    with pytest.raises(StoreError, match="Name one by its id"):
        judged.dossier("Davutoglu")
    judged.undo()
    assert state(judged) == before


def test_a_merge_of_a_merge_and_its_undo(judged: Store) -> None:
    first, _ = judged.merge("Davutoglu", "Lavrov")
    judged.merge("Davutoglu", "Ivanov")
    assert len(judged.statements(by="Davutoglu")) == 4
    judged.undo(first)
    assert len(judged.statements(by="Davutoglu")) == 3
    assert [s.words for s in judged.statements(by="Lavrov")] == ["it rains"]


def test_an_undo_can_be_undone(judged: Store) -> None:
    judged.merge("Davutoglu", "Lavrov")
    merged = state(judged)
    judged.undo()
    judged.undo(2)
    assert state(judged) == merged
    assert [(j.kind, j.in_force) for j in judged.log()] == [("merge", True), ("undo", False), ("undo", True)]


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda s: s.merge("Davutoglu"), UsageError),
        (lambda s: s.merge("Davutoglu", "Ahmet Davutoglu"), UsageError),
        (lambda s: s.merge("Davutoglu", "Turkey"), StoreError),
        (lambda s: s.merge("Davutoglu", "Talleyrand"), StoreError),
        (lambda s: s.split("Davutoglu", actors=["a0000000000000000"]), StoreError),
        (lambda s: s.split("Davutoglu"), UsageError),
        (lambda s: s.undo(), StoreError),
        (lambda s: s.undo(7), StoreError),
    ],
)
def test_what_cannot_be_judged_changes_nothing(judged: Store, act, error) -> None:
    before = state(judged)
    with pytest.raises(error):
        act(judged)
    assert state(judged) == before
    assert judged.log() == []


def test_what_is_undone_cannot_be_undone_again(judged: Store) -> None:
    number, _ = judged.merge("Davutoglu", "Lavrov")
    judged.undo(number)
    with pytest.raises(StoreError, match="undone already"):
        judged.undo(number)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()), min_size=1, max_size=5))
def test_whatever_is_judged_undoing_all_gives_back_what_was(judged: Store, acts: list[tuple[int, int, bool]]) -> None:
    people = [a.entity for name in ("Davutoglu", "Lavrov", "Ivanov") for a in judged.actors(by=name)[:1]]
    before = state(judged)
    for a, b, is_split in acts:
        try:
            if is_split:
                judged.split(people[a], reports=[judged.statements(by=people[a])[0].citation.report])
            else:
                judged.merge(people[a], people[b])
        except (StoreError, UsageError, IndexError):
            continue
    while any(j.in_force and j.kind != "undo" for j in judged.log()):
        judged.undo()
    assert state(judged) == before

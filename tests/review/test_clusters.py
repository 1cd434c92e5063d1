"""Clusters: one question for all that may be one, one judgement that settles it, one undo that takes it back."""

from __future__ import annotations

import pytest

from communique.errors import StoreError
from communique.query.candidate_pairs import CandidateCluster
from communique.store import Store
from tests.database.toy import report
from tests.review.test_apart import Mistaken
from tests.review.test_judge import state
from tests.server import either_place

__all__ = ["either_place"]

FULL = "Foreign Minister Ravi Menon of Peru said that it rains."
SHORT = [f"Menon said that nobody can tell {n}." for n in ("why", "when", "how")]
OTHER = "Foreign Minister Asha Menon of Chad said that it snows."


def filled(place: Store, fill, texts: list[str]) -> Store:
    for n, text in enumerate(texts):
        fill(place, [report(text, f"{n}.txt", f"201{n}-04-17")])
    return place


@pytest.fixture
def doubtful(place: Store, fill) -> Store:
    return filled(place, fill, [FULL, *SHORT])


def persons(store: Store) -> list[str]:
    return sorted(a.name for a in store.actors() if a.kind == "person")


def test_one_question_has_the_words_of_all_sides(doubtful: Store) -> None:
    found = doubtful.find("unsure")
    assert all(isinstance(one, CandidateCluster) for one in found)
    [cluster] = found
    assert {side.words for side in cluster.sides} <= {FULL, *SHORT}
    assert FULL in {side.words for side in cluster.sides}
    assert len(cluster.sides) == len({side.entity for side in cluster.sides}) >= 3
    assert len(cluster.pairs) >= 2
    assert cluster.score == max(pair.score for pair in cluster.pairs)


def test_each_pair_is_in_one_question(place: Store, fill) -> None:
    filled(place, fill, [FULL, *SHORT, OTHER, "Menon said that it will pass."])
    pairs = [frozenset((p.one.entity, p.other.entity)) for c in place.find("unsure") for p in c.pairs]
    assert len(pairs) == len(set(pairs))
    for cluster in place.find("unsure"):
        assert len({side.name for side in cluster.sides if " " in side.name}) <= 1


def test_one_judgement_settles_a_cluster(doubtful: Store) -> None:
    before = state(doubtful)
    number, found = doubtful.merge_all("Menon", note="the minister")
    assert found.entities[0].name == "Ravi Menon"
    assert persons(doubtful) == ["Ravi Menon"]
    assert len(doubtful.statements(by="Ravi Menon")) == 1 + len(SHORT)
    assert doubtful.find("unsure") == []
    [judgement] = doubtful.log()
    assert (judgement.number, judgement.kind, judgement.note) == (number, "merge", "the minister")
    assert doubtful.undo().number == number
    assert state(doubtful) == before


@pytest.mark.parametrize("words", ["menon", "Ravi Menon", "  MENON  "])
def test_by_any_of_its_names(doubtful: Store, words: str) -> None:
    doubtful.merge_all(words)
    assert len(doubtful.find("unsure")) == 0


def test_two_full_names_are_not_settled_at_once(place: Store, fill) -> None:
    filled(place, fill, [FULL, *SHORT, OTHER])
    before = state(place)
    with pytest.raises(StoreError, match=r"several people by their full names.*Ravi Menon"):
        place.merge_all("Menon")
    assert state(place) == before
    assert place.log() == []


def test_bodies_that_merely_have_the_word_are_not_meant(place: Store, fill) -> None:
    for n, text in enumerate(("Neva House said that it grows.", "Lake House said that it rains.")):
        fill(place, [report(text, f"{n}.txt", f"201{n}-04-17")], Mistaken)
    before = state(place)
    with pytest.raises(StoreError, match="nobody in the store is called 'House'"):
        place.merge_all("House")
    assert state(place) == before


def test_who_may_be_somebody_else_too_stays_apart(place: Store, fill) -> None:
    filled(place, fill, [FULL, OTHER, SHORT[0]])
    surnames = {a.entity for a in place.actors() if a.name == "Menon"}
    with pytest.raises(StoreError, match="may be Asha Menon too"):
        place.merge_all("Ravi Menon")
    assert {a.entity for a in place.actors() if a.name == "Menon"} == surnames


def test_who_is_kept_apart_stays_so(doubtful: Store) -> None:
    one, *others = [a.entity for a in doubtful.actors() if a.kind == "person"]
    doubtful.apart(one, others[0])
    _, found = doubtful.merge_all("Menon")
    assert {left.id for left, _ in found.left_out} & {one, others[0]}
    assert len(persons(doubtful)) == 2


def test_two_that_cross_and_their_undoing(place: Store, fill) -> None:
    filled(place, fill, [FULL, *SHORT])
    before = state(place)
    entities = [a.entity for a in place.actors() if a.kind == "person"]
    first = place.merge(entities[0], entities[1])[0]
    second, _ = place.merge_all("Menon")
    assert persons(place) == ["Ravi Menon"]
    place.undo(first)
    assert persons(place) == ["Ravi Menon"]  # the second says so too
    place.undo(second)
    assert state(place) == before
    place.undo(first + 3)  # undoing what undid the second
    assert persons(place) == ["Ravi Menon"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Zzyzx", "nobody in the store is called"),
        ("", "nobody in the store is called"),
        ("   ", "nobody in the store is called"),
        ("'; DROP TABLE entities; --", "nobody in the store is called"),
        ("%", "nobody in the store is called"),
        ("e0000", "nobody in the store is called"),
        ("Peru", "the only one of that name"),
        ("x" * 5000, "nobody in the store is called"),
    ],
)
def test_what_makes_no_sense_is_refused(doubtful: Store, words: str, told: str) -> None:
    before = state(doubtful)
    with pytest.raises(StoreError, match=told):
        doubtful.merge_all(words)
    assert state(doubtful) == before

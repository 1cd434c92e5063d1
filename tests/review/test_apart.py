"""Keeping apart: the pair is decided, no later reading joins it, and whatever contradicts it is refused."""

from __future__ import annotations

import msgspec
import pytest

from communique.errors import StoreError, UsageError
from communique.query.candidate_pairs import CandidateCluster
from communique.store import Store
from tests.database.toy import ToyReader, record, report
from tests.server import either_place

__all__ = ["either_place"]

FULL = "Foreign Minister Sergei Lavrov of Russia said that it rains."
SHORT = "Lavrov said that nobody can tell."


@pytest.fixture
def doubtful(place: Store, fill) -> Store:
    for n, text in enumerate((FULL, SHORT)):
        fill(place, [report(text, f"{n}.txt")])
    return place


def the_pair(store: Store) -> CandidateCluster:
    [pair] = store.find("unsure")
    return pair


def persons(store: Store) -> set[str]:
    return {a.entity for a in store.actors() if a.kind == "person"}


def test_a_pair_shows_both_sides_with_words_citation_and_reasons(doubtful: Store) -> None:
    pair = the_pair(doubtful)
    assert {(s.name, s.words) for s in (pair.one, pair.other)} == {("Sergei Lavrov", FULL), ("Lavrov", SHORT)}
    assert "surname or short form of the other +0.40" in pair.why
    for side in (pair.one, pair.other):
        text = doubtful.record(side.citation.report).report.text
        assert text[side.citation.start : side.citation.end] == side.name


def test_what_is_kept_apart_is_listed_no_more_until_it_is_undone(doubtful: Store) -> None:
    pair = the_pair(doubtful)
    before = persons(doubtful)
    number, found = doubtful.apart(pair.one.entity, pair.other.entity, note="two")
    assert [e.id for e in found] == [pair.one.entity, pair.other.entity]
    assert doubtful.find("unsure") == []
    assert doubtful.stats().unsure == 0
    assert persons(doubtful) == before
    [judgement] = doubtful.log()
    assert (judgement.number, judgement.kind, judgement.note) == (number, "apart", "two")
    assert set(judgement.called.values()) == {"Sergei Lavrov", "Lavrov"}
    assert doubtful.undo().number == number
    assert the_pair(doubtful) == pair
    doubtful.undo(2)
    assert doubtful.find("unsure") == []


def test_a_merge_clears_the_pair_too(doubtful: Store) -> None:
    pair = the_pair(doubtful)
    doubtful.merge(pair.one.entity, pair.other.entity)
    assert doubtful.find("unsure") == []
    assert doubtful.stats().unsure == 0
    doubtful.undo()
    assert the_pair(doubtful) == pair


def test_what_is_merged_into_one_of_them_is_apart_from_the_other(place: Store, fill) -> None:
    for n, text in enumerate((FULL, SHORT, "Igor Lavrov of Bulgaria said that it snows.")):
        fill(place, [report(text, f"{n}.txt", f"201{n}-04-17")])
    igor, sergei = (place.actors(by=name)[0].entity for name in ("Igor Lavrov", "Sergei Lavrov"))
    surname = next(a.entity for a in place.actors() if a.name == "Lavrov")
    listed = {frozenset((p.one.entity, p.other.entity)) for p in place.find("unsure")}
    assert {frozenset((surname, igor)), frozenset((surname, sergei))} & listed
    place.apart(igor, sergei)
    place.merge(igor, surname)
    assert place.find("unsure") == []


class Sure(ToyReader):
    """A newer version, which finds the full name in the second text too."""

    def read_many(self, items):
        """The records in order."""
        for item in items:
            found = record(item, "99.0")
            yield msgspec.structs.replace(
                found,
                actors=tuple(
                    msgspec.structs.replace(a, name="Sergei Lavrov", country="RUS") if a.name == "Lavrov" else a
                    for a in found.actors
                ),
            )


def test_a_newer_reading_would_join_the_two(doubtful: Store, fill) -> None:
    fill(doubtful, [report(SHORT, "1.txt")], Sure, again=True)
    assert len(persons(doubtful)) == 1


def test_a_newer_reading_does_not_join_what_is_kept_apart(doubtful: Store, fill) -> None:
    pair = the_pair(doubtful)
    doubtful.apart(pair.one.entity, pair.other.entity)
    for _ in range(2):
        fill(doubtful, [report(SHORT, "1.txt")], Sure, again=True)
        assert persons(doubtful) == {pair.one.entity, pair.other.entity}
        assert doubtful.find("unsure") == []
    fill(doubtful, [report("Lavrov said that it will pass.", "2.txt", "2013-04-19")])
    assert persons(doubtful) >= {pair.one.entity, pair.other.entity}
    assert not any({p.one.entity, p.other.entity} == {pair.one.entity, pair.other.entity}
                   for p in doubtful.find("unsure"))  # fmt: skip
    assert not doubtful.check().problems


class Mistaken(ToyReader):
    """Takes everybody for a body."""

    def read_many(self, items):
        """The records in order."""
        for item in items:
            found = record(item)
            actors = tuple(msgspec.structs.replace(a, kind="organization") for a in found.actors)
            yield msgspec.structs.replace(found, actors=actors)


def test_a_person_and_the_body_for_which_it_was_taken_can_be_merged(doubtful: Store, fill) -> None:
    fill(doubtful, [report("Neva House said that it grows.", "2.txt", "2001-01-01")], Mistaken)
    group = next(a for a in doubtful.actors() if a.kind == "organization")
    doubtful.merge("Sergei Lavrov", group.entity)
    assert len(doubtful.statements(by="Sergei Lavrov")) == 2


@pytest.mark.parametrize("first", ["merge", "apart"])
def test_contradictions_are_refused_and_change_nothing(doubtful: Store, first: str) -> None:
    pair = the_pair(doubtful)
    both = (pair.one.entity, pair.other.entity)
    if first == "apart":
        doubtful.apart(*both)
        with pytest.raises(StoreError, match=r"judgement 1 .* apart.*undo 1"):
            doubtful.merge(*both)
    else:
        doubtful.merge(*both)
        with pytest.raises(StoreError, match="named already"):
            doubtful.apart(*both)
        doubtful.undo()
        doubtful.apart(*both)
        with pytest.raises(StoreError, match=r"judgement 3 .* apart"):
            doubtful.undo(2)  # the merge would be in force again
    assert len(persons(doubtful)) == 2
    assert doubtful.find("unsure") == []


def test_what_makes_no_sense_is_refused(doubtful: Store) -> None:
    with pytest.raises(UsageError, match="two"):
        doubtful.apart("Sergei Lavrov")
    with pytest.raises(StoreError, match="nobody"):
        doubtful.apart("Sergei Lavrov", "Talleyrand")
    assert doubtful.log() == []

"""How sure facts are told to be: the weights that ship, and that they rank."""

from __future__ import annotations

import pytest

from communique.extract.confidence import LEAST, MOST, calibrated, likelihood
from tests.extract.reading import read

# sentences of which the first tells its event more surely than the second
SURER = [
    ("Kenya condemned Sudan.", "The attack on the market was a shock."),
    ("Poland urged Belarus to release the prisoners.", "A minister said talks between others were a comfort."),
]


def test_a_feature_that_nobody_saw_weighs_nothing() -> None:
    assert likelihood("events", {"rule:no such rule"}) == likelihood("events", ())


@pytest.mark.parametrize("kind", ["events", "meetings", "positions", "voiced", "against"])
def test_it_stays_within_its_bounds(kind: str) -> None:
    from communique.extract.confidence import _weights

    best = {n for n, w in _weights()[kind].items() if w > 0}
    worst = {n for n, w in _weights()[kind].items() if w < 0}
    assert LEAST <= likelihood(kind, worst) < likelihood(kind, best) <= MOST  # type: ignore[arg-type]


@pytest.mark.parametrize(("surer", "other"), SURER)
def test_the_surer_sentence_is_told_as_surer(surer: str, other: str) -> None:
    first = max(e.confidence for e in read(surer).events)
    second = max((e.confidence for e in read(other).events), default=0.0)
    assert first > second


def test_an_act_with_both_ends_is_surer_than_the_same_without() -> None:
    both = read("Kenya criticised Sudan.").events[0]
    one = read("Somebody criticised Sudan.").events
    assert not one or both.confidence > one[0].confidence


def test_the_likelier_of_two_is_told_as_surer() -> None:
    told = [calibrated(p) for p in (0.4, 0.6, 0.8, 0.95)]
    assert told == sorted(told)
    assert told[0] < told[-1] < 0.95

"""Likeness: what is one story, and that fingerprints meet where the measure says so."""

from __future__ import annotations

import random

import pytest

from communique.database.likeness import fingerprint, overlap, shingles
from communique.model import Span
from communique.store import Store

WORDS = [
    "talks",
    "minister",
    "border",
    "treaty",
    "export",
    "grain",
    "convoy",
    "river",
    "summit",
    "envoy",
    "parliament",
    "budget",
    "harbour",
    "railway",
]


def text(seed: int, length: int = 240) -> str:
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(90)}" for _ in range(length))


STORY = text(1)
SHORTENED = " ".join(STORY.split()[:80])
EDITED = STORY.replace("treaty", "accord")
LED = "By our own correspondent, in the capital. " + STORY
OTHER = text(2)
DIGEST = " ".join([SHORTENED, *(" ".join(text(n).split()[:60]) for n in range(10, 20))])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (STORY, STORY, True), (STORY, LED, True), (STORY, EDITED, True), (STORY, SHORTENED, True),
        (STORY, OTHER, False),
        (STORY, DIGEST, False), (SHORTENED, OTHER, False), ("", STORY, False), ("a b", "a b", False),
    ],
)  # fmt: skip
def test_what_is_one_story(a: str, b: str, same: bool) -> None:
    assert overlap(shingles(a), shingles(b)).same_story is same
    if same:
        assert set(fingerprint(a)) & set(fingerprint(b))


def test_boilerplate_says_nothing() -> None:
    bar = "share this on all of the usual places and subscribe to our letter "
    a, b = bar + STORY, bar + OTHER
    spans = [Span(0, len(bar))]
    assert overlap(shingles(a, spans), shingles(b, spans)).likeness == 0
    assert shingles(a, spans) == shingles(STORY)


def test_fingerprints_are_the_same_each_time_and_small() -> None:
    assert fingerprint(STORY) == fingerprint(STORY)
    assert all(0 <= n < 2**31 for n in fingerprint(STORY))
    assert len(fingerprint(STORY)) < 50
    assert fingerprint("too short") == []


def test_printings_of_a_story_are_grouped_whatever_comes_first(place: Store, fill) -> None:
    fill(place, [SHORTENED + " x.", OTHER + " y.", EDITED + " z.", STORY + " w.", LED + " v."])
    stats = place.stats()
    assert (stats.texts, stats.stories) == (5, 2)

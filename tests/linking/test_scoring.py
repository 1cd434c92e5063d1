"""Scores are sums that explain themselves."""

from __future__ import annotations

import msgspec
import pytest

from communique.linking.features import EntityProfile, same_entity
from communique.linking.scoring import Feature, Score, weigh


class Toy(msgspec.Struct, frozen=True):
    """A profile."""

    name: str
    words: frozenset[str] = frozenset()


FEATURES: tuple[Feature[Toy], ...] = (
    Feature("same name", 0.5, lambda a, b: float(a.name == b.name), "name"),
    Feature("shared words", 0.4, lambda a, b: len(a.words & b.words) / 3, "words"),
    Feature("another name", -1.0, lambda a, b: float(a.name != b.name), "name"),
)


@pytest.mark.parametrize(
    ("a", "b", "value", "told"),
    [
        (Toy("x"), Toy("x"), 0.5, "same name +0.50 (x)"),
        (Toy("x"), Toy("y"), -1.0, "another name -1.00 (x; y)"),
        (
            Toy("x", frozenset("pq")), Toy("x", frozenset("qr")), 0.633,
            "same name +0.50 (x), shared words +0.13 (q)",  # what they share, not what each has
        ),
    ],
)  # fmt: skip
def test_a_sum_and_its_reasons(a: Toy, b: Toy, value: float, told: str) -> None:
    score = weigh(FEATURES, a, b)
    assert score.value == value == pytest.approx(sum(score.reasons.values()))
    assert score.told == told
    assert score.values.keys() == score.reasons.keys()


def test_a_decision_without_a_comparison_has_no_values() -> None:
    assert Score(1.0, {"known": 1.0}).told == "known"


@pytest.mark.parametrize(
    ("b", "told"),
    [
        (
            EntityProfile(
                "person", frozenset({"ahmet davutoglu"}), "TUR", offices=(("minister", 3, None, None, True),)
            ),
            "same_name +0.85 (ahmet davutoglu), same_office +0.35 (minister), same_country +0.15 (TUR), "
            "only_one +0.15 (0)",
        ),
        (
            EntityProfile("person", frozenset({"mehmet davutoglu"}), "SYR", rivals=1),
            "other_given_name -1.00 (ahmet davutoglu; mehmet davutoglu), other_country -0.30 (TUR; SYR)",
        ),
        (EntityProfile("state", frozenset({"turkey"}), "TUR"), ""),
    ],
)
def test_which_values_of_actors_matched(b: EntityProfile, told: str) -> None:
    a = EntityProfile("person", frozenset({"ahmet davutoglu"}), "TUR", offices=(("minister", 3, None, None, True),))
    assert same_entity(a, b).told == told

"""Which concept an issue's words mean."""

from __future__ import annotations

import pytest

from communique.linking.codebook import ConceptIndex
from communique.model.codebook import Codebook, Concept

BOOK = Codebook("Syria", "1", (
    Concept("Military intervention in Syria", counter_examples=("military aid to Syria",)),
    Concept("Arms for the opposition", examples=("arming the rebels", "weapons deliveries")),
    Concept("Assad must go", examples=("Assad's departure",), counter_examples=("Assad",)),
))  # fmt: skip


@pytest.mark.parametrize(
    ("label", "concept", "how"),
    [
        ("military intervention  in SYRIA", "Military intervention in Syria", "example"),
        ("intervening militarily in Syria", "Military intervention in Syria", "words"),
        ("any measure of military intervention", "Military intervention in Syria", "words"),
        ("military aid to Syria", None, ""),
        ("humanitarian intervention in Syria", None, ""),
        ("arming of rebels", "Arms for the opposition", "words"),
        ("weapons deliveries", "Arms for the opposition", "example"),
        ("the departure of Assad", "Assad must go", "words"),
        ("Assad", None, ""),
        ("the deal", None, ""),
        ("", None, ""),
    ],
)
def test_the_concept_of_words(label: str, concept: str | None, how: str) -> None:
    match = ConceptIndex(BOOK).match(label)
    assert (match and match.concept, match.how if match else "") == (concept, how)


def test_without_a_codebook_three_wordings_are_one_issue() -> None:
    from itertools import combinations

    from communique.linking.issues import SAME, issue_profile, same_issue

    three = "military intervention in Syria", "any measure of military intervention", "intervening militarily in Syria"
    assert all(same_issue(issue_profile(a), issue_profile(b)).value >= SAME for a, b in combinations(three, 2))

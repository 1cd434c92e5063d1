"""Whether labels of positions mean one issue."""

from __future__ import annotations

import pytest

from communique.linking.issues import SAME, issue_keys, issue_profile, same_issue

ONE = [
    ("military intervention in Syria", "intervening militarily in Syria"),
    ("military intervention in Syria", "any measure of military intervention"),
    ("complete denuclearisation of the peninsula", "denuclearizing the peninsula"),
    ("President Omar al-Sarrad's regime", "Omar Sarrad"),
    ("total sanctions relief", "to obtain relief from sanctions"),
    ("authorities in Lima", "Peru"),
    ("U.S. troop withdrawal", "withdrawal of American troops"),
    ("an independent inquiry", "independent inquiry into the raid"),
    ("restraint", "restraint and dialogue"),
    ("the Mbeya nomination in committee", "Mbeya's nomination"),
    ("unprovoked aggression against Ukraine", "continued aggression against Ukraine"),
]
TWO = [
    ("sanctions on Iran", "sanctions on Russia"),
    ("the deal", "deal"),
    ("these calls", "calls over the next months"),
    ("nuclear tests", "halting the nuclear tests"),
    ("Iran nuclear deal", "pulling out of the Iran nuclear deal"),
    ("nuclear deal with Iran", "those opposed to the nuclear deal with Iran"),
    ("alliance with Peru", "leaving the alliance with Peru"),
    ("sanctions", "sanctions on Peru"),
    ("Sarrad", "Sarrad's speech"),
    ("Peru", "cooperation with Peru"),
    ("Peru", "working with Peru"),
    ("Peru", "Peru and Chile"),
    ("Peru", "Peru's Tariffs"),
    ("cease-fire", "cease-fire in their country and the release"),
    ("the Kenyan government", "the Peruvian government"),
    ("naval exercises", "membership in the alliance"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_labels_of_one_issue(a: str, b: str) -> None:
    one, other = issue_profile(a), issue_profile(b)
    score = same_issue(one, other)
    assert score.value >= SAME, (score.reasons, one, other)
    assert score == same_issue(one, other)
    assert same_issue(other, one).value == score.value
    assert set(issue_keys(one)) & set(issue_keys(other)), "they are compared at all"


@pytest.mark.parametrize(("a", "b"), TWO)
def test_labels_of_two_issues(a: str, b: str) -> None:
    score = same_issue(issue_profile(a), issue_profile(b))
    assert score.value < SAME, score.reasons


@pytest.mark.parametrize("label", ["", "…", "the", "“", "it", "a " * 400, "\u0130\u0130 \u0301"])
def test_labels_of_nothing(label: str) -> None:
    profile = issue_profile(label)
    assert same_issue(profile, profile).value <= 1
    assert len(issue_keys(profile)) < 20

from __future__ import annotations

import pytest

from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.pronoun_coreference import agrees, score, weights
from communique.extract.actors.pronouns import PRONOUNS

MAN, WOMAN = ActorDraft("person", "Erik Lund", gender="m"), ActorDraft("person", "Kari Nilsen", gender="f")
SOMEBODY, STATE, BODY = (
    ActorDraft("person", "A. Keita"),
    ActorDraft("state", "Chad"),
    ActorDraft("organization", "Council"),
)
PEOPLE = ActorDraft("group", "officials", plural=True)


@pytest.mark.parametrize(
    ("pronoun", "fits"),
    [
        ("he", [MAN, SOMEBODY]),
        ("her", [WOMAN, SOMEBODY]),
        ("it", [STATE, BODY]),
        ("its", [STATE, BODY]),
        ("they", [STATE, BODY, PEOPLE]),
    ],
)
def test_gender_number_and_kind(pronoun: str, fits: list[ActorDraft]) -> None:
    everybody = [MAN, WOMAN, SOMEBODY, STATE, BODY, PEOPLE]
    assert [d.name for d in everybody if agrees(PRONOUNS[pronoun], d)] == [d.name for d in fits]


@pytest.mark.parametrize(
    ("word", "person", "plural", "possessive", "reflexive"),
    [
        ("we", 1, True, False, False),
        ("our", 1, True, True, False),
        ("i", 1, False, False, False),
        ("himself", 3, False, False, True),
        ("their", 3, True, True, False),
        ("themselves", 3, True, False, True),
    ],
)
def test_what_a_pronoun_tells(word: str, person: int, plural: bool, possessive: bool, reflexive: bool) -> None:
    p = PRONOUNS[word]
    assert (p.person, p.plural, p.possessive, p.reflexive) == (person, plural, possessive, reflexive)


def test_the_score_is_the_weighted_sum() -> None:
    assert score({}) == 0
    assert score({"subject": 1.0, "no such feature": 9.0}) == weights()["subject"]
    assert score({"subject": 1.0, "plural": 1.0}) == weights()["subject"] + weights()["plural"]


def test_the_weights_prefer_what_grammar_prefers() -> None:
    w = weights()
    assert w["subject"] > w["object"]
    assert w["distance"] > 0
    assert w["tokens"] > 0
    assert w["plural"] > 0 > w["state"]

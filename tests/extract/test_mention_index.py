"""Who a token names."""

from __future__ import annotations

from functools import lru_cache

import pytest

from communique.extract.mention_index import MENTION_INDEX, MentionIndex
from communique.language.document import Document
from communique.language.tree import Token
from communique.model import Span, make_report
from tests.extract.reading import DAY, reader


@lru_cache(maxsize=100)
def document(text: str) -> Document:
    return reader().document(make_report(text, "test.txt", date=DAY))


def index(text: str) -> MentionIndex:
    return document(text).index(MENTION_INDEX)


def token(text: str, word: str) -> Token:
    return next(t for t in document(text).syntax if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Kenya left.", "Kenya", "Kenya"),
        ("Kenyan Foreign Minister Amina Otieno left.", "Otieno", "Amina Otieno"),
        ("Kenyan Foreign Minister Amina Otieno left.", "Minister", "Amina Otieno"),  # the words of her office mean her
        ("Amina Otieno, the Kenyan foreign minister, left.", "minister", "Amina Otieno"),
        ("The Kenyan foreign minister, Amina Otieno, left.", "minister", "Amina Otieno"),
        ("Amina Otieno, who leads Kenya, left for Peru.", "who", "Amina Otieno"),
        ("Kenya rejected the plan that Peru had made.", "that", None),
        ("Kenya left.", "left", None),
        ("The weather in Kenya was bad.", "weather", None),
    ],
)
def test_the_actor_of_a_token(text: str, word: str, name: str | None) -> None:
    found = index(text).actor_of(token(text, word))
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Kenya, Peru and Chad signed.", "Kenya", ["Kenya", "Peru", "Chad"]),
        ("Kenya and Peru signed.", "Kenya", ["Kenya", "Peru"]),
        ("Ministers from Kenya and Peru met Chad.", "Kenya", ["Kenya", "Peru"]),
        ("Kenya signed and Peru left.", "Kenya", ["Kenya"]),
        ("Kenya and the weather delayed Peru.", "Kenya", ["Kenya"]),
    ],
)
def test_actors_in_coordination(text: str, word: str, names: list[str]) -> None:
    assert [a.name for a in index(text).actors_in_coordination(token(text, word))] == names


@pytest.mark.parametrize(
    ("text", "inside", "names"),
    [
        ("Kenya and Peru left; Kenya came back. Chad stayed.", "Kenya and Peru left; Kenya", ["Kenya", "Peru"]),
        ("Kenya and Peru left; Kenya came back. Chad stayed.", "came back", []),
        ("Kenya and Peru left; Kenya came back. Chad stayed.", "Chad stayed.", ["Chad"]),
    ],
)
def test_actors_within_a_span(text: str, inside: str, names: list[str]) -> None:
    span = Span(text.index(inside), text.index(inside) + len(inside))
    assert [a.name for a in index(text).actors_within(span)] == names


def test_the_smallest_mention_that_a_token_heads() -> None:
    text = "Kenya's foreign minister left."
    found = index(text).mention(token(text, "minister"))
    assert found is not None
    assert found[0].span.of(text) == "Kenya's foreign minister"
    inner = index(text).mention(token(text, "Kenya"))
    assert inner is not None
    assert inner[0].span.of(text) == "Kenya"


def test_it_is_made_once() -> None:
    assert index("Kenya left.") is index("Kenya left.")

from __future__ import annotations

import pytest

from communique.knowledge.surface_forms import normalise
from communique.language import syntax
from communique.language.lexicon import Lexicon, cells

WORDS = Lexicon(
    {
        "us": "country",
        "north korea": "country",
        "korea": "peninsula",
        "security council": "body",
        normalise("Côte d'Ivoire"): "country",
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The US envoy", [("US", "country")]),
        ("US-Korea talks", [("US", "country"), ("Korea", "peninsula")]),
        ("North Korea left", [("North Korea", "country"), ("Korea", "peninsula")]),
        ("Côte d’Ivoire", [("Côte d’Ivoire", "country")]),
        ("security councils", []),
        ("security council", [("security council", "body")]),
        ("the Security\nCouncil", [("Security\nCouncil", "body")]),
        ("abus usage", []),
        ("", []),
    ],
)
def test_the_longest_match_comes_first(text: str, found: list[tuple[str, str]]) -> None:
    (doc,) = syntax.parse([text])
    got = [(doc.part(i, j).text, payload) for i, j, payload in WORDS.matches(cells(doc))]
    assert got == found


def test_an_empty_surface_matches_nothing() -> None:
    assert list(Lexicon({"": 1, " ": 2}).matches([("a", 0)])) == []

"""The plain tokens say what spaCy's say."""

from __future__ import annotations

import pytest

from communique.language import syntax
from communique.language.tree import Tokens

TEXTS = [
    "The Kenyan and Ugandan ministers, who met in Arusha on Friday, agreed to reopen the border.\nTalks go on in May.",
    "“We'll sign it,” Amina Odhiambo said; her counterpart didn't — and the U.S.-led mission left.",
    "\n\n  Two  blanks.\n\n",
    "",
]
PLAIN = ("i", "idx", "text", "tag_", "dep_", "lower_", "is_space", "is_punct")
ONE = ("head", "left_edge", "right_edge")
MANY = ("children", "lefts", "rights", "subtree", "ancestors", "sent")


def read(text: str) -> Tokens:
    return Tokens(next(iter(syntax.parse([text]))), text)


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_is_as_in_spacy(text: str) -> None:
    tokens = read(text)
    assert len(tokens) == len(tokens.spacy)
    for own, other in zip(tokens, tokens.spacy, strict=True):
        assert [getattr(own, name) for name in PLAIN] == [getattr(other, name) for name in PLAIN]
        assert [getattr(own, name).i for name in ONE] == [getattr(other, name).i for name in ONE]
        for name in MANY:
            assert [t.i for t in getattr(own, name)] == [t.i for t in getattr(other, name)], (name, own)
        assert own.is_sent_start == bool(other.is_sent_start)


@pytest.mark.parametrize("text", TEXTS)
def test_every_stretch_is_as_in_spacy(text: str) -> None:
    tokens = read(text)
    assert tokens.text == text
    assert [(s.start, s.end) for s in tokens.sents] == [(s.start, s.end) for s in tokens.spacy.sents]
    for i in range(len(tokens) + 1):
        for j in (i, i + 1, i + 4, -1):
            assert tokens[i:j].text == tokens.spacy[i:j].text


def test_no_neighbour_beyond_the_ends() -> None:
    tokens = read("Talks failed.")
    assert tokens[1].nbor(-1) is tokens[0]
    for token, distance in ((tokens[0], -1), (tokens[-1], 1)):
        with pytest.raises(IndexError):
            token.nbor(distance)

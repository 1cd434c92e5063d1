"""The plain tokens say what spaCy's say."""

from __future__ import annotations

from typing import Any

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


def read(text: str) -> tuple[Tokens, Any]:
    """The plain tokens, and spaCy's ``Doc`` of the same text."""
    (doc,) = syntax.load().docs([text])
    return Tokens([syntax.columns(doc)], text), doc


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_is_as_in_spacy(text: str) -> None:
    tokens, doc = read(text)
    assert len(tokens) == len(doc)
    for own, other in zip(tokens, doc, strict=True):
        assert [getattr(own, name) for name in PLAIN] == [getattr(other, name) for name in PLAIN]
        assert [getattr(own, name).i for name in ONE] == [getattr(other, name).i for name in ONE]
        for name in MANY:
            assert [t.i for t in getattr(own, name)] == [t.i for t in getattr(other, name)], (name, own)
        assert own.is_sent_start == bool(other.is_sent_start)


@pytest.mark.parametrize("text", TEXTS)
def test_every_stretch_is_as_in_spacy(text: str) -> None:
    tokens, doc = read(text)
    assert tokens.text == text
    assert [(s.start, s.end) for s in tokens.sents] == [(s.start, s.end) for s in doc.sents]
    for i in range(len(tokens) + 1):
        for j in (i, i + 1, i + 4, -1):
            assert tokens.part(i, j).text == doc[i:j].text


def test_parts_are_joined() -> None:
    whole = Tokens(
        [columns for text in TEXTS for columns in map(syntax.columns, syntax.load().docs([text]))], "".join(TEXTS)
    )
    at = first = 0
    for text in TEXTS:
        tokens, _ = read(text)
        for own, alone in zip(whole[first:], tokens, strict=False):
            assert (own.i, own.idx, own.head.i) == (first + alone.i, at + alone.idx, first + alone.head.i)
            assert (own.text, own.dep_, own.left_edge.i) == (alone.text, alone.dep_, first + alone.left_edge.i)
        first, at = first + len(tokens), at + len(text)
    assert first == len(whole)


def test_another_head() -> None:
    tokens, _ = read(TEXTS[0])
    met, on, friday = (next(t for t in tokens if t.text == word) for word in ("met", "on", "Friday"))
    assert (met.right_edge, met.children[-1]) == (friday, on)
    verb = met.head.head
    tokens.hang(on, verb, "prep")
    assert on in verb.children
    assert on not in met.children
    assert (met.right_edge.text, on.head, on.dep_) == ("Arusha", verb, "prep")
    assert [t.i for t in verb.children] == sorted(t.i for t in verb.children)


def test_no_neighbour_beyond_the_ends() -> None:
    tokens, _ = read("Talks failed.")
    assert tokens[1].nbor(-1) is tokens[0]
    for token, distance in ((tokens[0], -1), (tokens[-1], 1)):
        with pytest.raises(IndexError):
            token.nbor(distance)

"""Noun phrases, subtrees, heads of stretches and trimmed spans."""

from __future__ import annotations

import inspect

import pytest

from communique.language import phrases, syntax
from communique.language.phrases import WIDEST, head_of, noun_phrase, subtree_span, trimmed
from communique.language.tree import Token, Tokens
from communique.model import Span


def parsed(text: str) -> Tokens:
    return next(syntax.parse([text]))


def token_of(text: str, word: str) -> Token:
    return next(t for t in parsed(text) if t.text == word)


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("The envoy of the two states, who was ill, left the hall.", "envoy", "The envoy of the two states"),
        ("The old minister of trade said it.", "minister", "The old minister of trade"),
        ("The minister, a man of 80, said it.", "minister", "The minister"),
        ("Kenya and Uganda said it.", "Kenya", "Kenya and Uganda"),
        ("Kenya, Uganda and Rwanda said it.", "Kenya", "Kenya, Uganda and Rwanda"),
        ("Kenya, Uganda and Rwanda said it.", "Uganda", "Uganda and Rwanda"),
        ("President Jane Roe left the hall.", "Roe", "President Jane Roe"),
        ("The plan drafted by Peru failed.", "plan", "The plan"),
        ("The plan that Roe drafted failed.", "plan", "The plan"),
        ("Peru's envoy to Chile left.", "envoy", "Peru's envoy to Chile"),
        ("She left.", "She", "She"),
    ],
)
def test_noun_phrase(text: str, head: str, phrase: str) -> None:
    assert noun_phrase(token_of(text, head)).of(text) == phrase


def test_of_a_monster_of_a_phrase_the_head_alone_is_kept() -> None:
    text = "The envoy" + " of the council" * (WIDEST // 3 + 2) + " left."
    head = max(parsed(text), key=lambda t: t.right_edge.i - t.left_edge.i if t.text == "envoy" else -1)
    assert head.right_edge.i - head.left_edge.i > WIDEST
    assert noun_phrase(head).of(text) == "envoy"


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [
        ("The envoy, who was ill, left the hall.", "was", "who was ill"),
        ("Roe said that Doe had left.", "left", "that Doe had left"),
        ("Roe met Doe in Oslo.", "in", "in Oslo"),
        ("Roe met Doe in Oslo.", "Oslo", "Oslo"),
    ],
)
def test_subtree(text: str, word: str, whole: str) -> None:
    found = subtree_span(token_of(text, word))
    assert found is not None
    assert found.of(text) == whole


@pytest.mark.parametrize(
    ("text", "stretch", "head"),
    [
        ("The old minister of trade said it.", "The old minister of trade", "minister"),
        ("Jane Roe of Peru met Doe.", "Jane Roe of Peru", "Roe"),
        ("Roe met Doe in Oslo.", "Doe in Oslo", "Doe"),  # two hang outside: the first
        ("Roe met Doe in Oslo.", "Roe met Doe", "met"),
        ("Roe left.", "left", "left"),
    ],
)
def test_the_head_of_a_stretch(text: str, stretch: str, head: str) -> None:
    start = text.index(stretch)
    tokens = [t for t in parsed(text) if start <= t.idx < start + len(stretch)]
    assert head_of(tokens).text == head


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" , it went.", "it went"),
        ("it went.", "it went"),
        ("--", None),
        ("", None),
        ("the U.N", "the U.N"),
        ("…", None),
    ],
)
def test_trimmed(text: str, kept: str | None) -> None:
    found = trimmed(text, Span(0, len(text)))
    assert (found.of(text) if found else None) == kept


def test_every_function_has_its_cases() -> None:
    made_here = {
        n for n, what in vars(phrases).items() if inspect.isfunction(what) and what.__module__ == phrases.__name__
    }
    assert made_here == {"noun_phrase", "subtree_span", "head_of", "trimmed"}

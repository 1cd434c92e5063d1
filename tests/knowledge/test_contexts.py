"""PLOVER's contexts of a sentence's words."""

from __future__ import annotations

from communique.knowledge.contexts import contexts


def test_contexts_come_in_the_order_of_the_words() -> None:
    assert contexts(["The", "ambassador", "spoke", "of", "nuclear", "warheads"]) == ("diplomatic", "cbrn")


def test_a_sentence_without_such_words_has_none() -> None:
    assert contexts(["It", "rained"]) == ()

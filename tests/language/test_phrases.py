from __future__ import annotations

import pytest

from communique.language import syntax
from communique.language.phrases import first_child, phrase, subject_of, subtree_span, trimmed
from communique.model import Span


def parsed(text: str):
    return next(iter(syntax.parse([text])))


@pytest.mark.parametrize(
    ("text", "verb", "subject", "passive"),
    [
        ("The old minister of trade said it.", "said", "The old minister of trade", False),
        ("The minister, who was ill, said it.", "said", "The minister", False),
        ("The minister, a man of 80, said it.", "said", "The minister", False),
        ("Kenya and Uganda said it.", "said", "Kenya and Uganda", False),
        ("The minister came and said it.", "said", "The minister", False),
        ("The plan was rejected.", "rejected", "The plan", True),
        ("The spokesman who said it left.", "said", "The spokesman", False),
        ("He wants to say it.", "say", "He", False),
        ("Go and say it.", "say", None, False),
    ],
)
def test_the_subject_of_a_verb(text: str, verb: str, subject: str | None, passive: bool) -> None:
    token = next(t for t in parsed(text) if t.text == verb)
    span, is_passive = subject_of(token)
    assert (span.of(text) if span else None, is_passive) == (subject, passive)


def test_phrases_and_subtrees() -> None:
    text = "The envoy of the two states, who was ill, left the hall."
    doc = parsed(text)
    envoy = next(t for t in doc if t.text == "envoy")
    assert phrase(envoy).of(text) == "The envoy of the two states"
    whole = subtree_span(envoy)
    assert whole is not None
    assert whole.of(text).startswith("The envoy of the two states, who was ill")
    left = next(t for t in doc if t.text == "left")
    assert first_child(left, ("dobj",)).text == "hall"
    assert first_child(left, ("ccomp",)) is None


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

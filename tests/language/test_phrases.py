from __future__ import annotations

import pytest

from communique.language import syntax
from communique.language.phrases import first_child, phrase, subtree_span, trimmed
from communique.model import Span


def parsed(text: str):
    return next(iter(syntax.parse([text])))


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

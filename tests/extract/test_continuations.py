"""A source that goes on in one sentence: ", adding that ..." begins a statement of its own."""

from __future__ import annotations

import pytest

from communique.extract.continuations import attributes, split
from communique.language.document import Attribution, Document
from communique.language.read import documents
from communique.model import Span, make_report


def document_of(text: str) -> Document:
    return next(iter(documents([make_report(text, "a.txt")])))


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Attribution((at(source),), (at(cue),), (at(content),), 0.8, "tagger")


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("talks had failed, adding that the envoy would leave",
         [("said", "talks had failed"), ("adding", "that the envoy would leave")]),
        ("talks had failed, adding that the envoy would leave, stressing that he was ill",
         [("said", "talks had failed"), ("adding", "that the envoy would leave"), ("stressing", "that he was ill")]),
        ("that the hotel, beginning to fill, was cold", [("said", "that the hotel, beginning to fill, was cold")]),
        ("talks had failed", [("said", "talks had failed")]),
    ],
)  # fmt: skip
def test_the_same_source_goes_on(content: str, parts: list[tuple[str, str]]) -> None:
    text = f"The minister said {content}."
    whole = attribution(text, "The minister", "said", content)
    made = list(split(document_of(text), whole))
    assert [(a.cue[0].of(text), a.content[0].of(text)) for a in made] == parts
    assert all(a.source == whole.source for a in made)
    assert [a.confidence for a in made] == sorted((a.confidence for a in made), reverse=True)


def test_words_inside_quotation_marks_stay_together() -> None:
    content = "“talks had failed, adding that nobody would leave”"
    text = f"The minister said {content}."
    assert len(list(split(document_of(text), attribution(text, "The minister", "said", content)))) == 1


@pytest.mark.parametrize(("cue", "may"), [("said", True), ("warned", True), ("referring to", False), ("glorped", True)])
def test_words_that_only_refer(cue: str, may: bool) -> None:
    text = f"The minister, {cue} a pact of 2012, left."
    start = text.index(cue)
    assert attributes(document_of(text), [Span(start, start + len(cue))]) is may
    assert attributes(document_of(text), [])

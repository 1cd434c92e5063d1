"""A source that goes on in one sentence: ", adding that ..." begins a statement of its own."""

from __future__ import annotations

import pytest

from communique.extract.statements.segmentation import (
    attributes,
    join_continued,
    split,
    tells,
    within_reach,
    without_labels,
)
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


@pytest.mark.parametrize(
    ("cue", "may"), [("said", True), ("warned", True), ("referring to", False), ("known as", False), ("glorped", True)]
)
def test_words_that_only_refer(cue: str, may: bool) -> None:
    text = f"The minister, {cue} a pact of 2012, left."
    start = text.index(cue)
    assert attributes(document_of(text), [Span(start, start + len(cue))]) is may
    assert attributes(document_of(text), [])


@pytest.mark.parametrize(
    ("content", "cue", "kept"),
    [
        ("talks had failed, and left the hall", "said", "talks had failed"),
        ("that he was ill and the envoy left", "said", "that he was ill and the envoy left"),
        ("that fish and bread were dear", "said", "that fish and bread were dear"),
    ],
)
def test_another_deed_of_the_source_is_not_said(content: str, cue: str, kept: str) -> None:
    text = f"The minister {cue} {content}."
    (made,) = split(document_of(text), attribution(text, "The minister", cue, content))
    assert made.content[-1].of(text) == kept


def test_parts_in_other_paragraphs_are_not_said_here() -> None:
    text = "The sky was grey all day.\nThe minister said that it would rain."
    said = attribution(text, "The minister", "said", "that it would rain")
    wide = Attribution(said.source, said.cue, (Span(0, 24), *said.content), 0.8, "tagger")
    assert within_reach(document_of(text), wide).content == said.content
    assert within_reach(document_of(text), said) == said


@pytest.mark.parametrize(
    ("first", "quoted", "label"),
    [
        ("Kenya:", "“We will not go,”", True),
        ("The envoys on the talks:", "“We will not go,”", True),
        ('On the border:', '"We will not go,"', True),
        ("What they knew was this:", "“We will not go,”", False),
        ("They must hear it:", "“We will not go,”", False),
        ("Kenya, in short,", "“would not go,”", False),
        ("Kenya:", "We will not go,", False),
        ("“Kenya:”", "“We will not go,”", False),
    ],
)  # fmt: skip
def test_a_label_before_a_quotation_is_not_said(first: str, quoted: str, label: bool) -> None:
    text = f"{first} {quoted} Minister Amina Otieno said."
    said = attribution(text, "Minister Amina Otieno", "said", quoted)
    wide = Attribution(said.source, said.cue, (Span(0, len(first)), *said.content), 0.8, "tagger")
    assert without_labels(document_of(text), wide) == (said if label else wide)
    assert without_labels(document_of(text), said) == said


@pytest.mark.parametrize(
    ("text", "cue", "source", "said"),
    [
        ("Consider that the presidents never met.", "Consider", None, False),
        ("And remember that Spain did so.", "remember", None, False),
        ("Please note that France has refused to pay.", "note", None, False),
        ("France left. But remember that Spain stayed.", "remember", "France", False),
        ("Analysts note that Mali is poor.", "note", "Analysts", True),
        ("Sources in Rome say Kenya will leave.", "say", "Sources", True),
    ],
)
def test_what_bids_the_reader_think_is_not_said(text: str, cue: str, source: str | None, said: bool) -> None:
    sources = [Span(text.index(source), text.index(source) + len(source))] if source else []
    at = Span(text.index(cue), text.index(cue) + len(cue))
    a = Attribution(tuple(sources), (at,), (Span(at.end + 1, len(text) - 1),), 0.9, "tagger")
    assert tells(document_of(text), a) is said


def test_paragraphs_of_a_quotation_that_nobody_claimed() -> None:
    text = "“We came.\n\n“We saw.\n\n“We left,” the minister said."
    said = attribution(text, "the minister", "said", "We left")
    (joined,) = join_continued(document_of(text), [said])
    assert [c.of(text) for c in joined.content] == ["We came.", "We saw.", "We left"]
    other = "“We came.” It rained. “We left,” the minister said."
    alone = attribution(other, "the minister", "said", "We left")
    assert join_continued(document_of(other), [alone]) == (alone,)


@pytest.mark.parametrize(
    ("cue", "content", "verb", "said"),
    [
        ("reaffirmed their support for", "the plan", "reaffirmed", "their support for the plan"),
        ("expressed his doubts over", "the plan", "expressed his doubts over", "the plan"),
        ("said", "that nobody left", "said", "that nobody left"),
    ],
)
def test_a_verb_that_says_it_all_is_the_cue_alone(cue: str, content: str, verb: str, said: str) -> None:
    text = f"The ministers {cue} {content}."
    (made,) = split(document_of(text), attribution(text, "The ministers", cue, content))
    assert (made.cue[0].of(text), made.content[0].of(text)) == (verb, said)

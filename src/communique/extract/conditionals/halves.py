"""The two halves of a conditional: what both must be, and the part of the sentence that they may stand in."""

from __future__ import annotations

import msgspec

from communique.extract.conditionals.consequence import has_subject
from communique.extract.statement_index import StatementIndex
from communique.knowledge.conditional_markers import Marker
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.tree import Phrase, Token
from communique.model import Span, Statement

EDGES = ' \t\r\n,;:–—-"“”«»„'
LEADING = ("and ", "but ", "or ", "then ", "that ", "so ", "because ", "while ", "which ")
LEAST = 2  # words of each half


class ConditionalSpans(msgspec.Struct, frozen=True):
    """One conditional before it is told whose it is."""

    condition: Span
    consequence: Span
    marker: Marker
    verb: int | None
    """Token of the condition's verb."""
    main: int | None
    """Token of the consequence's verb."""


def region_of(document: Document, told: StatementIndex, words: Phrase, sentence: Span) -> Span:
    """The sentence, or the part of it that is in the statement which tells the condition.

    A content that ends between two words with no mark between them has ended early: the part goes on to the words that
    frame it, or to the end of the sentence.
    """
    at = Span(words[0].idx, words[-1].idx + len(words[-1].text))
    content, statement = told.content_at(at), told.at(at)
    if content is None or statement is None:
        return sentence
    start, end = max(content.start, sentence.start), min(content.end, max(sentence.end, at.end))
    view = document.view
    if at.end < end < sentence.end and view[end - 1].isalnum() and view[end:].lstrip(" ")[:1].isalnum():
        end = min([s.start for s in frame(statement) if s.start >= end], default=sentence.end)
    return Span(start, end)


def frame(statement: Statement) -> list[Span]:
    """The words beside a statement's content that tell whose it is."""
    return [s for s in (statement.source, statement.cue) if s is not None]


def both_halves(
    document: Document,
    condition: Span,
    consequence: Span,
    region: Span | None,
    marker: Marker,
    verb: Token | None,
    main: Token,
) -> ConditionalSpans | None:
    """A conditional of its two halves, tidied at their edges; None where one is too short, or outside ``region``."""
    first, second = clean(document, condition, LEADING[:3]), clean(document, consequence, LEADING)
    if first is None or second is None or first.overlaps(second):
        return None
    halves = first, second
    if region is not None and not all(region.start <= h.start and h.end <= region.end for h in halves):
        return None
    alone = verb is not None and not has_subject(verb)
    if any(len(h.of(document.view).split()) < least for h, least in zip(halves, (LEAST - alone, LEAST), strict=True)):
        return None
    opening = halves[0].of(document.view).split()[0].casefold()
    if opening in word_list("if_without_clause") or (
        verb is None and marker.words and opening in word_list("if_alone")
    ):
        return None
    if word_list("if_idioms").intersection(halves[0].of(document.view).casefold().split()):
        return None  # "if I were a betting man"
    if halves[1].of(document.view).split()[0].casefold() in word_list("question_words"):
        return None  # "what they would do if": asked, not foretold
    return ConditionalSpans(halves[0], halves[1], marker, verb.i if verb is not None else None, main.i)


def clean(document: Document, span: Span, leading: tuple[str, ...]) -> Span | None:
    """Without marks, blanks and joining words at its edges, and without a final stop."""
    view, start, end = document.view, span.start, span.end
    while True:
        before = (start, end)
        while start < end and view[start] in EDGES + "(":
            start += 1
        while end > start and view[end - 1] in EDGES + ".!)":
            end -= 1
        for word in leading:
            if view[start:end].casefold().startswith(word):
                start += len(word)
        for word in (" and", " but", " even", " only", " or", " that", " then"):
            if view[start:end].casefold().endswith(word) and not _stands_for(document, end - 1):
                end -= len(word)
        if (start, end) == before:
            return Span(start, end) if end > start else None


def _stands_for(document: Document, offset: int) -> bool:
    """Whether the word stands for something: "if they do [that]"."""
    token = document.token_at(offset)
    return token is not None and token.tag_ == "DT"

"""In which statement a stretch of text is told."""

from __future__ import annotations

import pytest

from communique.extract.statement_index import BUCKET, STATEMENT_INDEX, StatementIndex
from communique.language.document import STATEMENTS
from communique.language.read import documents
from communique.model import Span, Statement, make_report

TEXT = "Kenya said Peru hoped the talks would resume. " + "Nothing else was told. " * 40 + "Chad said it would come."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def statement(id: str, *content: str) -> Statement:  # noqa: A002 (a statement's id)
    spans = tuple(span(c) for c in content)
    return Statement(id=id, content=spans, evidence=spans)


OUTER = statement("outer", "Peru hoped the talks would resume")
INNER = statement("inner", "the talks would resume")
LATE = statement("late", "it would come")


@pytest.fixture(scope="module")
def index() -> StatementIndex:
    (document,) = documents([make_report(TEXT, "a.txt")])
    document.layers.give(STATEMENTS, (OUTER, INNER, LATE))
    return document.index(STATEMENT_INDEX)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("talks", "inner"),
        ("the talks would resume", "inner"),
        ("hoped the talks", "outer"),
        ("Peru", "outer"),
        ("Kenya said", None),
        ("said Peru", None),
        ("Nothing else", None),
        ("would come", "late"),
    ],
)
def test_the_innermost_statement_that_holds_a_span(index: StatementIndex, words: str, told: str | None) -> None:
    found = index.at(span(words))
    assert (found.id if found else None) == told


@pytest.mark.parametrize(
    ("words", "content"),
    [("talks", "the talks would resume"), ("Peru", "Peru hoped the talks would resume"), ("Kenya", None)],
)
def test_the_stretch_that_holds_a_span(index: StatementIndex, words: str, content: str | None) -> None:
    found = index.content_at(span(words))
    assert (found.of(TEXT) if found else None) == content


def test_contents_across_buckets_are_found() -> None:
    assert span("it would come").start > BUCKET

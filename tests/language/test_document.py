from __future__ import annotations

import pytest

from communique.language.document import ACTORS, NAMED, Document
from communique.language.read import documents
from communique.model import Actor, Mention, Span, make_report

TEXT = "Ministers met in Oslo. “We agree,” said one.\n\nNobody else spoke."


@pytest.fixture(scope="module")
def document() -> Document:
    return next(iter(documents([make_report(TEXT, "a.txt")])))


def test_sentences_and_paragraphs(document: Document) -> None:
    assert document.sentences[0].of(TEXT) == "Ministers met in Oslo."
    assert document.sentences[-1].of(TEXT) == "Nobody else spoke."
    assert [p.of(TEXT) for p in document.paragraphs] == TEXT.split("\n\n")


def test_what_stands_at_an_offset(document: Document) -> None:
    at = TEXT.index("agree")
    assert document.token_at(at + 2).text == "agree"
    assert document.in_quotation(at)
    assert not document.in_quotation(TEXT.index("said"))
    assert document.sentence_at(3).of(TEXT) == "Ministers met in Oslo."
    assert document.sentence_number(len(TEXT) - 1) == len(document.sentences) - 1
    assert [t.text for t in document.tokens_in(Span(0, 13))] == ["Ministers", "met"]
    assert len(document.tokens_in(Span(5, 5))) == 0


def test_mentions_in_a_span(document: Document) -> None:
    one, oslo = Actor("a1", "Ministers", "group", (Mention(0, 9, "nominal"),)), Mention(17, 21, "metonym")
    document.layers.give(NAMED, (one, Actor("a2", "Norway", "state", (oslo,))))
    assert [a.name for _, a in document.mentions_in(Span(0, 21))] == ["Ministers", "Norway"]
    assert [a.name for _, a in document.mentions_in(Span(0, 20))] == ["Ministers"]
    assert document.actor("a2") is not None
    document.layers.give(ACTORS, (one,))
    assert document.mentions_in(Span(10, 30)) == []
    assert document.actor("a2") is None
    assert document.actor(None) is None


@pytest.mark.parametrize(("offset", "covering"), [(0, []), (4, ["Office"]), (15, ["Office", "Norway"]), (20, [])])
def test_actors_at_an_offset(offset: int, covering: list[str]) -> None:
    [document] = documents([make_report("The Office of Norway spoke.", "test")])
    mentions = {"Norway": Mention(14, 20, "name"), "Office": Mention(4, 20, "name")}
    document.layers.give(NAMED, tuple(Actor(name, name, "state", (m,)) for name, m in mentions.items()))
    assert [a.name for a in document.actors_at(offset)] == covering


def test_an_empty_document() -> None:
    (empty,) = documents([make_report("", "a.txt")])
    assert empty.sentences == ()
    assert empty.token_at(0) is None
    assert empty.sentence_at(0) == Span(0, 0)
    assert empty.sentence_number(5) == 0


def test_documents_come_in_the_order_of_the_reports() -> None:
    texts = [f"Report {n}." * (n % 3) for n in range(40)]
    assert [d.text for d in documents(make_report(t, "a") for t in texts)] == texts

"""Sources that are an adjective alone: a state's is its state's, any other nobody's."""

from __future__ import annotations

import pytest

from communique.extract.actors.extractor import NamedActors
from communique.extract.statements.extractor import Statements
from communique.extract.times import Times
from communique.language.document import ATTRIBUTIONS, PUBLISHED, Attribution
from communique.language.read import documents
from communique.model import Span, make_report


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "speaker"),
    [
        ("Chad left the hall amid Russian criticism of the plan.", "Russian", "criticism of", "the plan", "Russia"),
        ("The pact drew French approval of the deal.", "French", "approval of", "the deal", "France"),
        ("Public criticism of the plan grew in Chad.", "Public", "criticism of", "the plan", None),
        ("There were fresh calls for a ceasefire.", "fresh", "calls for", "a ceasefire", None),
    ],
)
def test_whose_an_adjective_is(text: str, source: str, cue: str, content: str, speaker: str | None) -> None:
    document = next(documents([make_report(text, "a.txt", date="2015-03-18")]))

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    document.layers.give(ATTRIBUTIONS, (Attribution((span(source),), (span(cue),), (span(content),), 0.9, "tagger"),))
    document.layers.give(PUBLISHED, document.report.published)
    for step in (Times(), NamedActors(), Statements()):
        step(document)
    [statement] = document.statements
    told = document.actor(statement.speaker)
    assert (told.name if told else None) == speaker
    assert (statement.source is not None) is (speaker is not None)

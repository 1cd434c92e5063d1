"""The shipped tagger on sentences of every kind, and on text meant to break it."""

from __future__ import annotations

import time

import pytest

from communique.language.attribution import Attribution, AttributionTagger
from communique.model.span import Span

Row = tuple[str, str, str]  # source, cue, content; parts joined by " | "


def shown(text: str, found: list[Attribution]) -> list[Row]:
    def joined(spans: tuple[Span, ...]) -> str:
        return " | ".join(s.of(text) for s in spans)

    return [(joined(a.source), joined(a.cue), joined(a.content)) for a in found]


CASES: list[tuple[str, list[Row]]] = [
    (
        "Foreign Minister Oleg Lavrin said on Tuesday that his country would reject any intervention.",
        [("Foreign Minister Oleg Lavrin", "said", "that his country would reject any intervention")],
    ),
    (
        "“We will not sign,” the minister told reporters in Geneva. “The text is not ready.”",
        [("the minister", "told", "“We will not sign,” | “The text is not ready.”")],
    ),
    (
        "PRESIDENT DUARTE DENIED THAT TROOPS HAD CROSSED THE BORDER.",
        [("PRESIDENT DUARTE", "DENIED", "THAT TROOPS HAD CROSSED THE BORDER")],
    ),
    (
        "According to two officials familiar with the talks, the ceasefire will begin at midnight.",
        [("two officials familiar with the talks", "According to", "the ceasefire will begin at midnight")],
    ),
    (  # one source, two cues
        "He denied the charge and said the embassy would stay open.",
        [("He", "denied", "the charge"), ("He", "said", "the embassy would stay open")],
    ),
    (
        "The ministry called for an immediate halt to the shelling. It also warned that attacks would be answered.",
        [
            ("The ministry", "called for", "an immediate halt to the shelling"),
            ("It", "also warned", "that attacks would be answered"),
        ],
    ),
    (  # offsets behind characters outside the basic plane and behind a combining mark
        "🙂🙂 The envoy warned e\u0301migre\u0301s that the road is closed.",
        [("The envoy", "warned", "that the road is closed")],
    ),
    ("The delegations arrived at noon and left an hour later.", []),
    ("", []),
    (" \n\n \n", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_said_what(tagger: AttributionTagger, text: str, expected: list[Row]) -> None:
    (found,) = tagger.tag([text])
    assert shown(text, found) == expected
    assert all(0 < a.confidence < 1 for a in found)
    assert {a.by for a in found} <= {"tagger"}


def test_a_text_does_not_depend_on_its_neighbours(tagger: AttributionTagger) -> None:
    texts = [text for text, _ in CASES]
    together = tagger.tag(texts)
    assert together == [tagger.tag([t])[0] for t in texts]
    assert together == tagger.tag(texts[::-1])[::-1]


def test_boilerplate_is_not_read(tagger: AttributionTagger) -> None:
    text = "The spokesman said this page may not be copied.\n\nThe envoy said the road is open."
    (found,) = tagger.tag([text], [[Span(0, text.index("\n"))]])
    assert shown(text, found) == [("The envoy", "said", "the road is open")]


def test_skip_must_fit(tagger: AttributionTagger) -> None:
    with pytest.raises(ValueError, match="2 texts"):
        tagger.tag(["a", "b"], [[]])


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said " + "that the road is open and " * 4000,  # one sentence of 100,000 characters
        "x" * 100_000,
        "“" * 3000 + "The envoy said no." + "”" * 3000,
        "“The road is open.” " * 500,
        "\x00\x01\x02 The envoy said\x00 no.",
        "said " * 2000,
        "\u0301" * 500,
    ],
    ids=["sentence", "word", "marks", "all quoted", "controls", "only cues", "combining marks"],
)
def test_hostile_text(tagger: AttributionTagger, text: str) -> None:
    (found,) = tagger.tag([text])
    for a in found:
        for s in (*a.source, *a.cue, *a.content):
            assert 0 <= s.start < s.end <= len(text)


def test_time_grows_with_length_only(tagger: AttributionTagger) -> None:
    paragraph = "The envoy said the road is open. “We will not wait,” she added.\n\n"
    seconds = []
    for times in (40, 160):
        begun = time.process_time()
        (found,) = tagger.tag([paragraph * times])
        seconds.append(time.process_time() - begun)
        assert len(found) >= times
    assert seconds[1] < 12 * seconds[0]

"""Attributions by the cue rules, without the tagger: the shapes of the lexicon's frames."""

from __future__ import annotations

import pytest

from communique.extract.statements.cue_rules import attributions
from communique.language.read import documents
from communique.model import make_report


def found(text: str) -> list[tuple[str | None, str, list[str]]]:
    (document,) = documents([make_report(text, "a.txt")])
    return [
        (a.source[0].of(text) if a.source else None, a.cue[0].of(text), [c.of(text) for c in a.content])
        for a in attributions(document)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the road was open.", [("The minister", "said", ["that the road was open"])]),
        ("The minister did not deny that the road was open.",
         [("The minister", "did not deny", ["that the road was open"])]),
        ("“The road is open to all of you,” the minister said.",
         [("the minister", "said", ["The road is open to all of you"])]),
        ("“The road is open,” the minister said. “Go and see it for yourselves.”",
         [("the minister", "said", ["The road is open", "Go and see it for yourselves"])]),
        ("The minister slammed the law.", [("The minister", "slammed", ["the law"])]),
        ("The minister expressed grave concern over the arrests.",
         [("The minister", "expressed grave concern over", ["the arrests"])]),
        ("The minister called for a ceasefire.", [("The minister", "called for", ["a ceasefire"])]),
        ("According to the minister, the road was open.", [("the minister", "According to", ["the road was open"])]),
        ("The plan was rejected by the minister.", [("the minister", "rejected", ["The plan"])]),
        ("The minister promised to mend the road.", [("The minister", "promised", ["to mend the road"])]),
        ("The minister urged the rebels to lay down their arms.",
         [("The minister", "urged", ["to lay down their arms"])]),
        ("The ministers met in a hall with three doors.", []),
        ("He said.", []),
        ("said", []),
        ("", []),
    ],
)  # fmt: skip
def test_shapes(text: str, expected: list[tuple[str | None, str, list[str]]]) -> None:
    got = [(s, c.replace("was rejected", "rejected"), [x.rstrip(",") for x in t]) for s, c, t in found(text)]
    assert got == expected


def test_words_in_marks_that_are_no_speech() -> None:
    assert found("The “so-called” friends met.") == []


@pytest.mark.parametrize(
    "text", ["said " * 200, '"' * 99, "“said” " * 50, "that that that said said", "He, she, it said:"]
)
def test_nonsense_is_read_to_its_end(text: str) -> None:
    for source, cue, contents in found(text):
        assert cue
        assert contents
        assert source is None or source in text

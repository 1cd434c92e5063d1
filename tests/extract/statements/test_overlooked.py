"""What the tagger overlooks and the parse tells plainly."""

from __future__ import annotations

import pytest

from communique.extract.statements.overlooked import overlooked
from communique.language.document import Attribution
from communique.model import Span
from tests.extract.statements.test_segmentation import document_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru aims to rely on trade.", [("Peru", "aims", "to rely on trade")]),
        ("The ministry hopes to open the road in May.", [("The ministry", "hopes", "to open the road in May")]),
        ("Chad was angry at Peru's refusal to open the road.", [("Peru's", "refusal", "to open the road")]),
        ("A general accused by prosecutors of selling arms fled.", [("prosecutors", "accused", "of selling arms")]),
        ("Described by Chad as a pirate, the captain denied it.", [("Chad", "Described", "as a pirate")]),
        ("Troops led by a general of the army fled.", []),
        ("The treaty signed by Kenya as a member was void.", []),
        ("A group backed by Peru for years was banned.", []),
        # nobody in particular, a condition, things, what seems so, words of a quotation
        ("Anybody wants to go.", []),
        ("If Peru wants to go, it may.", []),
        ("The rain threatens to flood the road.", []),
        ("Peru seems to leave.", []),
        ("Chad shaped the region it wants to live in.", []),
        ("The envoy, who wants to leave, smiled.", [("who", "wants", "to leave")]),
        ("“Peru wants to go,” it reads.", []),
    ],
)
def test_what_nobody_claims(text: str, told: list[tuple[str, str, str]]) -> None:
    found = overlooked(document_of(text), [])
    assert [tuple(s.of(text) for s in (*a.source, *a.cue, *a.content)) for a in found] == told


def test_what_is_claimed_is_told_once() -> None:
    text = "The envoy said that Peru wants to go."
    claimed = Attribution((Span(0, 9),), (Span(10, 14),), (Span(15, len(text) - 1),), 0.9, "tagger")
    assert not list(overlooked(document_of(text), [claimed]))

"""Positions of words that no table has and the stance head is sure of: holder, stance and issue."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from communique.extract.mention_index import MENTION_INDEX
from communique.extract.positions import votes as of_votes
from communique.extract.positions.headed import headed
from communique.extract.statements.attributor import Attributions
from communique.language.document import Document
from communique.language.votes import SCORES, STANCES, VOTES, Votes
from communique.model import Span, make_report
from communique.reader import Reader, all_steps

SURE = {"for": (0.1, 0.8, 0.1), "against": (0.1, 0.1, 0.8)}
NO_STANCE = (0.98, 0.01, 0.01)


class Told(Attributions):
    """Rules find the statements; the stance head says of the marked words what the test has it say."""

    def __init__(self) -> None:
        super().__init__(rules_only=True)
        self.marked: dict[str, str] = {}

    def many(self, documents: Sequence[Document]) -> None:
        layers = []
        for document in documents:
            tokens = list(document.syntax)
            sides = np.log([SURE.get(self.marked.get(t.text, ""), NO_STANCE) for t in tokens]).astype(np.float16)
            start = np.array([t.idx for t in tokens], np.int32)
            end = np.array([t.idx + len(t.text) for t in tokens], np.int32)
            acts = np.zeros((len(tokens), SCORES), np.float16)
            layers.append(Votes(start, end, acts, sides.reshape(-1, STANCES)))
        super().many(documents)
        for document, votes in zip(documents, layers, strict=True):
            document.layers._given[VOTES] = votes


@pytest.fixture(scope="module")
def told() -> Told:
    return Told()


@pytest.fixture(scope="module")
def reader(told: Told) -> Reader:
    return Reader([told if isinstance(s, Attributions) else s for s in all_steps(rules_only=True)])


BRISTLED = "Norway bristled at the naval blockade."
FOUND = [
    ("Norway bristled.", "bristled", None, None, None),
    (BRISTLED, "bristled", "Norway", "against", "naval blockade"),
    ("Norway savaged the naval blockade.", "savaged", "Norway", "against", "naval blockade"),
    ("Norway's glee over the truce surprised Kenya.", "glee", "Norway", "for", "truce"),
    ("Kenya waited while a blockade that Norway hated went on.", "hated", "Norway", "against", None),
    ("The blockade was savaged by Norway.", "savaged", "Norway", "against", None),
]


@pytest.mark.parametrize(("text", "word", "holder", "stance", "issue"), FOUND)
def test_whose_and_on_what(
    told: Told, reader: Reader, text: str, word: str, holder: str | None, stance: str | None, issue: str | None
) -> None:
    told.marked = {word: stance or "for"}
    document = reader.document(make_report(text, "test.txt", date="2015-03-18"))
    found = [(f.actor.name, f.stance, f.issue.of(text)) for f in headed(document, document.index(MENTION_INDEX), [])]
    if holder is None:
        assert found == []
    elif issue is not None:
        assert found == [(holder, stance, issue)]
    else:
        assert all((name, side) == (holder, stance) for name, side, _ in found)


def test_what_is_taken_is_left_alone(told: Told, reader: Reader) -> None:
    text = BRISTLED
    told.marked = {"bristled": "against"}
    document = reader.document(make_report(text, "test.txt", date="2015-03-18"))
    assert list(headed(document, document.index(MENTION_INDEX), [Span(0, len(text))])) == []


def test_features_tell_levels(told: Told, reader: Reader) -> None:
    text = BRISTLED
    told.marked = {"bristled": "against"}
    document = reader.document(make_report(text, "test.txt", date="2015-03-18"))
    at, issue = text.index("bristled"), text.index("naval")
    word = document.token_at(at)
    found = of_votes.of_word(document, word, Span(0, len(text) - 1), Span(issue, len(text) - 1), "against")
    assert {"votes word same>0.7", "votes beside same>0.7", "votes word: same"} <= found
    assert "votes word same>0.85" not in found


def test_no_head_no_features() -> None:
    plain = Reader(rules_only=True)
    document = plain.document(make_report(BRISTLED, "test.txt", date="2015-03-18"))
    whole = Span(0, len(BRISTLED) - 1)
    assert of_votes.of_part(document, whole, None, next(iter(document.syntax))) == set()
    assert list(headed(document, document.index(MENTION_INDEX), [])) == []

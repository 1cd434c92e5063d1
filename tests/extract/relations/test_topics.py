"""What a dispute or a support is about."""

from __future__ import annotations

import pytest

from tests.extract.reading import read, words

TOLD = [
    # what follows "over", "about", "on"
    ("Kenya and Uganda are at odds over the lake.", "the lake"),
    ("Kenya disagreed with Uganda about the ban on fish.", "the ban on fish"),
    ("Kenya's war with Uganda over the lake began in 2003.", "the lake"),
    # the nouns in front
    ("The trade war between Kenya and Uganda goes on.", "trade"),
    ("Kenya's border dispute with Uganda goes on.", "border"),
    # what of the other's
    ("Kenya supports Uganda's efforts to bring the sailors home.", "efforts to bring the sailors home"),
    ("Critics of Kenyan President Amina Otieno's foreign policy left.", "foreign policy"),
    # none
    ("The civil war between Kenya and Uganda goes on.", None),
    ("The three-week conflict between Kenya and Uganda goes on.", None),  # how long, and not over what
    ("Kenya and Uganda are at odds on Monday.", None),
    ("Kenya backs Uganda on the ground that it is small.", None),
    ("Kenya supports Uganda's government.", None),
    ("Kenya backs Uganda.", None),
]


@pytest.mark.parametrize(("text", "topic"), TOLD)
def test_topic(text: str, topic: str | None) -> None:
    record = read(text)
    found = [r for r in record.relations if r.type in ("at_odds", "supports")]
    assert [words(record, r.topic) for r in found] == [topic]

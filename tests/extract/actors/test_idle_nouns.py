"""Nouns of actors where they mean none, and how far descriptions reach."""

from __future__ import annotations

import pytest

from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Much depends on their leadership.", "leadership"),
        ("He may use his constitutional authority to act.", "authority"),
        ("Internal position papers were stolen.", "papers"),
        ("There are many energy sources.", "sources"),
        ("The law gives the state sweeping powers.", "powers"),
        ("It was the primary source of income.", "source"),
        ("He spoke at a news conference in Oslo.", "conference"),
        ("He was glad to hold this office.", "office"),
        ("Rescuers looked for bodies.", "bodies"),
        ("Rebels shot down a warplane.", "warplane"),
        ("The torpedoing of a South Korean warship angered the town.", "warship"),
        ("They froze all funds.", "funds"),
        ("They discussed its military, diplomatic and humanitarian needs.", "military"),
    ],
)
def test_no_actor(read: Read, text: str, words: str) -> None:
    (record,) = read([text])
    said = [record.report.text[m.start : m.end] for a in record.actors for m in a.mentions]
    assert not [x for x in said if words in x]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("North Korea's leadership rejected it.", "North Korea's leadership"),
        ("The authorities denied it.", "The authorities"),
        ("The paper said that the talks had failed.", "The paper"),
        ("World powers rejected it.", "World powers"),
        ("Sources said that the talks had failed.", "Sources"),
        ("The police arrested dozens of protesters.", "dozens of protesters"),
        ("Tens of thousands of protesters marched.", "Tens of thousands of protesters"),
        ("The number of officials in the talks rose, ministers said.", "ministers"),
        ("Last Monday regime forces attacked the town.", "regime forces"),
        ("Other, more secular rebel groups rejected it.", "Other, more secular rebel groups"),
        ("Warring parties rejected it.", "Warring parties"),
        ("A U.S. destroyer entered the bay.", "A U.S. destroyer"),
        ("The number of diplomats rose.", "diplomats"),
        ("A number of diplomats left.", "A number of diplomats"),
        ("They discussed housing visiting ministers.", "visiting ministers"),
    ],
)
def test_whole_descriptions(read: Read, text: str, words: str) -> None:
    (record,) = read([text])
    assert words in [record.report.text[m.start : m.end] for a in record.actors for m in a.mentions]

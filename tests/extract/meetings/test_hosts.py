"""Who hosts a meeting: by the shape of the words that tell it, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.extract.reading import name, read

OTIENO, BERG = "Kenyan President Amina Otieno", "Norwegian Prime Minister Nils Berg"

HOSTED = [
    ("Kenya and Uganda held talks hosted by Oman on Monday.", "Oman"),
    ("Talks between Kenya and Uganda on Monday were hosted by Oman.", "Oman"),
    ("Oman will host talks between Kenya and Uganda on Friday.", "Oman"),
    ("Oman-hosted talks between Kenya and Uganda began on Monday.", "Oman"),
    ("The summit that Norway hosted in Bergen on Monday is over.", "Norway"),
    (f"The two-day summit hosted by {BERG} ended on Monday.", "Nils Berg"),
    (f"{OTIENO} visited Oslo on Monday at the invitation of {BERG}.", "Nils Berg"),
    (f"{BERG} invited {OTIENO} to visit Oslo in June.", "Nils Berg"),
    (f"{OTIENO} was invited by {BERG} to visit Oslo in June.", "Nils Berg"),
    (f"{BERG} invited {OTIENO} to Oslo for talks on Monday.", "Nils Berg"),
    (f"{BERG} received {OTIENO} in Oslo on Monday.", "Nils Berg"),
    (f"{OTIENO} held talks in Oslo on Monday with the host, {BERG}.", "Nils Berg"),
    ("The summit's host, Brazil, invited Kenya to the talks on Friday.", "Brazil"),
    (f"{BERG}, the host of the summit on Monday, thanked Kenya.", "Nils Berg"),
]


@pytest.mark.parametrize(("text", "host"), HOSTED)
def test_host(text: str, host: str) -> None:
    record = read(text)
    assert [name(record, m.host) for m in record.meetings] == [host]


NOT_HOSTED = [
    # in the capital of one who takes part, which is not told to be host
    f"{OTIENO} held talks with {BERG} in Oslo on Monday.",
    f"{OTIENO} visited Norway on Monday.",
    "Kenya and Uganda held talks in Oslo on Monday.",
    # who only leads it
    f"{BERG} chaired the meeting with Kenya in Oslo on Monday.",
    # who hosts something else, and another kind of host
    "Kenya, which hosted the Olympics in 2012, held talks with Uganda on Monday.",
    f"{OTIENO} met CNN host Jane Roe in Oslo on Monday.",
    # who calls two others together
    f"{BERG} invited Kenya and Uganda to meet in Geneva on Monday.",
]


@pytest.mark.parametrize("text", NOT_HOSTED)
def test_no_host(text: str) -> None:
    record = read(text)
    assert [name(record, m.host) for m in record.meetings] == [None]

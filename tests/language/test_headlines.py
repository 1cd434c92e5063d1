"""Headlines in title case read as sentences."""

from __future__ import annotations

import pytest

from communique.language.headlines import lower_headlines


@pytest.mark.parametrize(
    ("headline", "seen"),
    [
        ("Norwegian Envoy Says That Ceasefire Talks Were Postponed",
         "Norwegian envoy says that ceasefire talks were postponed"),
        ("Theresa Hall Will Visit Chad Before Border Talks Begin",
         "Theresa Hall will visit Chad before border talks begin"),
        ("Security Council Urges Restraint in Border Dispute", "Security Council urges restraint in border dispute"),
        ("Readout of the National Security Adviser’s Meeting With Partners",
         "Readout of the National Security Adviser’s meeting with partners"),
        ("Latest on Crisis: Finance Minister Resigns as Leaders Meet",
         "Latest on crisis: Finance Minister resigns as leaders meet"),
        ("Mali Suspended From African Union", "Mali suspended from African Union"),
        ("Colombian Rebels Declare Unilateral Ceasefire", "Colombian rebels declare unilateral ceasefire"),
        ("Iran Rejects Offer of Direct Talks With U.S.", "Iran rejects offer of direct talks with U.S."),
        ("Bill Hagen Warns of Further Delay", "Bill Hagen warns of further delay"),
    ],
)  # fmt: skip
def test_headlines_in_title_case_are_read_as_sentences(headline: str, seen: str) -> None:
    assert lower_headlines(headline) == seen
    text = f"{headline}\n\nThe envoy of Chad spoke on Monday."
    assert lower_headlines(text) == text.replace(headline, seen)


@pytest.mark.parametrize(
    "line",
    [
        "Norwegian Envoy Says That Ceasefire Talks Were Postponed.",
        "Anna Berg, Ministry of Foreign Affairs of Norway",
        "Norway postpones talks with Chad over border dispute",
        "Treaty of Friendship, Commerce and Navigation",
    ],
)
def test_what_is_no_headline_in_title_case_stays(line: str) -> None:
    assert lower_headlines(line) == line

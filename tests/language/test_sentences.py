"""Sentences that end in an abbreviation, and abbreviations that end none."""

from __future__ import annotations

import pytest

from communique.language.syntax import parse

# text, cut by bars
SENTENCES = [
    "The envoy flew back to the U.S. | Ghana's minister said the talks had failed.",
    "A report goes to the U.N. | Norway will chair the next round.",
    "He was trained in the U.S.A. | President Moyo said that Zimbabwe would keep him.",
    "The money came from the U.A.E. | Foreign Minister Dube denied it.",
    "The plant belongs to Arvex Corp. | Deputy Minister Olga Rey said it would be sold.",
    "They moved to Washington, D.C. | Later they left.",
    "The talks were held at the U.N. | But they failed.",
    "The request went to the U.N. | Diplomats said it would fail.",
    "He has lived for years in the U.S. | Officials in Oslo declined to comment.",
    "He called envoys in Washington, D.C. | Officials declined to comment.",
    "He said the U.S. Marines said no.",
    "They left before the U.N. Security Council said no.",
    "He has lived for years in the U.S. | Russia wants him back.",
    "Lt. Gen. Musa Idris told Brig. Gen. Ali Noor that Sudan would attack.",
    "Sen. Dan Poe (R-Ga.) said on Mar. 3 that Sudan was wrong.",
    "He met the U.S. President Dan Roe in Oslo.",
    "The U.S. Secretary of State Ann Hale said no.",
    "In talks at the U.N. Secretary-General Lena Holt said peace was near.",
    "The U.S. Senate said no.",
    "J.R. Smith said no.",
    "Rep. Al Moss of Calif. said no.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_where_sentences_end(text: str) -> None:
    (tokens,) = parse([text.replace(" | ", " ")])
    found = [text.replace(" | ", " ")[s[0].idx : s[-1].idx + len(s[-1].text)] for s in tokens.sents]
    assert found == text.split(" | ")

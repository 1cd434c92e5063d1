"""The sentence around a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.query.sentence_bounds import sentence_around

TEXT = (
    "It rained. U.S. envoy Ana Silva met Gen. Ivo Stahl in St. Gallen at 5 p.m. on Monday! “We will pay.” He left.\n\n"
    "A headline without a mark\n\nThe deal, worth 3.5 million, was signed."
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("rained", "It rained."),
        ("Ana Silva", "U.S. envoy Ana Silva met Gen. Ivo Stahl in St. Gallen at 5 p.m. on Monday!"),
        ("Gallen", "U.S. envoy Ana Silva met Gen. Ivo Stahl in St. Gallen at 5 p.m. on Monday!"),
        ("will pay", "“We will pay.”"),
        ("left", "He left."),
        ("headline", "A headline without a mark"),
        ("million", "The deal, worth 3.5 million, was signed."),
        ("pay.” He", "“We will pay.” He left."),
    ],
)
def test_sentences(words: str, sentence: str) -> None:
    at = TEXT.index(words)
    start, end = sentence_around(TEXT, at, at + len(words))
    assert TEXT[start:end] == sentence


@given(st.text(alphabet="aB.! \n”“", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_it_holds_the_place(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language.truecase import truecase, usually_lower

WIRE = "THE FOREIGN MINISTER OF CHAD ARRIVED IN NIAMEY ON MONDAY FOR TALKS WITH PRESIDENT SEYNI KOUNTCHE"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (
            "THE TALKS BETWEEN OTTAWA AND LIMA WERE HELD IN SECRET.",
            "The talks between Ottawa and Lima were held in secret.",
        ),
        (
            "THE U.S. ENVOY SAID HE WOULD NOT COME BACK TO THE TALKS.",
            "The U.S. envoy said he would not come back to the talks.",
        ),
        (
            "HE DIDN'T SAY WHETHER I WAS RIGHT OR WRONG ABOUT THEM.",
            "He didn't say whether I was right or wrong about them.",
        ),
        (
            "THEY TOLD US NOTHING, AND THE US ARMY SAID EVEN LESS THAN THAT.",
            "They told us nothing, and the US Army said even less than that.",
        ),
        (
            'HE LEFT. "THE TALKS ARE OVER," HE SAID TO NOBODY IN PARTICULAR.',
            'He left. "The talks are over," he said to nobody in particular.',
        ),
        (
            "THE NATO COUNCIL MET BEHIND CLOSED DOORS FOR THREE HOURS.",
            "The NATO Council met behind closed doors for three hours.",
        ),
    ],
)
def test_capitals_get_the_case_they_would_have_had(text: str, seen: str) -> None:
    assert truecase(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Ottawa and Lima were held in secret.",
        "NATO and the UN met in New York, as did the IAEA and the WTO.",
        "SHORT LINE",
        "",
        "1,234 + 5,678 = 6,912",
        "ОЧЕНЬ",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert truecase(text) == text


def test_a_line_in_capitals_in_a_mixed_text() -> None:
    text = f"{WIRE}\nThe minister said that the talks had gone well, and that others would follow in the spring. " * 2
    seen = truecase(text)
    assert "The foreign" in seen[:20]
    assert seen.endswith("in the spring. ")
    assert len(seen) == len(text)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Mn", "Po", "Zs")), max_size=120))
def test_no_character_moves(text: str) -> None:
    seen = truecase(WIRE + " " + text.upper())
    assert len(seen) == len(WIRE + " " + text.upper())
    assert seen.casefold() == (WIRE + " " + text.upper()).casefold()


def test_words_that_mostly_stand_in_lower_case() -> None:
    assert usually_lower("Talks")
    assert not usually_lower("Ottawa")

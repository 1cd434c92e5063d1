"""Wordpieces stand where the characters stand, whatever the characters are."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from communique.language.attribution import pieces as module
from communique.language.attribution.pieces import PARAGRAPH, paragraphs, pieces, without_case
from communique.model.span import Span


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The envoy left.", "envoy"),
        ("🙂🙂 The envoy left.", "envoy"),
        ("The e\u0301nvoi left early, envoy.", "envoy"),  # a combining accent before it
        ("\x00The\x00 envoy left.", "envoy"),
        ("👩‍👩‍👧 said the envoy", "envoy"),
        ("\ufeffThe envoy", "envoy"),
        ("使节 envoy 离开", "envoy"),
    ],
)
def test_offsets_count_code_points(tokenizer: Tokenizer, text: str, word: str) -> None:
    read = pieces(tokenizer, text)
    at = text.index(word)
    covering = [k for k in range(len(read)) if read.start[k] < at + len(word) and read.end[k] > at]
    assert covering
    assert read.start[covering[0]] == at
    assert read.end[covering[-1]] == at + len(word)


def test_a_long_paragraph_is_given_to_the_tokenizer_in_parts(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "The envoy of Perú, “who left”, hadn't said why.\n" + "NATO's new secretary-general said U.N. aid is on. " * 9
    )
    whole = pieces(tokenizer, text)
    monkeypatch.setattr(module, "TOGETHER", 30)
    parts = pieces(tokenizer, text)
    for name in ("ids", "start", "end", "capital"):
        assert (getattr(whole, name) == getattr(parts, name)).all()
    assert len(pieces(tokenizer, "x" * 100).ids) > 3  # without a blank it is cut anywhere


WRAPPED = (
    "The minister told reporters that his government would study the\n"
    "proposal before the end of the month and would answer in writing\n"
    "after consultations with its neighbours, who have asked for more\n"
    "time.\n"
    "A spokesman declined to comment."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\n \r\nTwo.\r\n", ["One.", "Two."]),
        ("\n\n\nOne.", ["One."]),
        ("", []),
        ("One line.", ["One line."]),
        (WRAPPED, [WRAPPED[: WRAPPED.index("\nA spokesman")], "A spokesman declined to comment."]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [p.of(text) for p in paragraphs(text)] == expected


@pytest.mark.parametrize(
    ("skip", "expected"),
    [
        ([(0, 4)], ["two", "three four"]),
        ([(4, 7)], ["one ", "three four"]),
        ([(10, 12)], ["one two", "th", "e four"]),
        ([(2, 10)], ["on", "ree four"]),
        ([(0, 18)], []),
        ([(3, 3)], ["one two", "three four"]),
        ([(8, 12), (9, 14)], ["one two", "four"]),
    ],
)
def test_skipped_characters_are_not_read(skip: list[tuple[int, int]], expected: list[str]) -> None:
    text = "one two\nthree four"
    assert [p.of(text) for p in paragraphs(text, [Span(a, b) for a, b in skip])] == expected


def test_breaks_stand_between_paragraphs_only(tokenizer: Tokenizer) -> None:
    read = pieces(tokenizer, "\nOne.\n\n\nTwo.\n")
    assert read.ids.tolist().count(PARAGRAPH) == 1
    assert PARAGRAPH not in (read.ids[0], read.ids[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PRESIDENT OZAL SAID ON FRIDAY", True),
        ("The President said on Friday", False),
        ("NATO:", False),
        ("1987 -- 2 -- 3", False),
        ("ANKARA, 3 MAY (AGENCY) -- THE FOREIGN MINISTRY told", True),
    ],
)
def test_capitals_that_tell_nothing(text: str, expected: bool) -> None:
    assert without_case(text) is expected


def test_upper_case_reads_like_lower_case(tokenizer: Tokenizer) -> None:
    upper, lower = (pieces(tokenizer, t) for t in ("THE ENVOY LEFT GENEVA.", "the envoy left geneva."))
    assert upper.ids.tolist() == lower.ids.tolist()
    assert upper.capital.tolist() == lower.capital.tolist()

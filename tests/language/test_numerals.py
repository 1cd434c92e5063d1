"""Numbers in words and figures."""

from __future__ import annotations

import pytest

from communique.language.numerals import number

NUMBERS = [
    ("nine", 9), ("fifty-three", 53), ("1,700", 1700), ("28", 28), ("a hundred", 100), ("half a million", 500_000),
    ("2.5 million", 2_500_000), ("two hundred and six", 206), ("three dozen", 36), ("fourteen thousand", 14_000),
    ("dozens", None), ("several", None), ("", None), ("2.5", None), ("a " * 40, None), ("one two three", 6),
]  # fmt: skip


@pytest.mark.parametrize(("words", "value"), NUMBERS)
def test_numbers(words: str, value: int | None) -> None:
    assert number(words) == value

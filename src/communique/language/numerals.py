"""Numbers as words and figures tell them: "1,700", "fifty-three", "half a million", "2.5 million"."""

from __future__ import annotations

import re
from collections.abc import Mapping

ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SIMPLE: Mapping[str, int] = (
    {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, 2)} | {"a": 1, "an": 1}
)
SCALES: Mapping[str, int] = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")  # "1,700", "28", "2.5"
LONGEST = 12
"""Words of a number at most."""


def number(words: str) -> int | None:
    """The whole number that words tell, hedges left out by whoever asks; None if they tell none.

    "dozens" and "thousands" are none: nobody counted.
    """
    parts = words.casefold().replace("-", " ").replace("–", " ").split()
    if not parts or len(parts) > LONGEST:
        return None
    total, group, seen = 0.0, 0.0, False
    if parts[0] == "half" and len(parts) > 1:
        parts, half = parts[1:], 0.5
    else:
        half = 1.0
    for part in parts:
        if FIGURES.fullmatch(part):
            group, seen = group + float(part.replace(",", "")), True
        elif part in SIMPLE:
            group, seen = group + SIMPLE[part], True
        elif part == "and" and seen:
            continue
        elif part in SCALES:
            scale = SCALES[part]
            if scale > 100:
                total, group = total + (group or 1) * scale, 0.0
            else:
                group = (group or 1) * scale
            seen = True
        else:
            return None
    value = (total + group) * half
    return int(value) if seen and value == int(value) else None

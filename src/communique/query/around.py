"""The sentence around a place in a text, as far as marks and capitals tell where it begins and ends."""

from __future__ import annotations

import re

__all__ = ["sentence_around"]

END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])|\n\s*\n")
"""Where a sentence may end: a mark with what closes behind it, before a capital; or an empty line."""
ABBREVIATED = re.compile(r"(?:^|[\s(\[\"'“‘«.-])(?:[A-Z]|[A-Z][a-z]{1,3}|[a-z]\.[a-z])\.$")
"""What ends in a dot and goes on: "U.S.", "Mr.", "Gen.", "a.m."."""
REACH = 1_500
"""Characters looked at on each side."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """First and last character of the sentence, or sentences, that hold ``text[start:end]``."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    first, last = low, high
    for found in END.finditer(text, low, high):
        if _goes_on(text, found):
            continue
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end - 1:
            last = found.end() if not found.group().isspace() else found.start()
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return min(first, start), max(last, end)


def _goes_on(text: str, found: re.Match[str]) -> bool:
    return found.group() == "." and ABBREVIATED.search(text[max(0, found.end() - 8) : found.end()]) is not None

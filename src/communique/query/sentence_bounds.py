"""The sentence around a place in a text, as far as marks and capitals tell where it begins and ends."""

from __future__ import annotations

import re

from communique.knowledge.word_lists import word_list

__all__ = ["sentence_around"]

END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])|\n\s*\n")
"""Where a sentence may end: a mark with what closes behind it, before a capital; or an empty line."""
WORD = re.compile(r"([^\W\d_]+)\.$")
"""The word before a dot: the "S" of "U.S.", the "Gen" of "Gen."."""
REACH = 1_500
"""Characters looked at on each side."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or sentences, that hold ``text[start:end]`` begin and end.

    All are offsets in code points, half-open. A mark ends a sentence before a capital, but for the dots of single
    letters and of the list ``dotted``; at most :data:`REACH` characters away.
    """
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
    """Whether the dot is that of a letter or an abbreviation."""
    word = WORD.search(text, max(0, found.end() - 8), found.end()) if found.group() == "." else None
    return word is not None and (len(word[1]) == 1 or word[1].casefold() in word_list("dotted"))

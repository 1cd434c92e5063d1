"""Regular expressions made of lists of words, that take one pass over a text however many words there are."""

from __future__ import annotations

import re
from collections.abc import Iterable


def tree_pattern(words: Iterable[str]) -> str:
    """A pattern of words, none of which begins another, that looks at each letter once."""
    rest: dict[str, list[str]] = {}
    for word in words:
        if word:
            rest.setdefault(word[0], []).append(word[1:])
    parts = [re.escape(letter) + tree_pattern(tails) for letter, tails in rest.items()]
    return f"(?:{'|'.join(parts)})" if len(parts) > 1 else "".join(parts)

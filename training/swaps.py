"""The names of states exchanged in a text, so that a head learns what is done and not who does it."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("swaps.tsv")


@cache
def _states() -> tuple[tuple[str, ...], ...]:
    lines = TABLE.read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def exchange(seed: int) -> dict[str, str]:
    """Every form of every state with the form of another that takes its place, the same for the same seed."""
    rng = random.Random(seed)
    alike: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for forms in _states():
        alike[len(forms)].append(forms)
    found: dict[str, str] = {}
    for group in alike.values():
        others = rng.sample(group, len(group))
        for mine, theirs in zip(group, others, strict=True):
            found.update(zip(mine, theirs, strict=True))
    return found


def swapped(text: str, seed: int) -> tuple[str, Callable[[int], int]]:
    """The text with its states exchanged, and where an offset of the old one lies in it."""
    forms = exchange(seed)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")\b")
    parts: list[str] = []
    old, new = [0], [0]
    at = 0
    for match in pattern.finditer(text):
        parts += [text[at : match.start()], forms[match.group()]]
        for end, length in ((match.start(), len(parts[-2])), (match.end(), len(parts[-1]))):
            old.append(end)
            new.append(new[-1] + length)
        at = match.end()
    parts.append(text[at:])

    def moved(offset: int) -> int:
        k = bisect_right(old, offset) - 1
        return min(new[k] + offset - old[k], new[k + 1] if k + 1 < len(new) else len(text) * 2)

    return "".join(parts), moved

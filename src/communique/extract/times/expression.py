"""Time expressions as they stand in a text, before they are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.extract.times import scale
from communique.extract.times.word_sequence import WordSequence, alphabet
from communique.knowledge.times import TimeRule
from communique.knowledge.word_lists import word_list

SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}


@dataclass(slots=True)
class TimeExpression:
    """One expression: which rule read it and what it captured."""

    rule: TimeRule
    start: int
    """First character in the text."""
    end: int
    i: int
    """First word."""
    j: int
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Captured words, in small letters."""
    date: TimeExpression | None = None
    """The date that it belongs to: "Tuesday" of "Tuesday night", "that year" of "October of that year"."""
    follows: TimeExpression | None = None
    """The next expression, when the two are the ends of a range: "April to June 1968"."""
    merged: bool = False
    """It is part of the expression before or behind it."""

    @property
    def kind(self) -> str:
        """How its value is made."""
        return self.rule.kind

    def has(self, group: str) -> bool:
        """Whether the rule captured that group."""
        return group in self.groups

    def value(self, group: str, kind: str) -> str | None:
        """The value of the first captured word that belongs to a class of words."""
        values = alphabet().values
        for word in self.groups.get(group, ()):
            if (value := values.get((word, kind))) is not None:
                return value
        return None

    def number(self, group: str) -> int | None:
        """The first captured word that is a whole number: "2013", "13th", "third"."""
        for word in self.groups.get(group, ()):
            digits = re.match(r"[0-9]{1,9}(?![0-9])", word)
            if digits:
                return int(digits.group())
            ordinal = alphabet().values.get((word, "ORDWORD")) or alphabet().values.get((word, "NUMWORD"))
            if ordinal is not None:
                return int(ordinal)
        return None

    def text(self, group: str) -> str:
        """The captured words joined by blanks."""
        return " ".join(self.groups.get(group, ()))


def build(rule: TimeRule, i: int, j: int, spans: dict[str, tuple[int, int]], tokens: WordSequence) -> TimeExpression:
    """An expression of a rule that fits words ``i:j``."""
    groups = {name: tuple(w.casefold() for w in tokens.words[a:b]) for name, (a, b) in spans.items()}
    return TimeExpression(rule, tokens.starts[i], tokens.ends[j - 1], i, j, groups)


def amount(words: Iterable[str]) -> float | None:
    """How many: ("two", "and", "a", "half") is 2.5, ("several",) is None, ("1,460",) is 1460."""
    values = alphabet().values
    total = current = 0.0
    seen = half = False
    for word in words:
        if word == "half":
            half = True
        elif (number := values.get((word, "NUMWORD"))) is not None:
            current, seen = current + int(number), True
        elif word in SCALES:
            current, seen = max(current, 1) * SCALES[word], True
        elif re.fullmatch(r"[0-9][0-9,]{0,14}(?:\.[0-9]{1,9})?", word):
            current, seen = current + float(word.replace(",", "")), True
        elif word[0].isdigit():
            return None  # too long a number to mean anything
        elif word in ("couple",):
            current, seen = 2, True
        elif word in word_list("time_counted_as_one"):
            continue
        elif (word, "QUANT") in values:
            return None
    total += current
    if half:
        return total + scale.HALF
    return total if seen else 1.0


def plain(number: float) -> str:
    """``2``, ``2.5``."""
    return f"{number:g}" if number < 1_000_000 else f"{number:.0f}"

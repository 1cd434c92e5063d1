"""Words as one character each, so that a rule about words is a regular expression over a short string.

Every word that the tables know has a character of its own, every shape of number has one, and all other words share
``x``. A class ("a month", "a day of the month") is then a set of characters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from communique.knowledge.times import TimeWord, holidays, time_parts, time_rules, time_words

OTHER = "x"
BREAK = "\n"
FIRST_CHARACTER = 0x4E00  # one block of letters, none of which means anything in a regular expression

# Months of the years of which none may be the end of a stretch of years: "2014-10", but "2010-11", "1904-05"
MONTHS_OF_YEARS = "|".join(
    f"{y}-(?:{'|'.join(f'{m:02}' for m in range(1, min(y % 100, 12) + 1))})" for y in range(1901, 2100) if y % 100
)
# In this order: "2013-04-17T09:30Z", "2013-04-17", "2014-10", "2012.3.28", "28/3/2012", "18:00", "1,460", "2.5",
# "13th", "1990s", "2009", "Q3", "p.m." and "U.S.", a word, a line's end, a sign
TOKEN = re.compile(
    r"(?P<letters>[^\W\d_]{2,})"  # most words, which so need not be asked whether they are figures
    r"|(?P<isotime>[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9][0-9]:?[0-9][0-9])?)"
    r"|(?P<isodate>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![0-9]))"
    rf"|(?P<isomonth>(?:{MONTHS_OF_YEARS})(?![0-9]|-[0-9]))"
    r"|(?P<yeardate>[0-9]{4}(?P<y>[/.])[0-9]{1,2}(?P=y)[0-9]{1,2}(?![0-9/]))"
    r"|(?P<numdate>[0-9]{1,2}(?P<s>[/.])[0-9]{1,2}(?P=s)(?:[0-9]{4}|[0-9]{2})(?![0-9/]))"
    r"|(?P<clock>[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![0-9:]))"
    r"|(?P<thousands>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]))"
    r"|(?P<decimal>[0-9]+\.[0-9]+)"
    r"|(?P<ordinal>[0-9]+(?:st|nd|rd|th)(?![^\W_]))"
    r"|(?P<decade>[0-9]{2,4}'?s(?![^\W_]))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<qnum>[Qq][1-4](?![^\W_]))"
    r"|(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+)"
    r"|(?P<break>\n)"
    r"|(?P<sign>[^\s])"
)
SIGNS = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "‐": "DASH", "‑": "DASH",
    ".": "DOT", "'": "APOS", "’": "APOS", "‘": "APOS",
    "/": "SLASH", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", ":": "COLON", "%": "PERCENT",
}  # fmt: skip
# Shapes of numbers: every combination of classes that a figure can have gets its own character.
SHAPES = {
    "one": ("NUMBER", "DAY", "HOUR", "YEAR3"),
    "two_low": ("NUMBER", "DAY", "HOUR", "YEAR2", "YEAR3"),
    "two_day": ("NUMBER", "DAY", "YEAR2", "YEAR3"),
    "two_high": ("NUMBER", "YEAR2", "YEAR3"),
    "three": ("NUMBER", "YEAR3"),
    "zero": ("NUMBER", "HOUR"),
    "two_zero": ("NUMBER", "YEAR2"),
    "year": ("NUMBER", "YEAR"),
    "year_clock": ("NUMBER", "YEAR", "FOUR"),
    "clock_four": ("FOUR",),
    "many": ("NUMBER",),
    "thousands": ("NUMBER",),
    "decimal": ("DECIMAL",),
    "ordinal_day": ("ORDNUM", "ORDDAY"),
    "ordinal": ("ORDNUM",),
    "decade": ("DECADE",),
    "decade2": ("DECADE2",),
    "decade3": ("DECADE3",),
    "qnum": ("QNUM",),
    "clock": ("CLOCK",),
    "isodate": ("ISODATE",),
    "isomonth": ("ISOMONTH",),
    "isotime": ("ISOTIME",),
    "numdate": ("NUMDATE",),
    "yeardate": ("YEARDATE",),
}


class Alphabet(NamedTuple):
    """Which character stands for what."""

    words: dict[str, str]
    """Character of every spelling that counts."""
    shapes: dict[str, str]
    signs: dict[str, str]
    classes: dict[str, str]
    """Class -> its characters."""
    literals: dict[str, str]
    """Word in small letters -> its characters (one, or two when it counts with a capital only)."""
    values: dict[tuple[str, str], str]
    """(word in small letters, class) -> value."""


class WordSequence(NamedTuple):
    """A text as words: ``codes[i]`` is the character of ``words[i]``, which stands at ``starts[i]:ends[i]``."""

    codes: str
    words: list[str]
    starts: list[int]
    ends: list[int]


# A word in a pattern: "month", and not "MONTH" nor the name behind a colon
LITERAL = re.compile(r"(?<![:\w<])[a-zé]+(?![\w>])")


@cache
def alphabet() -> Alphabet:
    """The characters for all words of the tables."""
    known: dict[str, list[TimeWord]] = {}
    for word in time_words():
        known.setdefault(word.word, []).append(word)
    plain = {w for _, p in time_parts() for w in LITERAL.findall(p)}
    plain |= {w for r in time_rules() for w in LITERAL.findall(r.pattern)}
    plain |= {w for h in holidays() for w in re.findall(r"[^\W\d_]+", h.name.casefold())}
    plain.discard(OTHER)
    number = FIRST_CHARACTER
    words: dict[str, str] = {}
    classes: dict[str, str] = {}
    literals: dict[str, str] = {}

    def character() -> str:
        nonlocal number
        number += 1
        return chr(number)

    shapes = {name: character() for name in SHAPES}
    for name, members in SHAPES.items():
        for member in members:
            classes[member] = classes.get(member, "") + shapes[name]
    signs = {name: character() for name in dict.fromkeys(SIGNS.values())}
    classes |= signs
    for spelling in sorted(known.keys() | plain):
        entries = known.get(spelling, [])
        # With a capital it may be more than without: "May" is a month and the word "may".
        for written, capital, upper in (
            (spelling, False, False),
            (spelling.capitalize(), True, False),
            (spelling.upper(), True, True),
        ):
            kinds = [e.kind for e in entries if (capital or not e.capital) and (upper or not e.upper)]
            if not kinds and spelling not in plain:
                continue
            code = character()
            words.setdefault(written, code)
            literals[spelling] = literals.get(spelling, "") + code
            for kind in kinds:
                classes[kind] = classes.get(kind, "") + code
    values = {(e.word, e.kind): e.value for group in known.values() for e in group}
    return Alphabet(words, shapes, signs, classes, literals, values)


def tokens(text: str) -> WordSequence:
    """The text's words and figures with their characters."""
    known = alphabet()
    words_of, shapes, signs = known.words, known.shapes, known.signs
    codes: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in TOKEN.finditer(text):
        word, shape = match.group(), match.lastgroup
        if shape in ("letters", "word"):
            code = words_of.get(word, OTHER)
        elif shape == "sign":
            code = signs.get(SIGNS.get(word, ""), OTHER)
        elif shape == "break":
            code = BREAK
        else:
            code = shapes[_shape(shape or "", word)]
        start, end = match.span()
        codes.append(code)
        words.append(word)
        starts.append(start)
        ends.append(end)
    return WordSequence("".join(codes), words, starts, ends)


def _shape(kind: str, word: str) -> str:
    """The name in SHAPES of a figure."""
    if kind == "number":
        return _number_shape(word)
    if kind == "ordinal":
        return "ordinal_day" if len(word) <= 4 and 1 <= int(word[:-2]) <= 31 else "ordinal"
    if kind == "decade":
        digits = word.rstrip("s").rstrip("'")
        if not digits.endswith("0"):
            return "many"
        return {4: "decade", 2: "decade2", 3: "decade3"}[len(digits)]
    return kind


def _number_shape(word: str) -> str:
    length = len(word)
    if not word.isascii() or length > 4:
        return "many"
    number = int(word)
    if length == 4:
        clock = number < 2400 and number % 100 < 60
        if 1000 <= number < 3000:
            return "year_clock" if clock else "year"
        return "clock_four" if clock and word[0] == "0" else "many"
    if length == 3:
        return "three" if word[0] != "0" else "many"
    if length == 2:
        return "two_zero" if number == 0 else "two_low" if number <= 24 else "two_day" if number <= 31 else "two_high"
    return "one" if number else "zero"

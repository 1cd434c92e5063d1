"""Texts in capitals (old wires, broadcast monitoring) given the case they would have had."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

CAPITALS = 0.8  # share of capitals among a paragraph's letters above which it is taken to be in capitals
LEAST = 30  # letters below which a paragraph follows its neighbours
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # ``CEREZO``, ``DON'T``
ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){2,}")  # ``U.S.``
SENTENCE_START = re.compile(r"(?:^\s*|[.!?:]['\"”’)]*\s+|\n\s*|[\"“(])$")
BEGINNERS = frozenset(("the", "he", "she", "it", "they", "we", "in", "but", "a", "an", "this"))  # of a sentence
NOT_THE_STATE = {
    "of",
    "to",
    "for",
    "with",
    "tell",
    "told",
    "let",
    "have",
    "has",
    "had",
    "gave",
    "give",
    "help",
    "makes",
    "make",
    "made",
    "asked",
}


def truecase(text: str) -> str:
    """The text with its all-capital stretches in mixed case; the same length, other characters untouched."""
    if not _capitals(text):
        return text if not any(_capitals(line) for line in text.split("\n")) else _by_line(text)
    return _recase(text)


def _by_line(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(_recase(line) if _capitals(line) and len(line.split()) > 8 else line for line in lines)


def _capitals(text: str) -> bool:
    if text.islower():
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= LEAST and sum(map(str.isupper, text)) >= CAPITALS * letters


def _recase(text: str) -> str:
    lower, upper = _table("lowercase"), _table("uppercase")
    kept = {i for m in ABBREVIATION.finditer(text) for i in range(m.start(), m.end())}
    out = list(text)
    previous = ""
    for m in WORD.finditer(text):
        if m.start() in kept:
            previous = m.group().lower()
            continue
        word = m.group().lower().replace("’", "'")
        stem = word.split("'")[0]
        first = bool(SENTENCE_START.search(text, max(0, m.start() - 12), m.start()))
        if first and len(text[: m.start()].rstrip()) - 1 in kept and word not in BEGINNERS:
            first = False  # ``THE U.S. ENVOY``
        if word == "us":
            form = m.group() if previous not in NOT_THE_STATE else "us"
        elif stem in upper and stem not in lower and len(m.group()) > 1:
            form = (
                m.group() if "'" not in word else m.group().split("'")[0].split("’")[0] + m.group()[len(stem) :].lower()
            )
        elif word == "i" or word.startswith("i'"):
            form = "I" + m.group()[1:].lower()
        elif word in lower or stem in lower:
            form = m.group().lower()
            if first:
                form = form[0].upper() + form[1:]
        else:
            form = m.group()[0] + m.group()[1:].lower()
        if len(form) == len(m.group()):  # a few letters change their length with their case: they stay
            out[m.start() : m.end()] = form
        previous = word
    return "".join(out)


def usually_lower(word: str) -> bool:
    """Whether a word mostly stands in lower case in the middle of a sentence."""
    return word.casefold() in _table("lowercase")


@cache
def _table(name: str) -> frozenset[str]:
    text = files("communique.language").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(w.lower() for w in text.splitlines() if w and not w.startswith("#"))

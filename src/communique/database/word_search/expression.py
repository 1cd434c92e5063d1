"""Expressions of FTS5 as a tree, with their words parted and stemmed as the index has them.

Only what :func:`communique.query.fts.match_expression` makes is read: phrases, the last word of which may be the
beginning of one, NEAR, AND, OR, NOT and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.database.word_search.tokens import tokens_of

__all__ = ["And", "Expression", "Near", "Not", "Nothing", "Or", "WordPhrase", "parse"]

PART = re.compile(
    r'\s*(?:(?P<near>NEAR\()|"(?P<phrase>[^"]*)"(?P<star>\s*\*)?|(?P<mark>[(),])|(?P<word>AND|OR|NOT)|(?P<number>\d+))'
)


class WordPhrase(msgspec.Struct, frozen=True):
    """Words side by side; ``prefix``: the last one is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False


class Near(msgspec.Struct, frozen=True):
    """Phrases of which no more than ``reach`` words stand between."""

    phrases: tuple[WordPhrase, ...]
    reach: int


class Nothing(msgspec.Struct, frozen=True):
    """What no text has: a phrase without a word."""


class And(msgspec.Struct, frozen=True):
    """All of them."""

    parts: tuple[Expression, ...]


class Or(msgspec.Struct, frozen=True):
    """One of them at least."""

    parts: tuple[Expression, ...]


class Not(msgspec.Struct, frozen=True):
    """One without the other."""

    this: Expression
    that: Expression


Expression = WordPhrase | Near | Nothing | And | Or | Not


def parse(text: str) -> Expression:
    """The tree of an expression.

    Raises:
        ValueError: it is none of ours.
    """
    return _Parser(text).whole()


class _Parser:
    """Recursive descent: NOT binds most, then AND, then OR."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts = list(_parts(text))
        quoted = [value for kind, value in self.parts if kind in ("phrase", "prefix")]
        self.words: Iterator[list[str]] = iter(tokens_of(quoted))
        self.at = 0

    def whole(self) -> Expression:
        found = self.either()
        if self.at < len(self.parts):
            raise self.wrong()
        return found

    def wrong(self) -> ValueError:
        return ValueError(f"no expression of words: {self.text}")

    def ahead(self) -> str:
        return self.parts[self.at][0] if self.at < len(self.parts) else "end"

    def take(self, kind: str) -> str:
        if self.ahead() != kind:
            raise self.wrong()
        self.at += 1
        return self.parts[self.at - 1][1]

    def either(self) -> Expression:
        found = [self.both()]
        while self.ahead() == "OR":
            self.at += 1
            found.append(self.both())
        return found[0] if len(found) == 1 else Or(tuple(found))

    def both(self) -> Expression:
        found = [self.without()]
        while self.ahead() == "AND":
            self.at += 1
            found.append(self.without())
        return found[0] if len(found) == 1 else And(tuple(found))

    def without(self) -> Expression:
        found = self.term()
        while self.ahead() == "NOT":
            self.at += 1
            found = Not(found, self.term())
        return found

    def term(self) -> Expression:
        if self.ahead() == "(":
            self.at += 1
            found = self.either()
            self.take(")")
            return found
        if self.ahead() == "near":
            return self.near()
        if self.ahead() not in ("phrase", "prefix"):
            raise self.wrong()
        phrase = self.phrase()
        return phrase if phrase.words else Nothing()

    def phrase(self) -> WordPhrase:
        prefix = self.ahead() == "prefix"
        self.at += 1
        words = next(self.words)
        return WordPhrase(tuple(words), prefix and bool(words))

    def near(self) -> Expression:
        self.at += 1
        phrases: list[WordPhrase] = []
        while self.ahead() in ("phrase", "prefix"):
            phrases.append(self.phrase())
        reach = 10
        if self.ahead() == ",":
            self.at += 1
            reach = int(self.take("number"))
        self.take(")")
        told = tuple(phrase for phrase in phrases if phrase.words)
        if len(told) < 2:
            return told[0] if told else Nothing()
        return Near(told, reach)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = PART.match(text, at)
        if found is None:
            raise ValueError(f"no expression of words: {text}")
        at = found.end()
        if found["near"]:
            yield "near", ""
        elif found["phrase"] is not None:
            yield ("prefix" if found["star"] else "phrase"), found["phrase"]
        elif found["mark"]:
            yield found["mark"], ""
        elif found["word"]:
            yield found["word"], ""
        else:
            yield "number", found["number"]

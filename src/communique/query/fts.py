"""The words of a question as an expression of FTS5, with which nothing else can be asked than for words.

The grammar is FTS5's own, so far as it is about words: ``peace talks`` (both), ``"peace talks"`` (side by side),
``sanction*``, ``a AND b``, ``a OR b``, ``a NOT b``, brackets, ``NEAR(a b, 5)``. Words are found by their stems and
without accents. What would be a mistake in FTS5 ("U.S.", "don't", "cease-fire") is a phrase here.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from communique.errors import UsageError, printable

__all__ = ["any_word", "bag_expression", "match_expression"]

TOKEN = re.compile(
    r"""\s*(?:
        (?P<near>NEAR\s*\(\s*(?P<words>(?:"[^"]*"|[^\s",()]+)(?:\s+(?:"[^"]*"|[^\s",()]+))*)\s*(?:,\s*(?P<n>\d+)\s*)?\))
      | (?P<phrase>["“„](?P<quoted>[^"”“]*)["”“])
      | (?P<open>\()
      | (?P<close>\))
      | (?P<operator>(?:AND|OR|NOT)(?![^\s()]))
      | (?P<word>[^\s"“”„()]+)
      | (?P<stray>["“”„])
    )""",
    re.VERBOSE,
)
"""One part of a question: ``NEAR(peace talks, 5)``, ``"peace talks"``, ``(``, ``AND``, ``sanction*``."""
QUOTED = re.compile(r'"([^"]*)"')
"""The words of a term of an expression."""
LETTERS = re.compile(r"\w")
"""Anything that the index has."""
LONGEST = 1_000
"""Characters of a question; more is no question."""
MOST = 64
"""Parts of a question, and so the depth of its brackets."""


def match_expression(text: str) -> str:
    """The FTS5 expression for what a user asks for.

    Raises:
        UsageError: it has no words, or its brackets and operators do not fit; the message says where.
    """
    if len(text) > LONGEST:
        raise UsageError(f"a question of {len(text):,} characters is too long. Ask for fewer words")
    parts = _parts(text)
    if not any(kind == "term" for kind, _ in parts):
        raise UsageError(f"there is no word in {printable(text)!r}. Ask for words, such as: sanctions OR embargo")
    if len(parts) > MOST:
        raise UsageError(f"a question of more than {MOST} parts is too long. Ask for fewer words")
    return _Expression(parts, text).whole()


def any_word(text: str) -> str:
    """The FTS5 expression for texts that have any of the words: whatever has what is asked for has one of them."""
    return " OR ".join(value for kind, value in _parts(text) if kind == "term")


def bag_expression(text: str) -> str | None:
    """An expression without order that whatever matches the words of a question matches too; None if they have none.

    Phrases and NEAR become all their words, and what is left out by NOT is not left out yet.

    Raises:
        UsageError: as :func:`match_expression`.
    """
    parts = _parts(text)
    terms = [value for kind, value in parts if kind == "term"]
    bags = {term: _bag(term, words) for term, words in zip(terms, _tokens(terms), strict=True)}
    if all(bags[term] == term for term in terms):
        return None
    loose = [(kind, bags[value] if kind == "term" else value) for kind, value in parts]
    return _Expression(loose, text, without=False).whole()


def _bag(term: str, words: Sequence[str]) -> str:
    if len(words) < 2 and not term.startswith("NEAR("):
        return term
    star = "*" if term.endswith("*") else ""
    return "(" + " AND ".join(_phrase(word) for word in words) + star + ")" if words else '""'


def _tokens(terms: Sequence[str]) -> list[list[str]]:
    """The words of each term as FTS5 parts them, not yet stemmed."""
    found: list[list[str]] = [[] for _ in terms]
    index = sqlite3.connect(":memory:")
    try:
        index.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize='unicode61 remove_diacritics 0')")
        index.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        for n, term in enumerate(terms):
            words = " ".join(QUOTED.findall(term))  # not the NEAR and its number
            index.execute("INSERT INTO t (rowid, words) VALUES (?, ?)", (n + 1, words))
        for doc, word in index.execute('SELECT doc, term FROM v ORDER BY doc, "offset"'):
            found[doc - 1].append(word)
    finally:
        index.close()
    return found


def _parts(text: str) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    at = 0
    text = text.replace("\0", " ").rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            break
        at = found.end()
        if found["near"]:
            words = " ".join(_phrase(word.strip('"')) for word in re.findall(r'"[^"]*"|[^\s",()]+', found["words"]))
            if LETTERS.search(found["words"]):
                parts.append(("term", f"NEAR({words}, {min(int(found['n'] or 10), 1000)})"))
        elif found["phrase"] is not None:
            if LETTERS.search(found["quoted"]):
                parts.append(("term", _phrase(found["quoted"])))
        elif found["stray"]:
            behind = text[found.start("stray") :][:40]
            raise UsageError(
                f"{printable(text)!r}: the quotation mark before {printable(behind[1:])!r} has no other behind it. "
                'Close it, or leave it out: words side by side stand in two, "peace talks"'
            )
        elif found["open"] or found["close"]:
            parts.append((found[0].strip(), ""))
        elif found["operator"]:
            parts.append(("operator", found["operator"]))
        elif found["word"] and LETTERS.search(found["word"]):
            stem = found["word"].rstrip("*")
            star = "*" if stem != found["word"] and len(stem) > 1 else ""
            parts.append(("term", _phrase(stem) + star))
    return parts


def _phrase(words: str) -> str:
    """Words that stand side by side; inside quotation marks nothing is an operator."""
    return '"' + words.replace('"', " ") + '"'


class _Expression:
    """Recursive descent over the parts: OR binds least, then AND (which need not be written), then NOT."""

    def __init__(self, parts: list[tuple[str, str]], text: str, *, without: bool = True) -> None:
        self.parts = parts
        self.text = text
        self.leave_out = without
        self.at = 0

    def whole(self) -> str:
        found = self.either()
        if self.at < len(self.parts):
            raise self.wrong("a bracket closes that was not opened")
        return found

    def wrong(self, what: str) -> UsageError:
        return UsageError(
            f"{printable(self.text)!r}: {what}. Write it like: (sanctions OR embargo) AND NEAR(peace talks, 5)"
        )

    def ahead(self) -> tuple[str, str]:
        return self.parts[self.at] if self.at < len(self.parts) else ("end", "")

    def either(self) -> str:
        found = [self.both()]
        while self.ahead() == ("operator", "OR"):
            self.at += 1
            found.append(self.both())
        return " OR ".join(found) if len(found) == 1 else "(" + " OR ".join(found) + ")"

    def both(self) -> str:
        found = [self.without()]
        while True:
            if self.ahead() == ("operator", "AND"):
                self.at += 1
            elif self.ahead()[0] not in ("term", "("):
                break
            found.append(self.without())
        return found[0] if len(found) == 1 else "(" + " AND ".join(found) + ")"

    def without(self) -> str:
        found = self.term()
        while self.ahead() == ("operator", "NOT"):
            self.at += 1
            less = self.term()
            found = f"({found} NOT {less})" if self.leave_out else found
        return found

    def term(self) -> str:
        kind, value = self.ahead()
        self.at += 1
        if kind == "term":
            return value
        if kind == "(":
            found = self.either()
            if self.ahead()[0] != ")":
                raise self.wrong("a bracket is not closed")
            self.at += 1
            return found
        if kind == "operator" and value == "NOT":
            raise self.wrong("NOT needs something before it from which to take away")
        raise self.wrong("a word is missing" if kind != "operator" else f"a word is missing beside {value}")

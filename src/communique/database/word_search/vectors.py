"""What a server's tables of words hold, and how they are asked: vectors of PostgreSQL filled with SQLite's words.

A vector says which words a text has, not where: no limit on places bears on it. Where phrases or nearness are asked the
words themselves, kept in order, decide. A vector holds no more than a megabyte and no word of more than 2,046 bytes
(https://www.postgresql.org/docs/current/textsearch-limits.html); a text that has more gets none, and is looked through
whenever words are asked for, so that answers are the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from communique.database.word_search.expression import And, Expression, Near, Not, Nothing, Or, WordPhrase, parse
from communique.database.word_search.tokens import tokens_of

__all__ = ["MatchWords", "asked_of_server", "sought", "statement_rows", "text_rows", "tree"]

LONGEST_WORD = 2_046
"""Bytes of a word in a vector."""
LARGEST = 1_000_000
"""Bytes of a vector, with some room to spare."""
NOWHERE = "'(nothing)'"
"""A word that no text has: words have no brackets."""


class MatchWords(TypeDecorator[str]):
    """An expression of FTS5, as the database takes it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Into the database."""
        return value if value is None or dialect.name == "sqlite" else asked_of_server(parse(value))


def text_rows(texts: Sequence[tuple[int, str, str | None]]) -> list[tuple[Any, ...]]:
    """The rows of ``text_words`` for texts: key, text, title."""
    found = tokens_of(part or "" for _, text, title in texts for part in (text, title))
    rows = []
    for n, (key, _, _) in enumerate(texts):
        words, title = found[2 * n], found[2 * n + 1]
        many, titled = len(words) + len(title), len(title)
        rows.append((key, _in_order(words), _in_order(title), many, titled, _vector([*words, *title])))
    return rows


def statement_rows(spoken: Sequence[tuple[int, str]]) -> list[tuple[Any, ...]]:
    """The rows of ``statement_words`` for statements: key, what was said."""
    rows = []
    for (key, _), words in zip(spoken, tokens_of(words for _, words in spoken), strict=True):
        vector = _vector(words)
        rows.append((key, _in_order(words) if vector is None else None, vector))
    return rows


def asked_of_server(found: Expression) -> str:
    """An expression as the functions of ``postgres_search.sql`` take it, in JSON.

    ``bag`` is a query of vectors that whatever matches meets, ``whole`` whether it is all that is asked, ``exact`` the
    whole expression.
    """
    return json.dumps({"bag": _bag(found), "whole": "yes" if _is_whole(found) else "no", "exact": tree(found)})


def tree(found: Expression) -> list[Any]:
    """An expression as ``communique_matches`` takes it."""
    match found:
        case WordPhrase():
            return ["w", sought(found)]
        case Near():
            return ["near", found.reach, [list(phrase.words) for phrase in found.phrases]]
        case And():
            return ["and", [tree(part) for part in found.parts]]
        case Or():
            return ["or", [tree(part) for part in found.parts]]
        case Not():
            return ["not", tree(found.this), tree(found.that)]
        case Nothing():
            return ["none"]


def sought(phrase: WordPhrase) -> str:
    """The characters that a phrase is in words that stand in order."""
    found = _in_order(phrase.words)
    return found[:-1] if phrase.prefix else found


def _in_order(words: Iterable[str]) -> str:
    """Words, each between two blanks: what is sought begins and ends where a word does."""
    return "".join(f" {word} " for word in words)


def _vector(words: Sequence[str]) -> str | None:
    listed = sorted(set(words))
    size = sum(len(word.encode()) + 4 for word in listed)
    if size > LARGEST or any(len(word.encode()) > LONGEST_WORD for word in listed):
        return None
    return " ".join(map(_quoted, listed))


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _bag(found: Expression) -> str:
    match found:
        case WordPhrase():
            return _all(found.words, found.prefix)
        case Near():
            return " & ".join(_all(phrase.words, False) for phrase in found.phrases)
        case And():
            return " & ".join(f"({_bag(part)})" for part in found.parts)
        case Or():
            return " | ".join(f"({_bag(part)})" for part in found.parts)
        case Not():
            this = f"({_bag(found.this)})"
            # What has the words of a phrase may yet not have the phrase.
            return f"{this} & !({_bag(found.that)})" if _is_whole(found.that) else this
        case Nothing():
            return NOWHERE


def _all(words: Sequence[str], prefix: bool) -> str:
    if any(len(word.encode()) > LONGEST_WORD for word in words):
        return NOWHERE
    parts = [_quoted(word) for word in words]
    return " & ".join([*parts[:-1], parts[-1] + (":*" if prefix else "")])


def _is_whole(found: Expression) -> bool:
    """Whether vectors, which do not say where words stand, tell all that is asked."""
    match found:
        case WordPhrase():
            return len(found.words) == 1
        case And() | Or():
            return all(map(_is_whole, found.parts))
        case Not():
            return _is_whole(found.this) and _is_whole(found.that)
        case Nothing():
            return True
        case Near():
            return False

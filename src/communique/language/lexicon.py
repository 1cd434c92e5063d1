"""Longest matches of a vocabulary over a document's tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from communique.knowledge.surface_forms import word_parts
from communique.language.tree import Token

T = TypeVar("T")
Cells = Sequence[tuple[str, int]]
"""The comparable parts of tokens, each with the number of the token it comes from."""


class Lexicon(Generic[T]):
    """Surface forms, normalised as in :mod:`communique.knowledge.surface_forms`, and what each stands for."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._payloads: dict[tuple[str, ...], list[T]] = {}
        lengths: dict[str, set[int]] = {}
        for surface, payload in entries.items():
            words = tuple(surface.split())
            if words:
                self._payloads.setdefault(words, []).append(payload)
                lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def matches(self, compared: Cells) -> Iterator[tuple[int, int, T]]:
        """(first token, behind last token, payload) of every place where a surface form stands, the longest first.

        Matches that begin at one token are all given, so that a caller can refuse one and take a shorter.
        """
        n = len(compared)
        parts = [word for word, _ in compared]
        for at, (word, token) in enumerate(compared):
            lengths = self._lengths.get(word)
            if lengths is None or (at and compared[at - 1][1] == token):
                continue
            for length in lengths:
                end = at + length
                # A match ends where a token ends, or "US-led" would hold "US".
                if end > n or (end < n and compared[end][1] == compared[end - 1][1]):
                    continue
                for payload in self._payloads.get(tuple(parts[at:end]), ()):
                    yield token, compared[end - 1][1] + 1, payload


def cells(tokens: Iterable[Token]) -> list[tuple[str, int]]:
    """The comparable parts of tokens, each with its token's number; blanks and hyphens have none."""
    return [(part, token.i) for token in tokens for part in word_parts(token.text)]

"""Which concept of a codebook an issue's words mean: what it says exactly, else what is most like an example."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec

from communique.linking.issues import SAME, IssueProfile, issue_profile, same_issue
from communique.model.codebook import Codebook

__all__ = ["ConceptIndex", "ConceptMatch"]

EXACT = 2.0
"""More than any likeness."""


class ConceptMatch(msgspec.Struct, frozen=True):
    """A concept and why an issue is it."""

    concept: str
    how: Literal["example", "words"]
    """Whether the codebook says these very words, or some that are like them."""
    score: float
    """How like, as issues are compared; of the very words 2."""


class ConceptIndex:
    """A codebook, ready to be asked for labels."""

    def __init__(self, book: Codebook) -> None:
        self.exact: dict[str, str] = {}
        self.never: dict[str, set[str]] = defaultdict(set)
        """Words that are not a concept."""
        self.like: dict[str, list[tuple[int, IssueProfile]]] = defaultdict(list)
        """By each of their words, what is a concept (its number)."""
        self.unlike: dict[int, list[IssueProfile]] = defaultdict(list)
        self.names = [one.name for one in book.concepts]
        for number, one in enumerate(book.concepts):
            for label in (one.name, *one.examples):
                self.exact.setdefault(_plain(label), one.name)
                profile = issue_profile(label)
                for word in profile.words:
                    self.like[word].append((number, profile))
            for label in one.counter_examples:
                self.never[_plain(label)].add(one.name)
                self.unlike[number].append(issue_profile(label))
        self.known: dict[str, ConceptMatch | None] = {}

    def match(self, label: str) -> ConceptMatch | None:
        """The concept that these words mean, or None.

        Of two concepts that are equally like the first in the book is taken; one of which a counter-example is as like
        as its examples is none.
        """
        plain = _plain(label)
        if plain not in self.known:
            self.known[plain] = self._match(label, plain)
        return self.known[plain]

    def _match(self, label: str, plain: str) -> ConceptMatch | None:
        if plain in self.exact:
            return ConceptMatch(self.exact[plain], "example", EXACT)
        asked = issue_profile(label)
        best: dict[int, float] = {}
        for number, profile in _once(entry for word in sorted(asked.words) for entry in self.like.get(word, ())):
            score = same_issue(asked, profile).value
            if score >= SAME and score > best.get(number, 0.0):
                best[number] = score
        for number in [*best]:
            against = max((same_issue(asked, one).value for one in self.unlike[number]), default=0.0)
            if self.names[number] in self.never.get(plain, ()) or against >= best[number]:
                del best[number]
        if not best:
            return None
        number = min(best, key=lambda n: (-best[n], n))
        return ConceptMatch(self.names[number], "words", best[number])


def _once(entries: Iterable[tuple[int, IssueProfile]]) -> list[tuple[int, IssueProfile]]:
    """Each example once, though it shares several words."""
    return list({(number, id(profile)): (number, profile) for number, profile in entries}.values())


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()

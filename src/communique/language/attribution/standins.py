"""Stand-ins: one name of a state is read for all, so that who said what does not hang on whose state it is.

The encoder sees the name of every state as one and the same wordpiece, and so its adjective, its people, one of them,
and its capital. Two texts that differ in nothing but states are then one text to it, whatever its weights. As they are
stay forms that may mean something else ("Georgia", "Jordan", "Chad", "Washington") or that begin with a small letter,
and all forms of states whose name takes an article ("the United States"), since no other would fit their sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from tokenizers import Tokenizer

from communique.knowledge.states import states
from communique.knowledge.surface_forms import normalise

NAME, ADJECTIVE, PEOPLE, PERSON, CAPITAL = range(5)
SHOWN = ("france", "french", "germans", "german", "paris")
"""What is read for each of them, a piece of the vocabulary each."""
CONTINUED = "##"
"""Begins the pieces that go on with a word."""
ARTICLE = frozenset((
    "ARE", "BHS", "CAF", "COD", "COG", "COM", "CSK", "CYM", "FLK", "FRO", "GBR", "GMB", "IOT", "MDV", "MHL", "MNP",
    "NLD", "PHL", "SLB", "TCA", "UMI", "USA", "VAT", "VGB", "VIR",
))  # fmt: skip
"""Codes of the states whose name takes an article."""


class StandIns:
    """The forms of states in wordpieces, and what is read for each."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """``tokenizer`` neither truncates nor pads."""
        shown = [tokenizer.token_to_id(word) for word in SHOWN]
        self._forms: dict[int, list[tuple[tuple[int, ...], int]]] = {}
        self._continues = frozenset(
            number for piece, number in tokenizer.get_vocab().items() if piece.startswith(CONTINUED)
        )
        forms, kinds = zip(*_forms(), strict=True)
        known: dict[tuple[int, ...], int] = {}
        for form, kind in zip(tokenizer.encode_batch(forms, add_special_tokens=False), kinds, strict=True):
            known.setdefault(tuple(form.ids), shown[kind])
        for ids, stand_in in sorted(known.items(), key=lambda item: -len(item[0])):
            self._forms.setdefault(ids[0], []).append((ids, stand_in))

    def put(
        self, ids: list[int], offsets: list[tuple[int, int]], capital: list[bool]
    ) -> tuple[list[int], list[tuple[int, int]], list[bool]]:
        """The pieces of a stretch of text with one in the place of every name.

        ``ids`` are their numbers in the vocabulary, ``offsets`` where each stands, ``capital`` whether it begins with a
        capital, without which it begins no name. What stands in a name's place has the offsets of all of it.
        """
        forms, n = self._forms, len(ids)
        read: list[int] = []
        where: list[tuple[int, int]] = []
        large: list[bool] = []
        at = 0
        for first, i in enumerate(ids):
            if first < at or i not in forms or not capital[first]:
                continue
            for form, stand_in in forms[i]:
                last = first + len(form)
                if tuple(ids[first:last]) == form and (last == n or ids[last] not in self._continues):
                    read += [*ids[at:first], stand_in]
                    where += [*offsets[at:first], (offsets[first][0], offsets[last - 1][1])]
                    large += capital[at : first + 1]
                    at = last
                    break
        return [*read, *ids[at:]], [*where, *offsets[at:]], [*large, *capital[at:]]


def _forms() -> Iterator[tuple[str, int]]:
    for state in states():
        if state.code in ARTICLE or state.past:
            continue
        forms = [(state.name, NAME)]
        forms += [(surface.text, ADJECTIVE) for surface in state.adjectives]
        for noun in state.nouns:
            forms += [(noun.plural.text, PEOPLE), (noun.singular.text, PERSON)]
        forms += [(surface.text, CAPITAL) for surface in state.capitals]
        for text, kind in forms:
            if not state.remarks.is_ambiguous(normalise(text)):
                yield text, kind

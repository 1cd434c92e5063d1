"""What the act head of the encoder says of each word: how likely it tells an act, and of which type.

The head is one more layer of the network behind its fourth (``training/acts.py``); it shares the one pass of the
encoder. A word is asked for by its offsets and answers with the first of its pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.language.layers import Layer

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's types in the order of the head's scores, behind the one of no act."""
SCORES = 1 + len(TYPES)
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Votes:
    """The act head's words on one text.

    ``start`` and ``end`` int32 [n] offsets of the pieces; ``values`` float16 [n, SCORES]: log-probabilities of no act
    and of each type. All are empty where nothing was asked.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    values: npt.NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.start)

    def of(self, start: int, end: int) -> Floats | None:
        """The values of the word at these offsets, float32 [SCORES]; None if it was not read."""
        first = int(np.searchsorted(self.end, start, side="right"))
        if first >= len(self.start) or self.start[first] >= end:
            return None
        return np.asarray(self.values[first], np.float32)

    def likely(self, least: float) -> list[tuple[int, int]]:
        """Offsets of the pieces that tell an act at a probability of at least ``least``, in text order."""
        if not len(self):
            return []
        none = np.exp(np.asarray(self.values[:, 0], np.float32))
        return [(int(self.start[k]), int(self.end[k])) for k in np.flatnonzero(1 - none >= least)]


def joined(parts: Sequence[Votes]) -> Votes:
    """The votes of a text's segments as those of the text."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NONE
    return Votes(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("start", "end", "values")))


NONE = Votes(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros((0, SCORES), np.float16))
"""Nothing was asked: the text was read by rules alone."""
VOTES: Layer[Votes] = Layer("votes")
"""What the act head says of the words."""

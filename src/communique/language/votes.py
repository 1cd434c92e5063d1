"""What the act head of the encoder says of each word: whether it tells an act or takes a stance, and which.

The head is one more layer of the network behind its fourth, read in two ways (``training/acts.py``); it shares the one
pass of the encoder. A word is asked for by its offsets and answers with the first of its pieces.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from communique.language.layers import Layer

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's types in the order of the head's scores, behind the one of no act."""
SCORES = 1 + len(TYPES)
STANCES = 3
"""No stance, for, against: the order of the head's scores."""
Floats = npt.NDArray[np.float32]
Half = npt.NDArray[np.float16]


def _no_stances() -> Half:
    return np.zeros((0, STANCES), np.float16)


@dataclass(frozen=True)
class Votes:
    """The act head's words on one text.

    ``start`` and ``end`` int32 [n] offsets of the pieces; ``values`` float16 [n, SCORES]: log-probabilities of no act
    and of each type; ``stances`` float16 [n, STANCES]: those of no stance, for and against, or [0, STANCES] where the
    network has no such head. All are empty where nothing was asked.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    values: Half
    stances: Half = field(default_factory=_no_stances)

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def _bounds(self) -> tuple[array[int], array[int]]:
        """``start`` and ``end`` as plain numbers: numpy would copy all of them at every look for one."""
        return array("i", self.start.tobytes()), array("i", self.end.tobytes())

    def of(self, start: int, end: int) -> Floats | None:
        """The values of the word at these offsets, float32 [SCORES]; None if it was not read."""
        return self._at(self.values, start, end)

    def stance(self, start: int, end: int) -> Floats | None:
        """The log-probabilities of no stance, for and against of the word at these offsets; None if it has none."""
        return self._at(self.stances, start, end)

    def stances_at(self, starts: Sequence[int]) -> Floats:
        """The log-probabilities of no stance, for and against of the words that begin there, float32 [k, STANCES].

        A word that was not read is left out.
        """
        if not len(self.stances) or not starts:
            return np.zeros((0, STANCES), np.float32)
        rows = [row for at in starts if (row := self._row(at, at + 1)) is not None]
        return np.asarray(self.stances[rows], np.float32)

    def of_all(self, places: Iterable[tuple[int, int]]) -> Floats:
        """The values of the words at these offsets, float32 [k, SCORES]; a word that was not read is left out."""
        rows = [row for start, end in places if (row := self._row(start, end)) is not None]
        return np.asarray(self.values[rows], np.float32)

    def taking(self, least: float) -> list[tuple[int, int]]:
        """Offsets of the pieces that take a stance at a probability of at least ``least``, in text order."""
        return self._beyond(self.stances, least)

    def likely(self, least: float) -> list[tuple[int, int]]:
        """Offsets of the pieces that tell an act at a probability of at least ``least``, in text order."""
        return self._beyond(self.values, least)

    def _at(self, values: Half, start: int, end: int) -> Floats | None:
        """The row of the first piece of the word at these offsets."""
        row = self._row(start, end)
        return np.asarray(values[row], np.float32) if row is not None and row < len(values) else None

    def _row(self, start: int, end: int) -> int | None:
        """The number of the first piece of the word at these offsets."""
        starts, ends = self._bounds
        first = bisect_right(ends, start)
        return first if first < len(starts) and starts[first] < end else None

    def _beyond(self, values: Half, least: float) -> list[tuple[int, int]]:
        """Offsets of the pieces whose first class is that improbable."""
        none = np.exp(np.asarray(values[:, 0], np.float32))
        return [(int(self.start[k]), int(self.end[k])) for k in np.flatnonzero(1 - none >= least)]


def joined(parts: Sequence[Votes]) -> Votes:
    """The votes of a text's segments as those of the text."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NONE
    return Votes(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("start", "end", "values", "stances")))


NONE = Votes(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros((0, SCORES), np.float16))
"""Nothing was asked: the text was read by rules alone."""
VOTES: Layer[Votes] = Layer("votes")
"""What the act head says of the words."""

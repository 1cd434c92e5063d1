"""What the encoder's states say in some directions: a few numbers a piece, where all would fill the memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.language.attribution.encoder import Encoding, Floats


@dataclass(frozen=True)
class StateScores:
    """How far the state of each piece of a text points in each direction.

    ``start`` and ``end`` int32 [n] offsets of the pieces, ``values`` float32 [n, k] the products of their states, the
    encoder's last layer, with k directions.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    values: Floats

    def of(self, start: int, end: int) -> Floats | None:
        """The numbers of the first piece of the word at these offsets, float32 [k]; None if it was not read."""
        first = int(np.searchsorted(self.end, start, side="right"))
        if first >= len(self.start) or self.start[first] >= end:
            return None
        return np.asarray(self.values[first], np.float32)


def scored(encoding: Encoding, directions: Floats) -> StateScores:
    """The states of one segment in ``directions``, float32 [384, k]."""
    values = np.asarray(encoding.hidden @ directions, np.float32)
    return StateScores(encoding.pieces.start, encoding.pieces.end, values)


def joined_scores(parts: Sequence[StateScores], k: int) -> StateScores:
    """The scores of a text's segments as those of the text; ``k`` is the number of directions."""
    if not parts:
        return StateScores(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros((0, k), np.float32))
    return StateScores(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("start", "end", "values")))

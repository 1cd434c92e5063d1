"""Which fragments might belong to which cue, and what can be told of each pair from where the two stand.

The linker (linker.py) scores these pairs. Everything here counts marks and fragments between the two; the words
themselves come in through the encoder's states.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.language.attribution.encoder import Floats
from communique.language.attribution.fragments import CUE, Fragments
from communique.language.attribution.pieces import PARAGRAPH, Pieces

Ints = npt.NDArray[np.int64]

# Vocabulary numbers of the marks that are counted between two fragments.
SENTENCE_ENDS = (1012, 999, 1029)  # . ! ?
OPENING, CLOSING, EITHER = (1523, 1077, 1525), (1524, 1090), (1000,)  # “ « „   ” »   "
COMMA, COLON = 1010, 1024

BEFORE, AFTER = 7, 4  # how many candidates on each side of a cue (or cues on each side of a content) are looked at
REACH = 400  # wordpieces
BUCKETS = 14  # of the logarithm of a distance, on each side


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs: ``cue`` and ``other`` int64 [p] are numbers of fragments, ``features`` float32 [p, FEATURES]."""

    cue: Ints
    other: Ints
    features: Floats

    def __len__(self) -> int:
        return len(self.cue)


class MarkCounts:
    """Running counts of marks over the pieces of one encoding."""

    def __init__(self, pieces: Pieces) -> None:
        ids = pieces.ids
        self.pieces = pieces
        self.ends = _running(np.isin(ids, SENTENCE_ENDS))
        self.breaks = _running(ids == PARAGRAPH)
        self.quotes = _running(np.isin(ids, OPENING + CLOSING + EITHER))
        self.commas = _running(ids == COMMA)
        self.colons = _running(ids == COLON)
        self.inside = _inside(ids)


def _running(marks: npt.NDArray[np.bool_]) -> Ints:
    return np.concatenate([[0], np.cumsum(marks)]).astype(np.int64)


def _inside(ids: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Whether each piece stands inside quotation marks; a paragraph's end closes them."""
    out = np.zeros(len(ids), bool)
    marks = np.flatnonzero(np.isin(ids, (*OPENING, *CLOSING, *EITHER, PARAGRAPH))).tolist()
    within = False
    for at, until in pairwise([*marks, len(ids)]):
        mark = int(ids[at])
        within = mark in OPENING or (mark in EITHER and not within)
        out[at + 1 : until] = within
    return out


def candidates(fragments: Fragments, role: int) -> tuple[Ints, Ints]:
    """(cue, other) for every cue and the fragments of ``role`` that stand nearest to it on either side."""
    cues = np.flatnonzero(fragments.role == CUE)
    others = np.flatnonzero(fragments.role == role)
    left: list[int] = []
    right: list[int] = []
    split = np.searchsorted(others, cues)
    for cue, k in zip(cues.tolist(), split.tolist(), strict=True):
        near = others[max(0, k - BEFORE) : k + AFTER]
        gap = np.maximum(fragments.first[near] - fragments.last[cue], fragments.first[cue] - fragments.last[near])
        near = near[gap <= REACH]
        left += [cue] * len(near)
        right += near.tolist()
    return np.asarray(left, np.int64), np.asarray(right, np.int64)


def pairs(layout: MarkCounts, fragments: Fragments, role: int) -> Pairs:
    """The candidate pairs of cues with fragments of ``role``, described."""
    cue, other = candidates(fragments, role)
    return Pairs(cue, other, describe(layout, fragments, cue, other))


def describe(layout: MarkCounts, f: Fragments, cue: Ints, other: Ints) -> Floats:
    """Features float32 [p, FEATURES] of the pairs ``cue[k]``, ``other[k]``."""
    ahead = other < cue
    a = np.where(ahead, f.last[other], f.last[cue])  # the gap between the two, in pieces
    b = np.where(ahead, f.first[cue], f.first[other])
    b = np.maximum(a, b)
    lo, hi = np.minimum(cue, other), np.maximum(cue, other)
    gap = b - a
    bucket = np.minimum((np.log2(gap + 1) * 1.5).astype(np.int64), BUCKETS - 1)
    blocks: list[npt.NDArray[Any]] = [_one_hot(np.where(ahead, bucket, bucket + BUCKETS), 2 * BUCKETS)]
    for counted, most in ((layout.ends, 4), (layout.breaks, 3), (layout.quotes, 4), (layout.commas, 3)):
        blocks.append(_one_hot(np.minimum(counted[b] - counted[a], most - 1), most))
    blocks.append((layout.colons[b] > layout.colons[a])[:, None])
    for role in range(3):
        seen = _running(f.role == role)
        between = seen[hi] - seen[np.minimum(lo + 1, hi)]
        blocks.append(_one_hot(np.minimum(between, 3), 4))
    around = np.concatenate([[3], f.role, [3]])
    blocks += [_one_hot(around[k], 4) for k in (other, other + 2, cue, cue + 2)]
    for k in (other, cue):
        blocks.append(layout.inside[f.first[k]][:, None])
        blocks.append(layout.pieces.capital[f.first[k]][:, None])
        blocks.append(_one_hot(np.minimum(np.log2(f.last[k] - f.first[k]).astype(np.int64), 4), 5))
        blocks.append(f.sure[k][:, None])
    return np.concatenate(blocks, 1, dtype=np.float32) if len(cue) else np.zeros((0, FEATURES), np.float32)


def _one_hot(values: Ints, n: int) -> npt.NDArray[np.bool_]:
    return np.asarray(values[:, None] == np.arange(n))


FEATURES = 2 * BUCKETS + 4 + 3 + 4 + 3 + 1 + 3 * 4 + 4 * 4 + 2 * (1 + 1 + 5 + 1)

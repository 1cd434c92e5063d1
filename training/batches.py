"""Windows of text, made harder to learn by heart, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from communique.language.attribution.encoder import FIRST, LAST, WINDOW
from communique.language.attribution.pairs import CLOSING, EITHER, OPENING
from communique.language.attribution.pieces import Pieces
from training.data import Labelled

MASK = 103
SHORTEST = 12
Fragment = tuple[tuple[int, int, int], frozenset[int]]


@dataclass(frozen=True)
class Augmentation:
    """How often (0..1) a window loses its capitals or its quotation marks, and a wordpiece is masked."""

    capitals: float = 0.12
    quotation: float = 0.12
    mask: float = 0.06


@dataclass
class Window:
    """A stretch of one text: its pieces, tags [n], fragments as ((role, first, last), attributions) by place."""

    pieces: Pieces
    tags: list[int]
    fragments: list[Fragment]
    sourceless: frozenset[int]


@dataclass
class Batch:
    """Padded tensors [b, t] of some windows; ``tags`` is -100 where nothing is to be learned."""

    ids: Tensor
    mask: Tensor
    kinds: Tensor
    tags: Tensor
    windows: list[Window]


def cut(x: Labelled, rng: random.Random) -> list[Window]:
    """Consecutive windows of ``x``; the first is of random length, so that the cuts fall elsewhere each time."""
    n = len(x.pieces)
    first = rng.randint(WINDOW // 4, WINDOW) if n > WINDOW else n
    edges = [0, *range(first, n, WINDOW), n]
    out = []
    for a, b in pairwise(edges):
        if b - a < SHORTEST:
            continue
        inside: list[Fragment] = [
            ((role, max(first, a) - a, min(last, b) - a), owner)
            for (role, first, last), owner in x.fragments.items()
            if first < b and last > a
        ]
        out.append(Window(x.pieces.part(a, b), x.tags[a:b].tolist(), inside, x.sourceless))
    return out


def harder(w: Window, how: Augmentation, rng: random.Random) -> Window:
    """The window with what ``how`` takes away from it."""
    if rng.random() < how.quotation:
        w = without_quotation_marks(w)
    ids, capital = w.pieces.ids.copy(), w.pieces.capital
    if rng.random() < how.capitals:
        capital = np.zeros_like(capital)
    if how.mask:
        share = rng.random() * 2 * how.mask
        ids[np.asarray([rng.random() < share for _ in range(len(ids))], bool) & (ids > MASK)] = MASK
    return Window(Pieces(ids, w.pieces.start, w.pieces.end, capital), w.tags, w.fragments, w.sourceless)


def without_quotation_marks(w: Window) -> Window:
    """The window as if its text had lost its double quotation marks; tags and fragments move along."""
    keep = ~np.isin(w.pieces.ids, (*OPENING, *CLOSING, *EITHER))
    if keep.all():
        return w
    place = np.concatenate([[0], np.cumsum(keep)])
    moved: list[Fragment] = [
        ((role, int(place[first]), int(place[last])), owner)
        for (role, first, last), owner in w.fragments
        if place[last] > place[first]
    ]
    tags = np.zeros(int(place[-1]), np.int64)
    for (role, first, last), _ in moved:
        tags[first] = 1 + 2 * role
        tags[first + 1 : last] = 2 + 2 * role
    p = w.pieces
    return Window(Pieces(p.ids[keep], p.start[keep], p.end[keep], p.capital[keep]), tags.tolist(), moved, w.sourceless)


def collate(windows: list[Window]) -> Batch:
    """Pad to the longest, with the marks at both ends."""
    width = max(len(w.pieces) for w in windows) + 2
    ids = torch.zeros(len(windows), width, dtype=torch.long)
    mask, kinds, tags = ids.clone(), ids.clone(), torch.full_like(ids, -100)
    for row, w in enumerate(windows):
        n = len(w.pieces)
        ids[row, 0], ids[row, n + 1] = FIRST, LAST
        ids[row, 1 : n + 1] = torch.from_numpy(w.pieces.ids.astype(np.int64))
        mask[row, : n + 2] = 1
        kinds[row, 1 : n + 1] = torch.from_numpy(w.pieces.capital.astype(np.int64))
        tags[row, 1 : n + 1] = torch.tensor(w.tags)
    return Batch(ids, mask, kinds, tags, windows)


def epoch(
    texts: Sequence[Labelled], often: Sequence[Labelled], times: int, size: int, how: Augmentation, rng: random.Random
) -> list[list[Window]]:
    """One pass over ``texts`` with ``often`` mixed in ``times`` over, as batches of about ``size`` windows' pieces."""
    windows = [w for x in texts for w in cut(x, rng)]
    for _ in range(times):
        windows += [w for x in often for w in cut(x, rng)]
    windows = [harder(w, how, rng) for w in windows]
    rng.shuffle(windows)
    pool = size * 24
    batches: list[list[Window]] = []
    for k in range(0, len(windows), pool):
        batch: list[Window] = []
        room = size * (WINDOW + 2)
        for w in sorted(windows[k : k + pool], key=lambda w: len(w.pieces)):
            if batch and (len(batch) + 1) * (len(w.pieces) + 2) > room:
                batches.append(batch)
                batch = []
            batch.append(w)
        batches.append(batch)
    rng.shuffle(batches)
    return batches

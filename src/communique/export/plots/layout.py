"""Where the nodes of a network stand, and where their names: those that are tied near each other, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["LabelPlace", "label_places", "layout"]

ROUNDS = 400
GAP = 4.0
"""Pixels between a node and its name."""
LETTER, LINE = 6.1, 13.0
"""Pixels of a letter, about, and of a line."""


class LabelPlace(NamedTuple):
    """Where a name stands: pixels from the left and from above, and how it is set there."""

    x: float
    y: float
    align: str
    """"left", "right" or "center"."""


def layout(weights: NDArray[np.float64], *, seed: int = 1) -> NDArray[np.float64]:
    """Places of nodes in the unit square, of the absolute weights between them: the same for the same seed.

    Fruchterman, T. and Reingold, E. (1991), Graph drawing by force-directed placement, Software: Practice and
    Experience 21, 1129-1164: ties pull by w d²/k, all nodes push by k²/d, and steps grow smaller. A weak pull to the
    middle keeps parts that nothing joins in the picture, and at last each node goes half of the way to where it would
    stand were all places across, and all places down, equally far apart: so crowds spread and gaps close.

    Args:
        weights: n x n, symmetric, none below 0.
        seed: of the places from which they start.
    """
    n = len(weights)
    if n < 2:
        return np.full((n, 2), 0.5)
    random = np.random.default_rng(seed)
    place = random.random((n, 2))
    pull = np.sqrt(weights / weights.max()) if weights.max() > 0 else weights
    k = 1 / np.sqrt(n)
    for heat in np.linspace(0.12, 0.002, ROUNDS):
        apart = place[:, None, :] - place[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-4)
        force = k**2 / distance**2 - pull * distance / k
        np.fill_diagonal(force, 0.0)
        move = (apart * force[:, :, None]).sum(axis=1) - 0.35 * (place - 0.5)
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        place = place + move / length * np.minimum(length, heat)
    low, high = place.min(axis=0), place.max(axis=0)
    ranks = np.argsort(np.argsort(place, axis=0, kind="stable"), axis=0, kind="stable") / (n - 1)
    return np.asarray(((place - low) / np.maximum(high - low, 1e-9) + ranks) / 2)


def label_places(
    names: Sequence[str], nodes: NDArray[np.float64], radii: Sequence[float], width: float, height: float
) -> list[LabelPlace]:
    """Where the name of each node stands: right, left, below or above it, or at a corner, where it covers least.

    The largest nodes choose first. What lies over the edge of the picture counts as covered.

    Args:
        names: of the nodes.
        nodes: their places, n x 2, in pixels from the left and from above.
        radii: of the nodes, in pixels.
        width: of the picture.
        height: of the picture.
    """
    boxes = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(nodes.tolist(), radii, strict=True)]
    found: dict[int, LabelPlace] = {}
    for n in sorted(range(len(names)), key=lambda n: (-radii[n], n)):
        x, y = nodes[n].tolist()
        out, long = radii[n] + GAP, LETTER * len(names[n])
        low, high = y + out + LINE / 2, y - out - LINE / 2
        choices = []
        for at, place in enumerate((
            LabelPlace(x + out, y, "left"), LabelPlace(x - out, y, "right"), LabelPlace(x, low, "center"),
            LabelPlace(x, high, "center"), LabelPlace(x - GAP, low, "left"), LabelPlace(x - GAP, high, "left"),
            LabelPlace(x + GAP, low, "right"), LabelPlace(x + GAP, high, "right"),
        )):  # fmt: skip
            left = place.x - {"left": 0.0, "right": long, "center": long / 2}[place.align]
            box = left, place.y - LINE / 2, left + long, place.y + LINE / 2
            covered = sum(_common(box, other) for m, other in enumerate(boxes) if m != n)
            inside = _common(box, (0.0, 0.0, width, height))
            choices.append((covered + 3 * (long * LINE - inside), at, place, box))
        _, _, place, box = min(choices, key=lambda choice: choice[:2])
        found[n] = place
        boxes.append(box)
    return [found[n] for n in range(len(names))]


def _common(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """The area that two boxes share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))

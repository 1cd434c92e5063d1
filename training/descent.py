"""The least of a convex loss, by Nesterov's accelerated gradient with restarts.

Y. Nesterov 1983; when to begin the momentum anew: O'Donoghue and Candes 2015, "Adaptive restart for accelerated
gradient schemes". Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

POWERS = 20


def curvature(product: Callable[[Any], Any], size: int) -> float:
    """The greatest eigenvalue of a symmetric matrix, by the power method; ``product`` multiplies by the matrix."""
    v = np.ones(size)
    for _ in range(POWERS):
        v = product(v)
        greatest = float(np.linalg.norm(v))
        v /= greatest
    return greatest


def lowest(slope: Callable[[Any], Any], size: int, step: float, *, rounds: int, nearest: float) -> Any:
    """Where the loss is least, float64 [size].

    Args:
        slope: gives the gradient at a place.
        size: how many numbers make a place.
        step: by how much of the gradient to go: the inverse of the greatest curvature.
        rounds: steps at most.
        nearest: a step that moves no number further ends the search.
    """
    here = ahead = np.zeros(size)
    t = 1.0
    for _ in range(rounds):
        down = slope(ahead)
        there = ahead - step * down
        t_there = (1 + (1 + 4 * t * t) ** 0.5) / 2 if down @ (there - here) <= 0 else 1.0
        ahead = there + (t - 1) / t_there * (there - here) if t_there > 1 else there
        if np.abs(there - here).max() < nearest:
            break
        here, t = there, t_there
    return here

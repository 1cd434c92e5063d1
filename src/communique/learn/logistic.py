"""Logistic regression by Newton's method: rows of named numbers, an L2 penalty, weights of the rows; numpy alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Row = Mapping[str, float]
ALWAYS = "always"
"""The intercept, which no penalty holds down."""
STEPS = 25
"""Newton's method needs about eight on such data; each halves its step while that makes the loss worse."""


class Logistic:
    """Weights by name, with the mean and spread by which numbers were scaled worked into them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)

    def chance(self, row: Row) -> float:
        """The probability of a row."""
        score = self.weights[ALWAYS] + sum(self.weights.get(name, 0.0) * value for name, value in row.items())
        return float(sigmoid(np.array([score]))[0])


def sigmoid(z: Floats) -> Floats:
    """1 / (1 + exp(-z)), without overflow."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))))


def fit(
    rows: Sequence[Row],
    right: Sequence[bool],
    penalty: float,
    weights: Sequence[float] | None = None,
    *,
    seldom: int = 3,
    start: Mapping[str, float] | None = None,
) -> Logistic:
    """Fit the chance that a row is right.

    Args:
        rows: named numbers; those left out are 0.
        right: whether each is right.
        penalty: half of it times the sum of the squared weights (of scaled numbers) is added to the loss.
        weights: how much each row counts; 1 by default.
        seldom: a name in fewer rows gets no weight of its own.
        start: weights that the penalty holds the new ones near, instead of near 0.
    """
    count = Counter(name for row in rows for name, value in row.items() if value)
    held = dict(start or {})
    names = sorted({n for n, k in count.items() if k >= seldom} | (held.keys() - {ALWAYS}))
    x = np.zeros((len(rows), len(names) + 1))
    index = {name: k + 1 for k, name in enumerate(names)}
    for r, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                x[r, index[name]] = value
    # Marks that hold or do not stay as they are; numbers are brought to a mean of 0 and a spread of 1.
    marks = ((x == 0) | (x == 1)).all(0)
    mean, spread = np.where(marks, 0.0, x.mean(0)), np.where(marks, 1.0, np.maximum(x.std(0), 1e-6))
    x = (x - mean) / spread
    x[:, 0] = 1
    prior = np.array([0.0, *(held.get(name, 0.0) for name in names)]) * spread
    if start is not None:
        prior[0] = held.get(ALWAYS, 0.0) + float(mean @ (prior / spread))
    w = newton(x, np.asarray(right, float), np.ones(len(rows)) if weights is None else np.asarray(weights), penalty,
               prior, hold=start is not None)  # fmt: skip
    real = w / spread
    real[0] = w[0] - float(mean[1:] @ real[1:])
    return Logistic({ALWAYS: float(real[0]), **{name: float(real[k]) for name, k in index.items() if real[k]}})


def newton(x: Floats, y: Floats, weights: Floats, penalty: float, prior: Floats, *, hold: bool = False) -> Floats:
    """The minimum of the weighted log loss of ``x`` [n, d] on ``y`` [n] with the penalty around ``prior`` [d].

    The first column is the intercept; ``hold`` puts the penalty on it too.
    """
    free = np.full(x.shape[1], penalty)
    if not hold:
        free[0] = 1e-6

    def loss(w: Floats) -> float:
        z = x @ w
        return float(weights @ (np.logaddexp(0, z) - y * z) + (free * (w - prior) ** 2).sum() / 2)

    w = prior.copy()
    best = loss(w)
    for _ in range(STEPS):
        p = sigmoid(x @ w)
        gradient = x.T @ (weights * (p - y)) + free * (w - prior)
        hessian = (x.T * (weights * p * (1 - p))) @ x + np.diag(free)
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while size > 1e-4 and (now := loss(w - size * step)) > best:
            size /= 2
        if size <= 1e-4:
            break
        w = w - size * step
        done, best = best - now < 1e-9 * max(1.0, best), now
        if done:
            break
    return w

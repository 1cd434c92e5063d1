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
) -> Logistic:
    """Fit the chance that a row is right.

    Args:
        rows: named numbers; those left out are 0.
        right: whether each is right.
        penalty: half of it times the sum of the squared weights (of scaled numbers) is added to the loss.
        weights: how much each row counts; 1 by default.
        seldom: a name in fewer rows gets no weight.
    """
    x, names = table(rows, seldom)
    # Marks that hold or do not stay as they are; numbers are brought to a mean of 0 and a spread of 1.
    marks = ((x == 0) | (x == 1)).all(0)
    mean, spread = np.where(marks, 0.0, x.mean(0)), np.where(marks, 1.0, np.maximum(x.std(0), 1e-6))
    scaled = np.hstack([np.ones((len(rows), 1)), (x - mean) / spread])
    w = newton(
        scaled, np.asarray(right, float), np.ones(len(rows)) if weights is None else np.asarray(weights),
        np.array([1e-6, *[penalty] * len(names)]), np.zeros(len(rows)),
    )  # fmt: skip
    real = w[1:] / spread
    found = {name: float(value) for name, value in zip(names, real, strict=True) if value}
    return Logistic({ALWAYS: float(w[0] - mean @ real), **found})


def shift(
    rows: Sequence[Row], right: Sequence[bool], penalty: float, scores: Sequence[float], *, seldom: int = 2
) -> dict[str, float]:
    """What to add to the weights of names so that ``scores``, the log-odds so far, foretell better what is right."""
    x, names = table(rows, seldom)
    w = newton(
        x, np.asarray(right, float), np.ones(len(rows)), np.full(len(names), penalty), np.asarray(scores, float)
    )  # fmt: skip
    return dict(zip(names, map(float, w), strict=True))


def table(rows: Sequence[Row], seldom: int) -> tuple[Floats, list[str]]:
    """The rows as numbers [n, names], and the names that are not too seldom, in order."""
    count = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(n for n, k in count.items() if k >= seldom)
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for r, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                x[r, index[name]] = value
    return x, names


def newton(x: Floats, y: Floats, weights: Floats, penalties: Floats, offset: Floats) -> Floats:
    """The minimum of the weighted log loss of ``offset`` [n] + ``x`` [n, d] w on ``y`` [n], with a penalty a weight."""

    def loss(w: Floats) -> float:
        z = offset + x @ w
        return float(weights @ (np.logaddexp(0, z) - y * z) + (penalties * w**2).sum() / 2)

    w = np.zeros(x.shape[1])
    best = loss(w)
    for _ in range(STEPS):
        p = sigmoid(offset + x @ w)
        gradient = x.T @ (weights * (p - y)) + penalties * w
        hessian = (x.T * (weights * p * (1 - p))) @ x + np.diag(penalties)
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

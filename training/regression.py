"""A logistic regression over features that hold or do not and over numbers, and the numbers that states are made into.

Needs numpy only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from training.descent import curvature, lowest

OF_NUMBERS = 60.0
"""Penalty of the weights of numbers of variance one."""
SELDOM = 4
"""A feature of fewer examples than this gets no weight."""


class Components:
    """The first principal components of some states."""

    def __init__(self, states: Any, k: int) -> None:
        self.mean = states.mean(0)
        _, size, rows = np.linalg.svd(states - self.mean, full_matrices=False)
        self.axes = rows[:k].T / (size[:k] / np.sqrt(len(states)))

    def __call__(self, states: Any) -> Any:
        """Their coordinates, of variance one."""
        return (states - self.mean) @ self.axes


class Regression:
    """A logistic regression over features that hold or do not, and over numbers."""

    def __init__(self, names: Sequence[Iterable[str]], y: Any, weight: Any, numbers: Any, penalty: float) -> None:
        count = Counter(name for one in names for name in set(one))
        self.names = ["always", *sorted(n for n, k in count.items() if k >= SELDOM)]
        self.index = {n: k for k, n in enumerate(self.names)}
        x = self._matrix(names, numbers)
        least = np.concatenate([[0.01], np.full(len(self.names) - 1, penalty), np.full(numbers.shape[1], OF_NUMBERS)])
        steepest = curvature(lambda v: x.T @ (weight * (x @ v)), x.shape[1])
        self.weights = lowest(
            lambda w: x.T @ (weight * (sigmoid(x @ w) - y)) + least * w,
            x.shape[1], 1 / (steepest / 4 + least.max()), rounds=2000, nearest=1e-7,
        )  # fmt: skip

    def chances(self, names: Sequence[Iterable[str]], numbers: Any) -> Any:
        """How likely each is."""
        return sigmoid(self._matrix(names, numbers) @ self.weights) if names else np.zeros(0)

    def _matrix(self, names: Sequence[Iterable[str]], numbers: Any) -> Any:
        x = np.zeros((len(names), len(self.names)))
        x[:, 0] = 1
        for r, one in enumerate(names):
            for name in set(one) & self.index.keys():
                x[r, self.index[name]] = 1
        return np.concatenate([x, numbers], 1)

    def of_features(self) -> dict[str, float]:
        """The weights of the features."""
        return {n: round(float(self.weights[k]), 3) for n, k in self.index.items()}

    @property
    def of_numbers(self) -> Any:
        """The weights of the numbers."""
        return self.weights[len(self.names) :]


def sigmoid(z: Any) -> Any:
    """The logistic function."""
    return 1 / (1 + np.exp(-z))

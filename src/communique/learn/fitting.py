"""Weights of acts fitted to a person's judgements, and what they reach on judgements that they have not seen.

The shipped weights are where it starts from: a penalty holds the new ones near them, so that a hundred judgements move
what they speak of and leave the rest. Numpy alone, seconds.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from communique.errors import UsageError
from communique.extract.events.ballot import Weights
from communique.learn.judged import JudgedAct
from communique.learn.logistic import fit

PENALTIES = (1.0, 3.0, 10.0, 30.0)
"""How strongly the weights are held near the shipped ones: the best of these on judgements left out."""
FOLDS = 5
FEWEST = 30
"""Judgements without which nothing is fitted."""
DIGITS = 4


class Figures(NamedTuple):
    """What weights reach on judged acts: how many are told, how many of these are right, of how many right ones."""

    told: int
    right: int
    of: int
    loss: float
    """Mean negative log-likelihood of the judgements: lower is better."""

    @property
    def precision(self) -> float | None:
        """The share of the told ones that are right."""
        return self.right / self.told if self.told else None

    @property
    def kept(self) -> float | None:
        """The share of the right ones that are told."""
        return self.right / self.of if self.of else None


class Outcome(NamedTuple):
    """Weights fitted to all judgements, and what others fitted alike reach on judgements left out."""

    weights: Weights
    judgements: int
    reports: int
    penalty: float
    before: Figures
    after: Figures


def fitted(acts: Sequence[JudgedAct], base: Weights) -> Outcome:
    """Fit to judged acts, starting from ``base``; before and after are measured on fifths of the reports left out.

    Raises:
        UsageError: there are too few judgements, all say the same, or all are of one report.
    """
    if len(acts) < FEWEST:
        raise UsageError(
            f"there are {len(acts)} judgements on events, and it takes {FEWEST}. "
            "Judge more: communique judge --uncertain --what events"
        )
    if len({a.right for a in acts}) < 2:
        raise UsageError("all judgements on events say the same. Judge right and wrong ones")
    if len({a.text for a in acts}) < 2:
        raise UsageError("all judgements are of one report, so that nothing could be measured. Judge other reports too")
    texts = sorted({a.text for a in acts}, key=lambda text: zlib.crc32(text.encode()))
    fold = {text: n % FOLDS for n, text in enumerate(texts)}
    best: tuple[float, float, list[float]] | None = None
    for penalty in PENALTIES:
        chances = held_out(acts, base, penalty, fold)
        loss = _loss(acts, chances)
        if best is None or loss < best[0]:
            best = loss, penalty, chances
    assert best is not None
    _, penalty, chances = best
    before = [base.chance(a.traits) for a in acts]
    return Outcome(
        adapted(acts, base, penalty), len(acts), len(texts), penalty,
        figures(acts, before, base), figures(acts, chances, base),
    )  # fmt: skip


def held_out(acts: Sequence[JudgedAct], base: Weights, penalty: float, fold: dict[str, int]) -> list[float]:
    """The chance of each act by weights fitted to the judgements of the other fifths."""
    chances = [0.0] * len(acts)
    for k in range(FOLDS):
        rest = [a for a in acts if fold[a.text] != k]
        weights = base if len({a.right for a in rest}) < 2 else adapted(rest, base, penalty)
        for n, act in enumerate(acts):
            if fold[act.text] == k:
                chances[n] = weights.chance(act.traits)
    return chances


def adapted(acts: Sequence[JudgedAct], base: Weights, penalty: float) -> Weights:
    """``base`` moved towards the judgements."""
    found = fit([a.traits for a in acts], [a.right for a in acts], penalty, seldom=2, start=base.weights)
    weights = {n: round(v, DIGITS) for n, v in found.weights.items() if round(v, DIGITS) or n == "always"}
    return Weights(weights, base.keep, base.add, base.head, "the user's own, fitted to judgements")


def figures(acts: Sequence[JudgedAct], chances: Sequence[float], limits: Weights) -> Figures:
    """What is told at such chances, and how much of it is right."""
    told = [a for a, p in zip(acts, chances, strict=True) if p >= (limits.keep if a.ruled else limits.add)]
    return Figures(len(told), sum(a.right for a in told), sum(a.right for a in acts), _loss(acts, chances))


def _loss(acts: Sequence[JudgedAct], chances: Sequence[float]) -> float:
    p = np.clip(np.asarray(chances), 1e-6, 1 - 1e-6)
    return -float(np.mean(np.where([a.right for a in acts], np.log(p), np.log(1 - p))))

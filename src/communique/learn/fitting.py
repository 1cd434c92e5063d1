"""Weights of acts fitted to a person's judgements, and what they reach on judgements that they have not seen.

The shipped weights are where it starts from: a penalty holds the new ones near them, so that a hundred judgements move
what they speak of and leave the rest. Numpy alone, seconds.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from communique.errors import UsageError
from communique.extract.events.ballot import Weights
from communique.learn.judged import JudgedAct
from communique.learn.logistic import shift

LEARNED = ("rule:", "type:", "modality:", "statement:", "in a statement")
"""How the names of traits begin whose weights are learned: what a hundred judgements can tell something of."""
PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0)
"""How strongly the weights are held near the shipped ones: the best of these on judgements left out."""
LIMITS = (0.35, 0.4, 0.45, 0.5)
"""From which probability on acts may be told instead of the shipped limits, where that costs little."""
COST = 0.04
"""Share of the right acts told so far that a higher limit may lose."""
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
    penalty: float | None
    """None where nothing was learned that helps on judgements left out: the weights are the shipped ones then."""
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
    before = [base.chance(a.traits) for a in acts]
    penalty: float | None
    loss, penalty, chances = min(
        ((_loss(acts, found), p, found) for p in PENALTIES for found in [held_out(acts, base, p, fold)]),
        key=lambda tried: tried[0],
    )
    weights = adapted(acts, base, penalty)
    if loss >= _loss(acts, before):  # nothing was learned that helps elsewhere
        weights, chances, penalty = base, before, None
    weights = with_limits(weights, limit(acts, chances, base))
    kept = [False] * len(acts)
    for k in range(FOLDS):  # a limit, too, is chosen on the other fifths
        rest = [n for n, act in enumerate(acts) if fold[act.text] != k]
        own = with_limits(base, limit([acts[n] for n in rest], [chances[n] for n in rest], base))
        for n, act in enumerate(acts):
            if fold[act.text] == k:
                kept[n] = is_told(act, chances[n], own)
    return Outcome(
        weights, len(acts), len(texts), penalty,
        figures(acts, before, [is_told(a, p, base) for a, p in zip(acts, before, strict=True)]),
        figures(acts, chances, kept),
    )  # fmt: skip


def limit(acts: Sequence[JudgedAct], chances: Sequence[float], base: Weights) -> float:
    """The highest limit that keeps nearly all right acts that are told now; that of ``base`` if none does."""
    now = sum(a.right and is_told(a, p, base) for a, p in zip(acts, chances, strict=True))
    best = base.keep
    for keep in LIMITS:
        own = with_limits(base, keep)
        still = sum(a.right and is_told(a, p, own) for a, p in zip(acts, chances, strict=True))
        if keep > base.keep and still >= (1 - COST) * now:
            best = keep
    return best


def with_limits(weights: Weights, keep: float) -> Weights:
    """The weights with another limit; acts of the head alone need no less."""
    return msgspec.structs.replace(weights, keep=keep, add=max(weights.add, keep))


def is_told(act: JudgedAct, chance: float, limits: Weights) -> bool:
    """Whether an act of such a chance is an event."""
    return chance >= (limits.keep if act.ruled else limits.add)


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
    """``base`` with the weights of :data:`LEARNED` moved towards the judgements."""
    rows = [{n: v for n, v in a.traits.items() if n.startswith(LEARNED)} for a in acts]
    moved = shift(rows, [a.right for a in acts], penalty, [base.score(a.traits) for a in acts])
    weights = dict(base.weights)
    for name, by in moved.items():
        weights[name] = round(weights.get(name, 0.0) + by, DIGITS)
    return msgspec.structs.replace(base, weights=weights, about="the user's own, fitted to judgements")


def figures(acts: Sequence[JudgedAct], chances: Sequence[float], told: Sequence[bool]) -> Figures:
    """What is told, how much of it is right, and how well the chances foretell the judgements."""
    right = sum(a.right and t for a, t in zip(acts, told, strict=True))
    return Figures(sum(told), right, sum(a.right for a in acts), _loss(acts, chances))


def _loss(acts: Sequence[JudgedAct], chances: Sequence[float]) -> float:
    p = np.clip(np.asarray(chances), 1e-6, 1 - 1e-6)
    return -float(np.mean(np.where([a.right for a in acts], np.log(p), np.log(1 - p))))

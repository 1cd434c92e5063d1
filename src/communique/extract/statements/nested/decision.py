"""Which candidates stand: two logistic regressions, one for where a content ends and one for whether it is told.

Both are of features that hold or do not (:mod:`~communique.extract.statements.nested.features`); the second reads the
encoder too: the states of the cue and of whoever would say it, each as one number, the product with a direction that
was fitted with the rest (``training/nested.py``). What the rules tell needs little; what they do not tell has to be
likely.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.extract.confidence import bounded
from communique.extract.statements.cue_rules import RULES, STRENGTH
from communique.extract.statements.nested.candidates import candidates
from communique.extract.statements.nested.features import ENDS, features
from communique.extract.statements.nested.rules import first_read, strong, told_by_rule
from communique.extract.statements.nested.shapes import NestedCandidate
from communique.language.attribution.states import StateScores
from communique.language.document import Attribution, Document
from communique.language.tree import Token
from communique.model import Span

RULED = "ruled"
"""A feature: the rules tell it."""
LEAST, RULED_LEAST = 0.65, 0.35
"""Chance from which a candidate is told, and one that the rules tell."""
AHEAD = 0.15
"""By how much what the rules tell goes before another reading of the same cue."""
CUE, SOURCE = range(2)
"""The directions, in their order."""


class NestedWeights(NamedTuple):
    """What is fitted: the weights of features for both questions, and the directions, float32 [384, 2].

    ``told`` makes of the chance of what is told how often it is right.
    """

    ends: Mapping[str, float]
    stands: Mapping[str, float]
    told: Mapping[str, float]
    directions: npt.NDArray[np.float32]


class CandidateTraits(NamedTuple):
    """A candidate with what holds of it."""

    candidate: NestedCandidate
    features: frozenset[str]


@cache
def weights() -> NestedWeights:
    """The weights that ship."""
    stored = json.loads(files("communique.extract").joinpath("data/nested.json").read_text("utf-8"))["weights"]
    of_states = np.asarray([stored["cue"], stored["source"]], np.float32).T
    return NestedWeights(stored["ends"], stored["stands"], stored["told"], of_states)


def directions() -> npt.NDArray[np.float32]:
    """The directions in which the states are read, float32 [384, 2]: for the cue and for who would say it."""
    return weights().directions


def told_inside(
    document: Document, outer: Sequence[Attribution], scores: StateScores | None = None
) -> list[Attribution]:
    """The attributions told inside the contents of these, in text order.

    ``scores`` has what the encoder's states say in :func:`directions`; without them the rules decide alone.
    """
    by_cue = [list(group) for _, group in groupby(candidates(document, outer), key=lambda c: c.token.i)]
    if scores is None:
        ruled = [c for group in by_cue if (c := told_by_rule(group)) is not None]
        return [_attribution(c, RULES + STRENGTH * (c.told.frame.strength if c.told.frame else 0.0)) for c in ruled]
    found: list[tuple[float, float, NestedCandidate]] = []
    for group in by_cue:
        ranked: list[tuple[float, float, NestedCandidate]] = []
        for judged in with_best_ends(judge(document, group)):
            chance = _chance(judged, scores)
            ruled_ = RULED in judged.features
            if chance >= least_of(judged.features):
                ranked.append((chance + AHEAD * ruled_, chance, judged.candidate))
        found += [max(ranked, key=lambda r: r[0])] if ranked else []
    told: list[Attribution] = []
    for _, chance, c in sorted(found, key=lambda f: -f[0]):
        if all(c.attribution.content != a.content for a in told):  # one thing is told once
            told.append(_attribution(c, _how_often(chance)))
    return sorted(told, key=lambda a: a.cue[0])


def least_of(features: Collection[str], limits: tuple[float, float] = (LEAST, RULED_LEAST)) -> float:
    """The chance from which a candidate is told; a quotation that the rules give to somebody always is."""
    least, ruled_least = limits
    if RULED not in features:
        return least
    return 0.0 if f"{RULED} quote" in features else ruled_least


def judge(document: Document, of_one_word: Sequence[NestedCandidate]) -> list[CandidateTraits]:
    """The candidates of one cue with all that holds of them, what the rules think of them too."""
    first = first_read(of_one_word)
    ruled = first is not None and strong(first)
    found: list[CandidateTraits] = []
    for c in of_one_word:
        own = features(document, c)
        if c is first:
            own |= {RULED, f"{RULED} {c.cue.pos}", f"{RULED} {c.told.shape}"} if ruled else {"seen"}
        found.append(CandidateTraits(c, frozenset(own)))
    return found


def with_best_ends(judged: Iterable[CandidateTraits]) -> list[CandidateTraits]:
    """Of those that differ only in their end the one whose end is likeliest."""
    best: dict[tuple[Span, str], tuple[float, CandidateTraits]] = {}
    for j in judged:
        key = (j.candidate.source.span, j.candidate.told.shape)
        score = _sum(weights().ends, (f for f in j.features if f.startswith(ENDS)))
        if key not in best or score > best[key][0]:
            best[key] = score, j
    return [j for _, j in best.values()]


def _chance(judged: CandidateTraits, scores: StateScores) -> float:
    c = judged.candidate
    z = _sum(weights().stands, judged.features)
    z += _score(scores, c.token, CUE) + _score(scores, c.source.head, SOURCE)
    return 1 / (1 + math.exp(-z))


def _how_often(chance: float) -> float:
    """How often what is told at such a chance is right: the likeliest of several is overrated."""
    table = weights().told
    return bounded(1 / (1 + math.exp(-table["always"] - table["chance"] * math.log(chance / (1 - chance)))))


def _score(scores: StateScores, token: Token | None, direction: int) -> float:
    values = scores.of(token.idx, token.idx + len(token.text)) if token is not None else None
    return float(values[direction]) if values is not None else 0.0


def _sum(table: Mapping[str, float], names: Iterable[str]) -> float:
    return table["always"] + sum(table.get(name, 0.0) for name in names)


def _attribution(c: NestedCandidate, confidence: float) -> Attribution:
    a = c.attribution
    return Attribution(a.source, a.cue, a.content, round(confidence, 2), a.by)

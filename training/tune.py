"""Settings of the decoder and weights of the confidence, both fitted on development text."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from communique.language.attribution.confidence import NAMES, describe
from communique.language.attribution.encoder import Encoding
from communique.language.attribution.fragments import CONTENT, SOURCE, fragments
from communique.language.attribution.linker import Linker
from communique.language.attribution.tagger import attribution
from training.data import Labelled
from training.evaluate import OVERLAP, covered, evaluate, iou

MakeLinker = Callable[[float, float], Linker]
RIDGE = 3.0
CLOSE = 0.01


def settings(dev: Sequence[Labelled], encodings: Sequence[Encoding], linker: MakeLinker) -> dict[str, float]:
    """The decoder's three settings: of those within CLOSE of the best mean F1 (relation, speaker) what finds most.

    F1 hardly moves between settings; what is found can be sorted out by its confidence, what is missed cannot.
    """
    stored = {id(x.pieces): e for x, e in zip(dev, encodings, strict=True)}
    tried: list[tuple[float, int, dict[str, float]]] = []
    grid = itertools.product((-0.4, 0.0, 0.3), (-1.0,), (-0.5, 0.2, 0.7))
    for outside, no_source, no_cue in grid:
        figures = evaluate(dev, lambda _, p: stored[id(p)], linker(no_source, no_cue), outside)
        whole = [figures[k] for k in ("polnear", "corpus") if k in figures]
        score = sum(f.f1("relation") + f.f1("speaker") for f in whole) / (2 * len(whole))
        right = sum(f.right["content"] for f in whole)
        tried.append((score, right, {"outside": outside, "no_source": no_source, "no_cue": no_cue}))
    best = max(score for score, _, _ in tried)
    return max((t for t in tried if t[0] >= best - CLOSE), key=lambda t: t[1])[2]


def confidence(
    half: Sequence[Labelled], encodings: Sequence[Encoding], linker: Linker, outside: float
) -> dict[str, list[float]]:
    """Weights of a logistic regression for "content and source are both right", by Newton's method with a ridge."""
    rows: list[npt.NDArray[np.float64]] = []
    right: list[bool] = []
    for x, encoding in zip(half, encodings, strict=True):
        found = fragments(encoding, outside)
        links = linker(encoding, found)
        system = []
        for link in links:
            a = attribution(encoding, found, link, 0.0)
            system.append(covered(encoding, a.source, a.cue, a.content))
        gold = [covered(encoding, g.source, g.cue, g.content) for g in x.source.gold if g.content]
        hit = _matched(gold, system)
        rows += [describe(found, link) for link in links]
        right += [k in hit for k in range(len(links))]
    return {"weights": [round(float(w), 5) for w in logistic(np.array(rows), np.array(right, float))]}


Covered = tuple[frozenset[int], frozenset[int], frozenset[int]]


def _matched(gold: Sequence[Covered], system: Sequence[Covered]) -> set[int]:
    """Numbers of system attributions that match one gold attribution each in content and source."""
    scored = []
    for i, g in enumerate(gold):
        for j, s in enumerate(system):
            content, source = iou(g[CONTENT], s[CONTENT]), iou(g[SOURCE], s[SOURCE])
            if content >= OVERLAP and source >= OVERLAP:
                scored.append((content + source, i, j))
    taken: set[int] = set()
    hit: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in taken and j not in hit:
            taken.add(i)
            hit.add(j)
    return hit


def logistic(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Weights [k] for features [n, k], the first of which is constant and not penalised."""
    scale = x.std(0)
    scale[scale == 0] = 1.0
    z = x / scale
    penalty = np.array([1e-6] + [RIDGE] * (x.shape[1] - 1))
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        hessian = z.T @ (z * (p * (1 - p))[:, None]) + np.diag(penalty)
        w -= np.linalg.solve(hessian, z.T @ (p - y) + penalty * w)
    assert len(w) == len(NAMES)
    return np.asarray(w / scale)

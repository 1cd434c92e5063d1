"""Fragments to attributions: every cue chooses its source or none, every content its cue or none.

A small network scores a cue together with each candidate near it, from the encoder's states over both (first, last,
mean), their product, and where they stand (pairs.py). Several cues may choose one source ("He denied the charge and
said ..."); a content without a cue is not an attribution.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.language.attribution.encoder import Encoding, Floats
from communique.language.attribution.fragments import CONTENT, CUE, SOURCE, Fragments
from communique.language.attribution.pairs import MarkCounts, Pairs, pairs


@dataclass(frozen=True)
class Link:
    """One attribution as numbers of fragments; ``source`` is -1 for none.

    ``chosen`` is the log-probability of the source among all candidates and none, ``margin`` its lead over the
    next; ``held`` is the least log-probability of a content's choice of this cue.
    """

    source: int
    cue: int
    contents: tuple[int, ...]
    chosen: float
    margin: float
    held: float


class Linker:
    """The scorer of pairs. Weights are float32 arrays under the names that training/export gives them."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.float32]], no_source: float, no_cue: float) -> None:
        """``no_source`` and ``no_cue`` are added to the scores of having none (tuned on development data)."""
        self._w = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        self._bias = (no_source, no_cue)

    def _dense(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"], np.float32)

    def _units(self, encoding: Encoding, f: Fragments) -> Floats:
        """float32 [f, d]: each fragment's states, projected by role."""
        states = spans(encoding.hidden, f)
        first = self._w["inp.0.weight"]
        units = np.zeros((len(f), first.shape[0]), np.float32)
        for role in (SOURCE, CUE, CONTENT):
            of = f.role == role
            units[of] = np.maximum(self._dense(f"inp.{role}", states[of]), 0)
        return units

    def _score(self, head: int, units: Floats, p: Pairs) -> Floats:
        a, b = units[p.cue], units[p.other]
        z = np.maximum(self._dense(f"pair.{head}", np.concatenate([a, b, a * b, p.features], 1)), 0)
        z = np.maximum(self._dense(f"out.{head}.2", z), 0)
        return self._dense(f"out.{head}.4", z)[:, 0]

    def _none(self, head: int, units: Floats) -> Floats:
        z = np.maximum(self._dense(f"null.{head}.0", units), 0)
        return self._dense(f"null.{head}.2", z)[:, 0] + np.float32(self._bias[head])

    def __call__(self, encoding: Encoding, f: Fragments) -> list[Link]:
        """The attributions among ``f``, in the order of their cues."""
        if not len(f):
            return []
        layout = MarkCounts(encoding.pieces)
        units = self._units(encoding, f)
        of_source, of_content = pairs(layout, f, SOURCE), pairs(layout, f, CONTENT)
        sources = choices(of_source.cue, of_source.other, self._score(0, units, of_source), self._none(0, units))
        cues = choices(of_content.other, of_content.cue, self._score(1, units, of_content), self._none(1, units))
        held: dict[int, list[int]] = {}
        for content in np.flatnonzero(f.role == CONTENT).tolist():
            cue = cues[content][0] if content in cues else -1
            if cue >= 0:
                held.setdefault(cue, []).append(content)
        out = []
        for cue, contents in sorted(held.items()):
            source, chosen, margin = sources.get(cue, (-1, 0.0, 0.0))
            out.append(Link(source, cue, tuple(contents), chosen, margin, min(cues[c][1] for c in contents)))
        return out


def spans(hidden: Floats, f: Fragments) -> Floats:
    """float32 [f, 3 * width]: first state, last state and mean state of each fragment."""
    total = np.empty((len(f), hidden.shape[1]))
    for k, (first, last) in enumerate(zip(f.first.tolist(), f.last.tolist(), strict=True)):
        np.add.reduce(hidden[first:last], 0, np.float64, total[k])
    mean = total / (f.last - f.first)[:, None]
    return np.concatenate([hidden[f.first], hidden[f.last - 1], mean.astype(np.float32)], 1)


def choices(
    chooser: npt.NDArray[np.int64], chosen: npt.NDArray[np.int64], score: Floats, none: Floats
) -> dict[int, tuple[int, float, float]]:
    """For each chooser (its best candidate or -1 for none, the log-probability of that, its lead over the next best).

    ``none`` float32 [f] is indexed by the chooser's number.
    """
    listed: dict[int, list[tuple[float, int]]] = {}
    for a, b, s in zip(chooser.tolist(), chosen.tolist(), score.tolist(), strict=True):
        listed.setdefault(a, [(float(none[a]), -1)]).append((s, b))
    out = {}
    for a, options in listed.items():
        ranked = sorted(options, reverse=True)
        best = ranked[0][0]
        total = sum(math.exp(s - best) for s, _ in ranked)
        out[a] = (ranked[0][1], -math.log(total), best - ranked[1][0])
    return out

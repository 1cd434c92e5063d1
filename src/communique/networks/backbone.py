"""The nested backbone: which concepts hold a network together, and which could go without changing it.

Source: the algorithm "nested" of rDNA's ``dna_backbone`` (Leifeld, DNA 3.1), told in our own words: of all concepts
that are left the one goes without which the spectrum of the one-mode network changes least, until none is left. The
spectrum are the eigenvalues of the Laplacian (degrees minus weights, negative weights as 0), divided by their sum; the
loss is the sum of their absolute differences from those of the whole network.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from communique.errors import UsageError
from communique.networks.network import Network, network_of

__all__ = ["MOST_WORK", "BackboneStep", "nested_backbone"]

MOST_WORK = 2e11
"""Multiplications at most: about a minute."""


class BackboneStep(msgspec.Struct, frozen=True):
    """One concept that went, the least needed first."""

    step: int
    concept: str
    statements: int
    """That are left without it and all that went before."""
    backbone_loss: float
    """How far the network of what is left is from the whole one."""
    redundant_loss: float
    """How far the network of what went is."""


def nested_backbone(network: Network) -> list[BackboneStep]:
    """The concepts of a one-mode network in the order in which they can go.

    Raises:
        UsageError: it is a two-mode network, or there are too many concepts or nodes for it.
    """
    if network.two_mode:
        raise UsageError("a backbone is of a one-mode network. Take --type onemode")
    of, nodes = network.selection, len(network.rows)
    left = sorted(set(of.second[network.weights != 0].tolist()))
    work = len(left) ** 2 / 2 * max(nodes, 10) ** 3
    if work > MOST_WORK:
        raise UsageError(
            f"a backbone of {len(left):,} concepts and {nodes:,} nodes takes too long. Leave some out with "
            "--min-actors and --min-statements"
        )
    whole = _spectrum(network.matrix())
    gone: list[int] = []
    steps: list[BackboneStep] = []
    while left:
        losses = [_loss(network, whole, [other for other in left if other != one]) for one in left]
        least = min(losses)
        one = left[max(n for n, loss in enumerate(losses) if loss <= least + 1e-12)]
        left.remove(one)
        gone.append(one)
        many = int(np.count_nonzero(_of_concepts(network, left)))
        steps.append(BackboneStep(len(gone), of.columns[one], many, least, _loss(network, whole, gone)))
    return steps


def _of_concepts(network: Network, concepts: list[int]) -> NDArray[np.float64]:
    return np.where(np.isin(network.selection.second, concepts), network.weights, 0.0)


def _loss(network: Network, whole: NDArray[np.float64], concepts: list[int]) -> float:
    part = network_of(network.selection, network.settings, _of_concepts(network, concepts))
    return float(np.abs(_spectrum(part.matrix()) - whole).sum())


def _spectrum(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    positive = np.maximum(weights, 0.0)
    if not positive.size:
        return np.zeros(0)
    values = np.linalg.eigvalsh(np.diag(positive.sum(axis=1)) - positive)
    total = float(values.sum())
    return np.asarray(values / total if total > 0 else values, dtype=np.float64)

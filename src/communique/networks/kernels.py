"""Kernels: how much a statement weighs by its distance from the middle of a time window.

Sources: Epanechnikov, V. A. (1969), "Non-parametric estimation of a multivariate probability density", Theory of
Probability and its Applications 14; Silverman, B. W. (1986), Density Estimation for Statistics and Data Analysis,
table 3.1.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from communique.networks.settings import Kernel

__all__ = ["kernel_weights"]


def kernel_weights(kernel: Kernel, distance: NDArray[np.float64], *, as_dna: bool = False) -> NDArray[np.float64]:
    """Weights at signed distances; 1 is half the width of the window. All but the Gaussian are 0 beyond -1 and 1.

    ``as_dna``: the triangular kernel is ``|1 - d|``, as DNA 3.1 has it: 2 at the one end and 0 at the other.
    """
    d = distance
    if kernel == "no":
        return np.ones_like(d)
    if kernel == "gaussian":
        return np.asarray(np.exp(-0.5 * d * d) / math.sqrt(2 * math.pi), dtype=np.float64)
    if kernel == "uniform":
        inside = np.full_like(d, 0.5)
    elif kernel == "epanechnikov":
        inside = 0.75 * (1 - d * d)
    elif as_dna:
        inside = np.abs(1 - d)
    else:
        inside = 1 - np.abs(d)
    return np.where(np.abs(d) <= 1, inside, 0.0)

"""Counts of statements, and the weights that they give to pairs: congruence, conflict, and their normalisations.

``A[i,j,k]`` is the number (or the weight) of statements of actor ``i`` on concept ``j`` with level ``k`` of the
qualifier. Sources: Leifeld, P. (2017), "Discourse network analysis: policy debates as dynamic networks", in The Oxford
Handbook of Political Networks; Leifeld, P., Gruber, J. & Bossner, F. R. (2019), Discourse Network Analyzer Manual.
``docs/networks.md`` has the formulas with an example worked by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.networks.settings import NetworkSettings

__all__ = ["Cells", "Ties", "count_cells", "one_mode_ties", "similarity", "two_mode_ties"]

DENSE = 2500
"""Nodes up to which sums of pairs lie in square matrices."""
CHUNK = 4_000_000
"""Pairs that wait to be summed up."""
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """``A`` where it is not zero, by column: ``count[n] = A[row[n], column[n], level[n]]``."""

    row: Numbers
    column: Numbers
    level: Numbers
    count: Floats
    rows: int
    columns: int
    levels: int

    def by_column(self) -> Iterator[tuple[Numbers, Floats]]:
        """Of each column its rows, ascending, and their counts by level."""
        bounds = np.flatnonzero(np.diff(self.column)) + 1
        for part in np.split(np.arange(len(self.column)), bounds):
            if len(part):
                rows, at = np.unique(self.row[part], return_inverse=True)
                counts = np.zeros((len(rows), self.levels))
                counts[at, self.level[part]] = self.count[part]
                yield rows, counts


class Ties(NamedTuple):
    """Edges: numbers of their ends, and their weights, none of them zero."""

    source: Numbers
    target: Numbers
    weight: Floats


def count_cells(row: Numbers, column: Numbers, level: Numbers, weight: Floats, shape: tuple[int, int, int]) -> Cells:
    """Sum up the weights of statements by row, column and level; those of weight 0 are not there."""
    there = weight != 0
    rows, columns, levels = shape
    key = (column[there] * rows + row[there]) * levels + level[there]
    cell, at = np.unique(key, return_inverse=True)
    total: Floats = np.bincount(at, weights=weight[there], minlength=len(cell)).astype(np.float64)
    return Cells(cell // levels % rows, cell // (levels * rows), cell % levels, total, rows, columns, levels)


def similarity(kind: str, values: tuple[object, ...], *, by_place: bool = False) -> Floats:
    """How alike the levels of a qualifier are: 1 minus their distance as a share of the range; of names only the same.

    ``by_place``: their numbers in order stand for the values, as DNA 3.1's kernels have it.
    """
    if kind not in ("boolean", "integer"):
        return np.eye(len(values))
    numbers = np.array([n if by_place or not isinstance(v, int) else v for n, v in enumerate(values)], dtype=np.float64)
    span = float(np.ptp(numbers)) if len(numbers) else 0.0
    distance = np.abs(numbers[:, None] - numbers[None, :])
    return np.asarray(1 - distance / span if span else np.ones_like(distance), dtype=np.float64)


def one_mode_ties(cells: Cells, settings: NetworkSettings, alike: Floats, named: bool = False) -> Ties:
    """Pairs of rows by what they say on the same columns, each pair once, the smaller number first.

    Args:
        cells: the counts.
        settings: aggregation and normalisation.
        alike: how alike two levels are, from 0 to 1.
        named: whether the levels are names, which DNA 3.1 does not take for opposites.
    """
    as_dna, kind, norm = settings.dna_compatible, settings.aggregation, settings.normalisation
    presence = as_dna and named and kind in ("conflict", "subtract")
    jaccard = norm == "jaccard" or presence
    sums = _PairSums(cells.rows, 3 if jaccard else 1)
    total, square = np.zeros(cells.rows), np.zeros(cells.rows)
    for rows, by_level in cells.by_column():
        spoken = by_level.sum(axis=1)
        total[rows] += spoken
        cases = spoken[:, None] if kind == "ignore" and not as_dna else by_level
        near = spoken[:, None] if kind == "ignore" else by_level
        weights = np.ones((1, 1)) if kind == "ignore" else _signed(kind, alike, presence)
        product = near @ weights @ near.T
        own = alike if cases.shape[1] > 1 else np.ones((1, 1))
        square[rows] += np.einsum("ik,kl,il->i", cases, own, cases)
        values = np.stack((product, cases @ cases.T, cases @ (cases > 0).T)) if jaccard else product[None]
        sums.add(rows, values)
    source, target, found, back = sums.pairs()
    weight = found[0]
    if presence:
        source, target, found, back = _every_pair(cells.rows, total, source, target, found, back)
        alone = total[source] - found[2] + total[target] - back
        weight = -alone + found[0] if kind == "subtract" else alone
    if norm == "average":
        weight = weight / ((total[source] + total[target]) / 2)
    elif norm == "cosine":
        if as_dna:  # the product of the numbers of statements, not the lengths of the vectors
            weight = weight / (total[source] * total[target])
        else:
            weight = weight / np.sqrt(square[source] * square[target])
    elif norm == "jaccard":
        alone = total[source] - found[2] + total[target] - back
        whole = alone + found[1]
        weight = np.divide(weight, whole, out=np.zeros_like(weight), where=whole != 0)
    there = weight != 0
    return Ties(source[there], target[there], weight[there])


def _signed(kind: str, alike: Floats, presence: bool) -> Floats:
    """What two statements on one concept give, by their levels."""
    if kind == "congruence" or presence:
        return alike
    return 1 - alike if kind == "conflict" else alike - (1 - alike)


def _every_pair(
    rows: int, total: Floats, source: Numbers, target: Numbers, found: Floats, back: Floats
) -> tuple[Numbers, Numbers, Floats, Floats]:
    """The same with all pairs of those who speak: also those that have nothing in common."""
    spoken = np.flatnonzero(total)
    i, j = np.triu_indices(len(spoken), 1)
    more = spoken[i] * rows + spoken[j]
    at = np.searchsorted(more, source * rows + target)
    wide, wide_back = np.zeros((found.shape[0], len(more))), np.zeros(len(more))
    wide[:, at], wide_back[at] = found, back
    return spoken[i], spoken[j], wide, wide_back


class _PairSums:
    """Sums over pairs of nodes, of several values at once."""

    def __init__(self, nodes: int, values: int) -> None:
        self.nodes, self.values = nodes, values
        self.dense = np.zeros((values, nodes, nodes)) if nodes <= DENSE else None
        self.waiting: list[tuple[Numbers, Floats]] = []
        self.many = 0

    def add(self, rows: Numbers, values: Floats) -> None:
        """Add ``values[:, a, b]`` to the pair of ``rows[a]`` and ``rows[b]``; the last value is not symmetric."""
        if self.dense is not None:
            self.dense[:, rows[:, None], rows[None, :]] += values
            return
        i, j = np.triu_indices(len(rows), 1)
        told = np.concatenate((values[:, i, j], values[-1:, j, i]))
        self.waiting.append((rows[i] * self.nodes + rows[j], told))
        self.many += len(i)
        if self.many > CHUNK:
            self._sum_up()

    def _sum_up(self) -> None:
        if not self.waiting:
            return
        keys = np.concatenate([key for key, _ in self.waiting])
        told = np.concatenate([values for _, values in self.waiting], axis=1)
        pair, at = np.unique(keys, return_inverse=True)
        summed: Floats = np.stack([np.bincount(at, weights=row, minlength=len(pair)) for row in told]).astype(
            np.float64
        )
        self.waiting, self.many = [(pair, summed)], 0

    def pairs(self) -> tuple[Numbers, Numbers, Floats, Floats]:
        """Both ends of every pair with a value, the values, and the last value the other way round."""
        if self.dense is not None:
            either = (self.dense != 0).any(axis=0)
            source, target = np.nonzero(np.triu(either | either.T, 1))
            return source, target, self.dense[:, source, target], self.dense[-1, target, source]
        self._sum_up()
        if not self.waiting:
            none = np.zeros(0, dtype=np.int64)
            return none, none, np.zeros((self.values, 0)), np.zeros(0)
        ((pair, told),) = self.waiting
        return pair // self.nodes, pair % self.nodes, told[:-1], told[-1]


def two_mode_ties(cells: Cells, settings: NetworkSettings, kind: str, values: tuple[object, ...]) -> Ties:
    """Rows by columns: how often, how much more for than against, or which combination of levels.

    A combination is a number of which each level that is there is a binary digit, the first level the highest: of
    agreement 1 is only for, 2 only against, 3 both.
    """
    pair, at = np.unique(cells.row * cells.columns + cells.column, return_inverse=True)
    many = np.bincount(at, weights=cells.count, minlength=len(pair))
    row, column = pair // cells.columns, pair % cells.columns
    if settings.aggregation == "ignore":
        weight = many
    elif settings.aggregation == "combine":
        digit = np.exp2(cells.levels - 1.0 - cells.level)
        weight = np.bincount(at, weights=digit * (cells.count > 0), minlength=len(pair))
    else:
        weight = np.bincount(at, weights=cells.count * level_signs(kind, values)[cells.level], minlength=len(pair))
    if settings.normalisation != "no":
        by = row if settings.normalisation == "activity" else column
        counted = (many > 0).astype(np.float64) if settings.aggregation == "combine" else many
        size = cells.rows if settings.normalisation == "activity" else cells.columns
        weight = weight / np.bincount(by, weights=counted, minlength=size)[by]
    there = weight != 0
    return Ties(row[there], column[there], weight[there])


def level_signs(kind: str, values: tuple[object, ...]) -> Floats:
    """What a statement of each level adds when sides are subtracted: of a number the number, of a name 1."""
    if kind == "boolean":
        return np.array([-1.0, 1.0])
    return np.array([float(v) if kind == "integer" and isinstance(v, int) else 1.0 for v in values])

"""Clusters within clusters: who is nearest to whom, drawn as a dendrogram.

Source: Lance, G. N. & Williams, W. T. (1967), "A general theory of classificatory sorting strategies", Computer Journal
9; the distance of two actors is 1 minus the weight of their edge as a share of the greatest.
"""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np

from communique.errors import UsageError
from communique.networks.network import Network

__all__ = ["LINKAGES", "MOST_NODES", "Dendrogram", "Linkage", "Merger", "dendrogram"]

Linkage = Literal["average", "complete", "single"]
LINKAGES: tuple[Linkage, ...] = ("average", "complete", "single")
MOST_NODES = 3000


class Merger(msgspec.Struct, frozen=True):
    """Two clusters that become one. Numbers below that of the leaves are leaves; the n-th merger makes leaves + n."""

    left: int
    right: int
    height: float
    """Their distance, from 0 to 1; more where edges are negative."""
    size: int


class Dendrogram(msgspec.Struct, frozen=True):
    """A tree over names."""

    leaves: tuple[str, ...]
    mergers: tuple[Merger, ...]

    def order(self) -> list[str]:
        """The leaves in such an order that no lines cross."""
        return [self.leaves[n] for n in self._under(self._root)] if self.leaves else []

    @property
    def _root(self) -> int:
        return len(self.leaves) + len(self.mergers) - 1

    def _under(self, number: int) -> list[int]:
        stack, found = [number], []
        while stack:
            one = stack.pop()
            if one < len(self.leaves):
                found.append(one)
            else:
                merger = self.mergers[one - len(self.leaves)]
                stack += [merger.right, merger.left]
        return found

    def cut(self, clusters: int) -> dict[str, str]:
        """So many clusters, the largest "1": the last mergers undone."""
        kept = self.mergers[: max(0, len(self.leaves) - max(1, clusters))]
        tops = set(range(len(self.leaves)))
        for n, one in enumerate(kept):
            tops = (tops - {one.left, one.right}) | {len(self.leaves) + n}
        parts = sorted((sorted(self._under(top)) for top in tops), key=lambda part: (-len(part), part))
        return {self.leaves[leaf]: str(n) for n, part in enumerate(parts, 1) for leaf in part}

    def newick(self) -> str:
        """The tree as R's ape and other programs read it, with lengths of branches."""
        if not self.leaves:
            return ";\n"
        text: dict[int, str] = {n: _newick_name(name) for n, name in enumerate(self.leaves)}
        height = dict.fromkeys(text, 0.0)
        for n, one in enumerate(self.mergers, len(self.leaves)):
            parts = [f"{text.pop(side)}:{_length(one.height - height[side])}" for side in (one.left, one.right)]
            text[n], height[n] = f"({','.join(parts)})", one.height
        return f"{text[self._root]};\n"


def _newick_name(name: str) -> str:
    return "'" + " ".join(name.replace("'", "''").split()) + "'"


def _length(length: float) -> str:
    return f"{max(0.0, length):.10g}"


def dendrogram(network: Network, linkage: Linkage = "average") -> Dendrogram:
    """Cluster the nodes of a one-mode network.

    Raises:
        UsageError: it is a two-mode network, or has more nodes than :data:`MOST_NODES`.
    """
    if network.two_mode:
        raise UsageError("clusters are of one kind of nodes. Take --type onemode")
    names = network.rows
    if len(names) > MOST_NODES:
        raise UsageError(
            f"a tree over {len(names):,} nodes cannot be read. Leave some out with --min-statements or --where"
        )
    likeness = network.matrix()
    np.fill_diagonal(likeness, 0.0)
    most = float(likeness.max(initial=0.0))
    distance = 1 - (likeness / most if most > 0 else likeness)
    np.fill_diagonal(distance, np.inf)
    size, number, mergers = np.ones(len(names)), list(range(len(names))), []
    active = np.ones(len(names), dtype=np.bool_)
    for n in range(len(names) - 1):
        i, j = divmod(int(np.argmin(distance)), len(names))
        height = float(distance[i, j])
        together = int(size[i] + size[j])
        left, right = sorted((number[i], number[j]))
        mergers.append(Merger(left, right, height, together))
        if linkage == "average":
            row = (size[i] * distance[i] + size[j] * distance[j]) / together
        else:
            row = (np.maximum if linkage == "complete" else np.minimum)(distance[i], distance[j])
        active[j] = False
        row = np.where(active, row, np.inf)
        row[i] = np.inf
        distance[i], distance[:, i], distance[j], distance[:, j] = row, row, np.inf, np.inf
        size[i], number[i] = together, len(names) + n
    return Dendrogram(names, tuple(mergers))

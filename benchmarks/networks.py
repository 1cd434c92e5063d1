"""How long networks take: ``python -m benchmarks.networks [--statements N] [--actors N] [--concepts N]``.

Statements of invented actors on invented concepts, actors and concepts as unequal as in news (Zipf): networks of every
type, over time, with their statements, and written as files. Each line: seconds, and the most memory so far.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from communique.export.networks.gexf import gexf_lines
from communique.export.networks.graphml import graphml_lines
from communique.export.networks.matrix import matrix_lines
from communique.model import CodedStatement, CodingTable, CodingVariable
from communique.networks.groups import communities
from communique.networks.moments import written
from communique.networks.network import discourse_network
from communique.networks.settings import network_settings
from communique.networks.uncertainty import network_intervals
from communique.networks.windows import network_series


def invented(statements: int, actors: int, concepts: int, seed: int = 1) -> CodingTable:
    """Coded statements over three years."""
    random = np.random.default_rng(seed)
    who, what = (random.zipf(1.3, statements) % size for size in (actors, concepts))
    who[:actors] = np.arange(actors)  # everybody speaks
    side, day = random.integers(0, 2, statements), random.integers(0, 1095, statements)
    told = tuple(
        CodedStatement(
            id=f"s{n}", organization=f"Actor {who[n]}", concept=f"Concept {what[n]}", agreement=int(side[n]),
            date=written(1_500_000_000 // 86400 * 86400 + int(day[n]) * 86400), document=f"d{n // 5}", machine=True,
            certainty=0.6,
        )
        for n in range(statements)
    )  # fmt: skip
    return CodingTable(told, (CodingVariable("organization"), CodingVariable("concept")), "invented")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--actors", type=int, default=1_000)
    parser.add_argument("--concepts", type=int, default=300)
    given = parser.parse_args()
    table = timed("statements made", lambda: invented(given.statements, given.actors, given.concepts))
    for kind, norm, duplicates in (
        ("onemode", "no", "include"), ("onemode", "average", "document"), ("onemode", "jaccard", "month"),
        ("onemode", "cosine", "acrossrange"), ("twomode", "activity", "week"),
    ):  # fmt: skip
        settings = network_settings(type=kind, normalisation=norm, duplicates=duplicates)
        made = timed(f"{kind} {norm} {duplicates}", lambda settings=settings: discourse_network(table, settings))
        print(f"{'':10}{len(made.rows):,} x {len(made.columns):,}, {len(made.ties.weight):,} edges")
    made = discourse_network(table, network_settings(normalisation="average"))
    timed("matrix as CSV", lambda: sum(map(len, matrix_lines(made))))
    timed("GraphML without evidence", lambda: sum(map(len, graphml_lines(made, evidence=False))))
    timed("GEXF without evidence", lambda: sum(map(len, gexf_lines(made, evidence=False))))
    heavy = discourse_network(table, network_settings(normalisation="average", min_weight=20))
    timed(f"GraphML of {len(heavy.ties.weight):,} heavy edges", lambda: sum(map(len, graphml_lines(heavy))))
    timed("communities", lambda: communities(heavy))
    timed("36 months, Epanechnikov", lambda: len(list(network_series(
        table, network_settings(window="months:3", kernel="epanechnikov")))))  # fmt: skip
    timed("intervals, 20 draws", lambda: network_intervals(heavy, 20))


def timed(what: str, deed: Callable[[], Any]) -> Any:
    """What a deed gives, with a line on how long it took."""
    start = time.perf_counter()
    found = deed()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.perf_counter() - start:8.2f} s  {memory:7.0f} MB  {what}", flush=True)
    return found


if __name__ == "__main__":
    main()

"""What may be one, for a terminal: all sides and their words, the reasons, what to type for either answer."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from communique.export.answers import citation_words
from communique.export.layout import Line, coloured, wrapped
from communique.export.safe import one_line
from communique.query.candidate_pairs import CandidateCluster, PairSide

__all__ = ["cluster_lines", "render"]

HANG = " " * 6
MOST = 12
"""Sides of one cluster that are shown."""
LONGEST = 400
"""Characters of a side's sentence that are shown."""


def render(
    clusters: Iterable[CandidateCluster], *, color: bool = False, width: int = 100, store: str | None = None
) -> Iterator[str]:
    """Each cluster as text; ``store`` is the file that the commands name, if they must."""
    for cluster in clusters:
        shown = list(cluster_lines(cluster, width, store))
        yield coloured(shown) if color else "".join("".join(w for w, _ in line).rstrip() + "\n" for line in shown)


def cluster_lines(cluster: CandidateCluster, width: int, store: str | None = None) -> Iterator[Line]:
    """One cluster, with an empty line behind it."""
    for n, side in enumerate(cluster.sides[:MOST]):
        yield from _side(side, "or" if n else f"{cluster.score:.2f}", width)
    if (more := len(cluster.sides) - MOST) > 0:
        yield [(HANG, ""), (f"and {more} more that may be one with them", "dim")]
    yield from wrapped([("why   ", "dim"), (one_line(cluster.why), "")], width, "", HANG)
    ids = " ".join(side.entity for side in cluster.sides)
    tail = f" --store {shlex.quote(one_line(store))}" if store else ""
    for answer, command in (("one", "merge"), ("two" if len(cluster.sides) == 2 else "none", "apart")):
        yield [(answer.ljust(len(HANG)), "dim"), (f"communique {command} {ids}{tail}", "cue")]
    yield []


def _side(side: PairSide, lead: str, width: int) -> Iterator[Line]:
    told = ", ".join(p for p in (side.kind, side.country, f"{side.reports} report{'s' * (side.reports != 1)}") if p)
    head = [(one_line(side.name), "name"), (f"  {told}  ", "dim"), (side.entity, "place")]
    first = True
    for line in wrapped(head, width, "", HANG, first=len(HANG)):
        yield [(lead.ljust(len(HANG)), "dim"), *line] if first else line
        first = False
    words = one_line(side.words)
    words = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
    yield from wrapped([(words, "")], width, HANG, HANG)
    yield from wrapped([(citation_words(side.citation), "place")], width, HANG, HANG)

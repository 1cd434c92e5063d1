"""Pairs that may be one, for a terminal: both sides and their words, the reasons, what to type for either answer."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from communique.export.answers import citation_words
from communique.export.layout import Line, coloured, wrapped
from communique.export.safe import one_line
from communique.query.candidate_pairs import CandidatePair, PairSide

__all__ = ["pair_lines", "render"]

HANG = " " * 6
LONGEST = 400
"""Characters of a side's sentence that are shown."""


def render(
    pairs: Iterable[CandidatePair], *, color: bool = False, width: int = 100, store: str | None = None
) -> Iterator[str]:
    """Each pair as text; ``store`` is the file that the commands name, if they must."""
    for pair in pairs:
        shown = list(pair_lines(pair, width, store))
        yield coloured(shown) if color else "".join("".join(w for w, _ in line).rstrip() + "\n" for line in shown)


def pair_lines(pair: CandidatePair, width: int, store: str | None = None) -> Iterator[Line]:
    """One pair, with an empty line behind it."""
    for side, lead in ((pair.one, f"{pair.score:.2f}"), (pair.other, "or")):
        yield from _side(side, lead, width)
    yield from wrapped([("why   ", "dim"), (one_line(pair.why), "")], width, "", HANG)
    tail = f" --store {shlex.quote(one_line(store))}" if store else ""
    for answer, command in (("one", "merge"), ("two", "apart")):
        yield [
            (answer.ljust(len(HANG)), "dim"),
            (f"communique {command} {pair.one.entity} {pair.other.entity}{tail}", "cue"),
        ]
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

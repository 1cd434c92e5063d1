"""Which statements of several coders are one unit: those over the same words of a document.

Coders choose for themselves what they code. Two statements of two coders belong together if they share at least half of
the characters that either covers (Jaccard 1901; another share can be given). The pairs that share most come first; of
pairs that share the same those that have most values in common, since one sentence may hold several statements. A unit
has at most one statement of each coder. What a coder did not mark has no value of his: it says nothing of how far
coders agree on values, and is told apart, as how much of what one coder marked the other marked too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from communique.model.coding import CodedStatement
from communique.review.verdicts import Verdict

__all__ = ["LEAST", "PERSON", "CodingUnit", "judged_units", "overlapping_units"]

LEAST = 0.5
"""Of the characters that either of two statements covers the share that both do, at least."""
MACHINE = "machine"
OWN = ("person", "organization", "concept", "agreement")
PERSON = "people"
"""What was decided by people, as against the machine."""


class CodingUnit(msgspec.Struct, frozen=True):
    """What coders coded of the same words."""

    document: str
    values: dict[str, dict[str, str | int]]
    """By the coder what he says, by variables; what he left empty is not there."""

    def row(self, variable: str, coders: Sequence[str]) -> tuple[str | int | None, ...]:
        """What each coder says of a variable; None where he did not code the unit, or left it empty."""
        return tuple(self.values.get(coder, {}).get(variable) for coder in coders)


class _Place(NamedTuple):
    start: int
    end: int
    coder: str
    values: dict[str, str | int]


def overlapping_units(statements: Sequence[CodedStatement], least: float = LEAST) -> list[CodingUnit]:
    """The units of these statements, by their documents and places; a statement that no other coder has is one too.

    Statements without a place are left out. ``least``: 0, a shared character, to 1, the same words. Texts are compared
    whatever their case.
    """
    of_document: dict[str, list[_Place]] = defaultdict(list)
    for one in statements:
        if one.start is not None and one.end is not None and one.end > one.start:
            values = {name: one.value(name) for name in (*OWN, *one.values)}
            told = {name: _plain(value) for name, value in values.items() if value is not None and value != ""}
            of_document[one.document].append(_Place(one.start, one.end, one.coder or MACHINE, told))
    return [
        CodingUnit(document, {one.coder: one.values for one in members})
        for document, listed in of_document.items() for members in _groups(listed, least)
    ]  # fmt: skip


def _plain(value: str | int) -> str | int:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _groups(listed: Sequence[_Place], least: float) -> Iterator[list[_Place]]:
    listed = sorted(listed, key=lambda s: (s.start, s.end, s.coder, sorted(map(str, s.values.items()))))
    pairs = []
    for a, b in _overlapping(listed):
        one, other = listed[a], listed[b]
        if one.coder != other.coder and (shared := _shared(one, other)) >= least:
            pairs.append((-shared, -len(one.values.items() & other.values.items()), a, b))
    group = {n: [n] for n in range(len(listed))}
    for _, _, a, b in sorted(pairs):
        into, more = group[a], group[b]
        if into is not more and not {listed[n].coder for n in into} & {listed[n].coder for n in more}:
            into += more
            for n in more:
                group[n] = into
    seen: set[int] = set()
    for n in range(len(listed)):
        if n not in seen:
            seen.update(group[n])
            yield [listed[m] for m in sorted(group[n])]


def _overlapping(listed: Sequence[_Place]) -> Iterator[tuple[int, int]]:
    """The pairs that share a character, of statements in the order in which they begin."""
    open_: list[int] = []
    for n, one in enumerate(listed):
        open_ = [m for m in open_ if listed[m].end > one.start]
        yield from ((m, n) for m in open_)
        open_.append(n)


def _shared(one: _Place, other: _Place) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(both, 0) / (max(one.end, other.end) - min(one.start, other.start))


def judged_units(verdicts: Iterable[Verdict]) -> list[CodingUnit]:
    """The positions of a store that coders judged as units: what each coder says of them, and the machine.

    Variables are ``position`` (1 where there is one, by the machine or who accepted, corrected or added it), ``actor``,
    ``stance`` and ``issue``; whoever rejects a position says nothing of these.
    """
    found = []
    for verdict in verdicts:
        if verdict.kind != "positions" or not verdict.votes:
            continue
        first = verdict.votes[0].what
        values: dict[str, dict[str, str | int]] = {MACHINE: _said(first.get("saw"), {})}
        for vote in verdict.votes:
            if vote.kind == "reject":
                values[vote.by] = {"position": 0}
            else:
                values[vote.by] = _said(vote.what.get("saw") or {}, vote.what.get("set") or {})
        found.append(CodingUnit(verdict.text, values))
    return found


def _said(saw: dict[str, object] | None, put: dict[str, object]) -> dict[str, str | int]:
    """What a coder, or the machine, says of a position, as the log keeps it."""
    if saw is None or not (saw or put):
        return {"position": 0}
    told: dict[str, str | int] = {"position": 1}
    for name, value in {**saw, **put}.items():
        if name in ("actor", "issue") and isinstance(value, dict):
            told[name] = _plain(str(value.get("name") or value.get("label") or ""))
        elif name == "stance" and isinstance(value, str):
            told[name] = value
    return told

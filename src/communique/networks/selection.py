"""The statements that a network counts, as arrays: who, what, which side, when, of which document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.errors import UsageError, printable
from communique.model import CodedStatement, CodingTable
from communique.model.coding import AGREEMENT
from communique.networks.moments import UNDATED, calendar_week, instant, moment, plus_units
from communique.networks.settings import DOCUMENT_VARIABLES, NetworkSettings

__all__ = ["Selection", "Window", "select_statements"]

OWN = ("person", "organization", "concept", AGREEMENT)
"""Variables that every coded statement has a field for."""
FOREVER = 2**62
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Selection:
    """Statements with both variables, in the order of their dates, those of one date as in their file.

    ``first``, ``second`` and ``level`` number :attr:`rows`, :attr:`columns` and :attr:`levels`. Statements that say
    the same in one document, week or whatever counts as one have one number in ``group``; the first of them is
    ``kept``.
    """

    statements: tuple[CodedStatement, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: tuple[Any, ...]
    """The values of the qualifier; one alone where it is ignored."""
    kind: str
    """Of the qualifier: "boolean", "integer" or "short text"."""
    first: Numbers
    second: Numbers
    level: Numbers
    time: Numbers
    """Seconds since 1970."""
    document: Numbers
    group: Numbers
    kept: NDArray[np.bool_]
    certainty: NDArray[np.float64]
    start: int
    """First moment of all statements in the period, those that were left out too."""
    stop: int
    notes: tuple[str, ...]
    """What was left out, and why."""


class Window(NamedTuple):
    """One place of a time window, in seconds since 1970; both ends lie in it."""

    start: int
    stop: int
    middle: int
    weights: NDArray[np.float64]
    """Of each statement; 0 beyond the window."""


def select_statements(table: CodingTable, settings: NetworkSettings) -> Selection:
    """The statements that settings mean.

    Raises:
        UsageError: there is no such variable.
    """
    _check(table, settings)
    notes = list(table.notes)
    times = {one.date: 0 for one in table.statements}
    times = {date: moment(date) for date in times}
    first, last = _period(settings)
    always = UNDATED if first == UNDATED and last == FOREVER else None
    told = [one for one in table.statements if first <= times[one.date] <= last or times[one.date] == always]
    dated = [times[one.date] for one in told if times[one.date] != UNDATED]
    kept = told
    if settings.where or settings.exclude:
        notes += _unknown_values(table, settings)
        told = [one for one in told if _fits(one, settings, documents=True)]
        kept = [one for one in told if _fits(one, settings, documents=False)]
    kind, values = _qualifier(table, told, settings)
    full: list[tuple[CodedStatement, str, str, int]] = []
    lacking = sideless = unsure = 0
    for one in kept:
        a, b = str(one.value(settings.variables[0]) or ""), str(one.value(settings.variables[1]) or "")
        level = 0 if settings.aggregation == "ignore" and not values else values.get(one.value(settings.qualifier), -1)
        if not a or not b:
            lacking += 1
        elif level < 0 and settings.aggregation != "ignore":
            sideless += 1
        elif one.certainty < settings.certainty:
            unsure += 1
        else:
            full.append((one, a, b, max(level, 0)))
    full.sort(key=lambda row: times[row[0].date])
    full = _minima(full, settings)
    for many, why in (
        (lacking, f"without {settings.variables[0]} or {settings.variables[1]}"),
        (sideless, f"without a value of {settings.qualifier} (ambivalent or not coded)"),
        (unsure, f"less certain than {settings.certainty:g}"),
    ):
        if many:
            notes.append(f"{many:,} statement{'s' * (many != 1)} left out: {why}")
    undated = sum(times[row[0].date] == UNDATED for row in full)
    if undated and settings.window is not None:
        notes.append(f"{undated:,} statement{'s' * (undated != 1)} left out of all time windows: without a date")
        full = [row for row in full if times[row[0].date] != UNDATED]
    rows, columns = _labels(table, told, full, settings)
    place = ({name: n for n, name in enumerate(rows)}, {name: n for n, name in enumerate(columns)})
    documents: dict[str, int] = {}
    groups: dict[Any, int] = {}
    period = _period_of(settings)
    listed: list[tuple[int, ...]] = []
    for n, (one, a, b, level) in enumerate(full):
        at = times[one.date]
        said = (a, b, 0 if settings.aggregation == "ignore" else level)
        key = (*said, period(one, at)) if period is not None else n
        listed.append((
            place[0][a], place[1][b], level, at, documents.setdefault(one.document, len(documents)),
            groups.setdefault(key, len(groups)),
        ))  # fmt: skip
    numbers = np.array(listed, dtype=np.int64).reshape(-1, 6).T.copy()
    first_of = np.zeros(len(full), dtype=np.bool_)
    first_of[np.unique(numbers[5], return_index=True)[1]] = True
    return Selection(
        tuple(row[0] for row in full), rows, columns, tuple(values) or (None,), kind, numbers[0], numbers[1],
        numbers[2], numbers[3], numbers[4], numbers[5], first_of,
        np.array([1.0 if not row[0].machine else row[0].certainty for row in full], dtype=np.float64),
        min(dated, default=UNDATED), max(dated, default=UNDATED), tuple(notes),
    )  # fmt: skip


def _check(table: CodingTable, settings: NetworkSettings) -> None:
    """That every variable named is one."""
    own = {one.name for one in table.variables} | {*OWN, "coder"}
    for name in (*settings.variables, settings.qualifier, *settings.exclude, *settings.where):
        if name not in own and name not in DOCUMENT_VARIABLES:
            raise UsageError(
                f"there is no variable {printable(name)!r} in {printable(table.origin) or 'it'}. Of statements there "
                f"are: {', '.join(sorted(own - {'coder'}))}; of documents: {', '.join(sorted(DOCUMENT_VARIABLES))}"
            )


def _period(settings: NetworkSettings) -> tuple[int, int]:
    first = moment(settings.since) if settings.since else UNDATED
    if not settings.until:
        return max(first, UNDATED + 1) if settings.since else first, FOREVER
    begin = moment(settings.until)  # a month or year ends with its last second
    unit = {4: "years", 7: "months", 10: "days"}.get(len(settings.until))
    if not settings.since:
        first = UNDATED + 1
    if unit is None:
        return first, begin
    last = plus_units(instant(begin), unit, 1)
    return first, begin + int((last - instant(begin)).total_seconds()) - 1


def _fits(one: CodedStatement, settings: NetworkSettings, *, documents: bool) -> bool:
    """Whether its document's variables, or its own, are among those that count."""
    for values, wanted in ((settings.exclude, False), (settings.where, True)):
        for name, told in values.items():
            if (name in DOCUMENT_VARIABLES) is documents and (_text(one.value(name)) in told) is not wanted:
                return False
    return True


def _unknown_values(table: CodingTable, settings: NetworkSettings) -> list[str]:
    """Values of ``where`` and ``exclude`` that no statement has: a slip of the pen, as a rule."""
    found: list[str] = []
    for values in (settings.exclude, settings.where):
        for name, wanted in values.items():
            known = {_text(one.value(name)) for one in table.statements}
            found += [f"no statement has {name}={printable(value)}" for value in wanted if value not in known]
    return found


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _qualifier(
    table: CodingTable, told: Sequence[CodedStatement], settings: NetworkSettings
) -> tuple[str, dict[Any, int]]:
    """The qualifier's type and its values, each with its number."""
    name = settings.qualifier
    known = table.variable(name)
    kind = "boolean" if name == AGREEMENT and known is None else known.type if known else "short text"
    if kind == "boolean":
        return kind, {0: 0, 1: 1}
    values: Collection[Any] = {one.value(name) for one in told}
    if kind == "integer":
        listed: list[Any] = sorted(value for value in values if isinstance(value, int))
    else:
        listed = sorted(str(value) for value in values if value not in (None, ""))
    return kind, {value: n for n, value in enumerate(listed)}


Row = tuple[CodedStatement, str, str, int]


def _minima(full: list[Row], settings: NetworkSettings) -> list[Row]:
    """Those of actors with enough statements on concepts with enough actors, until all that are left are so."""
    if settings.min_statements <= 1 and settings.min_actors <= 1:
        return full
    actor, concept = (2, 1) if settings.variables[0] == "concept" else (1, 2)
    while True:
        speakers: dict[str, set[str]] = {}
        many: dict[str, int] = {}
        for row in full:
            speakers.setdefault(str(row[concept]), set()).add(str(row[actor]))
            many[str(row[actor])] = many.get(str(row[actor]), 0) + 1
        left = [
            row for row in full
            if many[str(row[actor])] >= settings.min_statements
            and len(speakers[str(row[concept])]) >= settings.min_actors
        ]  # fmt: skip
        if len(left) == len(full):
            return left
        full = left


def _labels(
    table: CodingTable, told: Sequence[CodedStatement], full: Sequence[Row], settings: NetworkSettings
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of rows and columns, in alphabetical order: of what is counted, or with isolates of all there are."""
    found: list[tuple[str, ...]] = []
    for at, name in enumerate(settings.variables):
        names = {str(row[1 + at]) for row in full}
        if settings.isolates:
            names |= {_text(one.value(name)) for one in told}
            known = table.variable(name)
            if known is not None and not settings.dna_compatible:  # DNA knows only those of statements
                names |= {one.name for one in known.entities}
        found.append(tuple(sorted(names - {""})))
    return found[0], found[1]


def _period_of(settings: NetworkSettings) -> Callable[[CodedStatement, int], Hashable] | None:
    """In what a statement counts once; None where all count.

    DNA 3.1 compares the number of the week or month and not the year, so that those of different years are one.
    """
    kind, as_dna = settings.duplicates, settings.dna_compatible
    if kind == "include":
        return None
    if kind == "document":
        return lambda one, _at: one.document
    if kind == "acrossrange":
        return lambda _one, _at: 0

    def period(one: CodedStatement, at: int) -> Hashable:
        if at == UNDATED:
            return one.document
        day = instant(at)
        if kind == "year":
            return day.year
        if kind == "month":
            return day.month if as_dna else (day.year, day.month)
        week = calendar_week(day)
        return week[1] if as_dna else week

    return period

"""Time windows as Discourse Network Analyzer 3.1 makes them, told in our own words: to compare with what it printed.

What differs from :mod:`.windows`, and why that is the default:

- windows begin at the first statement's own time and not with a unit of the calendar, and those that the period would
  cut are missing, so that the first and last weeks of a debate are seen in no middle;
- an even number of units is one more: 2 days are 3;
- kernels count distances in whole units, cut towards the middle, so that 13 days are one week;
- the triangular kernel is 2 at one end and 0 at the other;
- with kernels only the normalisation "average" exists, and that is a sum of reciprocals of what the two said in the
  whole period on each concept and level; nodes are joined with themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from communique.errors import UsageError
from communique.model import CodingTable
from communique.networks.counting import Cells, Ties, count_cells, similarity, two_mode_ties
from communique.networks.kernels import kernel_weights
from communique.networks.moments import UNDATED, instant, moment, plus_units
from communique.networks.network import Network, known_attributes
from communique.networks.selection import Selection, Window, select_statements
from communique.networks.settings import NetworkSettings

__all__ = ["calendar_windows", "kernel_series"]

EPOCH = datetime(1970, 1, 1)
WHOLE = {"minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}
"""Seconds of a unit."""


def calendar_windows(selection: Selection, settings: NetworkSettings) -> Iterator[Window]:
    """Windows of natural units without a kernel."""
    assert settings.window is not None
    unit, size = settings.window.unit, settings.window.size
    first, last = _span(selection, settings)
    side = size // 2  # half of one less, rounded up
    at = first
    while at <= last:
        start, stop = plus_units(at, unit, -side), plus_units(at, unit, side)
        if start >= first and stop <= last:
            begin, end = _seconds(start), _seconds(stop)
            inside = selection.kept & (selection.time >= begin) & (selection.time <= end)
            yield Window(begin, end, _seconds(at), inside.astype(np.float64))
        at = plus_units(at, unit, 1)


def _span(selection: Selection, settings: NetworkSettings) -> tuple[datetime, datetime]:
    """First and last moment: those asked for, or those of all statements."""
    first = moment(settings.since) if settings.since else selection.start
    last = moment(settings.until) + 86399 if settings.until else selection.stop
    return instant(first), instant(last)


def _seconds(at: datetime) -> int:
    return int((at - EPOCH).total_seconds())


def kernel_series(table: CodingTable, settings: NetworkSettings) -> Iterator[Network]:
    """Networks of statements weighed by a kernel, all of the same nodes.

    Raises:
        UsageError: the window is one of events or seconds, for which DNA has no kernels.
    """
    assert settings.window is not None
    unit = settings.window.unit
    if unit in ("events", "seconds"):
        raise UsageError(
            f"DNA has no kernels for windows of {unit}. Take minutes to years, or leave --dna-compatible out"
        )
    selection = select_statements(table, settings)
    there = np.flatnonzero(selection.kept)
    if not len(there) or selection.start == UNDATED:
        return
    size = settings.window.size + settings.window.size % 2
    half = size // 2
    first, last = _span(selection, settings)
    first = max(first, instant(int(selection.time[there].min())))
    last = min(last, instant(int(selection.time[there].max())))
    told = settings
    if settings.aggregation == "combine":
        told = msgspec.structs.replace(settings, aggregation="subtract")
    if settings.type == "twomode":
        told = msgspec.structs.replace(told, normalisation="no")
    smoothing = _Smoothing(selection, told)
    at, end = plus_units(first, unit, half), plus_units(last, unit, -half)
    known = known_attributes(table, settings)
    while at <= end:
        begin, stop = max(first, plus_units(at, unit, -half)), min(last, plus_units(at, unit, half))
        if settings.kernel == "gaussian":
            begin, stop = first, last
        distance = 2.0 * np.array([_whole_units(instant(int(t)), at, unit) for t in selection.time.tolist()]) / size
        weights = kernel_weights(settings.kernel, distance, as_dna=True)
        inside = selection.kept & (selection.time >= _seconds(begin)) & (selection.time <= _seconds(stop))
        weights = np.where(inside, weights, 0.0)
        ties = smoothing.ties(weights)
        columns = selection.columns if settings.type == "twomode" else selection.rows
        yield Network(
            told,
            selection,
            selection.rows,
            columns,
            ties,
            weights,
            _seconds(begin),
            _seconds(stop),
            _seconds(at),
            known,
        )
        at = plus_units(at, unit, 1)


def _whole_units(at: datetime, middle: datetime, unit: str) -> int:
    """How many whole units a moment lies before the middle; fewer than 0 behind it."""
    if unit in WHOLE:
        seconds = _seconds(middle) - _seconds(at)
        if unit == "weeks":
            return _cut(_cut(seconds, WHOLE["days"]), 7)
        return _cut(seconds, WHOLE[unit])
    months = (middle.year - at.year) * 12 + middle.month - at.month
    days = middle.day - at.day
    if months > 0 > days:
        months -= 1
    elif months < 0 < days:
        months += 1
    return months if unit == "months" else _cut(months, 12)


def _cut(many: int, size: int) -> int:
    return many // size if many >= 0 else -(-many // size)


class _Smoothing:
    """Edges by kernels; what does not depend on the window is counted once."""

    def __init__(self, selection: Selection, settings: NetworkSettings) -> None:
        self.selection, self.settings = selection, settings
        self.shape = (len(selection.rows), len(selection.columns), max(len(selection.levels), 1))
        named = selection.kind not in ("boolean", "integer")
        self.alike = similarity(selection.kind, selection.levels, by_place=True)
        if named:  # names are neither nearer nor farther from each other
            self.alike = np.ones_like(self.alike)
        average = settings.type == "onemode" and settings.normalisation != "no"
        self.norm = self._reciprocals() if average else None

    def _cells(self, weights: NDArray[np.float64]) -> Cells:
        of = self.selection
        return count_cells(of.first, of.second, of.level, weights, self.shape)

    def _reciprocals(self) -> NDArray[np.float64]:
        """For each pair the sum over concepts and levels of 2 by what both said there in the whole period."""
        norm = np.zeros((self.shape[0], self.shape[0]))
        everybody = np.arange(self.shape[0])
        for rows, by_level in self._cells(self.selection.kept.astype(np.float64)).by_column():
            for counts in by_level.T:
                spoken = np.zeros(len(everybody))
                spoken[rows] = counts
                both = spoken[:, None] + spoken[None, :]
                norm += np.divide(2.0, both, out=np.zeros_like(both), where=both != 0)
        return norm

    def ties(self, weights: NDArray[np.float64]) -> Ties:
        """The edges of statements with these weights, those of nodes with themselves too."""
        kind = self.settings.aggregation
        if self.settings.type == "twomode":
            return two_mode_ties(self._cells(weights), self.settings, self.selection.kind, self.selection.levels)
        share = {"congruence": self.alike, "conflict": 1 - self.alike, "subtract": 2 * self.alike - 1}
        by_level = share.get(kind, np.ones_like(self.alike))
        found = np.zeros((self.shape[0], self.shape[0]))
        for rows, counts in self._cells(np.sqrt(weights)).by_column():
            found[rows[:, None], rows[None, :]] += counts @ by_level @ counts.T
        if self.norm is not None:
            found = np.where(self.norm != 0, found * self.norm, found)
        source, target = np.nonzero(np.triu(found))
        return Ties(source, target, found[source, target])

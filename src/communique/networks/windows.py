"""Networks over time: a window that moves over the statements, all in it counted alike or weighed by a kernel.

Sources: Leifeld, P. (2016), Policy Debates as Dynamic Networks, ch. 4; for the weights of pairs, the square root of the
product of both statements' kernels, the manual of DNA 3.1.

A window of N units has N whole units of the calendar: the middle of one of 3 months is a month, of one of 7 days a day.
Windows at both ends, which the period cuts, are there too. With ``dna_compatible`` windows are those of DNA 3.1: from
the first statement's own time, of a whole number of units to both sides, none that the period would cut.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from communique.errors import UsageError
from communique.model import CodingTable
from communique.networks.kernels import kernel_weights
from communique.networks.moments import UNDATED, instant, plus_units
from communique.networks.network import Network, known_attributes, network_of
from communique.networks.selection import Selection, Window, select_statements
from communique.networks.settings import NetworkSettings, TimeWindow

__all__ = ["MOST", "network_series", "windows"]

MOST = 100_000
"""Windows at most: 270 years of days."""
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}
EPOCH = datetime(1970, 1, 1)


def network_series(table: CodingTable, settings: NetworkSettings) -> Iterator[Network]:
    """The network of each place of the time window, the first first.

    Raises:
        UsageError: there is no window, or more windows than :data:`MOST`; a variable is none of the table's.
    """
    if settings.window is None:
        raise UsageError("networks over time need a time window, such as days:30")
    if settings.dna_compatible and settings.kernel != "no":
        from communique.networks.dna import kernel_series

        yield from kernel_series(table, settings)
        return
    selection = select_statements(table, settings)
    known = known_attributes(table, settings)
    for window in windows(selection, settings):
        yield network_of(
            selection, settings, window.weights, active_only=not settings.isolates,
            span=(window.start, window.stop), middle=window.middle, attributes=known,
        )  # fmt: skip


def windows(selection: Selection, settings: NetworkSettings) -> Iterator[Window]:
    """Each place of the window with what the statements weigh in it.

    Raises:
        UsageError: there is no window, or more windows than :data:`MOST`.
    """
    if settings.window is None:
        raise UsageError("networks over time need a time window, such as days:30")
    if selection.start == UNDATED:
        return
    if settings.window.unit == "events":
        yield from _by_events(selection, settings, settings.window.size)
    elif settings.dna_compatible:
        from communique.networks.dna import calendar_windows

        yield from calendar_windows(selection, settings)
    else:
        yield from _by_calendar(selection, settings, settings.window)


def _weighed(selection: Selection, settings: NetworkSettings, distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """What statements at these distances weigh; of a pair each gives its root."""
    weights = kernel_weights(settings.kernel, distance)
    if settings.type == "onemode":
        weights = np.sqrt(weights)
    return np.where(selection.kept, weights, 0.0)


def _by_events(selection: Selection, settings: NetworkSettings, size: int) -> Iterator[Window]:
    """A window around each statement; those of one moment stand in the order of their file."""
    order = np.flatnonzero(selection.kept)
    times = selection.time[order]
    place = np.arange(len(order))
    before, behind = size // 2, size // 2 if settings.dna_compatible else size - size // 2 - 1
    for n in range(len(order)):
        if settings.dna_compatible and not before <= n < len(order) - behind:
            continue  # DNA has no windows that the period cuts
        first, last = max(0, n - before), min(len(order) - 1, n + behind)
        weights = np.zeros(len(selection.kept))
        inside = order[first : last + 1]
        if settings.kernel == "gaussian":
            weights[order] = _weighed(selection, settings, _on(order, 2 * (place - n) / size, len(weights)))[order]
        else:
            distance = _on(order, 2 * (place - n) / (size + 1), len(weights))
            weights[inside] = _weighed(selection, settings, distance)[inside]
        yield Window(int(times[first]), int(times[last]), int(times[n]), weights)


def _on(order: NDArray[np.int64], values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    spread = np.full(size, 9.0)
    spread[order] = values
    return spread


def _by_calendar(selection: Selection, settings: NetworkSettings, window: TimeWindow) -> Iterator[Window]:
    """Whole units of the calendar around each unit from the first statement's to the last one's."""
    unit, size = window.unit, window.size
    at = _begin(instant(selection.start), unit)
    last = instant(selection.stop)
    _few(at, last, unit)
    place = np.array([_place(instant(int(t)), unit) for t in selection.time.tolist()], dtype=np.float64)
    while at <= last:
        start, end = plus_units(at, unit, -(size // 2)), plus_units(at, unit, size - size // 2)
        first, stop = _seconds(start), _seconds(end) - 1
        if settings.kernel == "no":
            weights = (selection.kept & (selection.time >= first) & (selection.time <= stop)).astype(np.float64)
        else:
            middle = _first_place(at, unit) + size % 2 / 2  # of an even number the line between two units
            weights = _weighed(selection, settings, 2 * (place - middle) / size)
        yield Window(max(first, selection.start), min(stop, selection.stop), _seconds(at), weights)
        at = plus_units(at, unit, 1)


def _few(first: datetime, last: datetime, unit: str) -> None:
    """That windows can be counted."""
    days = (last - first).days + 1
    many = days * 86400 // SECONDS[unit] if unit in SECONDS else days // 28
    if many > MOST:
        raise UsageError(
            f"a window that moves on by one of {unit} has {many:,} places from {first.date()} to {last.date()}. "
            "Take a larger unit, or narrow the period with --since and --until"
        )


def _seconds(at: datetime) -> int:
    return int((at - EPOCH).total_seconds())


def _begin(at: datetime, unit: str) -> datetime:
    """The beginning of the unit that a moment lies in; weeks begin on Monday."""
    day = at.replace(hour=0, minute=0, second=0)
    if unit == "years":
        return day.replace(month=1, day=1)
    if unit == "months":
        return day.replace(day=1)
    if unit == "weeks":
        return day - timedelta(days=day.weekday())
    return {"days": day, "hours": at.replace(minute=0, second=0), "minutes": at.replace(second=0)}.get(unit, at)


def _first_place(begin: datetime, unit: str) -> float:
    """Where a unit begins, in units."""
    if unit == "months":
        return begin.year * 12 + begin.month - 1
    return begin.year if unit == "years" else _seconds(begin) / SECONDS[unit]


def _place(at: datetime, unit: str) -> float:
    """Where a moment lies, in units: in the middle of its day, or of its hour, minute or second if the unit is less."""
    if unit in ("months", "years"):
        begin = _begin(at, unit)
        whole = calendar.monthrange(at.year, at.month)[1] if unit == "months" else 365 + calendar.isleap(at.year)
        return _first_place(begin, unit) + ((at - begin).days + 0.5) / whole
    least = min(SECONDS[unit], SECONDS["days"])
    return (_seconds(at) // least + 0.5) * least / SECONDS[unit]

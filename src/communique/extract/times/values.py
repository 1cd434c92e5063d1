"""The TIMEX3 value of every kind of expression."""

from __future__ import annotations

from collections.abc import Callable

from communique.extract.times import dates, hours, nth, relative
from communique.extract.times.expression import TimeExpression
from communique.extract.times.meaning import Around, Value

KINDS: dict[str, Callable[[TimeExpression, Around], Value]] = {
    "iso": dates.read_iso,
    "figures": dates.read_figures,
    "date": dates.read_date,
    "day": dates.read_day,
    "year": dates.read_year,
    "weekday": dates.read_weekday,
    "weekdays": dates.read_weekdays,
    "nth": nth.read_nth,
    "unit": relative.read_unit,
    "shift": relative.read_shift,
    "season": relative.read_season,
    "quarter": relative.read_quarter,
    "half": relative.read_half,
    "fiscal": relative.read_fiscal,
    "decade": relative.read_decade,
    "century": relative.read_century,
    "holiday": relative.read_holiday,
    "clock": hours.read_clock,
    "part": hours.read_part,
    "setpart": hours.read_setpart,
    "duration": hours.read_duration,
    "set": hours.read_set,
    "rate": hours.read_rate,
    "ref": hours.read_ref,
}


def time_value(found: TimeExpression, around: Around) -> Value:
    """The value of one expression. The anchors must know the dates told before it."""
    return KINDS[found.kind](found, around)

"""What an expression means: its value, what the value depends on, and what several kinds of expressions share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from communique.extract.times import choice, scale
from communique.extract.times.anchors import Anchors
from communique.extract.times.calendar import (
    Point,
    add_days,
    add_months,
    add_years,
    century_value,
    decade_value,
    quarter,
    value,
    week_value,
    year_value,
)
from communique.extract.times.expression import TimeExpression
from communique.extract.times.tense import Tense

UNKNOWN_DAY = "XXXX-XX-XX"
TIMED = ("S", "MI", "H")
UNITS_OF_WORDS = {"winters": "Y", "summers": "Y"}


class Value(NamedTuple):
    """What an expression means."""

    value: str
    at: Point | None = None
    """The date that it tells, for what is told from it later."""
    confidence: float = scale.LIKELY
    type: str | None = None
    """TIMEX3 type, when it is another than its rule's."""


class Around(NamedTuple):
    """What an expression's value depends on besides its own words."""

    anchors: Anchors
    tense: Callable[[TimeExpression], Tense]
    day_first: bool | None = None
    """How the publisher's country writes 3/4/2013; None when it is not known."""
    plainly: Callable[[TimeExpression], Tense] | None = None
    """The tense of the verb that an expression hangs on itself, when that is told by "will" or a plain past."""
    resolve: Callable[[TimeExpression, Around], Value] | None = None
    """Resolves an expression inside another."""

    def told(self, found: TimeExpression) -> Value:
        """The value of an expression that is part of another: "last year" of "the spring of last year"."""
        return self.resolve(found, self) if self.resolve else Value("XXXX")


def year_of(found: TimeExpression, around: Around) -> int | None:
    """The year that the words themselves give."""
    if found.has("year") and (number := found.number("year")) is not None:
        if found.has("bc"):
            return -number
        return (
            choice.full_year(number, around.anchors.now())
            if len(found.groups["year"][-1]) == 2 and found.rule.name != "year_ad"
            else number
        )
    if found.has("year2") and (number := found.number("year2")) is not None:
        return choice.full_year(number, around.anchors.now())
    if found.date is not None and found.date.kind in ("unit", "fiscal"):
        told = around.told(found.date).at
        return told.year if told else None
    return None


def unit_of(found: TimeExpression) -> str:
    return found.value("unit", "UNIT") or found.value("unit", "UNITS") or UNITS_OF_WORDS.get(found.text("unit"), "D")


def moved(base: Point, unit: str, number: int) -> Value:
    """So many units before or behind a date, as precise as the unit: ("2013-04-17", W, -1) is 2013-W15."""
    if unit in ("D", "NIGHT"):
        point = add_days(base, number)
        if point is None:
            return Value(
                f"{value(base._replace(day=None))}-XX" if base.month else f"{year_value(base.year)}-XX-XX",
                None,
                scale.HALF_KNOWN,
            )
        return Value(value(point), point)
    if unit in ("W", "FN", "WE"):
        point = add_days(base, number * (14 if unit == "FN" else 7))
        week = week_value(point) if point else None
        if week is None:
            return Value(f"{year_value(base.year)}-WXX", Point(base.year), scale.HALF_KNOWN)
        return Value(week + ("-WE" if unit == "WE" else ""), point)
    if unit in ("M", "Q", "SEASON"):
        if base.month is None:
            return Value(f"{year_value(base.year)}-XX", Point(base.year), scale.HALF_KNOWN)
        point = add_months(base, number * (1 if unit == "M" else 3))._replace(day=None)
        if unit == "Q":
            return Value(f"{year_value(point.year)}-Q{quarter(point.month or 1)}", point)
        return Value(value(point), point)
    if unit in TIMED:
        return Value(value(base), base, scale.VAGUE)
    years = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[unit] * number
    year = add_years(base.year, years)
    if not -9999 <= year <= 9999:
        return Value("PAST_REF" if number < 0 else "FUTURE_REF", None, scale.VAGUE)
    if unit == "DE":
        return Value(decade_value(year), Point(year))
    if unit in ("CE", "ML"):
        return Value(century_value(year), Point(year))
    return Value(year_value(year), Point(year))


def unknown(unit: str, offset: int) -> str:
    """A value for what cannot be placed: nobody knows the report's date."""
    known = {
        "D": UNKNOWN_DAY,
        "NIGHT": UNKNOWN_DAY,
        "W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "Y": "XXXX",
    }
    return known.get(unit, "PAST_REF" if offset < 0 else "FUTURE_REF" if offset else "PRESENT_REF")

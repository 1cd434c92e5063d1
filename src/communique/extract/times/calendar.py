"""Days, weeks, months, years, decades and centuries, before and after Christ, and their TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from communique.knowledge.times import Holiday
from communique.sources.dates import shifted


class Point(NamedTuple):
    """A day, month or year. Years before Christ are negative: -490 is 490 BC."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, when it is one that the calendar has after Christ."""
        if self.month is None or self.day is None or not 1 <= self.year <= 9999:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def of_date(day: date) -> Point:
    """A point of a day."""
    return Point(day.year, day.month, day.day)


def parse_point(value: str | None) -> Point | None:
    """A point of an ISO 8601 date of any precision; None when it is none."""
    parts = (value or "").split("-")
    if not 1 <= len(parts) <= 3 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    point = Point(*map(int, parts))
    return point if exists(point) else None


def exists(point: Point) -> bool:
    """Whether the calendar has that day: not 31 February, not the year 0."""
    if point.year == 0 or not -9999 <= point.year <= 9999:
        return False
    if point.month is None:
        return True
    if not 1 <= point.month <= 12:
        return False
    leap = point.year if point.year > 0 else 4  # nobody counts leap days before Christ: 29 February passes
    return point.day is None or 1 <= point.day <= monthrange(leap, point.month)[1]


def year_value(year: int) -> str:
    """``2013``, ``BC0490``."""
    return f"{year:04}" if year >= 0 else f"BC{-year:04}"


def value(point: Point) -> str:
    """``2013-04-17``, ``2013-04``, ``2013``, ``BC0490``."""
    parts = [year_value(point.year)]
    if point.month is not None:
        parts.append(f"{point.month:02}")
        if point.day is not None:
            parts.append(f"{point.day:02}")
    return "-".join(parts)


def add_years(year: int, number: int) -> int:
    """A year so many years later: there is no year 0 between 1 BC and 1."""
    moved = (year if year > 0 else year + 1) + number
    return moved if moved > 0 else moved - 1


def add_months(point: Point, number: int) -> Point:
    """The month so many months later; a day is kept when that month has it, else its last."""
    index = (point.month or 1) - 1 + number
    moved = Point(add_years(point.year, index // 12), index % 12 + 1)
    if point.day is None:
        return moved
    last = monthrange(moved.year if moved.year > 0 else 4, moved.month or 1)[1]
    return moved._replace(day=min(point.day, last))


def add_days(point: Point, number: int) -> Point | None:
    """The day so many days later; None when the point is no day or leaves the calendar."""
    moved = shifted(point.date, number) if point.date else None
    return of_date(moved) if moved else None


def week_value(point: Point) -> str | None:
    """``2013-W16``: the ISO week of a day."""
    day = point.date
    return "{:04}-W{:02}".format(*day.isocalendar()[:2]) if day else None


def quarter(month: int) -> int:
    """1 to 4."""
    return (month - 1) // 3 + 1


def decade_value(year: int) -> str:
    """``201`` for 2013, ``BC047`` for 478 BC."""
    return f"{year // 10:03}" if year > 0 else f"BC{-year // 10:03}"


def century_value(year: int) -> str:
    """``20`` for 2013."""
    return f"{year // 100:02}" if year > 0 else f"BC{-year // 100:02}"


MIDDLES = {"WI": 1, "SP": 4, "SU": 7, "FA": 10}


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month = (h + ell - 7 * m + 90) // 25
    return date(year, month, (h + ell - 7 * m + 33 * month + 19) % 32)


def holiday_date(holiday: Holiday, year: int) -> Point | None:
    """The day that a holiday falls on; None before the Gregorian calendar for those that move."""
    if holiday.easter is not None:
        return add_days(of_date(easter(year)), holiday.easter) if 1583 <= year <= 4099 else None
    if holiday.day:
        return Point(year, holiday.month, holiday.day)
    if not 1 <= year <= 9999:
        return None
    length = monthrange(year, holiday.month)[1]
    days = [d for d in range(1, length + 1) if date(year, holiday.month, d).isoweekday() == holiday.weekday]
    at = holiday.number - 1 if holiday.number > 0 else holiday.number
    return Point(year, holiday.month, days[at]) if at < len(days) else None


def ends(point: Point) -> tuple[date, date]:
    """The first and the last day of a day, month or year after Christ.

    Raises:
        ValueError: the calendar has no such day.
    """
    first = date(point.year, point.month or 1, point.day or 1)
    if point.day is not None:
        return first, first
    month = point.month or 12
    return first, date(point.year, month, monthrange(point.year, month)[1])

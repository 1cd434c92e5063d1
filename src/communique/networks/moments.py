"""Dates of statements as numbers: seconds since 1970, and the week, month or year that they lie in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

__all__ = ["UNDATED", "calendar_week", "instant", "moment", "plus_units", "written"]

UNDATED = -(2**62)
"""The moment of what has no date."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?)?(?:[Z/?].*)?")
"""A date as precise as known: 2013, 2013-04, 2013-04-17, 2013-04-17T14:30, or the beginning of a period."""


def moment(told: str | None) -> int:
    """Seconds since 1970 (UTC) at which a date begins; :data:`UNDATED` where none is told or it does not exist."""
    match = _DATE.fullmatch(told or "")
    if match is None:
        return UNDATED
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    try:
        begin = datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return UNDATED
    return int((begin - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def instant(seconds: int) -> datetime:
    """The moment as a datetime without a zone; the earliest or last there is, where it lies beyond."""
    try:
        return datetime(1970, 1, 1) + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.min if seconds < 0 else datetime.max


def written(seconds: int) -> str:
    """ISO 8601: a day, or a day and a time where it is not midnight."""
    at = instant(seconds)
    return at.date().isoformat() if (at.hour, at.minute, at.second) == (0, 0, 0) else at.isoformat()


def calendar_week(at: datetime) -> tuple[int, int]:
    """Year and number of the ISO 8601 week."""
    year, week, _ = at.isocalendar()
    return year, week


def plus_units(at: datetime, unit: str, many: int) -> datetime:
    """So many units later; of months and years the last day where that day does not exist (31 January + 1 month)."""
    try:
        if unit in ("months", "years"):
            months = at.year * 12 + at.month - 1 + many * (12 if unit == "years" else 1)
            year, month = divmod(months, 12)
            month += 1
            last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
            return at.replace(year=year, month=month, day=min(at.day, last))
        return at + timedelta(**{unit: many})
    except (OverflowError, ValueError):
        return datetime.max if many > 0 else datetime.min

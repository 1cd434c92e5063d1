"""Dates as precise as known, as the days between which they lie."""

from __future__ import annotations

import calendar
import datetime
import re

from communique.model import Published

__all__ = ["bounds", "published_days"]

PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
"""A date as precise as known: "2013-04-17", "2013-04", "2013"."""


def bounds(value: str | None) -> tuple[str, str] | None:
    """First and last day of a date or an interval ("2013-04-14/2013-04-20"); None when it is no date that exists."""
    if not value:
        return None
    first, _, last = value.partition("/")
    a, b = _bounds(first), _bounds(last or first)
    return (a[0], b[1]) if a and b and a[0] <= b[1] else None


def published_days(published: Published) -> tuple[str | None, str | None]:
    """First and last day on which a report may have been published; None for an end that is open."""
    exact = bounds(published.value) if published.basis != "inferred" else None  # a guess has its whole interval
    if exact:
        return exact
    first, last = bounds(published.earliest), bounds(published.latest)
    return (first[0] if first else None), (last[1] if last else None)


def _bounds(text: str) -> tuple[str, str] | None:
    found = PARTIAL.match(text[:10])
    if found is None or (len(text) > found.end() and text[found.end()] != "T"):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = datetime.date(year, month or 1, day or 1)
        last_month = month or 12
        last = datetime.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return first.isoformat(), last.isoformat()

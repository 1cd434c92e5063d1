"""Values of the n-th weekday, day or week of a month, week or year.

"the first Friday of next month", "the last Sunday of May", "the first week of October", "the first day of next week".
"""

from __future__ import annotations

from calendar import monthrange
from datetime import timedelta

from communique.extract.times import choice, scale
from communique.extract.times.calendar import (
    Point,
    add_days,
    add_months,
    add_years,
    ends,
    of_date,
    value,
    week_value,
    year_value,
)
from communique.extract.times.expression import TimeExpression
from communique.extract.times.meaning import Around, Value, year_of
from communique.extract.times.tense import Tense
from communique.extract.times.word_sequence import alphabet

LAST = frozenset(("last", "final"))


def read_nth(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``nth``."""
    if found.has("unit"):
        return _unit(found, around)
    weekday = int(found.value("weekday", "WEEKDAY") or 1)
    month, confidence = _month(found, around)
    if month is None or month.month is None or month.year < 1:
        return Value(f"XXXX-WXX-{weekday}", None, scale.PARTIAL)
    first, days = monthrange(month.year, month.month)
    day = 1 + (weekday - 1 - first) % 7
    if found.text("n") in LAST:
        day += 7 * ((days - day) // 7)
    else:
        day += 7 * ((found.number("n") or 1) - 1)
    if day > days:  # a sixth Friday
        return Value(f"{year_value(month.year)}-{month.month:02}-XX", None, scale.UNRESOLVED)
    point = Point(month.year, month.month, day)
    return Value(value(point), point, confidence)


def _unit(found: TimeExpression, around: Around) -> Value:
    """A day or week by its number in a month, week or year. A week is the one that holds its fourth day."""
    period = found.text("period") or "month"
    span = _month(found, around)[0] if period == "month" else _period(found, around, period)
    bounds = ends(span) if span is not None and span.year > 0 else None
    if bounds is None or span is None:
        return Value("XXXX-WXX" if found.text("unit") == "week" else "XXXX-XX-XX", None, scale.PARTIAL)
    first, last = bounds
    if period == "week":
        first, last = first - timedelta(first.isoweekday() - 1), first + timedelta(7 - first.isoweekday())
    step = 7 if found.text("unit") == "week" else 1
    middle = timedelta(step // 2)
    number = found.number("n") or 1
    day = last - middle if found.text("n") in LAST else first + timedelta(step * (number - 1)) + middle
    if day > last:
        return Value("XXXX-XX-XX", None, scale.UNRESOLVED)
    point = of_date(day)
    return Value(week_value(point) or value(point), point, scale.USUAL) if step > 1 else Value(value(point), point)


def _period(found: TimeExpression, around: Around, period: str) -> Point | None:
    """A day of the week, or the year, that "next week", "this year" mean."""
    base, values = around.anchors.now(), alphabet().values
    offset = next((int(values[w, "PLACED"]) for w in reversed(found.text("dir").split()) if (w, "PLACED") in values), 0)
    if base is None:
        return None
    if period == "year":
        return Point(add_years(base.year, offset))
    return add_days(base, 7 * offset) if base.day is not None else None


def _scheduled(tense: Tense) -> Tense:
    """The present of a timetable is to come: "the assembly opens on the second Tuesday of September"."""
    return "future" if tense == "present" else tense


def _month(found: TimeExpression, around: Around) -> tuple[Point | None, float]:
    """The month that is meant, and how sure that is."""
    base = around.anchors.now()
    if not found.has("month"):
        values = alphabet().values
        words = found.text("dir").split()
        offset = next((int(values[w, "PLACED"]) for w in reversed(words) if (w, "PLACED") in values), 0)
        return (add_months(base._replace(day=None), offset) if base and base.month else None), scale.USUAL
    month = int(found.value("month", "MONTH") or found.value("month", "MONTHABBR") or 0)
    year, confidence = year_of(found, around), scale.WHOLE
    if year is None:
        year, confidence = choice.year(month, None, None, around.anchors, lambda: _scheduled(around.tense(found)))
    return (Point(year, month) if year else None), confidence

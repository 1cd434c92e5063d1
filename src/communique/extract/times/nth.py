"""Values of the n-th weekday of a month: "the first Friday of next month", "the last Sunday of May"."""

from __future__ import annotations

from calendar import monthrange

from communique.extract.times import choice, scale
from communique.extract.times.calendar import Point, add_months, value, year_value
from communique.extract.times.expression import TimeExpression
from communique.extract.times.meaning import Around, Value, year_of
from communique.extract.times.word_sequence import alphabet

LAST = frozenset(("last", "final"))


def read_nth(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``nth``."""
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
        year, confidence = choice.year(month, None, None, around.anchors, lambda: around.tense(found))
    return (Point(year, month) if year else None), confidence

"""Values of dates: days, months, years and weekdays, whole or with parts left out."""

from __future__ import annotations

from communique.extract.times import choice, scale
from communique.extract.times.calendar import Point, add_days, add_years, exists, of_date, value, year_value
from communique.extract.times.expression import TimeExpression
from communique.extract.times.meaning import UNKNOWN_DAY, Around, Value, year_of


def read_iso(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``iso``."""
    text = found.text("iso").upper()
    parts = tuple(int(p) for p in text[:10].split("-"))
    point = Point(*parts)
    return Value(text, point, scale.WRITTEN) if exists(point) else Value(UNKNOWN_DAY, None, scale.IMPOSSIBLE)


def read_figures(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``figures``."""
    a, b, year = (int(p) for p in found.text("figures").replace(".", "/").split("/"))
    if found.rule.name == "figures_year":
        point = Point(a, b, year)
        return Value(value(point), point, scale.PLAIN) if exists(point) else Value(UNKNOWN_DAY, None, scale.IMPOSSIBLE)
    if year < 100:
        year = choice.full_year(year, around.anchors.now())
    day_first, month_first = Point(year, b, a), Point(year, a, b)
    both = [p for p in (day_first, month_first) if exists(p)]
    if not both:
        return Value(year_value(year) + "-XX-XX", Point(year), scale.UNRESOLVED)
    if len(both) == 1 or a == b:
        return Value(value(both[0]), both[0], scale.PLAIN)
    if "." in found.text("figures"):
        return Value(value(day_first), day_first, scale.USUAL)
    if around.day_first is not None:
        point = day_first if around.day_first else month_first
        return Value(value(point), point, scale.LIKELY)
    near = choice.same_day(both, around.anchors.report)
    if near is not None:
        return Value(value(near), near, scale.OPEN)
    return Value(year_value(year) + "-XX-XX", Point(year), scale.HALF_KNOWN)


def read_date(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``date``."""
    month = int(found.value("month", "MONTH") or found.value("month", "MONTHABBR") or 0)
    day = found.number("day") if found.has("day") else None
    year = year_of(found, around)
    confidence = scale.WHOLE if year is not None else scale.USUAL
    if year is None and found.follows is not None and (end := year_of(found.follows, around)) is not None:
        later = int(found.follows.value("month", "MONTH") or 12), found.follows.number("day") or 31
        year = end if (month, day or 1) <= later else add_years(end, -1)
    if year is None and found.has("dir"):
        year = choice.placed_month(month, found.text("dir"), around.anchors.now())
    if year is None:
        weekday = found.value("weekday", "WEEKDAY") or found.value("weekday", "DAYABBR")
        year, confidence = choice.year(
            month,
            day,
            int(weekday) if weekday else None,
            around.anchors,
            lambda: around.tense(found),
            lambda: around.plainly(found) if around.plainly else None,
        )
    if year is None:
        return Value(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""), None, scale.PARTIAL)
    point = Point(year, month, day)
    if exists(point):
        return Value(value(point), point, confidence)
    if exists(point._replace(day=None)):  # 31 February: the month is told, the day is none
        return Value(value(point._replace(day=None)) + "-XX", None, scale.UNRESOLVED)
    return Value(UNKNOWN_DAY, None, scale.IMPOSSIBLE)


def read_day(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``day``."""
    base = around.anchors.month or around.anchors.report
    day = found.number("day")
    if base is None or base.month is None or day is None:
        return Value(f"XXXX-XX-{day or 0:02}", None, scale.HALF_KNOWN)
    point = Point(base.year, base.month, day)
    return (
        Value(value(point), point, scale.FAIR)
        if exists(point)
        else Value(value(point._replace(day=None)) + "-XX", None, scale.UNRESOLVED)
    )


def read_year(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``year``."""
    year = year_of(found, around)
    if found.rule.name == "year_range_end" and around.anchors.last is not None and year is not None:
        year = around.anchors.last.year // 100 * 100 + year % 100
    if year is None or year == 0:
        return Value("XXXX", None, scale.UNRESOLVED)
    return Value(year_value(year), Point(year), scale.PLAIN)


def read_weekday(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``weekday``."""
    weekday = int(found.value("weekday", "WEEKDAY") or found.value("weekday", "DAYABBR") or 1)
    base = around.anchors.now()
    day = base.date if base else None
    if day is None:
        return Value(f"XXXX-WXX-{weekday}", None, scale.PARTIAL)
    if found.date is not None and found.date.kind == "unit":
        told = around.told(found.date).at
        if told is not None and told.date is not None:
            inside = add_days(told, weekday - told.date.isoweekday())
            return (
                Value(value(inside), inside, scale.USUAL)
                if inside
                else Value(f"XXXX-WXX-{weekday}", None, scale.UNRESOLVED)
            )
    number = found.number("day") if found.has("day") else None
    if number is not None:
        near = choice.weekday_and_day(day, weekday, number)
        return Value(value(near), near, scale.PLAIN) if near else Value(f"XXXX-WXX-{weekday}", None, scale.UNRESOLVED)
    chosen = choice.weekday(
        day, weekday, found.text("dir"), lambda: around.tense(found), narrative=around.anchors.narrative
    )
    if chosen is None:
        return Value(f"XXXX-WXX-{weekday}", None, scale.UNRESOLVED)
    point = of_date(chosen)
    return Value(value(point), point, scale.USUAL)


def read_weekdays(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``weekdays``."""
    return Value(
        f"XXXX-WXX-{found.value('weekday', 'WEEKDAY') or found.value('weekday', 'WEEKDAYS')}", None, scale.PLAIN
    )

"""Values of what is told from another date, and of seasons, quarters, decades, centuries and holidays."""

from __future__ import annotations

from communique.extract.times import choice, scale
from communique.extract.times.calendar import (
    MIDDLES,
    Point,
    add_days,
    decade_value,
    holiday_date,
    of_date,
    quarter,
    value,
    year_value,
)
from communique.extract.times.expression import TimeExpression, amount
from communique.extract.times.meaning import UNKNOWN_DAY, Around, Value, moved, unit_of, unknown, year_of
from communique.extract.times.word_sequence import alphabet
from communique.knowledge.times import holidays
from communique.knowledge.word_lists import word_list


def read_unit(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``unit``."""
    unit, words = unit_of(found), found.text("dir").split()
    anchors = around.anchors
    told = "mentioned" in found.rule.settings or any(w in word_list("time_told_before") for w in words)
    values = alphabet().values
    offset = next((int(values[w, "PLACED"]) for w in reversed(words) if (w, "PLACED") in values), 0)
    if found.rule.name == "before_unit":
        offset = -1
    elif found.rule.name == "after_unit":
        offset = 1
    if found.date is not None:  # "the same month last year"
        base, year = anchors.base(unit), around.told(found.date).at
        return (
            moved(base._replace(year=year.year), unit, 0)
            if base and year
            else Value("PAST_REF", None, scale.HALF_KNOWN)
        )
    if found.rule.name == "later_in" and unit == "D" and "that" not in words:
        base = anchors.today()
    else:
        base = anchors.base(unit) if told or unit in ("D", "NIGHT") else anchors.now()
    if base is None:
        return Value(unknown(unit, offset), None, scale.HALF_KNOWN)
    return moved(base, unit, offset)


def read_shift(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``shift``."""
    settings, anchors = found.rule.settings, around.anchors
    told = settings[0] == "mentioned"
    if found.has("unit"):
        unit = unit_of(found)
        number = amount(found.groups.get("count", ()))
        sign = 1 if "+" in settings else -1
        base = (
            anchors.base(unit) if told else anchors.now() if unit in ("Y", "DE", "CE") else anchors.report
        ) or anchors.report
        if found.has("weekday") and number is not None and base is not None and base.date is not None:
            day = choice.weekday(base.date, int(found.value("weekday", "WEEKDAY") or 1), "", lambda: "future")
            base = of_date(day) if day else None
            if unit == "W" and number == int(number):
                unit, number = "D", 7 * number  # "three weeks from Friday" is a Friday
        if number is None or base is None:
            return Value("FUTURE_REF" if sign > 0 else "PAST_REF", None, scale.PARTIAL)
        if number != int(number):
            months = round(number * 12)
            return (
                moved(base, "M", sign * months) if unit == "Y" else Value(unknown(unit, sign), None, scale.HALF_KNOWN)
            )
        if number > 100_000:
            return Value("FUTURE_REF" if sign > 0 else "PAST_REF", None, scale.HALF_KNOWN)
        return moved(base, unit, sign * int(number))
    around_today = {"before yesterday": -2, "after tomorrow": 2}
    number_of = around_today.get(found.text("around"), int(settings[2]) if len(settings) > 2 else 0)
    base = anchors.base("D") if told else anchors.report
    part = settings[3] if len(settings) > 3 else ""
    if told and found.date is not None:
        base = around.told(found.date).at
    point = add_days(base, number_of) if base else None
    if point is None or (anchors.narrative and not told and number_of == 0):
        missing = "PRESENT_REF" if number_of == 0 and not part else UNKNOWN_DAY
        return Value(missing + (f"T{part}" if part else ""), None, scale.VAGUE)
    return Value(value(point) + (f"T{part}" if part else ""), None if anchors.narrative else point, scale.WHOLE)


def read_season(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``season``."""
    season = found.value("season", "SEASON") or "SU"
    year = year_of(found, around)
    confidence = scale.PLAIN
    if year is None and found.follows is not None:
        year = year_of(found.follows, around)
    if year is None:
        base = around.anchors.now()
        if base is None:
            return Value(f"XXXX-{season}", None, scale.PARTIAL)
        confidence = scale.FAIR
        if around.anchors.narrative:
            year = base.year
        elif not found.has("dir") and season in around.anchors.seasons:
            year = around.anchors.seasons[season]
        else:
            year = choice.season_year(season, base, found.text("dir"), lambda: around.tense(found))
    around.anchors.seasons[season] = year
    return Value(f"{year_value(year)}-{season}", Point(year, MIDDLES[season]) if year > 0 else Point(year), confidence)


def read_quarter(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``quarter``."""
    number = found.number("n")
    if found.groups.get("n", ("",))[0].startswith("q"):
        number = int(found.groups["n"][0][1:])
    number = 4 if number == -1 else number
    if number is None or not 1 <= number <= 4:
        return Value("XXXX-QX", None, scale.UNRESOLVED)
    year = year_of(found, around)
    confidence = scale.PLAIN
    if year is None and (base := around.anchors.now()) is not None:
        confidence = scale.OPEN
        this = quarter(base.month or 1)
        year = base.year
        if not around.anchors.narrative:
            tense = around.tense(found)
            if number > this and tense not in ("future", "present") and (tense == "past" or number - this > 1):
                year -= 1
            elif number < this and tense == "future":
                year += 1
    point = Point(year, number * 3 - 1) if year else None
    return Value(f"{year_value(year) if year else 'XXXX'}-Q{number}", point, confidence)


def read_half(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``half``."""
    number = 1 if found.text("n") == "first" else 2
    year = year_of(found, around)
    return Value(f"{year_value(year) if year else 'XXXX'}-H{number}", Point(year) if year else None, scale.USUAL)


def read_fiscal(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``fiscal``."""
    year = year_of(found, around)
    if year is None and around.anchors.report is not None:
        offset = next((int(v) for w in found.groups.get("dir", ()) if (v := alphabet().values.get((w, "PLACED")))), 0)
        year = around.anchors.report.year + offset
    return Value(f"FY{year:04}" if year else "FYXXXX", Point(year) if year else None, scale.USUAL)


def read_decade(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``decade``."""
    digits = "".join(c for c in found.text("decade") if c.isdigit())
    if not digits:
        word = found.groups["decade"][0]
        digits = alphabet().values[word, "DECADEWORD"] + "0"
    year = int(digits)
    if found.has("bc"):
        return Value(decade_value(-year), Point(-year - 5))
    if len(digits) == 2:
        base = around.anchors.now()
        latest = base.year if base else 2000 + year
        year += latest // 100 * 100
        if year > latest:
            year -= 100
    return Value(decade_value(year), Point(year), scale.PLAIN)


def read_century(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``century``."""
    number = found.number("n") if found.has("n") else found.number("n2")
    if number is None or number < 1 or number > 99:
        return Value("XX", None, scale.UNRESOLVED)
    if found.rule.name == "century" and found.has("twenty"):
        number += 20
    return Value(f"BC{number - 1:02}" if found.has("bc") else f"{number - 1:02}", None, scale.PLAIN)


def read_holiday(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``holiday``."""
    name = "".join(c for c in found.text("name") if c.isalnum())
    holiday = next((h for h in holidays() if "".join(c for c in h.name.casefold() if c.isalnum()) == name), None)
    year = year_of(found, around)
    base = around.anchors.now()
    if holiday is None or (year is None and base is None):
        return Value(UNKNOWN_DAY, None, scale.HALF_KNOWN)
    if year is None and base is not None:
        near = holiday_date(holiday, base.year)
        if near is None or around.anchors.narrative:
            year = base.year
        else:
            year = (
                choice.year(near.month or 1, near.day, None, around.anchors, lambda: around.tense(found))[0]
                or base.year
            )
    point = holiday_date(holiday, year or 0)
    return Value(value(point), point, scale.LIKELY) if point else Value(UNKNOWN_DAY, None, scale.WEAK)

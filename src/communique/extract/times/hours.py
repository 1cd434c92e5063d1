"""Values of times of day, durations and sets."""

from __future__ import annotations

from communique.extract.times import scale
from communique.extract.times.calendar import add_days, value
from communique.extract.times.expression import TimeExpression, amount, plain
from communique.extract.times.meaning import TIMED, UNKNOWN_DAY, Around, Value, unit_of
from communique.extract.times.word_sequence import alphabet
from communique.knowledge.word_lists import word_list

DURATION_UNITS = {"S": "S", "MI": "M", "H": "H", "FN": "W", "NIGHT": "D", "SEASON": "Q", "ML": "ML", "WE": "WE"}


def _base_day(found: TimeExpression, around: Around) -> str:
    """The day that a time of day belongs to."""
    if found.date is not None:
        told = around.told(found.date)
        if told.at is not None and told.at.day is not None:
            return value(told.at)
        return told.value if len(told.value) == 10 else UNKNOWN_DAY
    base = around.anchors.today()
    return value(base) if base is not None and base.day is not None else UNKNOWN_DAY


def read_clock(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``clock``."""
    words = found.groups["clock"]
    digits = words[0]
    if (number := alphabet().values.get((digits, "NUMWORD"))) is not None:
        digits = number
    if ":" in digits:
        parts = digits.split(":")
        hour, minute = int(parts[0]), int(parts[1])
    elif len(digits) == 4:
        hour, minute = int(digits[:2]), int(digits[2:])
    else:
        hour, minute = int(digits), 0
    meridiem = found.value("meridiem", "MERIDIEM")
    if meridiem == "pm" and hour < 12:
        hour += 12
    elif meridiem == "am" and hour == 12:
        hour = 0
    if found.value("part", "PART") in ("AF", "EV", "NI") and 1 <= hour < 12 and meridiem is None:
        hour += 12
    day = _base_day(found, around)
    if hour > 24 or minute > 59:
        return Value(day, None, scale.UNRESOLVED)
    zone = found.value("zone", "ZONE") or found.value("zone2", "ZONE") or ""
    return Value(f"{day}T{hour:02}:{minute:02}{zone}", None, scale.USUAL)


def read_part(found: TimeExpression, around: Around) -> Value:
    """A value of the kind ``part``."""
    part = found.value("part", "PART") or "NI"
    part = {"MIDNIGHT": "00:00", "MI": "12:00"}.get(part, part)
    day = _base_day(found, around)
    words = found.text("dir").split()
    if any(w in ("next", "following") for w in words):
        base = around.anchors.base("D")
        moved_day = add_days(base, 1) if base else None
        day = value(moved_day) if moved_day else UNKNOWN_DAY
        return Value(f"{day}T{part}", moved_day, scale.LIKELY)
    if "this" in words and around.anchors.report is not None and not around.anchors.narrative:
        day = value(around.anchors.report)
    if (
        any(w in word_list("time_repeated") for w in words)
        or (found.text("part") == "night" and found.rule.name == "part_at")
        or (
            found.rule.name == "part"
            and found.date is None
            and found.j - found.i == 1
            and found.text("part")[-1:] == "s"
        )
    ):
        day = UNKNOWN_DAY
    return Value(f"{day}T{part}", None, scale.LIKELY)


def read_setpart(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``setpart``."""
    return Value(f"{UNKNOWN_DAY}T{found.value('part', 'PART') or 'NI'}", None, scale.USUAL)


def read_duration(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``duration``."""
    unit = unit_of(found)
    words = found.groups.get("count", ())
    number: float | None
    if not words:
        number = 1.0 if found.rule.name == "duration_long" else None
    else:
        number = amount(words)
        if (
            "half" in words
            and amount(w for w in words if w != "half") == 1.0
            and not any(w in ("one", "1") for w in words)
        ):
            number = scale.HALF
        if found.rule.name in ("next_some", "past_some"):
            number = None
    if found.rule.name == "duration_half" and number is not None and "half" not in words:
        number += scale.HALF
    return Value(period(number, unit), None, scale.USUAL)


def period(number: float | None, unit: str) -> str:
    """``P3D``, ``PT2H``, ``PXM``."""
    if unit == "FN" and number is not None:
        number *= 2
    count = "X" if number is None else plain(number)
    return f"P{'T' if unit in TIMED else ''}{count}{DURATION_UNITS.get(unit, unit)}"


def read_set(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``set``."""
    words = found.groups.get("count", ())
    number = 2.0 if "other" in words else amount(words) if words and "few" not in words else 1.0
    return Value(period(number, unit_of(found)), None, scale.USUAL)


def read_rate(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``rate``."""
    return Value(found.value("rate", "RATE") or "P1Y", None, scale.LIKELY)


def read_ref(found: TimeExpression, _around: Around) -> Value:
    """A value of the kind ``ref``."""
    return Value(found.rule.settings[0], None, scale.LIKELY)

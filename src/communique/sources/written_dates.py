"""Dates as archives print them: in the order and language of the file, alone or among other words of a header line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.model import Published
from communique.sources.dates import iso, parse_date

METADATA = 0.93
"""How far the date that a file gives is the report's own: archives give days of loading, of editions, of updates."""
CENTURY = 50
"""Years of two digits from here on are of the 20th century, the others of the 21st (archives begin in the 1970s)."""
LONGEST = 120
"""Characters of a line that may be a date with what belongs to it."""


class WrittenDate(NamedTuple):
    """A date as a line writes it."""

    value: str | None
    """ISO 8601; None for one that can be read in two ways."""
    readings: tuple[str, ...] = ()
    """The days that an ambiguous date of figures may be, the earlier first."""
    start: int = 0
    end: int = 0
    """Where in the line it stands, with the day of the week."""


class _Words(NamedTuple):
    months: dict[str, int]
    month: str
    weekday: str


@cache
def _words() -> _Words:
    months: dict[str, int] = {}
    days: set[str] = set()
    for line in files("communique.sources").joinpath("months.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            _, twelve, seven = line.split("\t")
            for number, forms in enumerate(twelve.split(" "), start=1):
                for form in forms.split("|"):
                    months.setdefault(form, number)
            days.update(form for forms in seven.split(" ") for form in forms.split("|"))
    longest = sorted(months, key=lambda word: (-len(word), word))
    weekdays = sorted(days, key=lambda word: (-len(word), word))
    return _Words(months, "|".join(map(re.escape, longest)), "|".join(map(re.escape, weekdays)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month, weekday = _words().month, _words().weekday
    week = rf"(?:(?:{weekday})\.?,?\s+(?:den\s+|le\s+|el\s+|the\s+)?)?"
    after = rf"(?:,?\s+(?:{weekday})(?!\w))?"
    year = r"(?P<year>(?:1[5-9]|20)\d\d|['’]?\d\d)(?!\d)"
    word = rf"(?P<month>{month})(?!\w)\.?"
    ordinal = r"(?:st|nd|rd|th|er|re|º|°|\.)?"
    return tuple(
        re.compile(pattern, re.I)
        for pattern in (
            # "vendredi 14 avril 2017", "14. April 2017", "19-Nov-12", "14 de abril de 2017", "Wed, 17 Apr 2013"
            rf"(?<!\w){week}(?P<day>\d{{1,2}}){ordinal}[\s\-/]*(?:(?:de|of)\s+)?{word}[\s\-/,]*(?:(?:de|del)\s+)?{year}{after}",
            # "April 14, 2017 Friday", "Friday, April 14, 2017", "Nov-19-2012"
            rf"(?<!\w){week}{word}[\s\-/]*(?P<day>\d{{1,2}})(?!\d){ordinal}(?:,\s*|\s+|-|/){year}{after}",
            # "2012 Nov 19", "2012-Nov-19"
            rf"(?<!\w)(?P<year>(?:1[5-9]|20)\d\d)[\s\-/]+{word}[\s\-/]+(?P<day>\d{{1,2}})(?!\d)",
            # "2017年4月14日", "2017년 4월 14일"
            r"(?P<year>\d{4})\s*[年년]\s*(?P<monthno>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]?",
        )
    )


# "2017-04-14", "2017/4/14", "2017.04.14", with or without a time
YEAR_FIRST = re.compile(
    r"(?<![\w./-])(?P<year>(?:1[5-9]|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/-])"
)
# "14/04/2017", "4/14/2017", "14.4.2017", "14-04-17"
FIGURES = re.compile(
    r"(?<![\w./-])(?P<first>\d{1,2})([-/.])(?P<second>\d{1,2})\2(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?![\w/-])"
)
# "April 2017", "avril 2017": a month of a magazine
DAY_FIRST, MONTH_FIRST = "day first", "month first"


def written_date(line: str, order: str | None = None) -> WrittenDate | None:
    """The first date in a line, in any of the languages of ``months.tsv`` and any usual order; None without one.

    ``order`` is :data:`DAY_FIRST` or :data:`MONTH_FIRST` where the file's own order of figures is known; without it a
    date of figures that could be read in two ways keeps both readings and has no value.
    """
    line = line[:LONGEST]
    if not any(c.isdigit() for c in line):
        return None
    found: list[WrittenDate] = []
    for pattern in _patterns():
        if match := pattern.search(line):
            parts = match.groupdict()
            month = int(parts["monthno"]) if parts.get("monthno") else _words().months[parts["month"].lower()]
            if value := iso(_year(parts["year"]), month, int(parts["day"])):
                found.append(WrittenDate(value, (), *match.span()))
    if match := YEAR_FIRST.search(line):
        value = iso(int(match["year"]), int(match["month"]), int(match["day"]))
        if value:
            found.append(WrittenDate(value, (), *match.span()))
    if match := FIGURES.search(line):
        found += _of_figures(match, order)
    if not found:
        whole = parse_date(line)
        return WrittenDate(whole, (), 0, len(line)) if whole and len(whole) == 10 else None
    return min(found, key=lambda date: (date.start, -date.end))


def _of_figures(match: re.Match[str], order: str | None) -> list[WrittenDate]:
    year, first, second = _year(match["year"]), int(match["first"]), int(match["second"])
    if match[2] == "." and order is None:
        order = DAY_FIRST  # with points only ever so: "14.4.2017"
    day_first, month_first = iso(year, second, first), iso(year, first, second)
    if day_first and month_first and day_first != month_first:
        if order is not None:
            return [WrittenDate(day_first if order == DAY_FIRST else month_first, (), *match.span())]
        return [WrittenDate(None, tuple(sorted((day_first, month_first))), *match.span())]
    value = day_first or month_first
    return [WrittenDate(value, (), *match.span())] if value else []


def order_of(values: list[str]) -> str | None:
    """The order of figures that a file's own dates show, where one has a day over 12; None if none has, or both do."""
    orders = set()
    for value in values:
        if match := FIGURES.search(value[:LONGEST]):
            first, second = int(match["first"]), int(match["second"])
            if first > 12 >= second:
                orders.add(DAY_FIRST)
            elif second > 12 >= first:
                orders.add(MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else None


def published_on(date: WrittenDate | str | None) -> Published:
    """What a date of a file's metadata says of a report; an ambiguous one is an interval with both readings."""
    if isinstance(date, str):
        return Published(date, date, date, "metadata", confidence=METADATA)
    if date is None:
        return Published()
    if date.value is not None:
        return published_on(date.value)
    first, last = date.readings
    why = f"The file gives figures that may mean {first} or {last}."
    return Published(None, first, last, "metadata", alternatives=date.readings, reasons=(why,), confidence=0.5)


def _year(figures: str) -> int:
    number = int(figures.lstrip("'’"))
    if number < 100:
        number += 1900 if number >= CENTURY else 2000
    return number

"""Dates as archives print them: in the order and language of the file, alone or among other words of a header line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.model import Published
from communique.sources.dates import iso, month_number, parse_date
from communique.sources.patterns import tree_pattern

METADATA = 0.93
"""How far the date that a file gives is the report's own: archives give days of loading, of editions, of updates."""
CENTURY = 50
"""Years of two digits from here on are of the 20th century, the others of the 21st (archives begin in the 1970s)."""
LONGEST = 120
"""Characters of a line that may be a date with what belongs to it."""


# "2021-03-03", "2021-03-03T10:00:00Z"
STAMP = re.compile(r"((?:1[5-9]|20)\d\d)-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?", re.A)
# "Wed, 03 Mar 2021 10:00:00 GMT"
MAIL_STAMP = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"((?:1[5-9]|20)\d\d) \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})",
    re.A,
)
LONGEST_WORD = 40
"""Characters of the longest name of a month or a day, and more."""
FIGURE = re.compile(r"\d")
EASTERN = ("年", "년")
"""The sign of the year in dates of figures and signs."""


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
    named: re.Pattern[str]
    """Finds out in one pass whether a month is named at all in a line in lower case."""
    beginnings: re.Pattern[str]
    """The same for a month or a day of the week at the line's start."""


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
                    months.setdefault(_folded(form), number)
            days.update(form for forms in seven.split(" ") for form in forms.split("|"))
    longest = sorted(months, key=lambda word: (-len(word), word))
    weekdays = sorted(days, key=lambda word: (-len(word), word))
    folded = set(map(_folded, months))
    named = re.compile(tree_pattern([*_shortest(folded), *EASTERN]))
    beginnings = re.compile(tree_pattern(_shortest(folded | set(map(_folded, days)))))
    return _Words(months, "|".join(map(re.escape, longest)), "|".join(map(re.escape, weekdays)), named, beginnings)


def _shortest(words: set[str]) -> list[str]:
    """The words but those that begin with another one."""
    return sorted(word for word in words if not any(word != other and word.startswith(other) for other in words))


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


def _folded(word: str) -> str:
    """In lower case, with one "i" for the three that capitals of Turkish may mean: "KASIM" is "kasım"."""
    word = word.lower()
    return word if word.isascii() else word.replace("ı", "i").replace("i\u0307", "i")


def written_date(line: str, order: str | None = None) -> WrittenDate | None:
    """The first date in a line, in any of the languages of ``months.tsv`` and any usual order; None without one.

    ``order`` is :data:`DAY_FIRST` or :data:`MONTH_FIRST` where the file's own order of figures is known; without it a
    date of figures that could be read in two ways keeps both readings and has no value.
    """
    line = line[:LONGEST]
    if (plain := _plain_date(line)) is not None:
        return plain
    if not FIGURE.search(line):
        return None
    found: list[WrittenDate] = []
    for pattern in _patterns() if _words().named.search(_folded(line)) else ():
        if match := pattern.search(line):
            parts = match.groupdict()
            month = int(parts["monthno"]) if parts.get("monthno") else _words().months.get(_folded(parts["month"]))
            if month and (value := iso(_year(parts["year"]), month, int(parts["day"]))):
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


def _plain_date(line: str) -> WrittenDate | None:
    """The date of a line that is nothing but a stamp of ISO 8601 or RFC 2822, which most files have: found sooner."""
    if match := STAMP.fullmatch(line):
        value = iso(int(match[1]), int(match[2]), int(match[3]))
        return WrittenDate(value, (), 0, match.end(3)) if value else None
    if match := MAIL_STAMP.fullmatch(line):
        value = iso(int(match[3]), month_number(match[2]), int(match[1]))
        return WrittenDate(value, (), 0, match.end(3)) if value else None
    return None


def begins_with_date(line: str) -> bool:
    """Whether a line may begin with a date: with a figure, or the name of a month or a day of the week."""
    return line[:1].isdigit() or _words().beginnings.match(_folded(line[:LONGEST_WORD])) is not None


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

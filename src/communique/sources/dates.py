"""Calendar dates as people and files write them."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta
from functools import cache

from communique.errors import UsageError, printable

LOG = logging.getLogger("communique")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?"
)
"""A month's name: "April", "Apr", "Apr."."""
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?![A-Za-z])\.?"
"""A day of the week: "Tuesday", "Tue", "Tue."."""

# "2013-04-17", "2013-04", "2013"
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# "2013-04-17T09:30:00Z", "2013-04-17 09:30", "20130417T093000"
ISO_TIME = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\d{2}(?::?\d{2}){0,2}(?:[.,]\d+)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# "2013/04/17": the only order of figures with slashes that has one meaning everywhere
SLASHES = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
# "April 17, 2013", "Wed, Apr. 17 2013 09:30"
MONTH_FIRST = re.compile(
    rf"(?:{WEEKDAY},?\s+)?(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b.*", re.I
)
# "17 April 2013", "Wed, 17 Apr 2013 09:30:00 +0000" (RFC 2822)
DAY_FIRST = re.compile(
    rf"(?:{WEEKDAY},?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})\b.*", re.I
)
# A year that a text names: "1899", "2013"
NAMED_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
FIRST_YEAR = 1450
"""Year before which nothing was printed: 0001-01-01 is what .NET writes for no date."""
LAST_YEAR = 9998
"""9999-12-31 is what databases write for no date."""
NO_DAY = "1900-01-01"
"""What SQL Server and spreadsheets write for no date, and a day that there was."""
# "April 2013"
MONTH_ONLY = re.compile(rf"(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})", re.I)


def month_number(name: str) -> int:
    """1 to 12 for a month's name in any of its usual forms.

    Raises:
        KeyError: there is no such month.
    """
    return MONTHS[name.rstrip(".").lower()]


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """``2013-04-17``, ``2013-04`` or ``2013``; None when the calendar has no such day."""
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04}"
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def is_day(value: str) -> bool:
    """Whether a value is a day as most files write it, "2013-04-17": told sooner than by the patterns."""
    if len(value) != 10 or not value[4] == value[7] == "-":
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def shifted(day: date, days: int) -> date | None:
    """The day so many days later; None where the calendar of Python, from the year 1 to 9999, has ended."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def after_report(day: str, published: str | None) -> bool:
    """Whether an ISO day lies behind that of a report, and the next, which has come already east of it."""
    if not published:
        return False
    if len(published) < 10:
        return day[:10] > published
    tomorrow = shifted(date.fromisoformat(published[:10]), 1)
    return tomorrow is not None and day[:10] > tomorrow.isoformat()


def given_date(value: str | None, text: str) -> str | None:
    """The date that a source gives, in ISO 8601; None for one that only fills the field, which is said once.

    1900-01-01 counts as given where the text names years and none of them is later.
    """
    if value is None:
        return None
    if value == NO_DAY:
        years = NAMED_YEAR.findall(text)
        fills = not years or max(years) > NO_DAY[:4]
    else:
        fills = not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR
    if fills:
        _say_once()
    return None if fills else value


@cache
def _say_once() -> None:
    LOG.warning("a date that only fills its field (0001-01-01, 1900-01-01, 9999-12-31) counts as not given")


class DateNotice:
    """Says of the dates of one file that one cannot be read; once, since a column of them is mostly all alike."""

    def __init__(self) -> None:
        self._said = False

    def tell(self, value: object, source: str) -> None:
        """Say so of what stands in the field for the date of the report ``source``; a blank field is no date."""
        if self._said or value is None or (isinstance(value, str) and not value.strip()):
            return
        self._said = True
        LOG.warning(
            "%s: the date %s cannot be read and counts as not given; write it as YYYY-MM-DD "
            "(others of this file are not named)",
            printable(source),
            printable(repr(value), 60),
        )


def check_date(value: str) -> str:
    """The date itself when it is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` and exists.

    Raises:
        UsageError: it is written otherwise, or the calendar has no such day.
    """
    if not isinstance(value, str):
        raise UsageError(f"a date is a str such as '2013-04-17', not {type(value).__name__}")
    if is_day(value):
        return value
    match = ISO.fullmatch(value.strip()) if value.isascii() else None
    checked = iso(*(int(part) if part else None for part in match.groups())) if match else None  # type: ignore[arg-type]
    if checked is None:
        raise UsageError(
            f"{printable(value)!r} is no date: write it as YYYY-MM-DD, YYYY-MM or YYYY, for example 2013-04-17, "
            "and check that the calendar has that day"
        )
    return checked


def parse_date(value: str) -> str | None:
    """A date as files give it (ISO 8601 with or without a time, RFC 2822, "April 17, 2013") in ISO 8601, to the day.

    None when it is written otherwise, does not exist, or could be read in two ways ("04/05/2013").
    """
    value = value.strip()
    if is_day(value):
        return value
    if len(value) > 100 or not value.isascii():
        return None
    for pattern in (ISO, ISO_TIME, SLASHES):
        if match := pattern.fullmatch(value):
            return iso(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
    for pattern in (MONTH_FIRST, DAY_FIRST, MONTH_ONLY):
        if match := pattern.fullmatch(value):
            parts = match.groupdict()
            day = parts.get("day")
            return iso(int(parts["year"]), month_number(parts["month"]), int(day) if day else None)
    return None

"""Which year, month or week is meant when the words leave it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from communique.extract.times import scale
from communique.extract.times.anchors import Anchors
from communique.extract.times.calendar import MIDDLES, Point, add_years, exists
from communique.extract.times.tense import Tense
from communique.knowledge.word_lists import word_list
from communique.sources.dates import shifted

SOON = 45  # days within which a date that is close overrules a tense that would send it a year away
SEASON = 3  # months from the date told last to one of the next year that goes on from it
BACKWARD = 5  # months that a narrative goes back without naming the year


def full_year(number: int, base: Point | None) -> int:
    """'82 -> 1982: the year of two figures that lies at most ten years behind the report's own date."""
    if number >= 100:
        return number
    latest = (base.year if base and base.year > 0 else 2020) + 10
    year = latest // 100 * 100 + number
    return year if year <= latest else year - 100


def same_day(points: Sequence[Point], report: Point | None) -> Point | None:
    """The one of two readings of 7/8/2013 that lies within days of the report's date, when the other does not."""
    day = report.date if report else None
    if day is None:
        return None
    near = [p for p in points if p.date and abs((p.date - day).days) <= 10]
    return near[0] if len(near) == 1 else None


def placed_month(month: int, words: str, base: Point | None) -> int | None:
    """The year of "last April", "next April", "this April"."""
    if base is None or base.month is None:
        return None
    if any(w in word_list("time_last") for w in words.split()):
        return base.year if month < base.month else add_years(base.year, -1)
    if any(w in ("this", "that") for w in words.split()):
        return base.year
    return base.year if month > base.month else add_years(base.year, 1)


def year(
    month: int,
    day: int | None,
    weekday: int | None,
    anchors: Anchors,
    tense: Callable[[], Tense],
    plainly: Callable[[], Tense] = lambda: None,
) -> tuple[int | None, float]:
    """The year of a month, or of a day of a month, and how sure that is.

    In news it is the one that the tense asks for, nearest to the report's date; in a narrative, the one that goes on
    from the last date told. A weekday beside it decides when only one year near has that day. A month beside the
    report's own is of this year in either tense, unless its own verb says otherwise (``plainly``).
    """
    base = anchors.now()
    if base is None:
        return None, 0.0
    if weekday is not None and day is not None and base.year > 0:
        fits = [
            y
            for y in range(base.year - 1, base.year + 2)
            if 1 <= y <= 9999 and exists(Point(y, month, day)) and date(y, month, day).isoweekday() == weekday
        ]
        if len(fits) == 1:
            return fits[0], scale.WHOLE
    if base.month is None:
        return base.year, scale.FAIR
    if anchors.narrative:
        return _narrative_year(month, base), scale.LIKELY
    own = base.date
    if anchors.chain is not None and (after := _going_on(month, day, anchors.chain)) and tense() == "past":
        return after, scale.LIKELY
    if own is None or day is None:
        return _month_year(month, base, tense(), plainly()), scale.LIKELY
    days = [
        date(y, month, day)
        for y in range(max(base.year - 1, 1), base.year + 2)
        if y <= 9999 and exists(Point(y, month, day))
    ]
    if not days:
        return base.year, scale.WEAK
    return _nearest(days, own, tense()).year, scale.USUAL


def _going_on(month: int, day: int | None, chain: Point) -> int | None:
    """The year of a month that goes on from the one told just before: "in May 2013. ... in July"; else None.

    Both are days or both are months, and the later follows within the year, or within a season of the next.
    """
    if (day is None) != (chain.day is None) or chain.month is None:
        return None
    if (month, day or 0) > (chain.month, chain.day or 0):
        return chain.year
    return add_years(chain.year, 1) if (month - chain.month) % 12 <= SEASON else None


def _nearest(days: list[date], own: date, told: Tense) -> date:
    before = max((d for d in days if d <= own), default=days[0])
    behind = min((d for d in days if d >= own), default=days[-1])
    back, ahead = abs((own - before).days), abs((behind - own).days)
    if told == "past":
        return behind if ahead <= SOON and back > 365 - SOON else before
    if told == "future":
        return before if back <= SOON and ahead > 365 - SOON else behind
    return before if back <= ahead else behind


def _month_year(month: int, base: Point, told: Tense, plain: Tense) -> int:
    own = base.month or 1
    if month == own:
        return base.year
    back, ahead = (own - month) % 12, (month - own) % 12
    if plain in ("past", "future"):
        forward = plain == "future"
    elif told == "past":
        forward = ahead == 1 and back == 11
    elif told == "future":
        forward = back != 1
    else:
        forward = ahead < back and ahead <= 4
    if forward:
        return base.year if month > own else base.year + 1
    return base.year if month < own else base.year - 1


def _narrative_year(month: int, base: Point) -> int:
    """The year in which a month follows the last date told, or precedes it by a few months."""
    own = base.month or 1
    back, ahead = (own - month) % 12, (month - own) % 12
    if back <= BACKWARD or back < ahead:
        return base.year if month <= own else add_years(base.year, -1)
    return base.year if month >= own else add_years(base.year, 1)


def weekday_and_day(own: date, weekday: int, day: int) -> Point | None:
    """ "Monday the 15th": the day nearest to the report's that is both."""
    for distance in range(370):
        for sign in (-1, 1):
            near = shifted(own, sign * distance)
            if near is not None and near.day == day and near.isoweekday() == weekday:
                return Point(near.year, near.month, near.day)
    return None


def weekday(own: date, number: int, words: str, tense: Callable[[], Tense], *, narrative: bool = False) -> date | None:
    """The day that a weekday means: the last one, the next one, or the report's own day; None beyond the calendar."""
    back = (own.isoweekday() - number) % 7
    ahead = (7 - back) % 7
    listed = words.split()
    if narrative:
        return shifted(own, ahead)
    if any(w in word_list("time_last") for w in listed):
        return shifted(own, -(back or 7))
    if any(w in word_list("time_next") for w in listed):
        return shifted(own, ahead or 7)
    if not back:
        return own
    told = tense()
    if "this" in listed:
        return shifted(own, -back if told == "past" else ahead)
    return shifted(own, ahead if told in ("future", "present") else -back)


def season_year(season: str, base: Point, words: str, tense: Callable[[], Tense]) -> int:
    """The year of "last winter", "the autumn"."""
    own, middle = base.month or 7, MIDDLES[season]
    listed = words.split()
    if any(w in word_list("time_last") for w in listed):
        return base.year if middle + 1 < own else base.year - 1
    if any(w in word_list("time_next") for w in listed):
        return base.year if middle - 1 > own else base.year + 1
    if "this" in listed or "same" in listed or "that" in listed:
        return base.year
    told = tense()
    if told == "past":
        return base.year if middle - 1 <= own else base.year - 1
    if told == "future":
        return base.year if middle + 1 >= own else base.year + 1
    return base.year

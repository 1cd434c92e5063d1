"""How likely each day is to be the one on which a text was written, given its clues.

Every clue multiplies the likelihood of days: it rules out (never quite) those before what has happened and after
what is to come, and favours those close to it. Clues are not independent, so each counts less than it would alone.
Clues that tell a day are arrays over days; the many that tell a time of years are arrays over weeks, which is seven
times faster, and are spread over the days at the end (:func:`over_days`).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.knowledge.times import lags

FIRST = date(1900, 1, 1)
LAST = date(2027, 12, 31)
"""Days outside are not considered: no report of today's or yesterday's news agencies."""
RECENT = 1980
DECAY = 8.0  # years before RECENT in which a report becomes e times less likely, if nothing speaks for it
NEVER = -7.0  # logarithm of how unlikely a day is that evidence rules out: evidence errs
TRUST = 1.1  # how much all clues together count: they are soft one by one, and not independent
# Logarithms and shares below were set with TRUST so that intervals hold the date of 95 texts in 100 (score_dating.py).
OTHER_TIME, FALLS = np.log(0.1), 1.6  # a day with its year that is not the report's own time, and how it falls off ...
EARLY, LATE = 2.0, 4.0  # ... in days, before the day and behind it
SAME_DAY = np.log(0.25)  # the day itself and the two behind it
AROUND_FALLS, AROUND_LEAST = -2.0, -3.0  # how an affair's day falls off, and the least that is left far from it
MOST_FADED = 2.0  # times ``behind`` at which a span has faded for good
AGAINST_TENSE, AGAINST_PRESENT, WITHOUT_TENSE = 2.0, 0.7, 0.4  # a date without a year on the side that its tense denies
WRONG_WEEKDAY = -4.0
NEXT_DAY, ANOTHER_DAY = -5.0, -9.0  # of a dateline
NEWS_OF = (0.55, 0.25, 0.06, 0.05, 0.03, 0.03, 0.03)  # how many days before the report a bare weekday of its lead lies
ROUNDING = 1e-12
LONG_MONTH, LONG_MONTHS = 30.4, 30.44  # days of a month, of many months
WEEK = 7
YEAR = 365.25
MONTH = YEAR / 12
DAYS = {"week": 7.0, "month": MONTH, "year": YEAR}

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


class Grid(NamedTuple):
    """All days, as arrays."""

    number: Numbers
    """Days since FIRST."""
    year: Numbers
    month: Numbers
    day: Numbers
    weekday: Numbers
    """1 Monday to 7 Sunday."""


@cache
def grid() -> Grid:
    """The days from FIRST to LAST."""
    size = (LAST - FIRST).days + 1
    days = np.datetime64(FIRST.isoformat()) + np.arange(size)
    months = days.astype("datetime64[M]")
    return Grid(
        np.arange(size),
        days.astype("datetime64[Y]").astype(int) + 1970,
        months.astype(int) % 12 + 1,
        (days - months).astype(int) + 1,
        (np.arange(size) + FIRST.isoweekday() - 1) % 7 + 1,
    )


@cache
def weeks() -> Numbers:
    """The first day of every week, as offsets; the first week begins with FIRST."""
    return grid().number[::WEEK]


def over_days(logs: Array) -> Array:
    """An array over weeks as one over days."""
    return np.repeat(logs, WEEK)[: len(grid().number)]


def joined(parts: list[Array]) -> Array:
    """What is believed before and all clues, over days or weeks, together: over days."""
    days, over = np.zeros(len(grid().number)), np.zeros(len(weeks()))
    for part in parts:
        if len(part) == len(over):
            over += part
        else:
            days += part
    return prior() + TRUST * (days + over_days(over))


def of_day(logs: Array, number: int) -> float:
    """The value of one day in an array over days or weeks."""
    return float(logs[number if len(logs) == len(grid().number) else number // WEEK])


@cache
def prior() -> Array:
    """Before anything is read: recent decades alike, earlier ones less and less likely."""
    return np.minimum(grid().year - RECENT, 0) / DECAY


def offset(day: date) -> int:
    """Days since FIRST."""
    return (day - FIRST).days


def at(number: int) -> date:
    """The inverse of :func:`offset`."""
    return FIRST + timedelta(days=int(number))


def past(first: date, last: date, scale: float, steepness: float = 1.0, ruled_out: float = NEVER) -> Array:
    """What is told as past between two days: the text is not older, and mostly not much younger. Over weeks."""
    behind = np.maximum(weeks() - offset(last), 0)
    return np.where(weeks() + WEEK <= offset(first), ruled_out, -steepness * np.log1p(behind / scale))


def future(first: date, last: date, scale: float, steepness: float = 1.0, ruled_out: float = NEVER) -> Array:
    """What is told as to come: the text is not younger, and mostly not much older. Over weeks."""
    ahead = np.maximum(offset(first) - weeks(), 0)
    return np.where(weeks() > offset(last), ruled_out, -steepness * np.log1p(ahead / scale))


@cache
def _lags(kind: str) -> tuple[Array, Array]:
    table = lags(kind)
    return np.array([lag for lag, _ in table], dtype=float), np.log([share for _, share in table])


def behind_year(year: int, kind: str) -> Array:
    """A year is the latest that the text names: how often a report is written so many years behind (time_lags.tsv)."""
    back, shares = _lags(kind)
    return np.interp(grid().year - year, back, shares, left=NEVER)


def behind_month(year: int, month: int) -> Array:
    """A month with its year is the latest: how often a report is written so many months behind (time_lags.tsv)."""
    days = grid()
    back, shares = _lags("month")
    chances: Array = np.interp((days.year - year) * 12 + days.month - month, back, shares, left=NEVER)
    return chances


def behind_day(day: date, near: float) -> Array:
    """A day with its year is the latest: with the chance ``near`` the report's own time, else as months are."""
    back, shares = _lags("month")
    behind = grid().number - offset(day)
    broad = np.interp(behind / MONTH, back, shares, left=NEVER) - np.log(MONTH)
    far = OTHER_TIME - FALLS * np.log1p(np.abs(behind) / np.where(behind < 0, EARLY, LATE))
    close = np.where((behind >= 0) & (behind <= 2), SAME_DAY, far)
    both: Array = np.logaddexp(np.log(near) + close, np.log(1 - near) + broad)
    return both


def since(first: date, ruled_out: float = NEVER, slope: float = 0.0) -> Array:
    """Nothing before that day; with a slope, a little less likely before it the farther back. Over weeks."""
    before = offset(first) - weeks() - WEEK + 1
    return np.where(before > 0, np.maximum(ruled_out, -slope * before) if slope else ruled_out, 0.0)


def around(centre: float, spread: float) -> Array:
    """Near a day, if what was said is rightly understood; else anywhere. Over weeks."""
    chances: Array = np.maximum(AROUND_FALLS * np.log1p(np.abs(weeks() + WEEK / 2 - centre) / spread), AROUND_LEAST)
    return chances


def between(spans: list[tuple[date, date | None]], before: float, behind: float, fades: float = 0.0) -> Array:
    """Likely inside one of the spans; ``before`` the first of them and ``behind`` or between them less so.

    With ``fades``, only gradually so behind them: as much as ``behind`` says so many days later. Over weeks.
    """
    inside = np.zeros(weeks().shape, dtype=bool)
    lag = np.full(weeks().shape, np.inf)
    for first, last in spans:
        end = offset(last) + 10 if last else len(grid().number)
        inside |= (weeks() + WEEK > offset(first) - 10) & (weeks() <= end)
        lag = np.where(weeks() > end, np.minimum(lag, weeks() - end), lag)
    start = offset(min(first for first, _ in spans))
    far = behind * np.minimum(np.log1p(lag / fades * (np.e - 1)), MOST_FADED) if fades else np.full(lag.shape, behind)
    return np.where(inside, 0.0, np.where(weeks() < start, before, far))


def outside(spans: list[tuple[date, date | None]], inside: float) -> Array:
    """Likely before, between and behind some spans, and ``inside`` them less so. Over weeks."""
    held = np.zeros(weeks().shape, dtype=bool)
    for first, last in spans:
        held |= (weeks() > offset(first)) & (weeks() <= (offset(last) if last else len(grid().number)))
    return np.where(held, inside, 0.0)


@lru_cache(maxsize=64)
def yearly(month: int, day: int | None, tense: str | None, scale: float, steepness: float = 1.0) -> Array:
    """A day or month without a year: the text is close to one, behind it when it is past."""
    days = grid()
    if day is None:
        distance_back = ((days.month - month) % 12) * LONG_MONTH
        distance_ahead = ((month - days.month) % 12) * LONG_MONTH
    else:
        here = np.minimum((days.month - 1) * LONG_MONTHS + days.day, 366)
        there = (month - 1) * LONG_MONTHS + day
        distance_back = (here - there) % YEAR
        distance_ahead = (there - here) % YEAR
    back: Array = -steepness * np.log1p(distance_back / scale)
    ahead: Array = -steepness * np.log1p(distance_ahead / scale)
    if tense == "past":
        ahead -= AGAINST_TENSE
    elif tense in ("future", "present"):
        back -= AGAINST_TENSE if tense == "future" else AGAINST_PRESENT
    else:
        ahead -= WITHOUT_TENSE
    nearer: Array = np.maximum(back, ahead)
    return nearer


def weekday_of(month: int, day: int, weekday: int, tense: str | None) -> Array:
    """ "Saturday, April 20": the nearest April 20 in the direction that the tense tells must be a Saturday."""
    days = grid()
    years = np.arange(FIRST.year - 1, LAST.year + 2)
    fits = {}
    for year in years.tolist():
        try:
            fits[year] = date(year, month, day).isoweekday() == weekday
        except ValueError:
            fits[year] = False
    before = np.array([fits[y] for y in years.tolist()])
    index = days.year - int(years[0])
    passed = (days.month > month) | ((days.month == month) & (days.day >= day))
    last, following = (
        np.where(passed, before[index], before[index - 1]),
        np.where(passed, before[index + 1], before[index]),
    )
    same = (days.month == month) & (days.day == day)
    following = np.where(same, before[index], following)
    good = last if tense == "past" else following if tense in ("future", "present") else last | following
    return np.where(good, 0.0, WRONG_WEEKDAY)


def on_day(month: int, day: int) -> Array:
    """A dateline: that very day, in a rare case the next."""
    days = grid()
    same = (days.month == month) & (days.day == day)
    return np.where(same, 0.0, np.where(np.roll(same, 1), NEXT_DAY, ANOTHER_DAY))


def on_weekday(weekday: int) -> Array:
    """What happened "on Wednesday" in the first lines is mostly told on that day or the next."""
    behind = (grid().weekday - weekday) % 7
    chances: Array = np.log(np.array(NEWS_OF))[behind]
    return chances


@cache
def common() -> Array:
    """Probabilities of all days before anything is read."""
    return posterior(prior())


def telling(logs: Array) -> float:
    """How much a clue tells beforehand: the smaller, the more it rules out."""
    if len(logs) == len(grid().number):
        logs = logs[::WEEK]
    chances = common()[::WEEK]
    return float((logs * chances).sum() / chances.sum() - logs.max())


def posterior(logs: Array) -> Array:
    """Probabilities of all days."""
    weights: Array = np.exp(logs - logs.max())
    chances: Array = weights / weights.sum()
    return chances


def likeliest(chances: Array, number: int) -> list[int]:
    """The likeliest days, as offsets, likeliest first and earlier days first among equals."""
    kept = np.argpartition(chances, -number)[-number:]
    return sorted(kept.tolist(), key=lambda n: (-chances[n], n))


def narrowest(chances: Array, mass: float) -> tuple[int, int]:
    """First and last day, as offsets, of the shortest interval that holds so much of the probability."""
    total = np.concatenate(([0.0], np.cumsum(chances)))
    starts = max(
        int(np.searchsorted(total, total[-1] - mass + ROUNDING, side="right")), 1
    )  # from later ones too little is left
    ends = np.searchsorted(total, total[:starts] + mass - ROUNDING)
    start = int(np.argmin(ends - np.arange(starts)))
    return start, min(int(ends[start]) - 1, len(chances) - 1)

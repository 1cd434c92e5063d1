"""What an expression is told from: the report's date, or in a narrative the last date that was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from communique.extract.times.calendar import Point
from communique.extract.times.expression import TimeExpression
from communique.knowledge.times import time_list

MANY_YEARS = 4
CLOSE = 14  # days from the report's date to one that it still reports on
ASIDE = 2  # years from the date told last to one that is in passing
FAR = 2  # years between a report and what it narrates


@dataclass(slots=True)
class Anchors:
    """The report's date and the dates told so far."""

    report: Point | None
    narrative: bool = False
    day: Point | None = None
    """The last day told."""
    month: Point | None = None
    year: int | None = None
    seasons: dict[str, int] = field(default_factory=dict)
    """The year of each season told so far."""
    last: Point | None = None
    """The last of them."""
    chain: Point | None = None
    """In news, a month or day of an earlier year told in this sentence or the last one: the next may go on from it."""
    sentence: int = 0
    """The number of the sentence that ``chain`` stands in."""

    def enter(self, sentence: int) -> None:
        """Go on to a sentence: what was told longer ago than in the one before it leads on no more."""
        if sentence - self.sentence > 1:
            self.chain = None

    def link(self, point: Point | None, sentence: int, *, dated: bool) -> None:
        """Remember from which date the next may go on; ``dated``: the words have the year, or went on from it."""
        if point is None or point.month is None or self.report is None:
            return
        self.chain = point if dated and point.year < self.report.year else None
        self.sentence = sentence

    def tell(self, point: Point | None, *, opens: bool = True) -> None:
        """Remember a date that the text tells; ``opens``: it stands at the beginning of its sentence.

        A narrative goes on from dates that open sentences, and from those close to the last one; a year in passing ("in
        1812") does not move it.
        """
        if point is None:
            return
        if self.narrative and self.last is not None and not opens:
            distance = abs(point.year - self.last.year)
            if distance > ASIDE or (distance and point.month is None):
                return
        self.last, self.year = point, point.year
        if point.month is not None:
            self.month = point
            if point.day is not None:
                self.day = point

    def base(self, unit: str) -> Point | None:
        """The last date told that is as precise as the unit asks, else the report's own."""
        told = {"D": self.day, "NIGHT": self.day, "W": self.day, "WE": self.day, "M": self.month, "Q": self.month}.get(
            unit, self.last
        )
        if told is not None and self.last is not None and told.year != self.last.year:
            told = self.last if told.month is None else None
        return told or (self.report if not self.narrative or self.last is None else self.last)

    def today(self) -> Point | None:
        """The day that "in the morning" and "earlier in the day" belong to: in news the last told, if recent."""
        told = self.base("D")
        own, day = (self.report.date if self.report else None), (told.date if told else None)
        if self.narrative or own is None or day is None or abs((own - day).days) <= CLOSE:
            return told
        return self.report

    def now(self) -> Point | None:
        """What "last year" is told from: the report's date, in a narrative the last date told."""
        return (self.last or self.report) if self.narrative else self.report


def is_narrative(found: Sequence[TimeExpression], report: Point | None) -> bool:
    """Whether a text tells history rather than news.

    Its years are many and long before its own date, and few words point at that.
    """
    years = [y for f in found if f.has("year") and (y := f.number("year")) is not None and y >= 1000]
    ancient = sum(f.has("bc") for f in found)
    if len(years) + ancient < MANY_YEARS:
        return False
    pointers = time_list("pointing")
    pointing = sum(f.rule.name in pointers for f in found)
    far = ancient > len(years) or report is None or report.year - median(years) >= FAR
    return far and pointing * 3 < len(years) + ancient

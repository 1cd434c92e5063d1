"""A date as columns that every program takes as they are: the day, where it is one, and its first and last day."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec

from communique.database.days import bounds, published_days
from communique.model import Report

__all__ = ["DateSpan", "date_span", "precision", "report_span"]

Precision = Literal["day", "week", "month", "quarter", "year", "interval"]


class DateSpan(msgspec.Struct, frozen=True):
    """When something was: first and last day, ISO 8601; both None where nothing is known."""

    start: str | None = None
    end: str | None = None
    inferred: bool | None = None
    """Whether it was concluded rather than told; None without a date."""

    @property
    def day(self) -> str | None:
        """The day, where it is one."""
        return self.start if self.start == self.end else None

    def columns(self, prefix: str) -> dict[str, Any]:
        """Its columns: the day, first and last day, how precise, whether inferred."""
        return {
            prefix: self.day, f"{prefix}_start": self.start, f"{prefix}_end": self.end,
            f"{prefix}_precision": precision(self.start, self.end), f"{prefix}_inferred": self.inferred,
        }  # fmt: skip


def date_span(first: str | None, last: str | None = None, *, inferred: bool = False) -> DateSpan:
    """The days of a date as precise as known, or of one that begins with ``first`` and ends with ``last``."""
    begins, ends = bounds(first), bounds(last)
    if begins is None and ends is None:
        return DateSpan()
    if last is None:
        ends = begins
    return DateSpan(begins[0] if begins else None, ends[1] if ends else None, inferred)


def report_span(report: Report) -> DateSpan:
    """The days on which a report may have been published: of an inferred date its whole interval."""
    first, last = published_days(report.published)
    if first is None and last is None:
        return DateSpan()
    return DateSpan(first, last, report.published.basis == "inferred")


def precision(first: str | None, last: str | None) -> Precision | None:
    """How precisely a date is known that lies between two days; None where an end is open."""
    if first is None or last is None:
        return None
    a, b = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    if a == b:
        return "day"
    whole = a.day == 1 and (b + datetime.timedelta(days=1)).day == 1  # from a first to the last of a month
    months = (b.year - a.year) * 12 + b.month - a.month + 1
    if whole and months == 1:
        return "month"
    if whole and months == 3 and a.month % 3 == 1:
        return "quarter"
    if whole and months == 12 and a.month == 1:
        return "year"
    if (b - a).days == 6 and a.weekday() == 0:
        return "week"
    return "interval"

"""iCalendar (RFC 5545): the calendar as a file that calendar programs open.

A meeting is an event of whole days. What is known only to the month or year is put on its first to last day and says
so; what has no date at all is left out.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator

from communique.export.calendar import CalendarEntry
from communique.sources.dates import shifted
from communique.version import __version__

__all__ = ["days", "render"]

OCTETS = 75
"""A line of the file is no longer (RFC 5545, 3.1); what goes on begins with a blank."""
STATUS = {
    "held": "CONFIRMED", "planned": "CONFIRMED", "proposed": "TENTATIVE", "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}  # fmt: skip
EPOCH = "19700101T000000Z"


def render(entries: Iterable[CalendarEntry]) -> Iterator[str]:
    """The lines of the file, each with its CR LF; the same entries give the same bytes."""
    yield from _lines(
        ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", f"-//communique//communique {__version__}//EN"),
        ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH"),
    )  # fmt: skip
    for entry in entries:
        span = days(entry)
        if span is not None:
            yield from _event(entry, *span)
    yield from _lines(("END", "VCALENDAR"))


def days(entry: CalendarEntry) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of an entry; None where it has no date, or none that is in the calendar."""
    if entry.start is None:
        return None
    try:
        first = _day(entry.start, last=False)
        last = _day(entry.end or entry.start, last=True)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _day(value: str, *, last: bool) -> datetime.date:
    parts = [int(p) for p in value.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return datetime.date(year, month, parts[2])
    if not (1 <= month <= 12 and 1 <= year <= 9998):
        raise ValueError(value)
    return datetime.date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def _event(entry: CalendarEntry, first: datetime.date, last: datetime.date) -> Iterator[str]:
    told = max((t.published or "" for t in entry.told), default="")
    stamp = f"{told.replace('-', '')}T000000Z" if len(told) == 10 else EPOCH
    vague = "" if entry.start and len(entry.start) == 10 else " (day not known)"
    state = "" if entry.status in ("held", "planned") else f" ({entry.status})"
    behind = shifted(last, 1) or last
    where = ", ".join(part for part in (entry.place, entry.country) if part)
    details = [f"Status: {entry.status}"]
    details += [f"Body: {entry.body}"] if entry.body else []
    details += [f"Participants: {', '.join(entry.participants)}"] if entry.participants else []
    details += [f"“{t.words}” ({t.source}{', ' + t.published if t.published else ''})" for t in entry.told]
    yield from _lines(
        ("BEGIN", "VEVENT"), ("UID", f"{entry.uid}@communique"), ("DTSTAMP", stamp),
        ("DTSTART;VALUE=DATE", f"{first:%Y%m%d}" if first.year > 999 else f"{first.year:04d}{first:%m%d}"),
        ("DTEND;VALUE=DATE", f"{behind.year:04d}{behind:%m%d}"),
        ("SUMMARY", _escaped(entry.title + state + vague)),
        *([("LOCATION", _escaped(where))] if where else []),
        ("DESCRIPTION", _escaped("\n".join(details))), ("CATEGORIES", _escaped(entry.format)),
        ("STATUS", STATUS.get(entry.status, "TENTATIVE")), ("TRANSP", "TRANSPARENT"), ("END", "VEVENT"),
    )  # fmt: skip


def _escaped(text: str) -> str:
    """Text as the value of a property (RFC 5545, 3.3.11); control characters become blanks."""
    safe = "".join(c if c == "\n" or c >= " " else " " for c in text.replace("\r\n", "\n").replace("\r", "\n"))
    safe = safe.encode("utf-8", "replace").decode("utf-8")
    return safe.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(*properties: tuple[str, str]) -> Iterator[str]:
    for name, value in properties:
        yield _folded(f"{name}:{value}") + "\r\n"


def _folded(line: str) -> str:
    """A long line in pieces of at most 75 octets, cut between characters."""
    pieces: list[str] = []
    here, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8"))
        if size + octets > OCTETS:
            pieces.append(here)
            here, size = " ", 1
        here += char
        size += octets
    return "\r\n".join([*pieces, here])

"""The calendar of many records: every meeting once, with the reports that tell of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

import msgspec

from communique.export.safe import visible
from communique.linking.meeting_heads import MeetingTelling, meeting_head
from communique.linking.meetings import SAME, MeetingProfile, profile_of_meeting, same_meeting
from communique.model import Meeting, Record

__all__ = ["CalendarEntry", "MeetingReport", "calendar", "calendar_lines", "wanted"]

NEAR = 400
"""Entries that a meeting is compared with at most: those that share a day, a body or a participant come first."""
QUOTED = 200  # characters of evidence shown


class MeetingReport(msgspec.Struct, frozen=True):
    """One report that tells of a meeting: where it is, and its words for it."""

    source: str
    published: str | None
    words: str
    report: str = ""
    """Its id."""
    start: int = 0
    end: int = 0
    """Where the words stand: ``text[start:end]``."""


class CalendarEntry(msgspec.Struct, frozen=True):
    """One meeting of the calendar."""

    uid: str
    title: str
    format: str
    status: str
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    body: str | None
    participants: tuple[str, ...]
    told: tuple[MeetingReport, ...]
    confidence: float
    entities: tuple[str | None, ...] = ()
    """Of each of the participants who it is across the reports of a store, where one knows."""

    def flat(self) -> dict[str, str | float | None]:
        """The entry as one row of a table."""
        return {
            "start": self.start, "end": self.end, "status": self.status, "title": self.title, "format": self.format,
            "place": self.place, "country": self.country, "body": self.body,
            "participants": "; ".join(self.participants), "reports": len(self.told),
            "source": "; ".join(t.source for t in self.told), "confidence": self.confidence,
        }  # fmt: skip


def calendar(records: Iterable[Record], known: Mapping[str, str] | None = None) -> list[CalendarEntry]:
    """The meetings of the records in the order of their days, undated ones last; one told by many reports is one.

    ``known`` says which are one (a meeting's id -> what it is), as a store has decided; without it they are compared.
    """
    if known is not None:
        same: dict[str, list[tuple[Record, Meeting]]] = {}
        for record in records:
            for meeting in record.meetings:
                same.setdefault(known.get(meeting.id, meeting.id), []).append((record, meeting))
        return _by_day(_entry(told) for told in same.values())
    groups: list[tuple[list[tuple[Record, Meeting]], list[MeetingProfile]]] = []
    index: dict[str, list[int]] = {}
    for record in records:
        mine: set[int] = set()  # two meetings of one report are two: the report has told them apart
        for meeting in record.meetings:
            side = profile_of_meeting(record, meeting)
            keys = _keys(side)
            near = list(dict.fromkeys(n for k in keys for n in index.get(k, ())))[:NEAR]
            scored = [(max(same_meeting(side, s).value for s in groups[n][1]), -n) for n in near if n not in mine]
            best = max(scored, default=(0.0, 0))
            number = -best[1] if best[0] >= SAME else len(groups)
            if number == len(groups):
                groups.append(([], []))
            groups[number][0].append((record, meeting))
            groups[number][1].append(side)
            mine.add(number)
            for key in keys:
                found = index.setdefault(key, [])
                if number not in found:
                    found.append(number)
    return _by_day(_entry(told) for told, _ in groups)


class MeetingDays(Protocol):
    """What must be known of a meeting to say whether it is wanted."""

    @property
    def status(self) -> str:
        """How it stands."""
        ...

    @property
    def start(self) -> str | None:
        """Its first day, as precise as known."""
        ...

    @property
    def end(self) -> str | None:
        """Its last."""
        ...


def wanted(entry: MeetingDays, since: str | None, until: str | None, statuses: Collection[str]) -> bool:
    """Whether a meeting ends on ``since`` or later, begins on ``until`` or earlier, and has one of these statuses."""
    if statuses and entry.status not in statuses:
        return False
    if (since or until) and entry.start is None:
        return False
    ends = (entry.end or entry.start or "") + "-99"
    return not (since and ends < since) and not (until and (entry.start or "") > until + "-99")


def _by_day(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    return sorted(entries, key=lambda e: (e.start is None, e.start or "", e.title, e.uid))


def _keys(side: MeetingProfile) -> list[str]:
    keys = [f"day {side.start}"] if side.start and len(side.start) == 10 else []
    keys += [f"body {side.body}"] if side.body else []
    return keys + [f"who {p}" for p in sorted(side.participants)]


def _entry(told: list[tuple[Record, Meeting]]) -> CalendarEntry:
    """The entry of one meeting: the latest report's status, the most precise date, everybody who takes part."""
    head = meeting_head(
        [MeetingTelling(m.id, m.title, m.status, m.start, m.end, m.confidence, r.report.published.value)
         for r, m in told]
    )  # fmt: skip
    names: dict[str, tuple[str, str | None]] = {}
    for record, meeting in told:
        for i in meeting.participants:
            actor = record.actor(i)
            if actor is not None:
                names.setdefault(actor.entity or actor.name.casefold(), (actor.name, actor.entity))
    place = next((m.place for _, m in told if m.place), None)
    body = next((a.name for r, m in told if (a := r.actor(m.body)) is not None), None)
    return CalendarEntry(
        uid=head.uid,
        title=_capital(visible(head.title)),
        format=told[head.best][1].format,
        status=head.status,
        start=head.start,
        end=head.end,
        place=visible(place.name) if place else None,
        country=place.country if place else None,
        body=body,
        participants=tuple(visible(name) for name, _ in names.values()),
        told=tuple(_telling(r, m) for r, m in told),
        confidence=max(m.confidence for _, m in told),
        entities=tuple(entity for _, entity in names.values()),
    )


def _telling(record: Record, meeting: Meeting) -> MeetingReport:
    longest = max(meeting.evidence, key=len)
    words = visible(" ".join(longest.of(record.report.text).split()))[:QUOTED]
    return MeetingReport(
        visible(record.report.source),
        record.report.published.value,
        words,
        record.report.id,
        longest.start,
        longest.end,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def calendar_lines(entries: Iterable[CalendarEntry], width: int = 100) -> Iterator[str]:
    """The calendar as lines of text: day, status, what, where and who; then the reports that tell of it."""
    month: str | None = None
    for entry in entries:
        head = entry.start[:7] if entry.start and len(entry.start) >= 7 else (entry.start or "no date")
        if head != month:
            yield ("\n" if month is not None else "") + head + "\n"
            month = head
        yield from _one(entry, width)


def _one(entry: CalendarEntry, width: int) -> Iterator[str]:
    days = ""
    if entry.start:
        days = entry.start if entry.end in (None, entry.start) else f"{entry.start} to {entry.end}"
    where = f", {entry.place}" if entry.place and entry.place not in entry.title else ""
    yield f"  {days or '-':<10}  {entry.status:<9}  {entry.title}{where}\n"
    if entry.participants:
        who = ", ".join(entry.participants)
        yield f"  {'':<21}  with {who[: max(width - 30, 40)]}{'…' if len(who) > max(width - 30, 40) else ''}\n"
    for telling in entry.told[:3]:
        source = telling.source.rsplit("/", 1)[-1]
        room = max(width - 29 - len(source), 40)
        words = telling.words if len(telling.words) <= room else telling.words[: room - 1] + "…"
        yield f"  {'':<21}  “{words}” {source}\n"
    if len(entry.told) > 3:
        yield f"  {'':<21}  and {len(entry.told) - 3} more\n"

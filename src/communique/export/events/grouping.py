"""The same event in several reports: one event with all its citations. A view; nothing is deleted or changed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.export.events.coded import CodedEvent

__all__ = ["group", "same_event"]

DAYS = 1
"""Days by which the dates of one event may differ in two reports: papers date by their own morning."""


def same_event(a: CodedEvent, b: CodedEvent) -> bool:
    """Whether two events are one: same type, same kind of modality, same two sides, days at most one apart.

    Sides are compared by country where one is known, else by entity or name; who acts together without a recipient
    may stand in any order and on either side. Events without a day are the same only inside one text.
    """
    if a.event.type != b.event.type or _happened(a) != _happened(b) or not _same_sides(a, b):
        return False
    if a.report.text_id == b.report.text_id and a.event.id == b.event.id:
        return True
    return _near(a.date, b.date)


def group(events: Iterable[CodedEvent]) -> list[tuple[CodedEvent, ...]]:
    """Events gathered: each group is one event, the surest telling first; groups in the order of their first member.

    The first of a group decides who belongs to it, so that a chain of neighbouring days does not run together.
    """
    groups: list[list[CodedEvent]] = []
    by_day: dict[tuple[str, frozenset[str], int], list[int]] = defaultdict(list)
    by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
    for event in events:
        key = event.event.type, _everybody(event)
        day, own = _day(event.date), (event.report.text_id, event.event.id)
        near = set(by_text[own])
        for ordinal in _ordinals(day):
            near.update(by_day[(*key, ordinal)])
        number = next((n for n in sorted(near) if same_event(groups[n][0], event)), None)
        if number is None:
            number = len(groups)
            groups.append([])
            by_text[own].append(number)
            if day is not None:
                by_day[(*key, day.toordinal())].append(number)
        groups[number].append(event)
    return [tuple(sorted(g, key=lambda e: -e.event.confidence)) for g in groups]


def _ordinals(day: datetime.date | None) -> range:
    """The days on which the first telling of what happened on this day may be dated."""
    return range(0) if day is None else range(day.toordinal() - DAYS, day.toordinal() + DAYS + 1)


def _happened(event: CodedEvent) -> bool:
    return event.event.modality in ("actual", "past")


def _everybody(event: CodedEvent) -> frozenset[str]:
    return frozenset(p.key for p in (*event.actors, *event.recipients))


def _same_sides(a: CodedEvent, b: CodedEvent) -> bool:
    if _everybody(a) != _everybody(b) or not _everybody(a):
        return False
    if a.event.type in ("CONSULT", "COOPERATE") or not a.recipients or not b.recipients:
        return True
    return {p.key for p in a.actors} == {p.key for p in b.actors}


def _near(a: str | None, b: str | None) -> bool:
    days = [_day(d) for d in (a, b)]
    if None in days:
        return False
    first, second = days
    assert first is not None
    assert second is not None
    return abs((first - second).days) <= DAYS


def _day(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def citation_list(events: Sequence[CodedEvent]) -> str:
    """The citations of a group in one line."""
    return "; ".join(dict.fromkeys(e.citation for e in events))

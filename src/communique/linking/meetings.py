"""Whether two meetings of different reports are one: features with weights, whose sum explains itself.

The weights are judgements about news, rounded to .05: the same day among the same people nearly decides; another day,
another place or another body decides against it, whatever else is shared.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable
from functools import partial

import msgspec

from communique.knowledge.surface_forms import normalise
from communique.knowledge.word_lists import word_list
from communique.linking.scoring import SAME, UNSURE, Feature, Score, weigh
from communique.model import Meeting, Record

__all__ = [
    "SAME", "UNSURE", "MeetingProfile", "meeting_profile", "other_company", "profile_of_meeting", "same_meeting",
]  # fmt: skip

MONTH = 31
"""Days between two reports that tell of one undated meeting, at most."""
ALONE = {"visit": "visit", "call": "call", "vote": "vote"}
"""Formats that are never told as another; "talks", "summit" and "meeting" name one by turns."""
ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b")
"""Which of a series: "third meeting of the group"."""


class MeetingProfile(msgspec.Struct, frozen=True):
    """What is known of one of two meetings that may be one."""

    format: str
    status: str
    start: str | None = None
    end: str | None = None
    place: str | None = None
    """Normalised."""
    country: str | None = None
    body: str | None = None
    """The entity of the body that meets, or what it is called, normalised."""
    participants: frozenset[str] = frozenset()
    """Entities, or names, normalised."""
    countries: frozenset[str] = frozenset()
    """Of the participants."""
    words: frozenset[str] = frozenset()
    """Of the title, without the empty ones."""
    ordinal: str | None = None
    told: str | None = None
    """The day of the report."""
    story: int | None = None
    """The story that the report prints, where a store knows it."""
    sentence: frozenset[str] = frozenset()
    """Words that tell of it there."""


def profile_of_meeting(record: Record, meeting: Meeting) -> MeetingProfile:
    """A meeting of a record as :func:`same_meeting` compares it; actors go by their entity where they have one."""
    actors = {a.id: a for a in record.actors}

    def key(id: str | None) -> str | None:  # noqa: A002 (an actor's id)
        actor = actors.get(id) if id else None
        return (actor.entity or normalise(actor.name)) if actor is not None else None

    taking_part = [a for i in meeting.participants if (a := actors.get(i)) is not None]
    return meeting_profile(
        meeting.title, meeting.format, meeting.status, meeting.start, meeting.end,
        meeting.place.name if meeting.place else None, meeting.place.country if meeting.place else None,
        key(meeting.body), [(key(a.id), a.country) for a in taking_part], record.report.published.value,
    )  # fmt: skip


def meeting_profile(
    title: str,
    format: str,  # noqa: A002 (the record's word)
    status: str,
    start: str | None,
    end: str | None,
    place: str | None,
    country: str | None,
    body: str | None,
    people: Iterable[tuple[str | None, str | None]],
    told: str | None,
    story: int | None = None,
    words: str = "",
) -> MeetingProfile:
    """A meeting as :func:`same_meeting` compares it; ``people`` are the keys and countries of the participants.

    ``story`` is the key of the story that the report prints, ``words`` are those that tell of the meeting there.
    """
    taking_part = list(people)
    title = normalise(title)
    ordinal = ORDINAL.search(title)
    return MeetingProfile(
        format=format,
        status=status,
        start=start,
        end=end or start,
        place=normalise(place) if place else None,
        country=country,
        body=body,
        participants=frozenset(k for k, _ in taking_part if k),
        countries=frozenset(c for _, c in taking_part if c),
        words=frozenset(title.split()) - word_list("meeting_name_empty"),
        ordinal=ordinal[1] if ordinal else None,
        told=told,
        story=story,
        sentence=frozenset(normalise(words).split()),
    )


def same_meeting(a: MeetingProfile, b: MeetingProfile) -> Score:
    """How surely two meetings are one; from :data:`SAME` on they are taken for it, from :data:`UNSURE` on may be."""
    return weigh(FEATURES, a, b)


def other_company(
    people: frozenset[int], others: Collection[int], countries: frozenset[str], their_countries: Collection[str]
) -> bool:
    """Whether two meetings are of other people, so that no day, place or title makes them one.

    Asked of two of which no body meets and which no story tells both, by the entities of all who take part, each once,
    and their countries. What :func:`same_meeting` gives two such stays below :data:`UNSURE`.
    """
    if len(people) < 2 or len(others) < 2 or not people.isdisjoint(others):
        return False
    return len(countries) < 2 or len(their_countries) < 2 or len(countries.intersection(their_countries)) < 2


def _same_day(a: MeetingProfile, b: MeetingProfile) -> float:
    exact = a.start is not None and len(a.start) == 10 and a.start == a.end
    return float(exact and (a.start, a.end) == (b.start, b.end))


def _agreeing_dates(a: MeetingProfile, b: MeetingProfile) -> float:
    return float(_both_dated(a, b) and not _same_day(a, b) and not _other_dates(a, b))


def _other_dates(a: MeetingProfile, b: MeetingProfile) -> float:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 0.0
    return float(a.start > _padded(b.end) or b.start > _padded(a.end))


def _both_dated(a: MeetingProfile, b: MeetingProfile) -> bool:
    return None not in (a.start, a.end, b.start, b.end)


def _padded(date: str) -> str:
    """A date that sorts behind every day that it holds."""
    return date if len(date) == 10 else date + "-99"


def _told_together(a: MeetingProfile, b: MeetingProfile) -> float:
    """Told within a month of each other, where a day is missing: of 1 on the same day, falling to 0."""
    if _both_dated(a, b) or a.told is None or b.told is None:
        return 0.0
    try:
        days = abs((datetime.date.fromisoformat(a.told) - datetime.date.fromisoformat(b.told)).days)
    except ValueError:
        return 0.0
    return max(0.0, 1 - days / MONTH)


def _same_story(a: MeetingProfile, b: MeetingProfile) -> float:
    """Told by two printings of one story: 1 in the same words, less where the story was edited there."""
    if a.story is None or a.story != b.story or not a.sentence or not b.sentence:
        return 0.0
    return len(a.sentence & b.sentence) / max(len(a.sentence), len(b.sentence))


def _far_apart(a: MeetingProfile, b: MeetingProfile) -> float:
    """Undated, and told more than a month apart: "the talks" of another time. A story printed again is of its time."""
    if _both_dated(a, b) or a.told is None or b.told is None or _same_story(a, b):
        return 0.0
    return float(_told_together(a, b) == 0)


def _shared_people(a: MeetingProfile, b: MeetingProfile) -> float:
    if not a.participants or not b.participants:
        return 0.0
    shared = len(a.participants & b.participants)
    return shared / min(len(a.participants), len(b.participants)) * min(1.0, shared / 2 + 0.25)


def _shared_countries(a: MeetingProfile, b: MeetingProfile) -> float:
    """Other names, but from the same two states: a minister here, his state there."""
    if _shared_people(a, b) >= 0.5 or len(a.countries & b.countries) < 2:
        return 0.0
    return len(a.countries & b.countries) / min(len(a.countries), len(b.countries))


def _other_people(a: MeetingProfile, b: MeetingProfile) -> float:
    apart = len(a.participants) > 1 and len(b.participants) > 1 and not a.participants & b.participants
    return float(apart and len(a.countries & b.countries) < 2)


def _same(field: str, a: MeetingProfile, b: MeetingProfile) -> float:
    x, y = getattr(a, field), getattr(b, field)
    return float(x is not None and x == y)


def _other(field: str, a: MeetingProfile, b: MeetingProfile) -> float:
    x, y = getattr(a, field), getattr(b, field)
    return float(x is not None and y is not None and x != y)


def _same_place(a: MeetingProfile, b: MeetingProfile) -> float:
    if a.place is None or b.place is None:
        return 0.0
    return 1.0 if set(a.place.split()) & set(b.place.split()) else 0.0


def _other_place(a: MeetingProfile, b: MeetingProfile) -> float:
    if a.place is None or b.place is None or _same_place(a, b):
        return 0.0
    # "in Geneva" and "in Switzerland" can be one.
    return 0.3 if a.country is not None and a.country == b.country else 1.0


def _other_kind(a: MeetingProfile, b: MeetingProfile) -> float:
    return float(ALONE.get(a.format, "meeting") != ALONE.get(b.format, "meeting"))


def _shared_words(a: MeetingProfile, b: MeetingProfile) -> float:
    if not a.words or not b.words:
        return 0.0
    return len(a.words & b.words) / min(len(a.words), len(b.words))


FEATURES: tuple[Feature[MeetingProfile], ...] = (
    Feature("same day", 0.35, _same_day, "start"),
    Feature("dates that agree", 0.2, _agreeing_dates, "start"),
    Feature("other dates", -1.0, _other_dates, "start"),
    Feature("told in the same days", 0.2, _told_together, "told"),
    Feature("told by one story", 0.7, _same_story, "story"),
    Feature("told at other times", -0.4, _far_apart, "told"),
    Feature("same body", 0.35, partial(_same, "body"), "body"),
    Feature("another body", -0.8, partial(_other, "body"), "body"),
    Feature("same participants", 0.4, _shared_people, "participants"),
    Feature("participants from the same states", 0.25, _shared_countries, "countries"),
    Feature("other participants", -0.5, _other_people, "participants"),
    Feature("same place", 0.15, _same_place, "place"),
    Feature("another place", -0.5, _other_place, "place"),
    Feature("another kind of meeting", -0.6, _other_kind, "format"),
    Feature("another of the series", -0.8, partial(_other, "ordinal"), "ordinal"),
    Feature("words of the title", 0.15, _shared_words, "words"),
)
"""What counts."""

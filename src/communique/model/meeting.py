"""Meetings: who met whom, where and when, and who will."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span


class Place(msgspec.Struct, frozen=True):
    """Where something happens."""

    name: str
    """As the text has it."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    latitude: float | None = None
    """Of a city that the gazetteer knows there (GeoNames), in degrees north; of a wider place null."""
    longitude: float | None = None
    """In degrees east."""


class Meeting(msgspec.Struct, frozen=True):
    """One meeting, however often it is mentioned."""

    id: str
    title: str
    """The meeting in a few words."""
    format: Literal["talks", "visit", "summit", "call", "conference", "vote", "other"]
    """How they meet."""
    status: Literal["held", "planned", "proposed", "postponed", "cancelled"]
    """Held also for one that is under way."""
    evidence: tuple[Span, ...]
    """Every phrase that names it."""
    start: str | None = None
    """First day, ISO 8601, as precise as known."""
    end: str | None = None
    """Last day; of a meeting of one day the same."""
    place: Place | None = None
    """Where they meet."""
    body: str | None = None
    """The body that meets."""
    host: str | None = None
    """Id of the state, body or person that receives, if the text says so ("hosted by", "at the invitation of")."""
    participants: tuple[str, ...] = ()
    """Ids of those who take part."""
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""
    moved_from: str | None = None
    """The first day that it had before it was put off or brought forward, where the text tells both."""

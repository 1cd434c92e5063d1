"""Meetings: who met whom, where and when, and who will."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span


class Place(msgspec.Struct, frozen=True):
    """Where something happens."""

    name: str
    country: str | None = None
    """ISO 3166-1 alpha-3."""


class Meeting(msgspec.Struct, frozen=True):
    """One meeting, however often it is mentioned."""

    id: str
    title: str
    format: Literal["talks", "visit", "summit", "call", "conference", "vote", "other"]
    status: Literal["held", "planned", "proposed", "postponed", "cancelled"]
    evidence: tuple[Span, ...]
    """Every phrase that names it."""
    start: str | None = None
    end: str | None = None
    place: Place | None = None
    body: str | None = None
    """The body that meets."""
    host: str | None = None
    participants: tuple[str, ...] = ()
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

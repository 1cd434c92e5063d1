"""Agreements: treaties, communiqués, resolutions, ceasefires that a report invokes."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span


class Agreement(msgspec.Struct, frozen=True):
    """One agreement, under all the names that the report gives it."""

    id: str
    name: str
    """The fullest of its names."""
    evidence: tuple[Span, ...]
    """All its mentions."""
    date: str | None = None
    """When it was made, ISO 8601."""
    parties: tuple[str, ...] = ()
    """Ids of the actors bound by it."""
    status: Literal["signed", "in_force", "proposed", "rejected", "suspended", "broken"] | None = None
    """What the report says of it; null where it says nothing. One that is said to be violated is in force."""
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

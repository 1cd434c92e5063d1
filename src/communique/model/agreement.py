"""Agreements: treaties, communiqués, resolutions, ceasefires that a report invokes."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span


class Agreement(msgspec.Struct, frozen=True):
    """One agreement, under all the names that the report gives it."""

    id: str
    name: str
    evidence: tuple[Span, ...]
    """All its mentions."""
    date: str | None = None
    parties: tuple[str, ...] = ()
    status: Literal["signed", "in_force", "proposed", "rejected", "suspended"] | None = None
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

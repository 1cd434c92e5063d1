"""Positions: who is for and against what."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span


class Issue(msgspec.Struct, frozen=True):
    """What a position is about."""

    label: str
    span: Span | None = None


class Position(msgspec.Struct, frozen=True):
    """An actor's stance on an issue."""

    id: str
    actor: str
    issue: Issue
    stance: Literal["for", "against", "ambivalent"]
    evidence: tuple[Span, ...]
    date: str | None = None
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

"""Positions: who is for and against what."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span


class Issue(msgspec.Struct, frozen=True):
    """What a position is about."""

    label: str
    """The issue in the text's words, or nearly."""
    span: Span | None = None
    """Those words, where they stand in one piece."""
    entity: str | None = None
    """Which issue of a store it is, whatever reports call it; null in a record that comes from none."""


class Position(msgspec.Struct, frozen=True):
    """An actor's stance on an issue."""

    id: str
    actor: str
    """Id of the one who holds it: the most specific that the text names."""
    issue: Issue
    """What it is about."""
    stance: Literal["for", "against", "ambivalent"]
    """For it, against it, or both."""
    evidence: tuple[Span, ...]
    date: str | None = None
    """When it was held, ISO 8601, where the text tells: "rejected it on Monday", "said on Monday he was against it"."""
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""
    speaks_for: str | None = None
    """Id of the state or body for which the holder speaks there, where he is the one whose statement it is told in."""

"""Events: who did what to whom, in PLOVER's terms (Open Event Data Alliance, PLOVER codebook)."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.meeting import Place
from communique.model.span import Span

Modality = Literal["actual", "alleged", "planned", "conditional", "negated", "past"]


class EventSpans(msgspec.Struct, frozen=True):
    """The words for actor, act and recipient."""

    act: Span
    """The words for the act: "expelled"."""
    actor: Span | None = None
    """The words for the one who acts."""
    recipient: Span | None = None
    """The words for the one acted upon."""


class Event(msgspec.Struct, frozen=True):
    """One act."""

    id: str
    type: str
    """PLOVER's event type, or one of the user's own."""
    modality: Modality
    """alleged = only in somebody's claim; past = told as background, with its own date."""
    spans: EventSpans
    """The words for actor, act and recipient."""
    evidence: tuple[Span, ...]
    mode: str | None = None
    """PLOVER's mode of the type, or null."""
    contexts: tuple[str, ...] = ()
    """PLOVER's contexts."""
    cameo: str | None = None
    """The code of the older scheme CAMEO, or null."""
    actors: tuple[str, ...] = ()
    """Ids of those who act."""
    recipients: tuple[str, ...] = ()
    """Ids of those acted upon."""
    date: str | None = None
    """When, ISO 8601."""
    place: Place | None = None
    """Where, if the text says."""
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

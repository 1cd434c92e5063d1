"""Events: who did what to whom, in PLOVER's terms (Open Event Data Alliance, PLOVER codebook)."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.meeting import Place
from communique.model.span import Span

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Modality = Literal["actual", "alleged", "planned", "conditional", "negated", "past"]


class EventSpans(msgspec.Struct, frozen=True):
    """The words for actor, act and recipient."""

    act: Span
    actor: Span | None = None
    recipient: Span | None = None


class Event(msgspec.Struct, frozen=True):
    """One act."""

    id: str
    type: EventType
    modality: Modality
    """alleged = only in somebody's claim; past = told as background, with its own date."""
    spans: EventSpans
    evidence: tuple[Span, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = None
    place: Place | None = None
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

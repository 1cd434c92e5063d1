"""Events: who did what to whom, in PLOVER's terms (Open Event Data Alliance, PLOVER codebook)."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.meeting import Place
from communique.model.span import Span

DateBasis = Literal["text", "report"]
"""Whence an event's date is known: the text tells it, or it is the report's own, of an act that is its news."""
Modality = Literal["actual", "alleged", "planned", "conditional", "negated", "past"]


class EventSpans(msgspec.Struct, frozen=True):
    """The words for actor, act and recipient."""

    act: Span
    """The words for the act: "expelled"."""
    actor: Span | None = None
    """The words for the one who acts."""
    recipient: Span | None = None
    """The words for the one acted upon."""


class Count(msgspec.Struct, frozen=True):
    """A number that the text gives."""

    value: int
    """The number itself, a lower bound where the words say "at least"."""
    span: Span
    """The words for it: "at least nine people"."""


class Magnitude(msgspec.Struct, frozen=True):
    """How much of an act the text tells, in PLOVER's terms; null where it gives no number."""

    dead: Count | None = None
    """Who were killed or died."""
    injured: Count | None = None
    """Who were hurt."""
    arrested: Count | None = None
    """Who were arrested or detained."""
    size: Count | None = None
    """Of a force that is moved, of a crowd that protests."""


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
    """When, ISO 8601, as precise as known; an interval is "2013-04-14/2013-04-20"."""
    date_basis: DateBasis | None = None
    """Whence the date is known: text, or report, which is inferred; null without a date."""
    place: Place | None = None
    """Where, if the text says."""
    meeting: str | None = None
    """Of a CONSULT: the id of the meeting that it is."""
    magnitude: Magnitude | None = None
    """How many died, were hurt, arrested, took part."""
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

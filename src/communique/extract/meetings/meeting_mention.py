"""One mention of a meeting: its words and what they tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.time_index import DateRange
from communique.knowledge.meetings import Format, Status
from communique.model import Actor, Span
from communique.model.meeting import Place

MEDIA = "JRN"


@dataclass(slots=True)
class MeetingMention:
    """One mention of a meeting: its words, and what they tell of it."""

    i: int
    """The token that heads it."""
    span: Span
    format: Format
    verb: bool
    definite: bool
    status: Status | None
    sure: bool
    """Whether the status is said and not only likely."""
    dates: DateRange | None = None
    moved_from: DateRange | None = None
    """When it was to be before it was moved to these dates."""
    moved: bool = False
    """Whether it is told as moved to these dates."""
    place: Place | None = None
    body: Actor | None = None
    host: Actor | None = None
    participants: list[Actor] = field(default_factory=list)
    ordinal: str | None = None
    words: frozenset[str] = frozenset()
    """What modifies it ("emergency", "human rights")."""
    plural: bool = False
    past_of_speech: bool = False
    """Told as the time of something said or done: "he said after the talks"."""
    noun: str = ""
    partners: bool = False
    """Whether the words name with whom ("talks with")."""

    @property
    def tells(self) -> int:
        """How many of who, when, where, which body it tells."""
        return bool(self.participants) + (self.dates is not None) + (self.place is not None) + (self.body is not None)


def unique(actors: list[Actor]) -> list[Actor]:
    return list({a.id: a for a in actors}.values())

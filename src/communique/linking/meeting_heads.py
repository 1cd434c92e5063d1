"""What several tellings of one meeting come to: how it stands, on which days, by which name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

__all__ = ["MeetingHead", "MeetingTelling", "meeting_head"]

ORDER = ("cancelled", "postponed", "held", "planned", "proposed")
"""Of meetings told at one time, the status that counts: the last in a meeting's life."""


class MeetingTelling(msgspec.Struct, frozen=True):
    """A meeting as one report tells it."""

    id: str
    title: str
    status: str
    start: str | None
    end: str | None
    confidence: float
    published: str | None
    """When the report was."""


class MeetingHead(msgspec.Struct, frozen=True):
    """A meeting as all tellings together have it."""

    uid: str
    """The least of their ids."""
    title: str
    """That of the surest telling."""
    status: str
    """That of the latest report."""
    start: str | None
    """The first day, of the most precise date."""
    end: str | None
    best: int
    """Which telling is the surest."""


def meeting_head(told: Sequence[MeetingTelling]) -> MeetingHead:
    """The meeting of some tellings: the latest report's status, the most precise date, the surest one's name."""
    latest = max(one.published or "" for one in told)
    status = min((one.status for one in told if (one.published or "") == latest), key=ORDER.index)
    dated = [one for one in told if one.start]
    dates = max(dated, key=lambda one: (len(one.start or ""), one.start == one.end), default=None)
    best = max(range(len(told)), key=lambda n: (told[n].confidence, len(told[n].title), told[n].id))
    return MeetingHead(
        min(one.id for one in told), told[best].title, status, dates.start if dates else None,
        (dates.end or dates.start) if dates else None, best,
    )  # fmt: skip

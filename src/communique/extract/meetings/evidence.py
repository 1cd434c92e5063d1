"""What of a meeting tells how sure it is: its status, who takes part, when and where."""

from __future__ import annotations

from communique.model import Meeting

MOST = 3
"""Participants and mentions counted; more are as many."""


def features(meeting: Meeting) -> set[str]:
    """The features of a meeting, as :func:`communique.extract.confidence.likelihood` takes them."""
    found = {
        f"status:{meeting.status}",
        f"format:{meeting.format}",
        f"{min(len(meeting.participants), MOST)} participants",
        f"{min(len(meeting.evidence), MOST)} mentions",
    }
    for name, there in (
        ("dated", meeting.start), ("placed", meeting.place), ("of a body", meeting.body), ("hosted", meeting.host),
        ("in a statement", meeting.statement),
    ):  # fmt: skip
        if there is not None:
            found.add(name)
    return found

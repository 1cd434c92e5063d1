"""The source: one printing of a news text."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.identity import report_identity, text_identity
from communique.model.span import Span

Genre = Literal["news", "readout", "communique", "transcript", "speech", "other"]
Basis = Literal["metadata", "dateline", "inferred", "unknown"]


class Published(msgspec.Struct, frozen=True):
    """When a report was published, and how that is known."""

    value: str | None = None
    """ISO 8601 date, as precise as known, or null."""
    earliest: str | None = None
    latest: str | None = None
    """The interval that the evidence leaves open, ISO 8601 dates, both ends included."""
    basis: Basis = "unknown"
    evidence: tuple[Span, ...] = ()
    """The words that tell the date; none when it was given from outside."""
    alternatives: tuple[str, ...] = ()
    """Other dates that the text leaves possible, likeliest first."""
    reasons: tuple[str, ...] = ()
    """Why this date, in sentences for people; empty when it was given."""
    confidence: float = 0.0


class Report(msgspec.Struct, frozen=True):
    """One printing of a news text, and what is known of it before it is read."""

    id: str
    """sha-256 of text, publisher, date, title and URL as given."""
    text_id: str
    """sha-256 of the text: two printings of one text share it."""
    source: str
    """The path as given; ``path#key`` for one of many in a file."""
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code as found or given; null when the text is too short to tell."""
    boilerplate: tuple[Span, ...] = ()
    """Share bars, subscription lines, photo credits, signatures: in the text, read by no extractor."""
    genre: Genre = "news"
    published: Published = Published()


def make_report(
    text: str,
    source: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    date: str | None = None,
    language: str | None = None,
) -> Report:
    """A report with its identities computed. ``date`` is what the source's metadata or the user gave, ISO 8601."""
    published = Published(date, date, date, "metadata", confidence=1.0) if date else Published()
    return Report(
        id=report_identity(text, publisher, date, title, url),
        text_id=text_identity(text),
        source=source,
        text=text,
        title=title,
        publisher=publisher,
        url=url,
        language=language,
        published=published,
    )

"""The source: one printing of a news text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from communique.errors import InputError
from communique.model.characters import SURROGATE, scrub, scrub_encoded, scrub_name
from communique.model.identity import report_identities
from communique.model.span import Span

Genre = Literal["news", "readout", "communique", "transcript", "speech", "other"]
Basis = Literal["metadata", "dateline", "inferred", "unknown"]


class Published(msgspec.Struct, frozen=True):
    """When a report was published, and how that is known."""

    value: str | None = None
    """ISO 8601 date, as precise as known, or null."""
    earliest: str | None = None
    """First day of the interval that the evidence leaves open."""
    latest: str | None = None
    """Last day of that interval; both are ISO 8601 dates and inside it."""
    basis: Basis = "unknown"
    """How the date is known."""
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
    """The text, character for character; every offset counts in it."""
    title: str | None = None
    """As the source's metadata gives it."""
    publisher: str | None = None
    """As the source's metadata gives it."""
    url: str | None = None
    """Where it was published, if known."""
    language: str | None = None
    """ISO 639-1 code as found or given; null when the text is too short to tell."""
    boilerplate: tuple[Span, ...] = ()
    """Share bars, subscription lines, photo credits, signatures: in the text, read by no extractor."""
    genre: Genre = "news"
    """In a read-out or communiqué the first person is the issuers'."""
    published: Published = Published()
    """When it was published."""
    byline: str | None = None
    """Who wrote it, in the source's own words."""
    section: str | None = None
    """Where in the paper or on the site it stood."""
    page: str | None = None
    """On which page of the paper."""
    extra: dict[str, str] = {}
    """What else the source tells, by the names that it or its format gives: edition, length, subjects, ids ..."""


def make_report(
    text: str,
    source: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    date: str | None = None,
    language: str | None = None,
    published: Published | None = None,
    byline: str | None = None,
    section: str | None = None,
    page: str | None = None,
    extra: Mapping[str, str] | None = None,
) -> Report:
    """A report with its identities computed. ``date`` is what the source's metadata or the user gave, ISO 8601;
    ``published`` is what that says of the report, where it is not certain.

    Here every string from outside is scrubbed: lone surrogates and NULs become U+FFFD, and a byte of ``source`` that is
    not UTF-8 is shown as ``\\xff``.
    """
    text, encoded = scrub_encoded(text)
    title, publisher, url = _scrubbed(title), _scrubbed(publisher), _scrubbed(url)
    identity, text_identity = report_identities(encoded, publisher, date, title, url)
    if published is None:
        published = Published(date, date, date, "metadata", confidence=1.0) if date else Published()
    return Report(
        id=identity,
        text_id=text_identity,
        source=scrub_name(source),
        text=text,
        title=title,
        publisher=publisher,
        url=url,
        language=_scrubbed(language),
        published=published,
        byline=_scrubbed(byline),
        section=_scrubbed(section),
        page=_scrubbed(page),
        extra={scrub(name): scrub(value) for name, value in extra.items()} if extra else {},
    )


def _scrubbed(part: str | None) -> str | None:
    return None if part is None else scrub(part)


def unwritable(report: Report) -> InputError | None:
    """The error for a report with half a character in it, which nothing can write; :func:`make_report` makes none."""
    named = ("id", "text_id", "source", "text", "title", "publisher", "url", "language", "byline", "section", "page")
    values = [(name, getattr(report, name)) for name in named]
    values += [("extra", part) for pair in report.extra.items() for part in pair]
    for name, value in values:
        if value is not None and not value.isascii() and SURROGATE.search(value):
            return InputError(
                report.source,
                f"its {name} holds half a character",
                "Make reports with communique.sources.from_text, which mends it",
            )
    return None

"""Plain text -> Report."""

from __future__ import annotations

import re

from communique.errors import EmptyError, UsageError
from communique.model import Report, make_report
from communique.sources.dates import check_date, given_date
from communique.sources.limits import check_length
from communique.sources.written_dates import published_on


def plain_report(
    text: str,
    source: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    date: str | None = None,
    language: str | None = None,
    byline: str | None = None,
    section: str | None = None,
    page: str | None = None,
    certain: bool = False,
) -> Report:
    """The report of a text in memory, checked but not yet prepared. ``date`` is ISO 8601;
    one that only fills the field counts as not given, and one that comes from a file's metadata is not ``certain``.

    Raises:
        EmptyError: there is nothing but blanks.
        InputError: it is over the limit.
        UsageError: the date does not exist, or ``text`` is no str.
    """
    if not isinstance(text, str):
        raise UsageError(f"a report's text is a str, not {type(text).__name__}. Decode bytes, or name a file's path")
    check_length(text, source)
    if not text.strip("\ufeff\u200b \t\r\n\f\v\xa0"):
        raise EmptyError(source, "there is no text in it", "Give a file that holds a report")
    date = given_date(check_date(date), text) if date else None
    return make_report(
        text,
        source,
        title=title,
        publisher=publisher,
        url=url,
        date=date,
        language=language,
        published=None if certain else published_on(date),
        byline=byline,
        section=section,
        page=page,
    )


def blocks_of(text: str) -> list[list[str]]:
    """The lines of a text, in blocks that blank lines set apart."""
    return [part.splitlines() for part in re.split(r"\r?\n[ \t\xa0\f]*(?:\r?\n[ \t\xa0\f]*)+", text)]

"""Plain text -> Report."""

from __future__ import annotations

from communique.errors import EmptyError
from communique.model import Report, make_report
from communique.sources.dates import check_date, given_date
from communique.sources.decode import decode
from communique.sources.limits import check_length


def text_report(data: bytes, source: str) -> Report:
    """The report of a text file: its decoded content, character for character.

    Raises:
        UnreadableError: the bytes are no text.
        EmptyError: there is nothing but blanks.
        InputError: it is over the limit.
    """
    return plain_report(decode(data, source), source)


def plain_report(
    text: str,
    source: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    date: str | None = None,
    language: str | None = None,
) -> Report:
    """The report of a text in memory, checked but not yet prepared. ``date`` is ISO 8601;
    one that only fills the field counts as not given.

    Raises:
        EmptyError: there is nothing but blanks.
        InputError: it is over the limit.
        UsageError: the date does not exist.
    """
    check_length(text, source)
    if not text.strip("\ufeff\u200b \t\r\n\f\v\xa0"):
        raise EmptyError(source, "there is no text in it", "Give a file that holds a report")
    return make_report(
        text,
        source,
        title=title,
        publisher=publisher,
        url=url,
        date=given_date(check_date(date), text) if date else None,
        language=language,
    )

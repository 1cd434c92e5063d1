"""Reads short texts into documents: one parse for each distinct text of a run."""

from __future__ import annotations

from functools import cache

from communique.extract.times import Times
from communique.language.document import PUBLISHED, TIMES, Document
from communique.language.read import documents
from communique.model import Time, make_report


@cache
def document(text: str, date: str | None = "2013-04-17") -> Document:
    return next(iter(documents([make_report(text, "test", date=date)])))


def times_of(read: Document) -> tuple[Time, ...]:
    """The times of a document whose date is what its report gives, and never inferred."""
    if TIMES not in read.layers:
        read.layers.give(PUBLISHED, read.report.published)
        Times()(read)
    return read.times


def times(text: str, date: str | None = "2013-04-17") -> list[tuple[str, str, str]]:
    """(words, type, value) of every expression."""
    read = document(text, date)
    return [(text[t.start : t.end], t.type, t.value) for t in times_of(read)]

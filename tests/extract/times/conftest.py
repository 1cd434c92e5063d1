"""Reads short texts into documents: one parse for each distinct text of a run."""

from __future__ import annotations

from functools import cache

from communique.extract.times import Times
from communique.language.document import Document
from communique.language.read import documents
from communique.model import make_report


@cache
def document(text: str, date: str | None = "2013-04-17") -> Document:
    return next(iter(documents([make_report(text, "test", date=date)])))


def times(text: str, date: str | None = "2013-04-17") -> list[tuple[str, str, str]]:
    """(words, type, value) of every expression."""
    read = document(text, date)
    return [(text[t.start : t.end], t.type, t.value) for t in Times()(read)]

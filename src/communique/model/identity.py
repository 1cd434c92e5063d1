"""Identities that survive a second reading: hashes of what a thing is, never running numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from communique.model.span import Span

LENGTH = 16  # hexadecimal digits of a fact's id: 64 bits, no collision to be expected in 100 million facts


def text_identity(text: str) -> str:
    """sha-256 of the text, in hexadecimal. Lone surrogates, which no encoding allows, are hashed as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_identity(text: str, publisher: str | None, date: str | None, title: str | None, url: str | None) -> str:
    """sha-256 of one printing: text, publisher, date, title and URL as given, each with its length in front."""
    return report_identities(text.encode("utf-8", "surrogatepass"), publisher, date, title, url)[0]


def report_identities(
    text: bytes, publisher: str | None, date: str | None, title: str | None, url: str | None
) -> tuple[str, str]:
    """:func:`report_identity` and :func:`text_identity` of a text that is encoded already."""
    digest = hashlib.sha256(b"%d:" % len(text))
    digest.update(text)
    rest = b""
    for part in (publisher, date, title, url):
        if part is None:
            rest += b"-"
        else:
            told = part.encode("utf-8", "surrogatepass")
            rest += b"%d:%b" % (len(told), told)
    digest.update(rest)
    return digest.hexdigest(), hashlib.sha256(text).hexdigest()


def fact_identity(kind: str, text_id: str, spans: Iterable[Span], *more: str) -> str:
    """The id of a fact or actor: its kind's first letter, then a hash of kind, text and core spans.

    ``more`` tells apart facts that share their spans (two relations told by one clause).
    """
    parts = [kind, text_id, *(f"{s.start}-{s.end}" for s in spans), *more]
    return kind[0] + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:LENGTH]

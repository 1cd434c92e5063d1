"""One story, many printings: texts that are copies, edited or shortened versions of each other share a ``story``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from communique.database import schema as t
from communique.database.likeness import Overlap, overlap, shingles
from communique.model import Span

__all__ = ["file_text"]

CANDIDATES = 12
"""Texts looked at more closely, those that share most numbers first."""
COMMON = 60
"""A number that more texts share is a phrase of the trade ("all rights reserved"), and says nothing."""


def file_text(connection: Connection, text: int, numbers: Sequence[int]) -> int:
    """Files a text under its fingerprint and gives it its story: the key of the first text that tells it.

    A text joins one story only and never joins two others, so that no chain of digests swallows the news.
    """
    run = connection.execute
    known = run(select(t.texts.c.story).where(t.texts.c.key == text)).scalar()
    if known is not None:
        return int(known)
    story = _nearest(connection, text, numbers) or text
    run(update(t.texts).where(t.texts.c.key == text).values(story=story))
    run(delete(t.fingerprints).where(t.fingerprints.c.text == text))
    if numbers:
        run(insert(t.fingerprints), [{"hash": n, "text": text} for n in numbers])
    return story


def _nearest(connection: Connection, text: int, numbers: Sequence[int]) -> int | None:
    """The story of the filed text that is most like this one, if any is like enough."""
    if not numbers:
        return None
    p = t.fingerprints.c
    filed = select(p.hash).where(p.hash.in_(numbers)).group_by(p.hash).having(func.count() <= COMMON)
    query = (
        select(p.text)
        .where(p.hash.in_(filed), p.text != text)
        .group_by(p.text)
        .order_by(func.count().desc(), p.text)
        .limit(CANDIDATES)
    )
    candidates = list(connection.execute(query).scalars())
    if not candidates:
        return None
    own = _shingles(connection, text)[0]
    found: list[tuple[Overlap, int]] = []
    for key in candidates:
        theirs, story = _shingles(connection, key)
        shared = overlap(own, theirs)
        if shared.same_story:
            found.append((shared, story or key))
    if not found:
        return None
    return max(found, key=lambda pair: (pair[0].contained + pair[0].likeness, -pair[1]))[1]


def _shingles(connection: Connection, text: int) -> tuple[list[str], int | None]:
    x = t.texts.c
    row = connection.execute(select(x.text, x.boilerplate, x.story).where(x.key == text)).one()
    return shingles(row.text, [Span(a, b) for a, b in row.boilerplate or ()]), row.story

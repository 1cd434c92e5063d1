"""One story, many printings: texts that are copies, edited or shortened versions of each other share a ``story``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, String, bindparam, delete, func, select, update

from communique.database import schema as t
from communique.database.driver_statement import DriverStatement
from communique.database.likeness import Overlap, overlap, shingles
from communique.database.write import put_rows
from communique.model import Span

__all__ = ["file_text"]

CANDIDATES = 12
"""Texts looked at more closely, those that share most numbers first."""
COMMON = 60
"""A number that more texts share is a phrase of the trade ("all rights reserved"), and says nothing."""


Known = dict[int, tuple[list[tuple[str, ...]], int | None]]
"""The shingles and the story of texts that were looked at, by their keys."""
MOST_KNOWN = 500


def file_text(
    connection: Connection, text: int, numbers: Sequence[int], *, new: bool = False, known_texts: Known | None = None
) -> int:
    """Files a text under its fingerprint and gives it its story: the key of the first text that tells it.

    ``new`` says that the text was put in just now, so that nothing is filed of it. ``known_texts`` remembers texts that
    were looked at, for as long as nothing but this changes stories.

    A text joins one story only and never joins two others, so that no chain of digests swallows the news.
    """
    run = connection.execute
    known = None if new else run(select(t.texts.c.story).where(t.texts.c.key == text)).scalar()
    if known is not None:
        return int(known)
    story = _nearest(connection, text, numbers, known_texts if known_texts is not None else {}) or text
    _tell_story()(connection, own=text, of=story)
    if not new:
        run(delete(t.fingerprints).where(t.fingerprints.c.text == text))
    put_rows(connection, t.fingerprints, [{"hash": n, "text": text} for n in numbers])
    return story


def _nearest(connection: Connection, text: int, numbers: Sequence[int], known: Known) -> int | None:
    """The story of the filed text that is most like this one, if any is like enough."""
    if not numbers:
        return None
    candidates = _sharing().scalars(connection, numbers=json.dumps(list(numbers)), own=text)
    if not candidates:
        return None
    own = _shingles(connection, text)[0]
    found: list[tuple[Overlap, int]] = []
    for key in candidates:
        if key not in known:
            if len(known) >= MOST_KNOWN:
                known.clear()
            known[key] = _shingles(connection, key)
        theirs, story = known[key]
        shared = overlap(own, theirs)
        if shared.same_story:
            found.append((shared, story or key))
    if not found:
        return None
    return max(found, key=lambda pair: (pair[0].contained + pair[0].likeness, -pair[1]))[1]


@cache
def _sharing() -> DriverStatement:
    """Other texts than ``own`` that share most of these ``numbers``, a list in JSON; asked for every text."""
    p = t.fingerprints.c
    listed = func.json_each(bindparam("numbers", type_=String)).table_valued("value")
    asked = p.hash.in_(select(listed.c.value))
    filed = select(p.hash).where(asked).group_by(p.hash).having(func.count() <= COMMON)
    return DriverStatement(
        select(p.text)
        .where(p.hash.in_(filed), p.text != bindparam("own"))
        .group_by(p.text)
        .order_by(func.count().desc(), p.text)
        .limit(CANDIDATES)
    )


@cache
def _text() -> DriverStatement:
    """A ``text`` with what it needs to be compared."""
    x = t.texts.c
    return DriverStatement(select(x.text, x.boilerplate, x.story).where(x.key == bindparam("text")))


@cache
def _tell_story() -> DriverStatement:
    """Make a text (``own``) a printing ``of`` a story."""
    return DriverStatement(update(t.texts).where(t.texts.c.key == bindparam("own")).values(story=bindparam("of")))


def _shingles(connection: Connection, text: int) -> tuple[list[tuple[str, ...]], int | None]:
    [(words, boilerplate, story)] = _text()(connection, text=text)
    return shingles(words, [Span(a, b) for a, b in boilerplate or ()]), story

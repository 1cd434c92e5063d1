"""The log of judgements: written to, never written over. Undoing one is a judgement too, and can be undone."""

from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, String, func, insert, select

from communique.database import schema as t
from communique.entities.ids import keys_of
from communique.errors import StoreError, UsageError, printable

__all__ = [
    "ON_ENTITIES", "ON_FACTS", "Judgement", "JudgementKind", "append", "effective", "entries", "last_number",
    "made_with", "redoable", "reviewer", "undoable",
]  # fmt: skip

VARIABLE = "COMMUNIQUE_REVIEWER"


class JudgementKind(StrEnum):
    """What a person can decide.

    Merges are an equivalence: whoever is one with the one is one with the other, whatever the order in which they were
    judged. Being apart is symmetric and is inherited by whoever is merged with either; a merge and an "apart" that say
    opposite things are never in force together. A split takes members out of an entity, a later one out of what an
    earlier one left. A rename says what an issue is called, whatever reports call it. An undo takes one judgement out
    of force, another undo too, which brings back what that took out.

    Of a coder's judgements on a fact (accept, reject, correct) the last counts; skips and comments say nothing of it.
    "missed" adds a fact, "whole" says that a report was read from end to end. "sample", "coder", "rules" and
    "codebook" are no judgements but what was agreed on: what is to be judged, by whom, how many must agree, and which
    concepts positions are coded as.
    """

    MERGE = "merge"
    APART = "apart"
    SPLIT = "split"
    RENAME = "rename"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    COMMENT = "comment"
    SKIP = "skip"
    MISSED = "missed"
    WHOLE = "whole"
    SAMPLE = "sample"
    CODER = "coder"
    RULES = "rules"
    CODEBOOK = "codebook"
    UNDO = "undo"


ON_ENTITIES = frozenset((JudgementKind.MERGE, JudgementKind.APART, JudgementKind.SPLIT, JudgementKind.RENAME))
"""Judgements that the tables of entities show: they are played again when one comes or goes."""
ON_FACTS = frozenset((
    JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT, JudgementKind.COMMENT, JudgementKind.SKIP,
    JudgementKind.MISSED, JudgementKind.WHOLE,
))  # fmt: skip
"""Judgements on what was found in a text: they are applied when its record is read."""


class Judgement(msgspec.Struct, frozen=True):
    """One decision of a person. ``what`` names entities and actors by their ids, which survive a new reading."""

    number: int
    made: str
    by: str
    kind: JudgementKind
    what: dict[str, Any]
    """merge: ``entities`` and ``into``, the first of them; apart: ``entities``; split: ``entity``, its ``actors`` (or
    meetings, agreements) that move, their ``texts`` and the ``new`` entity; rename: ``entity`` and its ``name``; undo:
    nothing; codebook: ``codebook``, all of it. All by their ids. On facts: see :mod:`communique.review.facts`."""
    note: str | None
    undoes: int | None
    in_force: bool = True
    called: dict[str, str] = {}
    """What the entities in ``what`` are called, by their ids."""


def reviewer() -> str:
    """Who judges: ``$COMMUNIQUE_REVIEWER``, or the name under which one is logged in."""
    try:
        return os.environ.get(VARIABLE) or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def append(
    connection: Connection,
    kind: JudgementKind,
    what: dict[str, Any],
    *,
    by: str | None = None,
    note: str | None = None,
    undoes: int | None = None,
    key: str | None = None,
) -> int:
    """Add a judgement; gives its number.

    ``key`` is a word of the caller's own for this one act: whoever is not sure that it was saved, since the connection
    broke, sends it again with the same key, and it is there once.

    Raises:
        UsageError: the key was used for another judgement.
    """
    if key is not None:
        if (there := made_with(connection, key)) is not None:
            same = there.kind == kind and all(there.what.get(part) == what.get(part) for part in ("fact", "entities"))
            if not same or (by or reviewer()) != there.by:
                raise UsageError(f"the key {printable(key)} stands for judgement {there.number}. Make a new one")
            return there.number
        what = {**what, "key": key}
    row = {
        "made": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": by or reviewer(), "kind": kind.value, "what": what, "note": note, "undoes": undoes,
    }  # fmt: skip
    made = connection.execute(insert(t.judgements), row).inserted_primary_key
    assert made is not None
    return int(made[0])


def entries(
    connection: Connection, kinds: Collection[JudgementKind] | None = None, *, text: str | None = None
) -> list[Judgement]:
    """Every judgement, the first first, each with whether it is in force; of some kinds, on a text (its id).

    Raises:
        ValueError: the log holds a kind of judgement that there is not.
    """
    j = t.judgements.c
    out = undone(connection)
    query = select(j.key, j.made, j.by, j.kind, j.what, j.note, j.undoes).order_by(j.key)
    if kinds is not None:
        query = query.where(j.kind.in_([kind.value for kind in kinds]))
    if text is not None:
        query = query.where(func.json_extract(j.what, "$.text", type_=String) == text)
    rows = connection.execute(query).all()
    e = t.entities.c
    ids = {one for row in rows for one in _ids(row.what)}
    names: dict[str, str] = {}
    if ids:
        keys = keys_of(connection, ids)
        called = dict(connection.execute(select(e.key, e.name).where(e.key.in_(keys.values()))).all())
        names = {one: called[key] for one, key in keys.items()}
    return [
        Judgement(
            row.key,
            row.made,
            row.by,
            JudgementKind(row.kind),
            row.what,
            row.note,
            row.undoes,
            row.key not in out,
            {one: names[one] for one in _ids(row.what) if one in names},
        )
        for row in rows
    ]


def made_with(connection: Connection, key: str) -> Judgement | None:
    """The judgement that was saved with this key of its caller."""
    j = t.judgements.c
    query = select(j.key).where(func.json_extract(j.what, "$.key", type_=String) == key)
    number = connection.execute(query.order_by(j.key).limit(1)).scalar()
    return None if number is None else next(one for one in entries(connection) if one.number == number)


def last_number(connection: Connection) -> int:
    """The number of the last judgement, 0 without one: the log only grows."""
    return int(connection.execute(select(func.coalesce(func.max(t.judgements.c.key), 0))).scalar_one())


def undone(connection: Connection) -> set[int]:
    """The numbers of the judgements that are out of force."""
    j = t.judgements.c
    query = select(j.key, j.undoes).where(j.undoes.is_not(None)).order_by(j.key.desc())
    out: set[int] = set()
    # From the last to the first: an undo that is itself undone undoes nothing.
    for key, undoes in connection.execute(query):
        if key not in out:
            out.add(undoes)
    return out


def _ids(what: dict[str, Any]) -> list[str]:
    """The entities that a judgement names."""
    return [*what.get("entities", ()), *(what[key] for key in ("entity", "new") if key in what)]


def effective(connection: Connection) -> list[Judgement]:
    """The judgements in force that say something of entities, the first first."""
    return [j for j in entries(connection, ON_ENTITIES) if j.in_force]


def undoable(
    connection: Connection, number: int | None, by: str | None = None, kinds: Collection[JudgementKind] | None = None
) -> list[Judgement]:
    """The judgement with this number, or the last in force; undoing is what undoes an undo.

    Without a number it is one on entities, or one of the same person on facts: those of others, and what was agreed on,
    are undone by their numbers. Of ``kinds`` it is the last of the same person's. What was accepted in bulk comes with
    all that was accepted with it, the last first.

    Raises:
        StoreError: there is none, or it is not in force.
    """
    listed = entries(connection)
    if number is None:
        own = by or reviewer()
        found = [j for j in listed if j.in_force and _own(j, own, kinds)]
        if not found:
            raise StoreError(
                f"there is no judgement of yours to undo, {printable(own)}. `communique log` lists what was judged"
            )
        return _batch(found[-1], found)
    one = next((j for j in listed if j.number == number), None)
    if one is None:
        raise StoreError(f"there is no judgement {number}. `communique log` lists them with their numbers")
    if not one.in_force:
        raise StoreError(f"judgement {number} is undone already. `communique log` tells which undo to undo")
    return [one]


def _own(j: Judgement, by: str, kinds: Collection[JudgementKind] | None) -> bool:
    """Whether undoing without a number may mean it."""
    if kinds is not None:
        return j.kind in kinds and j.by == by
    return j.kind in ON_ENTITIES or (j.kind in ON_FACTS and j.by == by)


def _batch(last: Judgement, listed: Collection[Judgement]) -> list[Judgement]:
    """A judgement and what was made in bulk with it, the last first."""
    bulk = last.what.get("bulk")
    if not isinstance(bulk, str):
        return [last]
    return [j for j in reversed(list(listed)) if j.what.get("bulk") == bulk and j.by == last.by and j.kind == last.kind]


def redoable(
    connection: Connection, by: str | None = None, kinds: Collection[JudgementKind] | None = None
) -> list[Judgement]:
    """The undo that is to be taken back: this person's last one in force, unless something was judged since.

    Of ``kinds``: of judgements of these kinds alone. Of what was undone in bulk all undos, the last first.

    Raises:
        StoreError: there is none.
    """
    own = by or reviewer()
    listed = entries(connection)
    of = {j.number: j for j in listed}
    mine = [j for j in listed if j.by == own and (kinds is None or _first(j, of).kind in kinds)]
    for j in reversed(mine):
        if j.kind is not JudgementKind.UNDO:
            break
        if j.in_force and of[j.undoes or 0].kind is not JudgementKind.UNDO:
            return _batch(j, [one for one in mine if one.in_force])
    raise StoreError(
        "there is nothing to do again: you undid nothing since your last judgement. `communique log` lists all"
    )


def _first(j: Judgement, of: Mapping[int, Judgement]) -> Judgement:
    """What a chain of undos began with."""
    while j.kind is JudgementKind.UNDO and j.undoes in of:
        j = of[j.undoes or 0]
    return j


def bears_on_entities(connection: Connection, judgement: Judgement) -> bool:
    """Whether the tables of entities change when it comes into force or goes out of it."""
    listed = {j.number: j for j in entries(connection, {*ON_ENTITIES, JudgementKind.UNDO})}
    return _first(judgement, listed).kind in ON_ENTITIES

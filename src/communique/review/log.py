"""The log of judgements: written to, never written over. Undoing one is a judgement too, and can be undone."""

from __future__ import annotations

import datetime
import getpass
import os
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from communique.database import schema as t
from communique.entities.ids import keys_of
from communique.errors import StoreError

__all__ = ["Judgement", "JudgementKind", "append", "effective", "entries", "reviewer"]

VARIABLE = "COMMUNIQUE_REVIEWER"


class JudgementKind(StrEnum):
    """What a person can decide.

    Merges are an equivalence: whoever is one with the one is one with the other, whatever the order in which they were
    judged. Being apart is symmetric and is inherited by whoever is merged with either; a merge and an "apart" that say
    opposite things are never in force together. A split takes members out of an entity, a later one out of what an
    earlier one left. A rename says what an issue is called, whatever reports call it. An undo takes one judgement out
    of force, another undo too, which brings back what that took out.
    """

    MERGE = "merge"
    APART = "apart"
    SPLIT = "split"
    RENAME = "rename"
    UNDO = "undo"


class Judgement(msgspec.Struct, frozen=True):
    """One decision of a person. ``what`` names entities and actors by their ids, which survive a new reading."""

    number: int
    made: str
    by: str
    kind: JudgementKind
    what: dict[str, Any]
    """merge: ``entities`` and ``into``, the first of them; apart: ``entities``; split: ``entity``, its ``actors`` (or
    meetings, agreements) that move, their ``texts`` and the ``new`` entity; rename: ``entity`` and its ``name``; undo:
    nothing. All by their ids."""
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
) -> int:
    """Add a judgement; gives its number."""
    row = {
        "made": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": by or reviewer(), "kind": kind.value, "what": what, "note": note, "undoes": undoes,
    }  # fmt: skip
    made = connection.execute(insert(t.judgements), row).inserted_primary_key
    assert made is not None
    return int(made[0])


def entries(connection: Connection) -> list[Judgement]:
    """Every judgement, the first first, each with whether it is in force.

    Raises:
        ValueError: the log holds a kind of judgement that there is not.
    """
    j = t.judgements.c
    rows = connection.execute(select(j.key, j.made, j.by, j.kind, j.what, j.note, j.undoes).order_by(j.key)).all()
    out: set[int] = set()
    # From the last to the first: an undo that is itself undone undoes nothing.
    for row in reversed(rows):
        if row.undoes is not None and row.key not in out:
            out.add(row.undoes)
    e = t.entities.c
    ids = {one for row in rows for one in _ids(row.what)}
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


def _ids(what: dict[str, Any]) -> list[str]:
    """The entities that a judgement names."""
    return [*what.get("entities", ()), *(what[key] for key in ("entity", "new") if key in what)]


def effective(connection: Connection) -> list[Judgement]:
    """The judgements in force that say something of entities, the first first."""
    return [j for j in entries(connection) if j.in_force and j.kind != JudgementKind.UNDO]


def undoable(connection: Connection, number: int | None) -> Judgement:
    """The judgement with this number, or the last in force; undoing is what undoes an undo.

    Raises:
        StoreError: there is none, or it is not in force.
    """
    listed = entries(connection)
    if number is None:
        found = [j for j in listed if j.in_force and j.kind != JudgementKind.UNDO]
        if not found:
            raise StoreError("there is no judgement to undo. `communique log` lists what was judged")
        return found[-1]
    one = next((j for j in listed if j.number == number), None)
    if one is None:
        raise StoreError(f"there is no judgement {number}. `communique log` lists them with their numbers")
    if not one.in_force:
        raise StoreError(f"judgement {number} is undone already. `communique log` tells which undo to undo")
    return one

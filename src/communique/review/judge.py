"""Merging, keeping apart, splitting and undoing: each is written to the log and applied by playing the log again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import uuid4

from sqlalchemy import Connection, case, delete, func, insert, select, update

from communique.database import schema as t
from communique.entities.book import Book
from communique.entities.ids import FIXED, keys_of
from communique.entities.issues import issue_label
from communique.entities.release import recount
from communique.errors import StoreError, UsageError, printable
from communique.model.identity import fact_identity
from communique.model.kinds import ISSUE
from communique.review.apart import see_that_none_is_joined
from communique.review.log import (
    Judgement,
    JudgementKind,
    append,
    bears_on_entities,
    effective,
    entries,
    made_with,
    redoable,
    undoable,
)

__all__ = ["apart", "merge", "redo", "rename", "replay", "split", "undo"]

MISTAKEN = frozenset(("person", "organization"))
"""Kinds of which reports are taken to tell the one where they tell the other: "Obama" of "the Obama administration"."""


def merge(
    connection: Connection,
    entities: Sequence[str],
    *,
    by: str | None = None,
    note: str | None = None,
    key: str | None = None,
) -> int:
    """Judge that these entities (their ids) are one, which goes by the first; gives the judgement's number.

    Raises:
        UsageError: there are not two.
        StoreError: one is not in the store, they are of different kinds, or somebody keeps them apart.
    """
    ids = list(dict.fromkeys(entities))
    if len(ids) < 2:
        raise UsageError("merging takes two entities or more. Name them by their ids or names")
    kinds = _kinds(connection, ids)
    if len(set(kinds.values())) > 1 and not set(kinds.values()) <= MISTAKEN:
        told = ", ".join(f"{one} is a {kinds[one]}" for one in ids)
        raise StoreError(f"different kinds of things cannot be one: {told}. Merge those of one kind")
    number = append(connection, JudgementKind.MERGE, {"entities": ids, "into": ids[0]}, by=by, note=note, key=key)
    replay(connection)
    see_that_none_is_joined(connection)
    return number


def apart(
    connection: Connection,
    entities: Sequence[str],
    *,
    by: str | None = None,
    note: str | None = None,
    key: str | None = None,
) -> int:
    """Judge that each of these entities (their ids) is another one; gives the judgement's number.

    Pairs of them are no longer unsure, and no later reading joins them.

    Raises:
        UsageError: there are not two.
        StoreError: one is not in the store, or two of them are one by another judgement.
    """
    ids = list(dict.fromkeys(entities))
    if len(ids) < 2:
        raise UsageError("keeping apart takes two entities or more. Name them by their ids or names")
    _kinds(connection, ids)
    number = append(connection, JudgementKind.APART, {"entities": ids}, by=by, note=note, key=key)
    see_that_none_is_joined(connection)
    return number


def _kinds(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The kinds of these entities.

    Raises:
        StoreError: one is not in the store.
    """
    e = t.entities.c
    keys = keys_of(connection, ids)
    by_key = dict(connection.execute(select(e.key, e.kind).where(e.key.in_(keys.values()))).all())
    kinds = {one: by_key[key] for one, key in keys.items()}
    for one in ids:
        if one not in kinds:
            raise StoreError(f"there is no entity {printable(one)}. `communique find actors` lists them with their ids")
    return kinds


def split(
    connection: Connection,
    entity: str,
    actors: Sequence[str],
    *,
    by: str | None = None,
    note: str | None = None,
    key: str | None = None,
) -> int:
    """Judge that these actors, meetings or agreements (their ids, from reports) are not ``entity`` but another one.

    Gives the number of the judgement.

    Raises:
        StoreError: one of the actors is not in the store, or not of that entity.
    """
    ids = sorted(set(actors))
    if not ids:
        raise UsageError("splitting takes the actors to take out. Name the reports that tell of them")
    f, i, e, x = t.findings.c, t.identities.c, t.entities, t.texts.c
    canonical = e.alias("canonical")
    query = (
        select(f.id, x.text_id, e.c.id.label("own"), canonical.c.id.label("same"))
        .join(t.identities, i.finding == f.key)
        .join(t.texts, x.key == f.text)
        .join(e, e.c.key == i.entity)
        .outerjoin(canonical, canonical.c.key == e.c.same_as)
        .where(f.id.in_(ids))
    )
    rows = connection.execute(query).all()
    known = {row.id: {row.own, row.same} for row in rows}
    for one in ids:
        if entity not in known.get(one, ()):
            raise StoreError(f"{printable(one)} is no mention of {printable(entity)}. `communique actor` lists them")
    new = fact_identity("entity", "", (), "split", entity, *ids)
    # Findings are filed by their texts, so the log says where each is to be found.
    what = {"entity": entity, "actors": ids, "texts": sorted({row.text_id for row in rows}), "new": new}
    number = append(connection, JudgementKind.SPLIT, what, by=by, note=note, key=key)
    replay(connection)
    return number


def rename(connection: Connection, entity: str, name: str, *, by: str | None = None, note: str | None = None) -> int:
    """Judge that an issue (its id) is called so; gives the number of the judgement.

    Raises:
        UsageError: the name is empty.
        StoreError: it is not in the store, or is no issue.
    """
    shown = " ".join(name.split())
    if not shown:
        raise UsageError("an issue needs a name. Give it one of some words")
    if (kind := _kinds(connection, [entity])[entity]) != ISSUE:
        raise StoreError(f"{printable(entity)} is a {kind}, and is called as reports call it. Issues can be renamed")
    number = append(connection, JudgementKind.RENAME, {"entity": entity, "name": shown}, by=by, note=note)
    replay(connection)
    return number


def undo(
    connection: Connection,
    number: int | None = None,
    *,
    by: str | None = None,
    note: str | None = None,
    kinds: Collection[JudgementKind] | None = None,
    key: str | None = None,
) -> list[Judgement]:
    """Take back the judgement with this number, or the last one in force; gives the judgements taken back.

    They are several, the last first, where the last was accepted in bulk with others. ``kinds`` and ``key`` are those
    of :func:`communique.review.log.undoable` and :func:`communique.review.log.append`.

    Raises:
        StoreError: there is none to undo, or what comes back contradicts another judgement.
    """
    if (done := _done(connection, key)) is not None:
        return done
    done = _undone(connection, undoable(connection, number, by, kinds), by, note, key)
    of = {j.number: j for j in entries(connection)}
    return [of[j.number] for j in done]


def redo(
    connection: Connection,
    *,
    by: str | None = None,
    note: str | None = None,
    kinds: Collection[JudgementKind] | None = None,
    key: str | None = None,
) -> list[Judgement]:
    """Take back this person's last undo; gives the judgements that are in force again, the last undone first.

    Raises:
        StoreError: nothing was undone since the last judgement, or what comes back contradicts another one.
    """
    if (done := _done(connection, key)) is None:
        done = _undone(connection, redoable(connection, by, kinds), by, note, key)
    of = {j.number: j for j in entries(connection)}
    return [of[j.undoes or 0] for j in done]


def _done(connection: Connection, key: str | None) -> list[Judgement] | None:
    """What was taken back when this was asked for the first time."""
    first = None if key is None else made_with(connection, key)
    if first is None:
        return None
    if first.kind is not JudgementKind.UNDO:
        raise UsageError(f"the key {printable(str(key))} stands for judgement {first.number}. Make a new one")
    of = {j.number: j for j in entries(connection)}
    bulk = first.what.get("bulk")
    same = [j for j in of.values() if bulk is not None and j.what.get("bulk") == bulk]
    return [of[j.undoes or 0] for j in same or [first]]


def _undone(
    connection: Connection, found: list[Judgement], by: str | None, note: str | None, key: str | None
) -> list[Judgement]:
    on_entities = any(bears_on_entities(connection, one) for one in found)
    together = {"bulk": uuid4().hex} if len(found) > 1 else {}
    for n, one in enumerate(found):
        append(connection, JudgementKind.UNDO, together, by=by, note=note, undoes=one.number, key=None if n else key)
    if on_entities:
        replay(connection)
        see_that_none_is_joined(connection)
    return found


def replay(connection: Connection) -> None:
    """Bring the entities to what the machine decided, then apply every judgement in force, the first first."""
    i, e = t.identities, t.entities
    before = _splits(connection)
    connection.execute(update(i).where(i.c.machine.is_not(None)).values(entity=i.c.machine, machine=None))
    connection.execute(update(e).where(e.c.same_as.is_not(None)).values(same_as=None))
    merges: list[list[str]] = []
    for judgement in effective(connection):
        if judgement.kind == JudgementKind.MERGE:
            merges.append(judgement.what["entities"])
        elif judgement.kind == JudgementKind.SPLIT:
            _apply_split(connection, judgement)
    _apply_merges(connection, merges)
    after = _splits(connection)
    if before != after:
        touched = {key for moved in before.symmetric_difference(after) for key in moved[1:]}
        recount(connection, sorted(touched))
    _apply_renames(connection)


def _apply_renames(connection: Connection) -> None:
    """What issues are called by judgement lies among their names: of each the last in force."""
    e, n = t.entities.c, t.names
    issues = select(e.key).where(e.kind == ISSUE)
    connection.execute(delete(n).where(n.c.entity.in_(issues)))
    called = {j.what["entity"]: j.what["name"] for j in effective(connection) if j.kind == JudgementKind.RENAME}
    keys = keys_of(connection, called)
    rows = {keys[one]: name for one, name in called.items() if one in keys}
    if rows:
        made = [{"entity": key, "name": name, "shown": name, "times": 1} for key, name in sorted(rows.items())]
        connection.execute(insert(n), made)


def _splits(connection: Connection) -> set[tuple[int, int, int]]:
    i = t.identities.c
    rows = connection.execute(select(i.finding, i.entity, i.machine).where(i.machine.is_not(None)))
    return {(row[0], row[1], row[2]) for row in rows}


def _apply_split(connection: Connection, judgement: Judgement) -> None:
    f, i, a, m, g, x = t.findings.c, t.identities, t.actors.c, t.meetings.c, t.agreements.c, t.texts.c
    p = t.metadata.tables["positions"]
    ids = judgement.what["actors"]
    query = (
        select(
            f.key, func.coalesce(t.called(), m.title, g.name, issue_label()).label("name"),
            func.coalesce(
                a.kind,
                case((m.key.is_not(None), "meeting"), (p.c.key.is_not(None), ISSUE), else_="agreement"),
            ).label("kind"),
            func.coalesce(a.country, m.place_country).label("country"), a.sector,
        )
        .outerjoin(t.actors, a.key == f.key)
        .outerjoin(t.meetings, m.key == f.key)
        .outerjoin(t.agreements, g.key == f.key)
        .outerjoin(p, p.c.key == f.key)
        .join(t.texts, x.key == f.text)
        .where(t.found_in(select(x.key).where(x.text_id.in_(judgement.what["texts"]))), f.id.in_(ids))
    )  # fmt: skip
    rows = connection.execute(query.order_by(f.key)).all()
    if not rows:
        return  # their texts were read anew, and they were not found again
    one = max(rows, key=lambda row: (len(row.name), row.name))
    book = Book(connection)
    new = book.entity(judgement.what["new"], one.name, one.kind, one.country, one.sector, FIXED)
    book.close()
    connection.execute(
        update(i)
        .where(i.c.finding.in_([row.key for row in rows]))
        .values(machine=func.coalesce(i.c.machine, i.c.entity), entity=new)
    )


def _apply_merges(connection: Connection, merges: Sequence[Sequence[str]]) -> None:
    keys = keys_of(connection, {one for ids in merges for one in ids})
    root: dict[int, int] = {}

    def find(one: int) -> int:
        while root.setdefault(one, one) != one:
            one = root[one]
        return one

    for ids in merges:
        there = [keys[one] for one in ids if one in keys]
        for other in there[1:]:
            a, b = find(there[0]), find(other)
            if a != b:
                root[b] = a
    e = t.entities.c
    for one in root:
        into = find(one)
        if into != one:
            connection.execute(update(t.entities).where(e.key == one).values(same_as=into))

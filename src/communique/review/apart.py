"""Whom people keep apart, read from the log: for questions, for adding, and against judgements that contradict it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.entities.ids import keys_of
from communique.errors import StoreError, printable
from communique.linking.apart import NOBODY, Separations
from communique.review.log import Judgement, JudgementKind, effective

__all__ = ["earlier_of", "kept_apart", "see_that_none_is_joined"]


def kept_apart(connection: Connection) -> Separations:
    """The pairs that people keep apart, each by the entities into which theirs were merged."""
    judged = _judged(connection)
    if not judged:
        return NOBODY
    e = t.entities.c
    roots = _roots(connection, {one for j in judged for one in j.what["entities"]})
    pairs: set[tuple[int, int]] = set()
    for j in judged:
        keys = {roots[one] for one in j.what["entities"] if one in roots}
        pairs |= {pair for a, b in combinations(sorted(keys), 2) for pair in ((a, b), (b, a))}
    members = select(e.key, e.same_as).where(e.same_as.in_({key for pair in pairs for key in pair}))
    return Separations(frozenset(pairs), dict(connection.execute(members).all()))


def earlier_of(connection: Connection, apart: Separations, text: int) -> dict[str, int]:
    """What the facts of a text that is about to be read anew are, as far as people keep that apart from something."""
    if not apart.pairs:
        return {}
    i, f = t.identities.c, t.findings.c
    keys = {a for a, _ in apart.pairs} | set(apart.same)
    query = select(f.id, i.entity).join(t.identities, i.finding == f.key)
    rows = connection.execute(query.where(t.found_in([text]), i.entity.in_(keys)))
    return dict(rows.all())


def see_that_none_is_joined(connection: Connection) -> None:
    """See that no judgement in force joins what another one keeps apart.

    Raises:
        StoreError: one does; the message names it.
    """
    for j in _judged(connection):
        roots = _roots(connection, j.what["entities"])
        seen: dict[int, str] = {}
        for one in j.what["entities"]:
            other = seen.setdefault(roots[one], one) if one in roots else one
            if other != one:
                raise StoreError(
                    f"judgement {j.number} of {printable(j.by)} keeps {other} and {one} apart, and they cannot be "
                    f"one beside it. `communique undo {j.number}` takes it back"
                )


def _judged(connection: Connection) -> list[Judgement]:
    return [j for j in effective(connection) if j.kind == JudgementKind.APART]


def _roots(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """The entities with these ids, or those into which people merged them, by their keys."""
    e = t.entities.c
    keys = keys_of(connection, ids)
    rows = connection.execute(select(e.key, e.same_as).where(e.key.in_(keys.values())))
    same = {key: same_as or key for key, same_as in rows}
    return {one: same[key] for one, key in keys.items()}

"""Facts of all kinds but statements: those that a question means, with what coders decided of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import kind_of
from communique.model.kinds import OCCASIONS
from communique.query.decisions import of_all
from communique.query.fact_answers import FactAnswer
from communique.query.fact_pages import LAYOUT_OF, FactPages
from communique.query.further_facts import Place, further_facts, merged, places_of
from communique.query.paging import ActorSet, actors_asked, begin_with_few, pages_by_day
from communique.query.question import Question

__all__ = ["facts", "facts_with_ids", "latest_facts"]


def facts(connection: Connection, kind: str, question: Question) -> list[FactAnswer]:
    """Facts of a kind (``meetings``), in the order of their reports' dates, undated ones last.

    ``by`` and ``to`` are any who take part, ``about`` words in the fact's own sentences, ``anywhere`` words in the
    report, ``since`` and ``until`` days of the report.

    Args:
        connection: to a store.
        kind: a field of :data:`communique.model.FACT_KINDS` but "statements".
        question: acts, modes and bodies of statements in it narrow nothing here.

    Raises:
        KeyError: there is no such kind.
        UsageError: the words are no expression.
    """
    asked = actors_asked(connection, question)
    decided, apart = _decided(connection, kind, question)
    if not decided:
        return [] if asked is None else _page(FactPages(connection, LAYOUT_OF[kind], question, asked))

    def own(offset: int, limit: int | None) -> list[tuple[Place, FactAnswer]]:
        if asked is None:
            return []
        part = msgspec.structs.replace(question, offset=offset, limit=limit)
        told = FactPages(connection, LAYOUT_OF[kind], part, asked)
        told.where += [told.table.c["key"].not_in(apart)] if apart else []
        found = _page(told)
        return list(zip(places_of(connection, found), found, strict=True))

    return merged(question, decided, own)


def latest_facts(
    connection: Connection, kind: str, question: Question, asked: Mapping[str, ActorSet], many: int
) -> list[FactAnswer]:
    """The last so many facts of a kind, by their reports' days, the earliest first; the undated are before all."""
    told = FactPages(connection, LAYOUT_OF[kind], question, asked)
    decided, apart = _decided(connection, kind, question)
    told.where += [told.table.c["key"].not_in(apart)] if apart else []
    found = told.latest(many)
    if not decided:
        return found
    both = [*zip(places_of(connection, found), found, strict=True), *decided]
    # The undated stand last elsewhere: they are not the latest.
    both.sort(key=lambda one: (not one[0][0], *one[0][1:]))
    return [answer for _, answer in both][max(len(both) - many, 0) :]


def _page(told: FactPages) -> list[FactAnswer]:
    narrowed = None if told.question.about else begin_with_few(told.connection, told.question, told.asked)
    if narrowed is not None:
        told.asked = narrowed
        return told.first()
    if pages_by_day(told.connection, told.question, told.narrow()):
        return told.first()
    return told.looked_up()


def _decided(connection: Connection, kind: str, question: Question) -> tuple[list[tuple[Place, FactAnswer]], list[int]]:
    """The facts that coders corrected or added, with their places; and the keys of the rows that these tell too.

    Of a meeting that a coder put right the other reports' tellings are part of what he put right.
    """
    from communique.query.decided_answers import decided_facts, with_tellings  # which makes answers as these are

    further = further_facts(connection, question, kind)
    if not further:
        return [], []
    found = decided_facts(connection, kind, further)
    places = [one.place for one in further]
    if kind_of(kind).singular not in OCCASIONS:
        return list(zip(places, found, strict=True)), []
    i, e = t.identities.c, t.entities
    listed = sorted({one.entity for one in found if one.entity is not None})
    rows = connection.execute(
        select(i.finding)
        .join(e, e.c.key == i.entity)
        .outerjoin(t.CANONICAL, t.CANONICAL.c.key == e.c.same_as)
        .where(func.coalesce(t.CANONICAL.c.id, e.c.id).in_(listed))
    )
    apart = list(rows.scalars()) if listed else []
    others: dict[str | None, FactAnswer] = {}
    if apart:
        whole = msgspec.structs.replace(question, limit=None, offset=0)
        told = FactPages(connection, LAYOUT_OF[kind], whole, {})
        others = {one.entity: one for one in told.looked_up(told.table.c["key"].in_(apart))}
    once: dict[str, tuple[Place, FactAnswer]] = {}
    for place, one in zip(places, found, strict=True):
        once.setdefault(one.entity or one.id, (place, with_tellings(one, others.get(one.entity))))
    return list(once.values()), apart


def facts_with_ids(
    connection: Connection, kind: str, ids: Sequence[str], question: Question | None = None
) -> list[FactAnswer]:
    """The facts of a kind with these ids, of each text once, in the order of their reports' dates.

    ``question`` tells whether they are as coders decided, and nothing else.

    Raises:
        KeyError: there is no such kind.
    """
    whole = of_all(question or Question())
    told = FactPages(connection, LAYOUT_OF[kind], whole, {})
    f = t.findings.c
    found: list[FactAnswer] = []
    for part in portions(ids):
        found += told.looked_up(f.id.in_(list(part)))
    decided = [one for one in _decided(connection, kind, whole)[0] if one[1].id in ids]
    if not decided:
        return found
    both = sorted([*zip(places_of(connection, found), found, strict=True), *decided], key=lambda one: one[0])
    return [answer for _, answer in both]

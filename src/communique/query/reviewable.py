"""Which facts of a store can be judged: every one of every text once, or those that a question means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import FACT_KINDS, kind_of
from communique.model.kinds import OCCASIONS
from communique.query.fact_answers import FactAnswer
from communique.query.facts import facts
from communique.query.meaning import FACTUAL
from communique.query.question import Question
from communique.query.selection import matching_statements, report_conditions
from communique.review.queue import QueueItem

__all__ = ["reviewable"]

OF_STATEMENTS = ("by", "to", "about", "act", "mode", "country", "body")
"""Parts of a question that ask more of a statement than of its report."""
OF_FACTS = ("by", "to", "about", "country")
"""The same of other facts."""


def reviewable(
    connection: Connection,
    question: Question,
    kinds: Collection[str] = FACT_KINDS,
    *,
    texts: Sequence[str] | None = None,
) -> list[QueueItem]:
    """The facts of these kinds that a question means: each of a text once, however many reports print it.

    With ``texts`` (ids) all facts of these texts, whatever the question.

    They come in an order that follows from what they are, whatever the order in which they were added.

    Raises:
        UsageError: the words of the question are no expression.
    """
    if texts is not None:
        x = t.texts.c
        found = [
            item
            for part in portions(texts)
            for kind in FACT_KINDS
            if kind in kinds
            for item in _rows(connection, kind, t.found_in(select(x.key).where(x.text_id.in_(part))))
        ]
        return sorted(found, key=lambda item: (item.text, item.fact))
    found = [item for kind in FACT_KINDS if kind in kinds for item in _of_kind(connection, kind, question)]
    return sorted(found, key=lambda item: (item.text, item.fact))


def _of_kind(connection: Connection, kind: str, question: Question) -> Iterator[QueueItem]:
    f = t.findings.c
    whole = msgspec.structs.replace(question, count="texts", limit=None, offset=0)
    if kind == "statements" and any(getattr(question, part) for part in OF_STATEMENTS):
        keys = sorted({match.statement for match in matching_statements(connection, whole)[0]})
        for some in portions(keys):
            yield from _rows(connection, kind, f.key.in_(some))
    elif kind != "statements" and any(getattr(question, part) for part in OF_FACTS):
        ids = sorted(_told(connection, kind, facts(connection, kind, whole)))
        for part in portions(ids):
            yield from _rows(connection, kind, f.id.in_(part))
    else:
        yield from _rows(connection, kind, *_conditions(kind, question))


def _conditions(kind: str, question: Question) -> list[ColumnElement[bool]]:
    f, r = t.findings.c, t.reports.c
    where: list[ColumnElement[bool]] = []
    if of_report := report_conditions(question):
        where.append(f.text.in_(select(r.text).where(*of_report)))
    if question.confidence:
        where.append(f.confidence >= question.confidence)
    events = t.metadata.tables["events"].c
    if kind == "events" and question.type:
        where.append(f.key.in_(select(events.key).where(events.type.in_(question.type))))
    if kind == "events" and question.facts:
        where += [f.key.in_(select(events.key).where(events.modality.in_(FACTUAL))), f.statement.is_(None)]
    return where


def _rows(connection: Connection, kind: str, *where: ColumnElement[bool]) -> Iterator[QueueItem]:
    f, x = t.findings.c, t.texts.c
    of_kind = t.of_kind(kind_of(kind).singular)
    query = select(f.id, x.text_id, f.confidence).join(t.texts, x.key == f.text).where(of_kind, *where)
    for row in connection.execute(query):
        yield QueueItem(row.id, row.text_id, kind, row.confidence)


def _told(connection: Connection, kind: str, answers: Sequence[FactAnswer]) -> set[str]:
    """The ids of the facts behind answers: of an occasion those of all reports that the answer cites."""
    if kind_of(kind).singular not in OCCASIONS:
        return {answer.id for answer in answers}
    f, i, e, r = t.findings.c, t.identities.c, t.entities, t.reports.c
    canonical = t.CANONICAL
    entities = sorted({answer.entity for answer in answers if answer.entity is not None})
    cited = {c.report for answer in answers for c in (answer.citation, *answer.also)}
    found = {answer.id for answer in answers}
    for part in portions(entities):
        query = (
            select(f.id, r.id.label("report"))
            .join(t.identities, i.finding == f.key)
            .join(e, e.c.key == i.entity)
            .outerjoin(canonical, canonical.c.key == e.c.same_as)
            .join(t.reports, r.text == f.text)
            .where(func.coalesce(canonical.c.id, e.c.id).in_(part))
        )
        found |= {row.id for row in connection.execute(query) if row.report in cited}
    return found

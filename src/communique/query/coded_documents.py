"""The documents of a store as Discourse Network Analyzer has them: each text once, as it was first printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.database.days import bounds
from communique.database.portions import portions
from communique.model.dna import UNDATED, DnaDocument
from communique.query.question import Question
from communique.query.selection import report_conditions

__all__ = ["coded_documents"]

NOBODY = datetime(1970, 1, 1)
"""The date of a document without one."""


def coded_documents(connection: Connection, question: Question | None = None) -> Iterator[tuple[str, DnaDocument]]:
    """Documents with the ids of their reports, by their dates, undated ones last; numbered from 1.

    Args:
        connection: to a store.
        question: of which reports; what else it asks is not looked at.
    """
    r, p, x = t.reports.c, t.particulars.c, t.texts.c
    query = (
        select(r.text, r.id, r.title, r.publisher, p.byline, p.section, r.genre, r.published, r.url, r.source)
        .outerjoin(t.particulars, p.report == r.key)
        .where(*(report_conditions(question) if question else ()))
        .order_by(r.first_day.is_(None), r.first_day, r.key)
    )
    first: dict[int, tuple[str | None, ...]] = {}
    for text, *row in connection.execute(query):
        first.setdefault(text, tuple(row))
    listed = list(first)
    numbers = count(1)
    for keys in portions(listed):
        words = dict(connection.execute(select(x.key, x.text).where(x.key.in_(keys))).all())
        for n, key in zip(numbers, keys, strict=False):
            one, title, publisher, byline, section, genre, date, url, source = first[key]
            days = bounds(date.rstrip("?")) if date else None
            told = filter(None, (url, f"Report {one}", None if days else UNDATED))
            yield str(one), DnaDocument(
                n, title or str(source), words[key], datetime.fromisoformat(days[0]) if days else NOBODY, byline or "",
                publisher or "", section or "", genre or "", "\n".join(told),
            )  # fmt: skip

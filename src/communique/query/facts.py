"""Facts of all kinds but statements as answers: who takes part, what the words are, where they stand."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, or_, select

from communique.query.actors import texts_with
from communique.query.answers import Citation, Who
from communique.query.choose import report_conditions
from communique.query.entities import all_keys, find_entities
from communique.query.question import Question
from communique.query.statements import citations, who_is, words_of
from communique.store import schema as t
from communique.store.layout import LAYOUTS, Layout

__all__ = ["KINDS", "FactAnswer", "facts"]

KINDS = {layout.field: layout for layout in LAYOUTS if layout.field != "statements"}
"""Kinds by the name of their table."""
DATES = {"meetings": "start_date", "agreements": "date", "events": "date", "positions": "date", "relations": "since"}
"""Where a kind keeps its own date."""
LABELS = {
    "meetings": ("status", "format", "title"), "agreements": ("status", "name"), "events": ("type", "modality"),
    "positions": ("stance", "label"), "relations": ("polarity", "type"), "conditionals": ("kind",),
}  # fmt: skip
"""What names a fact of each kind."""


class FactAnswer(msgspec.Struct, frozen=True):
    """One fact."""

    id: str
    kind: str
    label: str
    """What it is: "held talks Geneva talks", "ACCUSE alleged"."""
    who: tuple[Who, ...]
    words: str
    """The evidence."""
    date: str | None
    """Its own date, if told."""
    confidence: float
    details: dict[str, Any]
    citation: Citation

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "fact": self.id, "kind": self.kind, "label": self.label, "who": "; ".join(w.name for w in self.who),
            "words": self.words, "on": self.date, "confidence": self.confidence, **self.citation.flat(),
        }  # fmt: skip


def facts(connection: Connection, kind: str, question: Question) -> list[FactAnswer]:
    """Facts of a kind (``meetings``), in the order of their reports' dates, undated ones last.

    ``by`` and ``to`` are any who take part, ``about`` words in the report, ``since`` and ``until`` days of the report.
    """
    layout = KINDS[kind]
    table, f, r = t.metadata.tables[kind], t.findings.c, t.reports.c
    where: list[Any] = list(report_conditions(question))
    for asked in (question.by, question.to, question.body):
        if asked is None:
            continue
        found = find_entities(connection, asked)
        if not found:
            return []
        where.append(_takes_part(layout, table, all_keys(connection, found)))
    if question.country is not None:
        where.append(_of_country(layout, table, question.country))
    if question.words is not None:
        where.append(f.text.in_(texts_with(question.words)))
    if question.confidence:
        where.append(f.confidence >= question.confidence)
    query = (
        select(f.id, f.text, f.start, f.end, f.confidence, r.key.label("report"), r.first_day, *table.c)
        .join_from(table, t.findings, f.key == table.c["key"])
        .join(t.reports, r.text == f.text)
        .where(*where)
        .order_by(r.first_day.is_(None), r.first_day, r.key, f.start, f.key)
    )
    if question.count != "printings":
        first = select(r.key).where(r.text == f.text).order_by(r.first_day.is_(None), r.first_day, r.key).limit(1)
        query = query.where(r.key == first.correlate(t.findings).scalar_subquery())
    return _answers(connection, layout, connection.execute(query.limit(question.limit)).mappings().all())


def _takes_part(layout: Layout, table: Any, keys: list[int]) -> Any:
    i, p = t.identities.c, t.participants.c
    actors = select(i.finding).where(i.entity.in_(keys))
    ways = [table.c[column].in_(actors) for column in layout.actors]
    if layout.many:
        ways.append(exists(select(p.finding).where(p.finding == table.c["key"], p.actor.in_(actors))))
    return or_(*ways)


def _of_country(layout: Layout, table: Any, country: str) -> Any:
    a, p = t.actors.c, t.participants.c
    actors = select(a.key).where(a.country == country)
    ways = [table.c[column].in_(actors) for column in layout.actors]
    if layout.many:
        ways.append(exists(select(p.finding).where(p.finding == table.c["key"], p.actor.in_(actors))))
    return or_(*ways)


def _answers(connection: Connection, layout: Layout, rows: Any) -> list[FactAnswer]:
    keys = [row["key"] for row in rows]
    people: dict[int, list[int]] = defaultdict(list)
    p = t.participants.c
    for row in rows:
        people[row["key"]] += [row[column] for column in layout.actors if row[column] is not None]
    for at in range(0, len(keys), 500):
        query = select(p.finding, p.actor).where(p.finding.in_(keys[at : at + 500])).order_by(p.finding, p.part, p.n)
        for finding, actor in connection.execute(query):
            people[finding].append(actor)
    who = who_is(connection, {actor for listed in people.values() for actor in listed})
    texts = words_of(connection, {row["text"] for row in rows})
    places = citations(connection, [(row["report"], row["start"] or 0, row["end"] or 0, 1) for row in rows])
    answers = []
    for row, place in zip(rows, places, strict=True):
        label = " ".join(str(row[c]) for c in LABELS[layout.field] if row[c] and row[c] != "affirmed")
        details = {
            c.name: row[c.name]
            for c in t.metadata.tables[layout.field].c
            if c.name != "key" and row[c.name] is not None
        }
        listed = tuple(dict.fromkeys(who[actor] for actor in people[row["key"]] if actor in who))
        words = " ".join(texts[row["text"]][row["start"] or 0 : row["end"] or 0].split())
        own = row[DATES[layout.field]] if layout.field in DATES else None
        answers.append(
            FactAnswer(row["id"], layout.kind, label, listed, words, own, row["confidence"],
                       {k: v for k, v in details.items() if k not in layout.actors}, place)
        )  # fmt: skip
    return answers

"""A fact of any kind but statements as an answer: who takes part, what the words are, where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, select

from communique.database import schema as t
from communique.database.layout import Layout
from communique.model import kind_of
from communique.model.kinds import OCCASIONS
from communique.query.answers import ActorLabel, Citation
from communique.query.lookups import actor_labels, citations, entity_ids, evidence_pieces, longest_mention, texts_by_key

__all__ = ["FactAnswer", "answers_of", "fact_label", "occasions_of"]

RECIPIENT = "recipient"
"""The part in an event of those who are acted upon."""


class FactAnswer(msgspec.Struct, frozen=True):
    """One fact."""

    id: str
    kind: str
    label: str
    """What it is: "held talks Geneva talks", "ACCUSE alleged"."""
    who: tuple[ActorLabel, ...]
    words: str
    """The evidence."""
    date: str | None
    """Its own date, if told."""
    confidence: float
    details: dict[str, Any]
    citation: Citation
    entity: str | None = None
    """Of meetings and agreements: which one it is, for merging and splitting; of positions: which issue."""
    also: tuple[Citation, ...] = ()
    """Where else it is told."""
    to: tuple[ActorLabel, ...] = ()
    """Of an event: those of ``who`` who are acted upon."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        flat = {
            "fact": self.id, "kind": self.kind, "label": self.label, "who": "; ".join(w.name for w in self.who),
            "words": self.words, "on": self.date, "confidence": self.confidence, **self.citation.flat(),
        }  # fmt: skip
        if self.entity is not None:
            flat |= {"entity": self.entity}
        if self.also or self.kind in OCCASIONS:
            flat |= {"also": "; ".join(c.words for c in self.also)}
        return flat


def fact_label(layout: Layout, row: Mapping[str, Any]) -> str:
    """What a fact is, from its columns: "held talks Geneva talks"; that it is affirmed goes without saying."""
    named = [row.get(layout.column(name)) for name in kind_of(layout.field).names]
    return " ".join(str(word) for word in named if word and word != "affirmed")


def answers_of(connection: Connection, layout: Layout, found: Sequence[RowMapping]) -> list[FactAnswer]:
    """These rows as answers, in their order."""
    keys = [row["key"] for row in found]
    people: dict[int, list[int]] = defaultdict(list)
    recipients: dict[int, list[int]] = defaultdict(list)
    p = t.participants.c
    for one in found:
        people[one["key"]] += [one[column] for column in layout.actors if one[column] is not None]
    for n in range(0, len(keys), 500):
        query = select(p.finding, p.actor, p.part).where(p.finding.in_(keys[n : n + 500]))
        for finding, actor, part in connection.execute(query.order_by(p.finding, p.part, p.n)):
            people[finding].append(actor)
            if part == RECIPIENT:
                recipients[finding].append(actor)
    who = actor_labels(connection, {actor for listed in people.values() for actor in listed})
    texts = texts_by_key(connection, {row["text"] for row in found})
    rows: list[Mapping[str, Any]] = [{str(name): row[name] for name in row} for row in found]
    for field, of in layout.elided.items():
        column, start, end = layout.column(field), f"{of}_start", f"{of}_end"
        rows = [{**row, column: row[column] or texts[row["text"]][row[start] : row[end]]} for row in rows]
    longest = longest_mention(connection, keys) if layout.kind in OCCASIONS else {}
    pieces = {} if layout.kind in OCCASIONS else evidence_pieces(connection, keys)
    at = {row["key"]: longest.get(row["key"], (row["start"] or 0, row["end"] or 0)) for row in rows}
    places = citations(connection, [(row["report"], *at[row["key"]], 1) for row in rows])
    issues = entity_ids(connection, keys) if layout.linked is not None else {}
    answers = []
    for row, place in zip(rows, places, strict=True):
        label = fact_label(layout, row)
        details = {
            c.name: row[c.name]
            for c in t.metadata.tables[layout.field].c
            if c.name != "key" and row[c.name] is not None
        }
        listed = tuple(dict.fromkeys(who[actor] for actor in people[row["key"]] if actor in who))
        told = pieces.get(row["key"]) or [at[row["key"]]]
        words = " … ".join(" ".join(texts[row["text"]][slice(*piece)].split()) for piece in told)
        own = next((row[layout.column(date)] for date in kind_of(layout.field).dates), None)
        answers.append(
            FactAnswer(row["id"], layout.kind, label, listed, words, own, row["confidence"],
                       {k: v for k, v in details.items() if k not in layout.actors}, place, issues.get(row["key"]),
                       to=tuple(who[actor] for actor in recipients[row["key"]] if actor in who))
        )  # fmt: skip
    return answers


def occasions_of(connection: Connection, layout: Layout, listed: Sequence[list[RowMapping]]) -> list[FactAnswer]:
    """Meetings and agreements, each once however many reports tell of it."""
    told = iter(answers_of(connection, layout, [row for rows in listed for row in rows]))
    return [_one([next(told) for _ in rows], rows, layout) for rows in listed]


def _one(told: list[FactAnswer], rows: list[RowMapping], layout: Layout) -> FactAnswer:
    """What many reports tell of one: how it stands by the latest, the most precise date, the surest name, all who."""
    latest = told[-1] if told[-1].citation.date is not None else max(told, key=lambda x: x.citation.date or "")
    best = max(told, key=lambda x: (x.confidence, len(x.label)))
    dated = max(told, key=lambda x: len(x.date or ""))
    details = {**dict(x for one in told for x in one.details.items()), **best.details}
    if status := latest.details.get("status"):
        details["status"] = status
    for name in map(layout.column, kind_of(layout.field).dates):
        if name in dated.details:
            details[name] = dated.details[name]
    label = fact_label(layout, details)
    who = tuple({w.entity or w.name: w for one in reversed(told) for w in reversed(one.who)}.values())[::-1]
    return msgspec.structs.replace(
        told[0], label=label, who=who, date=dated.date, confidence=best.confidence, details=details,
        entity=rows[0]["entity"], also=tuple(x.citation for x in told[1:]),
    )  # fmt: skip

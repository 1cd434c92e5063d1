"""The records behind answers: what a table needs beyond what an answer shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from communique.database.portions import portions
from communique.model import Record
from communique.model.kinds import OCCASIONS
from communique.query.answers import ActorAnswer, Citation, StatementAnswer
from communique.query.concepts import choices
from communique.query.entities import occasion_entities
from communique.query.fact_answers import FactAnswer
from communique.query.issue_names import issue_names
from communique.query.issues import PositionAnswer
from communique.query.named_records import named_records

__all__ = ["AnswerFacts", "answer_facts", "named_records"]

CHUNK = 100
"""Answers whose records are loaded at once."""


class AnswerFacts(msgspec.Struct, frozen=True):
    """An answer with the facts that it stands for, the one that it cites first."""

    answer: Any
    facts: tuple[tuple[Record, str], ...]
    """Each a record and the id of a fact in it; of an actor the record alone, with an empty id, and nothing of one
    that no report mentions (the state of "the U.S. secretary")."""
    issue: str | None = None
    """What the store calls the issue of a position: the concept of the codebook, or the issue's name."""


def answer_facts(connection: Connection, kind: str, answers: Sequence[Any]) -> Iterator[AnswerFacts]:
    """The facts of answers in their order; actors in the records are named as the store names them.

    Args:
        connection: to a store.
        kind: a field of :data:`communique.model.FACT_KINDS`, or "actors".
        answers: of that kind, as :meth:`communique.store.Store.find` gives them.
    """
    # What a coder said of one position is his judgement, which stands in a column of its own.
    found = choices(connection).items() if kind == "positions" and answers else ()
    coded = {one: choice.concept for one, choice in found if choice.how != "coder"}
    for part in portions(answers, CHUNK):
        wanted = dict.fromkeys(c.report for one in part for c in _citations(one))
        records = {r.report.id: r for r in named_records(connection, wanted, kind)}
        occasions: dict[str, str] = {}
        if kind in _OCCASION_FIELDS:
            told = {fact.id for record in records.values() for fact in getattr(record, kind)}
            occasions = occasion_entities(connection, told)
        entities = {one.entity for one in part if one.entity} if kind == "positions" else set()
        issues = issue_names(connection, entities) if entities else {}
        for one in part:
            own = getattr(one, "id", "")
            facts = [(records[one.citation.report], own)] if one.citation.report else []
            if kind in _OCCASION_FIELDS and one.entity is not None:
                for report in dict.fromkeys(c.report for c in _citations(one)):
                    listed = getattr(records[report], kind)
                    same = [f.id for f in listed if occasions.get(f.id) == one.entity]
                    facts += [(records[report], f) for f in same if (report, f) != (one.citation.report, own)]
            called = coded.get(own) or issues.get(getattr(one, "entity", None) or "")
            yield AnswerFacts(one, tuple(facts), called)


def _citations(answer: FactAnswer | StatementAnswer | ActorAnswer | PositionAnswer) -> tuple[Citation, ...]:
    return (answer.citation, *(answer.also if isinstance(answer, FactAnswer) else ()))


_OCCASION_FIELDS = tuple(f"{kind}s" for kind in OCCASIONS)

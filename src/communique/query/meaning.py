"""Whether a question means a fact as coders have it, which no table of the store holds."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from communique.model import Actor, Conditional, Event, Meeting, Record, Statement, kind_of
from communique.model.kinds import Kind
from communique.query.name_resolution import resolve_names
from communique.query.phrase_search import matching_words
from communique.query.question import Question
from communique.query.sentence_bounds import sentence_around

__all__ = ["FACTUAL", "QuestionMeaning"]

FACTUAL = ("actual", "past")
"""Modalities of events that a report gives as facts."""
AnyFact = Statement | Conditional | Event | Meeting
"""Of whatever kind: all have evidence, a confidence and a statement in which they are told."""


class QuestionMeaning:
    """A question asked of facts of records, conditions on reports left aside."""

    def __init__(self, connection: Connection, question: Question) -> None:
        self.question = question
        self._meant = {name: {e.id for e in found.entities} | {e.name.casefold() for e in found.entities}
                       for name, found in resolve_names(connection, question).items()}  # fmt: skip

    def means(self, kind: str, record: Record, fact: str) -> bool:
        """Whether the question means a fact of a record as it stands there, leaving conditions on reports aside."""
        found = next(one for one in getattr(record, kind) if one.id == fact)
        asked = self.question
        actors = {a.id: a for a in record.actors}
        if found.confidence < asked.confidence:
            return False
        if kind == "statements":
            good = self._means_statement(found, actors)
        else:
            good = self._means_fact(kind_of(kind), found, actors)
        return good and (asked.words is None or self._has_words(kind, record, found, asked.words))

    def _means_statement(self, s: Statement, actors: Mapping[str, Actor]) -> bool:
        asked, speaker = self.question, actors.get(s.speaker or "")
        return (
            (not asked.act or s.act in asked.act)
            and (not asked.mode or s.mode in asked.mode)
            and (asked.country is None or (speaker is not None and speaker.country == asked.country))
            and self._is("by", speaker)
            and self._is("to", actors.get(s.addressee or ""))
            and (self._is("body", speaker) or self._is("body", actors.get(s.speaks_for or "")))
        )

    def _means_fact(self, kind: Kind, fact: AnyFact, actors: Mapping[str, Actor]) -> bool:
        asked = self.question
        if isinstance(fact, Event):
            if asked.type and fact.type not in asked.type:
                return False
            if asked.facts and (fact.modality not in FACTUAL or fact.statement is not None):
                return False
        ids = [getattr(fact, name) for name in kind.actors]
        ids += [one for name, _ in kind.parties for one in getattr(fact, name)]
        who = [actors[one] for one in ids if one in actors]
        return (
            (asked.country is None or any(a.country == asked.country for a in who))
            and ("by" not in self._meant or any(self._is("by", a) for a in who))
            and ("to" not in self._meant or any(self._is("to", a) for a in who))
        )

    def _is(self, part: str, actor: Actor | None) -> bool:
        """Whether an actor is one whom a part of the question names; he is if it names none."""
        meant = self._meant.get(part)
        return meant is None or (actor is not None and (actor.entity in meant or actor.name.casefold() in meant))

    def _has_words(self, kind: str, record: Record, fact: AnyFact, expression: str) -> bool:
        text = record.report.text
        if isinstance(fact, Statement):
            words = " ".join(span.of(text) for span in fact.content)
        else:
            bounds = dict.fromkeys(sentence_around(text, span.start, span.end) for span in fact.evidence)
            told = [getattr(fact, name, None) for name in kind_of(kind).called if "." not in name]
            words = " ".join((*(text[start:end] for start, end in bounds), *(str(one) for one in told if one)))
        return bool(matching_words([(1, words)], expression))

"""Facts as coders decided: what tables show instead of what the machine found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.model import Actor, Conditional, Event, Meeting, Record, Statement, kind_of
from communique.model.kinds import Kind
from communique.query.answer_records import named_records
from communique.query.facts import FACTUAL
from communique.query.name_resolution import resolve_names
from communique.query.phrase_search import matching_words
from communique.query.question import Question
from communique.query.selection import report_conditions
from communique.query.sentence_bounds import sentence_around
from communique.review.effective import judged_record
from communique.review.verdicts import Verdict

__all__ = ["DecidedFacts"]

CHUNK = 400
AnyFact = Statement | Conditional | Event | Meeting
"""Of whatever kind: all have evidence, a confidence and a statement in which they are told."""


class DecidedFacts:
    """The records of texts in which coders decided something, with that put in, as far as a question means them."""

    def __init__(self, connection: Connection, question: Question, verdicts: Mapping[str, Verdict]) -> None:
        self.connection = connection
        self.question = question
        self._verdicts: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts.values():
            if verdict.decided:
                self._verdicts[verdict.text].append(verdict)
        self.rejected = frozenset(v.fact for v in verdicts.values() if v.state == "rejected")
        self.changed = {v.fact: v for v in verdicts.values() if v.state in ("corrected", "added")}
        """What coders corrected or added, by the facts' ids."""
        self._records: dict[str, Record] = {}
        self._meant = {name: {e.id for e in found.entities} | {e.name.casefold() for e in found.entities}
                       for name, found in resolve_names(connection, question).items()}  # fmt: skip

    def record(self, record: Record) -> Record:
        """A record, or part of one, whole and with what was decided if anything was."""
        text = record.report.text_id
        if text not in self._verdicts:
            return record
        if record.report.id not in self._records:
            [whole] = named_records(self.connection, [record.report.id])
            self._records[record.report.id] = judged_record(whole, self._verdicts[text])
        return self._records[record.report.id]

    def further(self, kind: str, seen: Collection[str]) -> Iterator[tuple[Record, str, int]]:
        """The facts of a kind that the question means only as coders have them, beyond those that were seen.

        Each with the record of the first report that tells it, and how many reports print that.
        """
        wanted: dict[str, list[str]] = defaultdict(list)
        for verdict in self.changed.values():
            if verdict.kind == kind and verdict.fact not in seen:
                wanted[verdict.text].append(verdict.fact)
        r, x = t.reports.c, t.texts.c
        texts = sorted(wanted)
        for at in range(0, len(texts), CHUNK):
            query = select(x.text_id, r.id).join(t.texts, x.key == r.text)
            query = query.where(x.text_id.in_(texts[at : at + CHUNK]), *report_conditions(self.question))
            printed: dict[str, list[str]] = defaultdict(list)
            for text, report in self.connection.execute(query.order_by(r.first_day.is_(None), r.first_day, r.key)):
                printed[text].append(report)
            for text, reports in printed.items():
                [whole] = named_records(self.connection, reports[:1])
                record = self.record(whole)
                there = {fact.id for fact in getattr(record, kind)}
                for fact in wanted[text]:
                    if fact in there and self.means(kind, record, fact):
                        yield record, fact, len(reports)

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

"""Facts as coders decided: what tables show instead of what the machine found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import Record
from communique.query.meaning import QuestionMeaning
from communique.query.named_records import named_records
from communique.query.question import Question
from communique.query.selection import report_conditions
from communique.review.effective import judged_record
from communique.review.verdicts import Verdict

__all__ = ["DecidedFacts"]


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
        self.means = QuestionMeaning(connection, question).means

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
        for part in portions(texts):
            query = select(x.text_id, r.id).join(t.texts, x.key == r.text)
            query = query.where(x.text_id.in_(part), *report_conditions(self.question))
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

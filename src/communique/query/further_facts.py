"""Facts that coders corrected or added, as far as a question means them, and their places among those of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import Record
from communique.query.decisions import decisions_of
from communique.query.meaning import QuestionMeaning
from communique.query.question import Question
from communique.query.selection import report_conditions
from communique.review.verdicts import Verdict

__all__ = ["FurtherFact", "Place", "further_facts", "merged", "places_of"]

A = TypeVar("A")
Place = tuple[bool, str, int, int, str]
"""Where a fact stands among others: by its report's day, the undated last, its report, its beginning and its id."""


class FurtherFact(NamedTuple):
    """A fact as coders have it."""

    record: Record
    """Of its text, with the facts that coders corrected or added; actors are called as the store calls them."""
    fact: Any
    verdict: Verdict
    report: int
    """The key of the first report that tells it, of those that were asked for."""
    printings: int
    day: str | None
    """That report's."""

    @property
    def place(self) -> Place:
        """Where it stands among others."""
        spans = self.fact.evidence or getattr(self.fact, "content", ())
        return self.day is None, self.day or "", self.report, min((s.start for s in spans), default=0), self.fact.id


def further_facts(connection: Connection, question: Question, kind: str) -> list[FurtherFact]:
    """The facts of a kind that a question means as coders corrected or added them, by their places.

    Names, words and conditions on reports narrow, as do acts, modes, types, countries and confidence.
    """
    decisions = decisions_of(question)
    wanted = decisions.changed(kind) if decisions is not None else {}
    if decisions is None or not wanted:
        return []
    meaning = QuestionMeaning(connection, question)
    r, x = t.reports.c, t.texts.c
    found: list[FurtherFact] = []
    texts = sorted(wanted)
    for part in portions(texts):
        query = select(x.text_id, r.id, r.key, r.first_day).join(t.texts, x.key == r.text)
        query = query.where(x.text_id.in_(part), *report_conditions(question))
        printed: dict[str, list[Any]] = defaultdict(list)
        for row in connection.execute(query.order_by(r.first_day.is_(None), r.first_day, r.key)):
            printed[row.text_id].append(row)
        for text, rows in printed.items():
            record = decisions.record(connection, text, rows[0].id)
            there = {fact.id: fact for fact in getattr(record, kind)}
            told = rows if question.count == "printings" else rows[:1]
            for verdict in wanted[text]:
                if verdict.fact in there and meaning.means(kind, record, verdict.fact):
                    fact = there[verdict.fact]
                    found += [FurtherFact(record, fact, verdict, row.key, len(rows), row.first_day) for row in told]
    return sorted(found, key=lambda one: one.place)


def places_of(connection: Connection, answers: Sequence[Any]) -> list[Place]:
    """Where answers stand: the places of what they cite."""
    r = t.reports.c
    listed = sorted({one.citation.report for one in answers})
    days: dict[str, tuple[int, str | None]] = {}
    for part in portions(listed):
        query = select(r.id, r.key, r.first_day).where(r.id.in_(part))
        days |= {row.id: (row.key, row.first_day) for row in connection.execute(query)}
    found = []
    for one in answers:
        key, day = days[one.citation.report]
        found.append((day is None, day or "", key, one.citation.start, one.id))
    return found


def merged(
    question: Question,
    further: Sequence[tuple[Any, A]],
    fetch: Callable[[int, int | None], Sequence[tuple[Any, A]]],
) -> list[A]:
    """The page that a question asks for, of answers of the store and of further ones.

    Args:
        question: its limit and offset.
        further: answers with their places, in the order of these.
        fetch: gives the store's own answers with their places, so many from an offset on.
    """
    end = None if question.limit is None else question.offset + question.limit
    begin = max(0, question.offset - len(further))
    own = list(fetch(begin, None if end is None else end - begin))
    if begin and not own:  # behind the last of the store's: only all together tell what is there
        begin, own = 0, list(fetch(0, end))
    before = sum(1 for place, _ in further if place < own[0][0]) if own and begin else 0
    both = sorted((*own, *further[before:]), key=lambda one: one[0])
    first = question.offset - begin - before
    listed = [answer for _, answer in both]
    return listed[max(first, 0) : None if end is None else max(first, 0) + (question.limit or 0)]

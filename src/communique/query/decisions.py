"""What coders decided of facts, for answers: what they rejected is left out, what they corrected or added is told so.

The machine's rows stay as they are. A question whose answers are as coders decided carries the decisions with it
(:class:`DecidedQuestion`): whoever asks the tables leaves out the rows that no longer hold (:func:`undecided`) and adds
the facts that only coders know, at their places (:mod:`communique.query.further_facts`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import FACT_KINDS, Record
from communique.query.named_records import named_records
from communique.query.question import Question
from communique.review.effective import judged_record
from communique.review.verdicts import Verdict

__all__ = ["DecidedQuestion", "Decisions", "decided_question", "decisions_of", "of_all", "undecided"]

MOST = 2_000
"""Texts whose judged facts are kept in memory."""


class Decisions:
    """What coders decided of the facts of a store so far."""

    def __init__(self, verdicts: Mapping[str, Verdict], before: Decisions | None = None) -> None:
        """``before`` are earlier decisions of the store, whose records serve where nothing new was decided."""
        self._of_text: dict[str, list[Verdict]] = defaultdict(list)
        self._of_kind: dict[str, list[Verdict]] = {kind: [] for kind in FACT_KINDS}
        for verdict in verdicts.values():
            if verdict.decided:
                self._of_text[verdict.text].append(verdict)
                if verdict.state != "accepted" and verdict.kind in self._of_kind:
                    self._of_kind[verdict.kind].append(verdict)
        self._records: dict[Any, tuple[str, Record]] = {} if before is None else before._records
        self._rows: dict[str, list[int]] = {}
        self._stamps: dict[tuple[str, ...], int] = {}

    def any(self, *kinds: str) -> bool:
        """Whether facts of one of these kinds are not as the machine has them."""
        return any(self._of_kind[kind] for kind in kinds)

    def stamp(self, *kinds: str) -> int:
        """A number that is another when something else is decided of facts of these kinds, or of any."""
        if kinds not in self._stamps:
            chosen = [v for kind in kinds or FACT_KINDS for v in self._of_kind.get(kind, ())]
            self._stamps[kinds] = hash(tuple(_signed(chosen)))
        return self._stamps[kinds]

    def of_text(self, text: str) -> list[Verdict]:
        """The verdicts on the facts of a text (its id)."""
        return self._of_text.get(text, [])

    def rows(self, connection: Connection, kind: str) -> list[int]:
        """The keys of the machine's facts of a kind that no longer hold: rejected or corrected."""
        if kind not in self._rows:
            gone = [v for v in self._of_kind[kind] if not v.added]
            texts = sorted({v.text for v in gone})
            ids = {v.fact for v in gone}
            f, x = t.findings.c, t.texts.c
            found: list[int] = []
            for part in portions(texts):
                keys = select(x.key).where(x.text_id.in_(part))
                rows = connection.execute(select(f.key, f.id).where(t.found_in(keys)))
                found += [key for key, fact in rows if fact in ids]
            self._rows[kind] = found
        return self._rows[kind]

    def changed(self, kind: str) -> dict[str, list[Verdict]]:
        """What coders corrected or added of a kind, by the ids of the texts."""
        found: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in self._of_kind[kind]:
            if verdict.state in ("corrected", "added"):
                found[verdict.text].append(verdict)
        return found

    def differences(self, text: str) -> Counter[str]:
        """By how many facts of each kind a text (its id) has more, or less, than the machine found in it."""
        found: Counter[str] = Counter()
        for verdict in self.of_text(text):
            if verdict.state == "added" or (verdict.state == "rejected" and not verdict.added):
                found[verdict.kind] += 1 if verdict.state == "added" else -1
        return found

    def record(self, connection: Connection, text: str, report: str) -> Record:
        """The facts of a text that coders corrected or added, as they have them; ``report`` is the id of a printing."""
        verdicts = self.of_text(text)
        key = (text, tuple(_signed(verdicts)))
        known = self._records.get(key)
        if known is not None:
            return known[1]
        [whole] = named_records(connection, [report])
        own = {v.fact for v in verdicts if v.state in ("corrected", "added")}
        made = judged_record(whole, verdicts)
        less = {kind: tuple(f for f in getattr(made, kind) if f.id in own) for kind in FACT_KINDS}
        actors = tuple(msgspec.structs.replace(a, mentions=()) for a in made.actors)
        made = msgspec.structs.replace(made, actors=actors, times=(), **less)
        while len(self._records) >= MOST:
            self._records.pop(next(iter(self._records)), None)
        self._records[key] = report, made
        return made


def _signed(verdicts: Iterable[Verdict]) -> Iterator[tuple[str, str, int]]:
    """What tells verdicts from what they were before."""
    for v in verdicts:
        yield v.fact, v.state, max((j.number for j in v.votes), default=0)


class DecidedQuestion(Question, frozen=True, kw_only=True):
    """A question whose answers are as coders decided."""

    decisions: Decisions | None = None


def decided_question(question: Question, decisions: Decisions) -> Question:
    """The same question, its answers as coders decided."""
    parts = {name: getattr(question, name) for name in Question.__struct_fields__}
    return DecidedQuestion(**parts, decisions=decisions)


def of_all(question: Question) -> Question:
    """A question after everything, its answers decided as those of this one are."""
    decisions = decisions_of(question)
    return Question() if decisions is None else decided_question(Question(), decisions)


def decisions_of(question: Question | None) -> Decisions | None:
    """The decisions that a question's answers are to follow; None where they are the machine's."""
    return question.decisions if isinstance(question, DecidedQuestion) else None


def undecided(
    connection: Connection, question: Question | None, kind: str, key: ColumnElement[int]
) -> list[ColumnElement[bool]]:
    """That a fact (``key`` is the column with its key) holds as the machine has it: a condition, or none."""
    from communique.query.paging import keyed  # which asks this module

    decisions = decisions_of(question)
    if decisions is None or not decisions.any(kind):
        return []
    rows = decisions.rows(connection, kind)
    return [~keyed(key, rows)] if rows else []

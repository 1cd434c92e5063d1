"""A timeline: statements and dated facts in the order in which they happened, as far as reports tell."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection

from communique.query.answers import Citation
from communique.query.facts import facts
from communique.query.question import ON_TIMELINE, Question
from communique.query.statements import statements

__all__ = ["TimelineEntry", "timeline"]


class TimelineEntry(msgspec.Struct, frozen=True):
    """One thing that happened. ``date`` is its own, or that of the report (``dated`` "report") when none is told."""

    date: str | None
    dated: str
    kind: str
    who: str
    what: str
    words: str
    id: str
    confidence: float
    citation: Citation

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "on": self.date, "dated": self.dated, "kind": self.kind, "who": self.who, "what": self.what,
            "words": self.words, "fact": self.id, "confidence": self.confidence, **self.citation.flat(),
        }  # fmt: skip


def timeline(connection: Connection, question: Question, kinds: Collection[str] = ON_TIMELINE) -> list[TimelineEntry]:
    """Everything of these kinds that a question means, by date; what has none comes last.

    Args:
        connection: to a store.
        question: acts and modes leave statements only.
        kinds: fields of :data:`communique.model.FACT_KINDS`.

    Raises:
        KeyError: there is no such kind.
        UsageError: the words are no expression.
    """
    open_end = msgspec.structs.replace(question, limit=None)
    entries: list[TimelineEntry] = []
    if "statements" in kinds:
        for s in statements(connection, open_end)[0]:
            who = s.speaker.name if s.speaker else s.source or ""
            what = f"{s.act} to {s.addressee.name}" if s.addressee else s.act
            entries.append(_entry(s.date, "statement", who, what, s.words, s.id, s.confidence, s.citation))
    if not question.act and not question.mode:
        for kind in kinds:
            if kind != "statements":
                for x in facts(connection, kind, open_end):
                    who = ", ".join(w.name for w in x.who)
                    entries.append(_entry(x.date, x.kind, who, x.label, x.words, x.id, x.confidence, x.citation))
    entries.sort(key=lambda e: (e.date is None, e.date or "", e.citation.date or "", e.citation.start))
    return entries if question.limit is None else entries[: question.limit]


def _entry(
    date: str | None, kind: str, who: str, what: str, words: str, fact: str, sure: float, cited: Citation
) -> TimelineEntry:
    return TimelineEntry(date or cited.date, "fact" if date else "report", kind, who, what, words, fact, sure, cited)

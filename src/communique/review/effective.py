"""A record with what coders decided put into it: a new one, the machine's stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from communique.model import FACT_KINDS, Event, Record, Span, Statement
from communique.review.fields import apply_value, fields_of, new_fact
from communique.review.verdicts import Verdict

__all__ = ["judged_record"]


def judged_record(record: Record, verdicts: Iterable[Verdict]) -> Record:
    """The record without what was rejected, with what was corrected and added.

    A corrected fact keeps its id and the machine's confidence. What was told in a rejected statement is told by the
    report itself; an event of a rejected meeting is no meeting's.

    Args:
        record: the machine's.
        verdicts: on facts of its text.
    """
    decided = [v for v in verdicts if v.decided]
    if not decided:
        return record
    actors = {a.id: a for a in record.actors}
    text_id, text = record.report.text_id, record.report.text
    put = {v.fact: v.set for v in decided if v.state == "corrected"}
    gone = {v.fact for v in decided if v.state == "rejected"}
    made: dict[str, tuple[Any, ...]] = {}
    for kind in FACT_KINDS:
        listed: list[Any] = []
        for fact in getattr(record, kind):
            if fact.id in gone:
                continue
            if fact.id in put:
                for field in fields_of(kind):
                    if field.field in put[fact.id]:
                        fact = apply_value(fact, field, put[fact.id][field.field], actors, text_id)
            listed.append(fact)
        added = [new_fact(kind, text_id, v.set, actors, text) for v in decided if v.kind == kind and v.state == "added"]
        facts = [_loosed(fact, gone) for fact in listed]
        made[kind] = tuple(sorted((*facts, *added), key=_place)) if added else tuple(facts)
    return msgspec.structs.replace(record, actors=tuple(actors.values()), **made)


def _place(fact: Any) -> Span:
    """Where a fact begins: they stand in text order."""
    spans: tuple[Span, ...] = fact.evidence or getattr(fact, "content", ())
    return min(spans, default=Span(0, 0))


def _loosed(fact: Any, gone: Collection[str]) -> Any:
    """A fact that names none of those that are gone."""
    less: dict[str, Any] = {}
    if fact.statement in gone:
        less["statement"] = None
    if isinstance(fact, Statement) and fact.parent in gone:
        less["parent"] = None
    if isinstance(fact, Event) and fact.meeting in gone:
        less["meeting"] = None
    return msgspec.structs.replace(fact, **less) if less else fact

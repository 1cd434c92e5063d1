"""Judging facts: each judgement is written to the log with all that finds the fact again when its text is read anew.

``what`` of a judgement on a fact holds: ``fact``, its id; ``text``, the text's; ``of``, the record's field
("statements"); ``spans``, where it stands; ``words``, how that begins; ``confidence``, the machine's; ``saw``, what the
machine said of it (:func:`communique.review.fields.saw`); ``read``, by which reading; of a correction and of what was
missed ``set``, what is right instead; ``final`` if it settles what others disagree on; ``bulk`` if it was accepted with
others, unlooked at one by one: a word that all of them share; ``key``, the caller's own word for the act. "whole" has
``report`` and ``text`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.database.load import load_records
from communique.errors import AbsentError, ConflictError, StoreError, UsageError, printable
from communique.model import FACT_KINDS, Record, Span, kind_of
from communique.review.coders import checked_coder
from communique.review.fields import new_fact, saw, span_list
from communique.review.log import JudgementKind, append, entries, made_with
from communique.review.queue import QueueItem
from communique.review.standing import Standing, standing
from communique.review.typed_values import parse_values
from communique.review.verdicts import Verdict

__all__ = [
    "FactView", "ReadyJudgement", "accept_shown", "add_missed", "judge_fact", "mark_whole", "revision_of", "view_fact",
]  # fmt: skip

ON_ONE = (
    JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT, JudgementKind.COMMENT, JudgementKind.SKIP,
)  # fmt: skip
"""What can be judged of one fact."""
SHOWN = 80
"""Characters of a fact's words that the log repeats."""
SINGULAR = {kind_of(field).singular: field for field in FACT_KINDS}
"""The kinds of facts by what one is called."""


class FactView(msgspec.Struct, frozen=True):
    """A fact with the record that has it."""

    record: Record
    kind: str
    fact: Any
    added: bool = False
    """Whether coders added it."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands: what was said, or the words that tell it."""
        spans: tuple[Span, ...] = getattr(self.fact, "content", ()) or self.fact.evidence
        return spans


def view_fact(connection: Connection, fact: str, report: str | None = None, text: str | None = None) -> FactView:
    """The fact with this id as the machine has it, or as coders added it.

    Args:
        connection: to a store.
        fact: its id.
        report: the id of a report that tells it, or its beginning: a large store finds the fact sooner with it.
        text: the id of its text, which does the same.

    Raises:
        StoreError: there is none.
    """
    key = _text_of(connection, fact, report, text)
    if key is not None:
        record = record_of(connection, key)
        if (found := _in_record(record, fact)) is not None:
            return found
        verdict = standing(connection, record.report.text_id).verdicts.get(fact)
        if verdict is not None and verdict.added:
            return _added(record, verdict)
    where = "" if report is None else f" in report {printable(report)}"
    raise AbsentError(
        f"there is no fact {printable(fact)}{where}. `communique find statements --format json` and `communique show "
        "REPORT --format json` tell the ids of facts"
    )


def _in_record(record: Record, fact: str) -> FactView | None:
    return next((FactView(record, kind, f) for kind in FACT_KINDS for f in getattr(record, kind) if f.id == fact), None)


def _added(record: Record, verdict: Verdict) -> FactView:
    actors = {a.id: a for a in record.actors}
    made = new_fact(verdict.kind, verdict.text, verdict.set, actors, record.report.text)
    return FactView(msgspec.structs.replace(record, actors=tuple(actors.values())), verdict.kind, made, added=True)


def record_of(connection: Connection, text: int) -> Record:
    """The record of the first printing of a text (its key)."""
    r = t.reports.c
    key = connection.execute(select(r.key).where(r.text == text).order_by(r.key).limit(1)).scalar_one()
    return next(load_records(connection, [key]))


def _text_of(connection: Connection, fact: str, report: str | None, text: str | None) -> int | None:
    """The key of the text in which a fact is."""
    f, r, x = t.findings.c, t.reports.c, t.texts.c
    if report is not None:
        keys = select(r.text).where(r.id.startswith(report, autoescape=True)).limit(2)
        found = list(connection.execute(keys).scalars())
        if len(found) != 1:
            told = "several reports begin so; write more of the id" if found else "there is no such report"
            raise AbsentError(f"{printable(report)}: {told}. `communique search WORDS` shows ids")
        return int(found[0])
    if text is not None:
        return connection.execute(select(x.key).where(x.text_id == text)).scalar()
    if not _is_id(fact):
        return None
    key = connection.execute(select(f.text).where(f.id == fact).limit(1)).scalar()
    if key is None:
        added = [j for j in entries(connection, (JudgementKind.MISSED,)) if j.in_force and j.what["fact"] == fact]
        if added:
            return connection.execute(select(x.key).where(x.text_id == added[0].what["text"])).scalar()
    return key


def _is_id(fact: str) -> bool:
    return len(fact) > 1 and fact[0].isalpha() and all(c in "0123456789abcdef" for c in fact[1:])


class ReadyJudgement(msgspec.Struct, frozen=True):
    """A judgement that is ready for the log: what took time is done, so that the store is locked for the line alone."""

    kind: JudgementKind
    what: dict[str, Any]
    by: str
    note: str | None = None
    key: str | None = None
    revision: str | None = None
    """What the coder saw, if he says: see :func:`revision_of`."""

    def write(self, connection: Connection) -> int:
        """Add it to the log; gives its number, or that which it has there by the same key.

        Raises:
            ConflictError: the fact is another one now than the coder saw; nothing was added.
            StoreError: the coder has added the fact already.
        """
        if self.key is None or made_with(connection, self.key) is None:
            if self.revision is not None:
                self._see_that_it_is_what_was_seen(connection)
            if self.kind is JudgementKind.MISSED:
                self._see_that_it_is_new(connection)
        return append(connection, self.kind, self.what, by=self.by, note=self.note, key=self.key)

    def _see_that_it_is_what_was_seen(self, connection: Connection) -> None:
        then, text = str(self.revision), self.what["text"]
        if then.partition(":")[0] != _reading(connection, text):
            raise ConflictError("the report was read anew since this was shown. Look at what it says now")
        if self.what.get("final") and then != revision_of(connection, self.what["fact"], text):
            raise ConflictError("somebody judged the fact since it was shown. Look at all that was judged")

    def _see_that_it_is_new(self, connection: Connection) -> None:
        fact = self.what["fact"]
        there = entries(connection, (JudgementKind.MISSED,), text=self.what["text"])
        if any(j.in_force and j.by == self.by and j.what["fact"] == fact for j in there):
            raise StoreError(
                f"{printable(self.by)} has added {fact} there already. `communique judge {fact} correct` changes it"
            )


def _reading(connection: Connection, text: str) -> str:
    return ".".join(map(str, _read(connection, text)))


def revision_of(connection: Connection, fact: str, text: str, now: Standing | None = None) -> str:
    """Which state of a fact a coder sees: by which reading, and which judgements on it (their numbers) are in force.

    A judgement that is sent with it is refused where the text (its id) was read anew meanwhile, and one that settles a
    disagreement also where somebody judged meanwhile. ``now`` is what judgements come to, if that is at hand.
    """
    verdict = (now or standing(connection, text)).verdicts.get(fact)
    numbers = "-".join(str(j.number) for j in (() if verdict is None else verdict.votes))
    return f"{_reading(connection, text)}:{numbers}"


def judge_fact(
    connection: Connection,
    fact: str,
    verdict: str,
    values: Mapping[str, Any] | None = None,
    *,
    report: str | None = None,
    text: str | None = None,
    by: str | None = None,
    note: str | None = None,
    final: bool = False,
) -> ReadyJudgement:
    """Judge a fact (its id): accept, reject, correct, comment or skip.

    Args:
        connection: to a store.
        fact: its id.
        verdict: one of :data:`ON_ONE`.
        values: of a correction: what is right, by the names of :func:`communique.review.fields.fields_of`.
        report: the id of a report that tells it, or its beginning.
        text: the id of its text; either lets a large store find the fact sooner.
        by: the coder's name.
        note: why.
        final: settles what coders disagree on.

    Raises:
        UsageError: there is no such verdict, or a value makes no sense.
        StoreError: there is no such fact or coder.
    """
    if verdict not in ON_ONE:
        raise UsageError(f"facts are not judged by {printable(verdict)!r}. Use one of: {', '.join(ON_ONE)}")
    kind = JudgementKind(verdict)
    if kind is JudgementKind.COMMENT and not (note and note.strip()):
        raise UsageError("a comment needs words. Give them with --note")
    if kind is not JudgementKind.CORRECT and values:
        raise UsageError(f"to {kind} says nothing of {next(iter(values))}. Use correct")
    if final and kind in (JudgementKind.COMMENT, JudgementKind.SKIP):
        raise UsageError(f"to {kind} settles nothing. Accept, reject or correct the fact")
    who = checked_coder(connection, by)
    seen = view_fact(connection, fact, report, text)
    what = _what(connection, seen)
    if kind is JudgementKind.CORRECT:
        what["set"] = parse_values(seen.record, seen.kind, values or {})
        if not what["set"]:
            raise UsageError("a correction says what is right. Write FIELD=VALUE, such as speaker=none")
    if final:
        what["final"] = True
    return ReadyJudgement(kind, what, who, note)


def accept_shown(
    connection: Connection,
    items: Iterable[QueueItem],
    *,
    by: str | None = None,
    note: str | None = None,
    key: str | None = None,
) -> list[ReadyJudgement]:
    """Accept these facts as they stand, and nothing else: each has a judgement of its own, marked ``bulk``.

    Undoing the last of them takes all of them back.

    Raises:
        StoreError: one of them is not there, or there is no such coder.
    """
    who = checked_coder(connection, by)
    together = key or uuid4().hex
    of_text: dict[str, list[str]] = {}
    for item in items:
        of_text.setdefault(item.text, []).append(item.fact)
    ready = []
    for text, facts in of_text.items():
        first = view_fact(connection, facts[0], text=text)
        for fact in facts:
            seen = _in_record(first.record, fact) or view_fact(connection, fact, text=text)
            what = {**_what(connection, seen), "bulk": together}
            own = None if key is None else f"{key}/{fact}"
            ready.append(ReadyJudgement(JudgementKind.ACCEPT, what, who, note, own))
    return ready


def _what(connection: Connection, seen: FactView) -> dict[str, Any]:
    text = seen.record.report.text
    return {
        "fact": seen.fact.id, "text": seen.record.report.text_id, "of": seen.kind, "spans": span_list(seen.spans),
        "words": _begin(seen.spans, text), "confidence": None if seen.added else seen.fact.confidence,
        "saw": saw(seen.record, seen.kind, seen.fact), "read": _read(connection, seen.record.report.text_id),
    }  # fmt: skip


def _begin(spans: Iterable[Span], text: str) -> str:
    words = " … ".join(" ".join(s.of(text).split()) for s in spans)
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def _read(connection: Connection, text: str) -> list[Any]:
    x = t.texts.c
    row = connection.execute(select(x.reading, x.read_on).where(x.text_id == text)).one()
    return [row.reading, row.read_on]


def add_missed(
    connection: Connection,
    report: str,
    kind: str,
    span: Any,
    values: Mapping[str, Any] | None = None,
    *,
    by: str | None = None,
    note: str | None = None,
) -> ReadyJudgement:
    """Add what the machine missed in a report.

    Args:
        connection: to a store.
        report: its id, or the beginning of one.
        kind: "statements" or "statement", and so on.
        span: where it stands, as
            :func:`communique.review.typed_values.parse_span` has it; of a statement what was said.
        values: what else is to be said of it.
        by: the coder's name.
        note: why.

    Raises:
        UsageError: there is no such kind, the span lies outside, or a value makes no sense or is wanting.
        StoreError: there is no such report or coder, or the fact is there already.
    """
    field = SINGULAR.get(kind, kind)
    if field not in FACT_KINDS:
        raise UsageError(f"{printable(kind)!r} is no kind of fact. Use one of: {', '.join(SINGULAR)}")
    who = checked_coder(connection, by)
    key = _text_of(connection, "", report, None)
    assert key is not None
    record = record_of(connection, key)
    text = record.report.text
    put = parse_values(record, field, {**(values or {}), "span": span})
    made = new_fact(field, record.report.text_id, put, {a.id: a for a in record.actors}, text)
    spans = getattr(made, "content", ()) or made.evidence
    what = {
        "fact": made.id, "text": record.report.text_id, "of": field, "spans": span_list(spans),
        "words": _begin(spans, text), "set": put, "read": _read(connection, record.report.text_id),
    }  # fmt: skip
    return ReadyJudgement(JudgementKind.MISSED, what, who, note)


def mark_whole(
    connection: Connection, report: str, *, by: str | None = None, note: str | None = None
) -> ReadyJudgement:
    """Say that a report was read from end to end, and what the machine missed in it added.

    Raises:
        StoreError: there is no such report or coder.
    """
    who = checked_coder(connection, by)
    key = _text_of(connection, "", report, None)
    x, r = t.texts.c, t.reports.c
    text = connection.execute(select(x.text_id).where(x.key == key)).scalar_one()
    own = connection.execute(select(r.id).where(r.id.startswith(report, autoescape=True))).scalar_one()
    return ReadyJudgement(JudgementKind.WHOLE, {"report": own, "text": text}, who, note)

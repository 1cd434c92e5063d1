"""Judgements: the log, and every act of review."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from litestar import Request, get, post
from litestar.params import FromQuery, JSONBody

from communique.errors import UsageError
from communique.review.log import ON_ENTITIES, ON_FACTS, Judgement
from communique.review.queue import QueueItem
from communique.web.access import desk_of, writing_desk
from communique.web.review_parts import coder_of, said

__all__ = ["HANDLERS"]

AnyRequest = Request[Any, Any, Any]
MOST = 10_000
MOST_AT_ONCE = 1_000


class JudgementRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One act on a fact, or on a report."""

    verdict: Literal["accept", "reject", "correct", "comment", "skip", "missed", "whole"]
    fact: str | None = None
    """The fact's id; of "missed" and "whole" nothing."""
    text: str | None = None
    """The id of its text: found sooner with it."""
    report: str | None = None
    """Of "missed" and "whole": the report's id."""
    kind: str | None = None
    """Of "missed": the kind of fact ("statements")."""
    span: str | None = None
    """Of "missed": START-END in characters, or words that stand in the text once."""
    values: dict[str, str | list[str] | None] = {}
    """What is right, by the names of fields: {"speaker": "Ravi Menon"}."""
    note: str | None = None
    by: str | None = None
    """The coder; without one as the page of review was told."""
    final: bool = False
    """Whether it settles what coders disagree on."""
    key: str | None = None
    """A word of the caller's own for this act: sent again with it, it is there once."""
    revision: str | None = None
    """What a queue gave with the fact: refused (409) if the fact is another one now."""


class JudgementReceipt(msgspec.Struct, frozen=True):
    """What was saved."""

    number: int
    """In the log."""
    fact: str | None


class BulkRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that are accepted as they stand, and nothing else."""

    facts: list[str]
    by: str | None = None
    note: str | None = None
    key: str | None = None


class UndoRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is taken back, or brought back."""

    number: int | None = None
    """Without one: one's own last."""
    on: Literal["facts", "entities"] | None = None
    """Without a number: of judgements on facts, or on who is who, alone."""
    by: str | None = None
    note: str | None = None
    key: str | None = None


@get("/api/judgements", sync_to_thread=True, tags=["review"])
def log(
    request: AnyRequest, after: FromQuery[int] = 0, limit: FromQuery[int] = 1000, coder: FromQuery[str | None] = None
) -> list[Judgement]:
    """The log behind the judgement ``after``, the first first; those undone too.

    Where coders do not see each other's judgements, ``coder`` (or whom the page of review was told) gets of others'
    only those on facts that he has judged himself.
    """
    if not 0 < limit <= MOST:
        raise UsageError(f"limit is a number from 1 to {MOST}")
    found = desk_of(request).log_seen(coder or coder_of(request))
    return [j for j in found if j.number > after][:limit]


@post("/api/judgements", sync_to_thread=True, tags=["review"])
def judge(request: AnyRequest, data: JSONBody[JudgementRequest]) -> JudgementReceipt:
    """Judge a fact, add one that the machine missed, or say that a report was read whole."""
    by, key = data.by or coder_of(request), data.key or None
    with writing_desk(request) as desk:
        if data.verdict == "missed":
            if not (data.report and data.kind and data.span):
                raise UsageError("what was missed has a report, a kind and a span. Give all three")
            number, fact = desk.add(
                data.report, data.kind, data.span, by=by, note=data.note, key=key, **said(data.values)
            )
            return JudgementReceipt(number, fact)
        if data.verdict == "whole":
            if not data.report:
                raise UsageError("whole is of a report. Give its id")
            return JudgementReceipt(desk.whole(data.report, by=by, note=data.note, key=key), None)
        if not data.fact:
            raise UsageError("name the fact by its id")
        number = desk.judge(
            data.fact, data.verdict, text=data.text, by=by, note=data.note, final=data.final, key=key,
            revision=data.revision, **said(data.values),
        )  # fmt: skip
        return JudgementReceipt(number, data.fact)


@post("/api/judgements/bulk", sync_to_thread=True, tags=["review"])
def bulk(request: AnyRequest, data: JSONBody[BulkRequest]) -> list[JudgementReceipt]:
    """Accept these facts; each judgement says that it was made in bulk."""
    if not 0 < len(data.facts) <= MOST_AT_ONCE:
        raise UsageError(f"accept from 1 to {MOST_AT_ONCE} facts at once")
    with writing_desk(request) as desk:
        facts = list(dict.fromkeys(data.facts))
        items = [QueueItem(fact, desk.fact(fact).record.report.text_id, "") for fact in facts]
        numbers = desk.accept_shown(items, by=data.by or coder_of(request), note=data.note, key=data.key or None)
        return [JudgementReceipt(number, None) for number in numbers]


@post("/api/judgements/undo", sync_to_thread=True, tags=["review"])
def undo(request: AnyRequest, data: JSONBody[UndoRequest]) -> list[Judgement]:
    """Take back a judgement, with all that was accepted in bulk with it; gives what was taken back."""
    by = data.by or coder_of(request)
    with writing_desk(request) as desk:
        taken = desk.take_back(data.number, by=by, note=data.note, kinds=_kinds(data), key=data.key or None)
        shown = {j.number for j in desk.log_seen(by)}
        return [j for j in taken if j.number in shown]


@post("/api/judgements/redo", sync_to_thread=True, tags=["review"])
def redo(request: AnyRequest, data: JSONBody[UndoRequest]) -> list[Judgement]:
    """Take back one's last undo; gives what is in force again."""
    if data.number is not None:
        raise UsageError("redo brings back what one undid last. To bring back another one undo the undo by its number")
    with writing_desk(request) as desk:
        return desk.bring_back(
            by=data.by or coder_of(request), note=data.note, kinds=_kinds(data), key=data.key or None
        )


def _kinds(data: UndoRequest) -> Any:
    return None if data.on is None else ON_FACTS if data.on == "facts" else ON_ENTITIES


HANDLERS = (log, judge, bulk, undo, redo)

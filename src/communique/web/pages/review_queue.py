"""Review: a queue, a fact at a time, by keys or by mouse; what is shown is what is judged."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import URLEncodedBody
from litestar.response import Redirect

from communique.desk import Desk
from communique.errors import CommuniqueError, StoreError, UsageError
from communique.export.review_item import verdict_line
from communique.model import FACT_KINDS
from communique.query.review_figures import PrecisionFigures, precision_of
from communique.review.facts import FactView
from communique.review.log import ON_FACTS, Judgement
from communique.review.queue import QueueItem
from communique.web.access import desk_of, writing_desk
from communique.web.parameters import PAGE
from communique.web.review_parts import (
    SINGULAR,
    QueueRequest,
    blank_fields,
    coder_of,
    corrections,
    fields_shown,
    new_key,
    queue_asked,
    said,
    text_around,
)
from communique.web.templating import page

__all__ = ["HANDLERS"]

AnyRequest = Request[Any, Any, Any]
ON_ONE = {"accept": "Accepted", "reject": "Rejected", "correct": "Corrected", "comment": "Noted", "skip": "Skipped"}
LISTED = 25
"""Facts of a page of those that are accepted at once."""


@get("/review/queue", include_in_schema=False, sync_to_thread=True)
def queue(request: AnyRequest) -> Response[Any]:
    """The first fact of what is left of a queue, or the one that ``at`` names."""
    return _shown(request, desk_of(request), at=request.query_params.get("at") or None)


def _shown(
    request: AnyRequest, desk: Desk, *, at: str | None = None, notice: str = "", wrong: str = "", typed: Any = None
) -> Response[Any]:
    asked, by = queue_asked(request), coder_of(request)
    try:
        items, progress = asked.items(desk, by)
    except StoreError as error:  # nobody who may judge: the page says who may
        return page(request, "review_nobody.html", title="Review", told=str(error), by=by, coders=desk.coders())
    item = next((one for one in items if one.fact == at), None)
    view = None
    for one in ([item] if item is not None else [QueueItem(at, "", "")] if at else []) + items[:3]:
        try:
            view, item = desk.fact(one.fact, text=one.text or None), one
            break
        except StoreError:  # its text was read anew, and it is gone
            continue
    shown = {} if view is None or item is None else _item(desk, view, by, asked)
    return page(
        request, "review_queue.html", part="review_item.html", title="Review", queue=asked, progress=progress, by=by,
        precision=_precision(desk, asked), notice=notice, wrong=wrong, typed=typed or {}, view=view,
        kinds=FACT_KINDS, singular=SINGULAR, blank={kind: blank_fields(kind) for kind in FACT_KINDS},
        key=new_key(), **{"fields": [], "context": "", "seen": "", "revision": "", "actors": [], "item": item, **shown},
    )  # fmt: skip


def _item(desk: Desk, view: FactView, by: str, asked: QueueRequest) -> dict[str, Any]:
    text = view.record.report.text_id
    seen = desk.seen(view.fact.id, by, text=text, adjudicating=asked.sort == "disputed")
    return {
        "fields": fields_shown(view), "context": text_around(view), "seen": "" if seen is None else verdict_line(seen),
        "revision": desk.revision(view.fact.id, text=text),
        "actors": list(dict.fromkeys(a.name for a in view.record.actors)),
    }  # fmt: skip


class _Told(msgspec.Struct, frozen=True):
    """What a queue tells of the machine so far."""

    overall: PrecisionFigures
    stratified: bool


def _precision(desk: Desk, asked: QueueRequest) -> _Told | None:
    """Only of a random sample: of any other queue there is none."""
    if asked.sample is None:
        return None
    sample = desk.sample_drawn(asked.sample)
    return _Told(precision_of(sample, desk.standing())[0], sample.strata is not None)


@post("/review/act", include_in_schema=False, sync_to_thread=True, status_code=200)
def act(request: AnyRequest, data: URLEncodedBody[dict[str, str]]) -> Response[Any]:
    """Do what a form says to the fact that it shows, and show the next one."""
    return answered(request, data)


def answered(request: AnyRequest, data: dict[str, str]) -> Response[Any]:
    """What a form says is done, and what comes after it."""
    verb, at, notice = data.get("act", ""), data.get("fact") or None, ""
    try:
        with writing_desk(request) as desk:
            at, notice = done(desk, verb, data, coder_of(request), final=queue_asked(request).sort == "disputed")
    except CommuniqueError as error:
        if request.headers.get("HX-Request") != "true":
            raise
        return _shown(request, desk_of(request), at=at, wrong=str(error), typed=data)
    if request.headers.get("HX-Request") != "true":
        query = request.url.query
        more = f"{'&' if query else ''}at={at}" if at else ""
        return Redirect(f"/review/queue?{query}{more}", status_code=303)
    return _shown(request, desk_of(request), at=at, notice=notice)


def done(desk: Desk, verb: str, data: dict[str, str], by: str, *, final: bool) -> tuple[str | None, str]:
    """Do one act; gives the fact that is to be shown next (None: the next of the queue) and what to say.

    Raises:
        CommuniqueError: it cannot be done.
    """
    fact, text, key = data.get("fact", ""), data.get("text") or None, data.get("key") or None
    note = data.get("note", "").strip() or None
    if verb in ON_ONE:
        values = corrections(data) if verb == "correct" else {}
        if verb == "correct" and not values:
            raise UsageError("nothing was changed. Change a field, or accept the fact as it stands")
        number = desk.judge(
            fact, verb, text=text, by=by, note=note, final=final and verb not in ("skip", "comment"), key=key,
            revision=data.get("revision") or None, **values,
        )  # fmt: skip
        return (fact if verb == "comment" else None), f"{ON_ONE[verb]}: judgement {number}"
    if verb == "missed":
        kind = data.get("kind", "")
        own = {name.removeprefix(f"new.{kind}."): value.strip() for name, value in data.items()
               if name.startswith(f"new.{kind}.") and value.strip()}  # fmt: skip
        number, new = desk.add(
            data.get("report", ""), kind, data.get("span", ""), by=by, note=note, key=key, **said(own)
        )
        return fact or None, f"Added {SINGULAR.get(kind, kind)} {new}: judgement {number}"
    if verb == "whole":
        number = desk.whole(data.get("report", ""), by=by, note=note, key=key)
        return fact or None, f"The report is read whole: judgement {number}"
    if verb == "undo":
        return _back(desk.take_back(by=by, kinds=ON_FACTS, key=key), "Undone", fact)
    if verb == "redo":
        found = desk.bring_back(by=by, kinds=ON_FACTS, key=key)
        at, told_of = _back(found, "In force again", fact)
        return (None if found[0].kind in ("accept", "reject", "correct", "skip") else at), told_of
    raise UsageError("that is nothing that can be done to a fact")


def _back(found: list[Judgement], word: str, fact: str) -> tuple[str | None, str]:
    first = found[0]
    more = f" and {len(found) - 1:,} made in bulk with it" if len(found) > 1 else ""
    return first.what.get("fact") or fact or None, f"{word}: {first.kind}, judgement {first.number}{more}"


@get("/review/list", include_in_schema=False, sync_to_thread=True)
def many(request: AnyRequest) -> Response[Any]:
    """The next facts of a queue as a list, to be accepted at once: what is shown and nothing else."""
    return _many(request)


def _many(request: AnyRequest, notice: str = "") -> Response[Any]:
    desk, asked, by = desk_of(request), queue_asked(request), coder_of(request)
    items, progress = asked.items(desk, by)
    least = asked.question.confidence
    if least:  # the surest first, since those are accepted
        items = sorted(items, key=lambda one: (-one.confidence, one.text, one.fact))
    views = []
    for item in items[:LISTED]:
        try:
            views.append(desk.fact(item.fact, text=item.text))
        except StoreError:
            continue
    return page(
        request, "review_many.html", title="Accept what is shown", queue=asked, progress=progress, by=by, views=views,
        left=len(items), notice=notice, key=new_key(), kinds=FACT_KINDS, given=request.query_params,
        said={v.fact.id: fields_shown(v) for v in views}, context={v.fact.id: text_around(v, 120, 80) for v in views},
    )  # fmt: skip


@post("/review/accept-shown", include_in_schema=False, sync_to_thread=True, status_code=200)
def accept_shown(request: AnyRequest, data: URLEncodedBody[dict[str, Any]]) -> Response[Any]:
    """Accept the facts whose ids the form has."""
    if queue_asked(request).sort != "uncertain":
        raise UsageError("a sample, and what coders disagree on, is looked at one by one")
    told = data.get("fact", [])
    pairs = [one.partition("/") for one in ([told] if isinstance(told, str) else told)]
    items = [QueueItem(fact, text, "") for fact, _, text in pairs][:PAGE]
    if not items:
        raise UsageError("no fact is chosen. Tick those that are right")
    with writing_desk(request) as desk:
        numbers = desk.accept_shown(items, by=coder_of(request), key=str(data.get("key") or "") or None)
    return _many(request, f"{len(numbers):,} accepted; undo takes all of them back")


@post("/review/undo-shown", include_in_schema=False, sync_to_thread=True, status_code=200)
def undo_shown(request: AnyRequest, data: URLEncodedBody[dict[str, str]]) -> Response[Any]:
    """Take back what was accepted at once."""
    with writing_desk(request) as desk:
        _, told = _back(desk.take_back(by=coder_of(request), kinds=ON_FACTS, key=data.get("key") or None), "Undone", "")
    return _many(request, told)


HANDLERS = (queue, act, many, accept_shown, undo_shown)

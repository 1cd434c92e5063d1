"""Review: who judges, the queues, how far they are and what they tell; and a report that is judged whole."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect

from communique.errors import CommuniqueError, StoreError, UsageError
from communique.export.review_item import said_of
from communique.export.segments import Mark
from communique.model import FACT_KINDS
from communique.query.question import Question
from communique.review.facts import FactView
from communique.review.verdicts import Verdict
from communique.web.access import desk_of, store_of, writing_desk
from communique.web.pages.review_queue import done
from communique.web.review_parts import SINGULAR, blank_fields, coder_cookie, coder_of, marked_text, new_key
from communique.web.templating import page

__all__ = ["HANDLERS"]

AnyRequest = Request[Any, Any, Any]
Form = URLEncodedBody[dict[str, str]]


@get("/review", include_in_schema=False, sync_to_thread=True)
def overview(request: AnyRequest) -> Response[Any]:
    """The queues, and what was judged."""
    desk = desk_of(request)
    if not store_of(request).path.exists():
        return page(request, "begin.html", title="Begin")
    now, samples = desk.standing(), desk.samples()
    states: dict[str, int] = {}
    for verdict in now.verdicts.values():
        states[verdict.state] = states.get(verdict.state, 0) + 1
    how_far = {s.number: sum(_decided(now.verdicts.get(item.fact)) for item in s.items) for s in samples}
    return page(
        request, "review.html", title="Review", by=coder_of(request), coders=desk.coders(), rules=now.rules,
        samples=samples[::-1], how_far=how_far, states=states, whole=len(now.whole), stale=now.stale,
        kinds=FACT_KINDS, methods=desk.methods() if states or now.whole else "",
    )  # fmt: skip


def _decided(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.decided


@post("/review/coder", include_in_schema=False, sync_to_thread=True)
def coder(request: AnyRequest, data: Form) -> Redirect:
    """Remember in this browser who judges."""
    name = " ".join(data.get("name", "").split())
    if not name:
        raise UsageError("a coder needs a name. Write one")
    return Redirect("/review", status_code=303, cookies=[coder_cookie(request, name)])


@post("/review/sample", include_in_schema=False, sync_to_thread=True)
def sample(request: AnyRequest, data: Form) -> Redirect:
    """Draw a sample, or find the one that was drawn so before, and go through it."""
    kinds = [kind for kind in FACT_KINDS if data.get(f"kind.{kind}")]
    with writing_desk(request) as desk:
        drawn = desk.sample(
            _number(data, "n"), Question(), kinds=kinds or None, strata=data.get("strata") or None,
            seed=_number(data, "seed"), by=coder_of(request),
        )  # fmt: skip
    return Redirect(f"/review/queue?sample={drawn.number}", status_code=303)


def _number(data: dict[str, str], name: str) -> int:
    told = data.get(name, "").strip()
    if not (told.isascii() and told.isdecimal() and len(told) < 10):
        raise UsageError(f"{name} is a number of up to nine digits")
    return int(told)


@post("/review/rules", include_in_schema=False, sync_to_thread=True)
def rules(request: AnyRequest, data: Form) -> Redirect:
    """Name a coder, and say how many judge each fact."""
    with writing_desk(request) as desk:
        if name := data.get("coder", "").strip():
            desk.add_coder(name, by=coder_of(request))
        now = desk.standing().rules
        try:
            share = float(data.get("agreement", "") or now.agreement)
        except ValueError:
            raise UsageError("agreement is a share from 0 to below 1") from None
        new = msgspec.structs.replace(now, coders=_number(data, "coders"), agreement=share, open=bool(data.get("open")))
        if new != now:
            desk.agree_on(new, by=coder_of(request))
    return Redirect("/review", status_code=303)


# a report as a whole


class _Row(msgspec.Struct, frozen=True):
    """A fact of a report in the list beside its text."""

    view: FactView
    said: tuple[tuple[str, str], ...]
    state: str
    words: str


@get("/review/reports/{report:str}", include_in_schema=False, sync_to_thread=True)
def whole(request: AnyRequest, report: FromPath[str]) -> Response[Any]:
    """A report's text with all its facts, to be judged from end to end."""
    return _whole(request, report)


def _whole(
    request: AnyRequest, report: str, *, notice: str = "", wrong: str = "", typed: dict[str, str] | None = None
) -> Response[Any]:
    store, desk, by = store_of(request), desk_of(request), coder_of(request)
    record, now = store.record(report), desk.standing()
    text = record.report.text_id
    views = [FactView(record, kind, fact) for kind in FACT_KINDS for fact in getattr(record, kind)]
    views += [desk.fact(v.fact, text=text) for v in now.verdicts.values() if v.text == text and v.added]
    views.sort(key=lambda view: (min(view.spans).start if view.spans else 0, view.fact.id))
    chosen = request.query_params.get("fact")
    marks = [Mark(s.start, s.end, v.fact.id, "on" if v.fact.id == chosen else "") for v in views for s in v.spans]
    rows = [_row(view, now.verdicts.get(view.fact.id), by) for view in views]
    waiting = sum(row.state in ("", "pending", "disputed", "open") for row in rows)
    return page(
        request, "review_report.html", part="review_report_part.html", title=record.report.title or "A report",
        record=record, rows=rows, text=marked_text(record.report.text, marks), by=by, read=now.whole.get(text, ()),
        waiting=waiting, notice=notice, wrong=wrong, typed=typed or {}, kinds=FACT_KINDS, singular=SINGULAR,
        blank={kind: blank_fields(kind) for kind in FACT_KINDS}, actors=[a.name for a in record.actors], key=new_key(),
    )  # fmt: skip


def _row(view: FactView, verdict: Verdict | None, by: str) -> _Row:
    own = verdict is not None and (verdict.decided or any(j.by == by for j in (*verdict.votes, *verdict.remarks)))
    words = " … ".join(" ".join(s.of(view.record.report.text).split()) for s in view.spans)
    state = verdict.state if verdict is not None and own else ""
    return _Row(view, tuple(pair for pair in said_of(view) if pair[1] != "none"), state, words)


@post("/review/reports/{report:str}/act", include_in_schema=False, sync_to_thread=True, status_code=200)
def act_on_report(request: AnyRequest, report: FromPath[str], data: Form) -> Response[Any]:
    """Do what a form says, and show the report as it is then."""
    verb, _, fact = data.get("act", "").partition(" ")
    given = {**data, "act": verb, **({"fact": fact} if fact else {})}
    given["text"] = store_of(request).record(report).report.text_id
    try:
        with writing_desk(request) as desk:
            _, notice = done(desk, verb, given, coder_of(request), final=False)
    except CommuniqueError as error:
        if request.headers.get("HX-Request") != "true" and not isinstance(error, StoreError | UsageError):
            raise
        return _whole(request, report, wrong=str(error), typed=given)
    return _whole(request, report, notice=notice)


HANDLERS = (overview, coder, sample, rules, whole, act_on_report)

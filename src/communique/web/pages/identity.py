"""Identity: who may be one, a question a cluster; merge, keep apart, split, and undo."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect

from communique.errors import CommuniqueError, UsageError
from communique.review.log import ON_ENTITIES, Judgement
from communique.web.access import desk_of, store_of, writing, writing_desk
from communique.web.parameters import asked, page_number
from communique.web.review_parts import coder_of, new_key
from communique.web.templating import page

__all__ = ["HANDLERS"]

AnyRequest = Request[Any, Any, Any]
Form = URLEncodedBody[dict[str, Any]]
SHOWN = 12
"""Questions of a page."""
LATEST = 20
"""Judgements that are listed to be undone."""


@get("/identity", include_in_schema=False, sync_to_thread=True)
def identity(request: AnyRequest) -> Response[Any]:
    """The questions that wait, the likeliest first."""
    return _shown(request)


def _shown(request: AnyRequest, *, notice: str = "", wrong: str = "") -> Response[Any]:
    store = store_of(request)
    if not store.path.exists():
        return page(request, "begin.html", title="Begin")
    question = asked(request, limit=SHOWN)
    clusters = store.find("unsure", question)
    made = desk_of(request).log(ON_ENTITIES)[-LATEST:][::-1]
    return page(
        request, "identity.html", part="identity_part.html", title="Identity", clusters=clusters, judged=made,
        waiting=store.stats().unsure, number=page_number(request), more=len(clusters) == SHOWN,
        given=request.query_params, by=coder_of(request), notice=notice, wrong=wrong, key=new_key(),
    )  # fmt: skip


@post("/identity/act", include_in_schema=False, sync_to_thread=True, status_code=200)
def act(request: AnyRequest, data: Form) -> Response[Any]:
    """Merge, keep apart, undo or redo, and show what waits then."""
    try:
        notice = _done(request, data)
    except CommuniqueError as error:
        if request.headers.get("HX-Request") != "true":
            raise
        return _shown(request, wrong=str(error))
    if request.headers.get("HX-Request") != "true":
        return Redirect(f"/identity?{request.url.query}", status_code=303)
    return _shown(request, notice=notice)


def _done(request: AnyRequest, data: dict[str, Any]) -> str:
    verb, by, key = str(data.get("act", "")), coder_of(request), str(data.get("key") or "") or None
    note = str(data.get("note", "")).strip() or None
    told = data.get("entity", [])
    entities = [told] if isinstance(told, str) else [str(one) for one in told]
    number = str(data.get("number", ""))
    if verb in ("merge", "apart"):
        if len(entities) < 2:
            raise UsageError("that takes two or more. Tick those that are meant")
        with writing(request) as store:
            if verb == "merge":
                made, one = store.merge(*entities, by=by, note=note, key=key)
                return f"{len(entities)} are one: {one.label} ({made})"
            made, apart = store.apart(*entities, by=by, note=note, key=key)
            return f"Kept apart: {', '.join(x.label for x in apart)} ({made})"
    with writing_desk(request) as desk:
        if verb == "undo":
            which = int(number) if number.isascii() and number.isdecimal() and len(number) < 12 else None
            found = desk.take_back(which, by=by, kinds=None if which else ON_ENTITIES, key=key)
            return f"Undone: {_told(found[0])}"
        if verb == "redo":
            return f"In force again: {_told(desk.bring_back(by=by, kinds=ON_ENTITIES, key=key)[0])}"
    raise UsageError("that is nothing that can be done")


def _told(j: Judgement) -> str:
    names = ", ".join(dict.fromkeys(j.called.values()))
    return f"{j.kind} of {names} ({j.number})" if names else f"{j.kind} ({j.number})"


@get("/identity/{entity:str}", include_in_schema=False, sync_to_thread=True)
def members(request: AnyRequest, entity: FromPath[str]) -> Response[Any]:
    """The mentions that make up one entity, to be taken out."""
    one, found = store_of(request).members(entity)
    return page(request, "identity_members.html", title=one.name, one=one, found=found, key=new_key())


@post("/identity/{entity:str}/split", include_in_schema=False, sync_to_thread=True)
def split(request: AnyRequest, entity: FromPath[str], data: Form) -> Redirect:
    """Take the ticked mentions out: they are another one."""
    told = data.get("member", [])
    chosen = [told] if isinstance(told, str) else [str(one) for one in told]
    if not chosen:
        raise UsageError("nothing is ticked. Tick the mentions that are of another one")
    with writing(request) as store:
        _, _, new = store.split(
            entity, actors=chosen, by=coder_of(request), note=str(data.get("note", "")).strip() or None,
            key=str(data.get("key") or "") or None,
        )  # fmt: skip
    return Redirect(f"/identity/{new.id}", status_code=303)


HANDLERS = (identity, act, members, split)

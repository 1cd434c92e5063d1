"""Who may be one, and judgements on it."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.params import FromPath, JSONBody

from communique.query.candidate_pairs import CandidateCluster
from communique.query.entities import Entity
from communique.query.members import EntityMember
from communique.web.access import store_of, writing
from communique.web.parameters import asked
from communique.web.review_parts import coder_of

__all__ = ["HANDLERS"]

AnyRequest = Request[Any, Any, Any]


class IdentityRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Some that are one, or that are not."""

    entities: list[str]
    """Their ids or names; of those that are one the first gives the name."""
    by: str | None = None
    note: str | None = None
    key: str | None = None
    """A word of the caller's own for this act: sent again with it, it is there once."""


class SplitRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions that are taken out of an entity."""

    entity: str
    members: list[str]
    """The ids of the mentions, as ``/api/identity/ENTITY`` has them."""
    by: str | None = None
    note: str | None = None
    key: str | None = None


class IdentityReceipt(msgspec.Struct, frozen=True):
    """What was saved."""

    number: int
    """In the log."""
    entities: list[Entity]
    """Who they are now."""


@get("/api/identity", sync_to_thread=True, tags=["identity"])
def clusters(request: AnyRequest) -> list[CandidateCluster]:
    """The questions that wait, the likeliest first, a page at a time (`page`, `by`, `confidence`)."""
    return store_of(request).find("unsure", asked(request))


@get("/api/identity/{entity:str}", sync_to_thread=True, tags=["identity"])
def members(request: AnyRequest, entity: FromPath[str]) -> list[EntityMember]:
    """The mentions that make up an entity."""
    return store_of(request).members(entity)[1]


@post("/api/identity/merge", sync_to_thread=True, tags=["identity"])
def merge(request: AnyRequest, data: JSONBody[IdentityRequest]) -> IdentityReceipt:
    """Judge that these are one."""
    with writing(request) as store:
        number, one = store.merge(*data.entities, by=data.by or coder_of(request), note=data.note, key=data.key or None)
    return IdentityReceipt(number, [one])


@post("/api/identity/apart", sync_to_thread=True, tags=["identity"])
def apart(request: AnyRequest, data: JSONBody[IdentityRequest]) -> IdentityReceipt:
    """Judge that each of these is another one."""
    with writing(request) as store:
        number, found = store.apart(
            *data.entities, by=data.by or coder_of(request), note=data.note, key=data.key or None
        )
    return IdentityReceipt(number, found)


@post("/api/identity/split", sync_to_thread=True, tags=["identity"])
def split(request: AnyRequest, data: JSONBody[SplitRequest]) -> IdentityReceipt:
    """Judge that some mentions are of another one."""
    with writing(request) as store:
        number, _, new = store.split(
            data.entity, actors=data.members, by=data.by or coder_of(request), note=data.note, key=data.key or None
        )
    return IdentityReceipt(number, [new])


HANDLERS = (clusters, members, merge, apart, split)

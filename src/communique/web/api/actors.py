"""Actors, bodies, and what passes between two."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.params import FromPath, QueryParameter

from communique.query.actors import Dossier
from communique.query.answers import ActorAnswer
from communique.query.bodies import BodyNode
from communique.query.timeline import TimelineEntry
from communique.web.access import store_of
from communique.web.api.questions import ASKED, Asked

__all__ = ["HANDLERS"]

TAGS = ["actors"]


@get("/api/actors", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def list_actors(request: Request[Any, Any, Any], question: Asked) -> list[ActorAnswer]:
    """Who takes part, those in most reports first."""
    found: list[ActorAnswer] = store_of(request).find("actors", question)
    return found


@get("/api/actors/{actor:str}", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def get_dossier(request: Request[Any, Any, Any], actor: FromPath[str], question: Asked) -> Dossier:
    """What the store knows of one, by the entity's id, a name or an office; limit is of facts of each kind."""
    return store_of(request).dossier(actor, question)


@get("/api/actors/{actor:str}/with/{other:str}", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def list_between(
    request: Request[Any, Any, Any], actor: FromPath[str], other: FromPath[str], question: Asked
) -> list[TimelineEntry]:
    """All that passed between two, by date."""
    narrowed = msgspec.structs.replace(question, by=None, to=None)
    return store_of(request).between(actor, other, narrowed)


@get("/api/bodies", sync_to_thread=True, tags=TAGS)
def list_bodies(
    request: Request[Any, Any, Any],
    on: Annotated[str | None, QueryParameter(description="A day as reports tell of it by then.")] = None,
) -> list[BodyNode]:
    """What is part of what, who is a member, who holds an office in it."""
    return list(store_of(request).bodies(on).trees)


HANDLERS = (list_actors, get_dossier, list_between, list_bodies)

"""Issues and the positions on them."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get
from litestar.params import FromPath, QueryParameter

from communique.query.issues import IssueAnswer, PositionAnswer
from communique.web.access import store_of
from communique.web.api.questions import ASKED, Asked, Limit

__all__ = ["HANDLERS"]

TAGS = ["issues"]


@get("/api/issues", sync_to_thread=True, tags=TAGS)
def list_issues(
    request: Request[Any, Any, Any],
    about: Annotated[str | None, QueryParameter(description="Words that mean them.")] = None,
    limit: Limit = 50,
) -> list[IssueAnswer]:
    """What positions are about, those with most first."""
    return store_of(request).issues(about, limit=limit)


@get("/api/issues/{issue:str}/positions", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def list_positions(request: Request[Any, Any, Any], issue: FromPath[str], question: Asked) -> list[PositionAnswer]:
    """Who is for and against one, by date."""
    return store_of(request).positions(question, issue=issue)


HANDLERS = (list_issues, list_positions)

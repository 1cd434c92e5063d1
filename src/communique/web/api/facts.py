"""Facts of each kind, and what happened in the order of dates."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Request, get
from litestar.params import FromPath, QueryParameter

from communique.query.answers import ReportAnswer, StatementAnswer
from communique.query.fact_answers import FactAnswer
from communique.query.question import ON_TIMELINE
from communique.query.timeline import TimelineEntry
from communique.web.access import store_of
from communique.web.api.questions import ASKED, Asked

__all__ = ["HANDLERS"]

TAGS = ["facts"]
Kind = Literal["meetings", "agreements", "conditionals", "positions", "relations", "events"]


@get("/api/statements", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def list_statements(request: Request[Any, Any, Any], question: Asked) -> list[StatementAnswer]:
    """Who said what, the earliest first."""
    found: list[StatementAnswer] = store_of(request).find("statements", question)
    return found


@get("/api/facts/{kind:str}", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def list_facts(request: Request[Any, Any, Any], kind: FromPath[Kind], question: Asked) -> list[FactAnswer]:
    """Facts of another kind; by and to are anybody who takes part."""
    found: list[FactAnswer] = store_of(request).find(kind, question)
    return found


@get("/api/timeline", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def get_timeline(
    request: Request[Any, Any, Any],
    question: Asked,
    kind: Annotated[list[Literal["statements", "meetings", "agreements", "events"]] | None,
                    QueryParameter(description="Only these kinds.")] = None,
) -> list[TimelineEntry]:  # fmt: skip
    """What happened and was said, by date: a fact's own if it is told, else the report's."""
    return store_of(request).timeline(question, kind or ON_TIMELINE)


@get("/api/search", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def search_reports(request: Request[Any, Any, Any], question: Asked) -> list[ReportAnswer]:
    """Reports with the words of about, the best first; the words found stand between U+0002 and U+0003."""
    return store_of(request).search(question)


HANDLERS = (list_statements, list_facts, get_timeline, search_reports)

"""Reports and their records."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get
from litestar.params import FromPath, QueryParameter

from communique.model import Record
from communique.query.report_list import ReadState, ReportList
from communique.query.report_references import ReportReference
from communique.query.reports import Stats
from communique.web.access import store_of
from communique.web.api.questions import ASKED, Asked

__all__ = ["HANDLERS"]

TAGS = ["reports"]


@get("/api/reports", sync_to_thread=True, tags=TAGS, dependencies=ASKED)
def list_reports(
    request: Request[Any, Any, Any],
    question: Asked,
    actor: Annotated[str | None, QueryParameter(description="Who takes part: a name or an entity's id.")] = None,
    read: Annotated[ReadState | None, QueryParameter(description="How far coders have read them.")] = None,
) -> ReportList:
    """The reports with these words, of this publisher, of these days, the latest first."""
    return store_of(request).reports(question, actor=actor, state=read)


@get("/api/reports/{report:str}", sync_to_thread=True, tags=TAGS)
def get_record(
    request: Request[Any, Any, Any],
    report: FromPath[str],
    judged: Annotated[bool, QueryParameter(description="With what coders decided put in.")] = False,
) -> Record:
    """The record of the report with this id, or with the beginning of one."""
    return store_of(request).record(report, judged=judged)


@get("/api/reports/{report:str}/reference", sync_to_thread=True, tags=TAGS)
def get_reference(request: Request[Any, Any, Any], report: FromPath[str]) -> ReportReference:
    """What a reference list says of a report."""
    store = store_of(request)
    return store.references([store.record(report).report.id])[0]


@get("/api/stats", sync_to_thread=True, tags=TAGS)
def get_stats(request: Request[Any, Any, Any]) -> Stats:
    """The numbers of the store."""
    return store_of(request).stats()


HANDLERS = (list_reports, get_record, get_reference, get_stats)

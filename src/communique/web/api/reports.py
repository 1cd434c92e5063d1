"""Reports and their records."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.params import FromPath

from communique.model import Record
from communique.web.access import store_of

__all__ = ["HANDLERS"]


@get("/api/reports/{report:str}", sync_to_thread=True, tags=["reports"])
def record(request: Request[Any, Any, Any], report: FromPath[str]) -> Record:
    """The record of the report with this id, or with the beginning of one."""
    return store_of(request).record(report)


HANDLERS = (record,)

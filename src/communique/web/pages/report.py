"""Report: the text with its highlights, and the record beside it."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from markupsafe import Markup

from communique.export.html import article
from communique.export.wording import headline
from communique.web.access import store_of
from communique.web.templating import page

__all__ = ["HANDLERS"]


@get("/reports/{report:str}", include_in_schema=False, sync_to_thread=True)
def report(request: Request[Any, Any, Any], report: FromPath[str]) -> Response[Any]:
    """A report by its id, or the beginning of one."""
    record = store_of(request).record(report)
    return page(request, "report.html", title=headline(record), record=record, article=Markup(article(record)))


HANDLERS = (report,)

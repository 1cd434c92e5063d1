"""Report: the text with its highlights, and the record beside it."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from markupsafe import Markup

from communique.export.html import article
from communique.export.html import page as whole_page
from communique.export.tables.rows import fact_row
from communique.export.tables.telling import tellings
from communique.export.wording import headline
from communique.model import KINDS
from communique.web.access import store_of
from communique.web.addresses import actor_page
from communique.web.downloads import download, wanted_format
from communique.web.templating import page

__all__ = ["HANDLERS"]


@get("/reports/{report:str}", include_in_schema=False, sync_to_thread=True)
def report(request: Request[Any, Any, Any], report: FromPath[str]) -> Response[Any]:
    """A report by its id, or the beginning of one."""
    store = store_of(request)
    machine = request.query_params.get("machine") == "1"
    record = store.record(report, judged=not machine)
    title = headline(record)
    form = wanted_format(request)
    if form == "html":
        return download(request, title, form, content=whole_page(record))
    if form == "json":
        return download(request, title, form, content=record.to_json() + "\n")
    if form is not None:
        rows = ({"kind": kind.singular, "id": told.fact.id, **fact_row(told)} for kind in KINDS
                for told in tellings(record, kind.field))  # fmt: skip
        return download(request, title, form, rows, reports=[record.report.id])
    shown = Markup(article(record, actor_page))
    return page(
        request, "report.html", title=title, record=record, article=shown, machine=machine,
        decided=sum(v.state != "accepted" for v in store.decisions().of_text(record.report.text_id)),
    )  # fmt: skip


HANDLERS = (report,)

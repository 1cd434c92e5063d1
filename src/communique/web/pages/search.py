"""Search: the reports, actors, issues and statements that some words mean."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get
from markupsafe import Markup, escape

from communique.errors import UsageError
from communique.export.safe import visible
from communique.query.issues import IssueAnswer
from communique.query.reports import CLOSE, OPEN, without_marks
from communique.web.access import store_of
from communique.web.downloads import MOST_ROWS, download, wanted_format
from communique.web.parameters import asked
from communique.web.remember import remembered
from communique.web.templating import page

__all__ = ["HANDLERS"]

REPORTS, OTHERS = 20, 8


@get("/search", include_in_schema=False, sync_to_thread=True)
def search(request: Request[Any, Any, Any]) -> Response[Any]:
    """What has these words; the words in their passage marked."""
    store = store_of(request)
    words = request.query_params.get("about", "").strip()
    if not words:
        return page(request, "search.html", title="Search", words="", given=request.query_params, wrong=None,
                    reports=[], actors=[], issues=[], statements=[], snippet=_snippet)  # fmt: skip
    wrong = None
    try:
        question = asked(request, limit=REPORTS)
        reports = remembered(request, store, ("search", question), lambda: store.search(question), "statements")
    except UsageError as error:
        wrong, question, reports = str(error), None, []
    form = wanted_format(request)
    if form is not None:
        if question is None:
            raise UsageError(str(wrong))
        whole = store.search(msgspec.structs.replace(question, limit=MOST_ROWS + 1, offset=0))
        rows = ({**a.flat(), "words": without_marks(a.words)} for a in whole)
        return download(request, f"search-{words}", form, rows, reports=[a.citation.report for a in whole])
    actors = remembered(request, store, ("called", words), lambda: store.actors(by=words, limit=OTHERS), "statements")
    issues: list[IssueAnswer] = []
    if any(c.isalnum() for c in words):
        issues = remembered(
            request, store, ("issues called", words), lambda: store.issues(words, limit=OTHERS), "positions"
        )
    statements = store.bare_statements(msgspec.structs.replace(question, limit=OTHERS)) if question is not None else []
    return page(
        request, "search.html", title=f"Search: {words}", words=words, given=request.query_params, wrong=wrong,
        reports=reports, actors=actors, issues=issues, statements=statements, snippet=_snippet,
    )  # fmt: skip


def _snippet(words: str) -> Markup:
    """A passage with the words found marked."""
    safe = escape(visible(words.replace(OPEN, "\ue000").replace(CLOSE, "\ue001")))
    return Markup(str(safe).replace("\ue000", "<mark>").replace("\ue001", "</mark>"))


HANDLERS = (search,)

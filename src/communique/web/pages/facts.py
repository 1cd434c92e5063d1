"""Facts of a kind that a question means: what every number of the explorer leads to."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from communique.errors import AbsentError, printable
from communique.model import FACT_KINDS, kind_of
from communique.query.answers import StatementAnswer
from communique.query.question import Question
from communique.store import Store
from communique.web.access import store_of
from communique.web.downloads import MOST_ROWS, download, wanted_format
from communique.web.parameters import asked, listing
from communique.web.remember import remembered
from communique.web.templating import page

__all__ = ["HANDLERS"]


@get("/facts/{kind:str}", include_in_schema=False, sync_to_thread=True)
def facts(request: Request[Any, Any, Any], kind: FromPath[str]) -> Response[Any]:
    """Those of a kind ("statements", "meetings" ...), a page of them; who is named must be known."""
    if kind not in FACT_KINDS:
        raise AbsentError(f"there are no {printable(kind)} in a store. There are: {', '.join(FACT_KINDS)}")
    store = store_of(request)
    question = asked(request)
    form = wanted_format(request)
    if form is not None:
        whole = msgspec.structs.replace(question, limit=MOST_ROWS + 1, offset=0)
        answers = _found(store, kind, whole)
        reports = [a.citation.report for a in answers]
        return download(request, kind, form, store.rows_of(kind, answers), reports=reports)
    answers = remembered(request, store, ("facts", kind, question), lambda: _found(store, kind, question), kind)
    total = _total(store, kind, question, len(answers))
    return page(
        request, "facts.html", title=kind.capitalize(), kind=kind, kinds=FACT_KINDS, answers=answers,
        heading=kind_of(kind).heading, statements=bool(answers) and isinstance(answers[0], StatementAnswer),
        given=request.query_params, listing=listing(request, len(answers), total), names=_names(store, question),
        part="facts_list.html",
    )  # fmt: skip


def _found(store: Store, kind: str, question: Question) -> list[Any]:
    if kind == "positions":  # whatever they are on
        return store.find("positions", question)
    return store.find(kind, question)


def _total(store: Store, kind: str, question: Question, shown: int) -> int | None:
    """How many there are, where that is soon counted."""
    if question.offset == 0 and question.limit is not None and shown < question.limit:
        return shown
    return store.count_if_few(question) if kind == "statements" else None


def _names(store: Store, question: Question) -> dict[str, str]:
    """Who is meant by the names of a question, as the store calls them; of several the words themselves."""
    found = store.resolve(question)
    return {
        part: one.entities[0].label if len(one.entities) == 1 else str(getattr(question, part))
        for part, one in found.items()
    }


HANDLERS = (facts,)

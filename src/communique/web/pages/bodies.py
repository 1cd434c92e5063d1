"""Bodies: what is part of what, and who belongs to it, at a date."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from communique.web.access import store_of
from communique.web.downloads import download, wanted_format
from communique.web.parameters import listing, page_number
from communique.web.remember import remembered
from communique.web.templating import page

__all__ = ["HANDLERS"]

TREES, FEW = 40, 6
"""Trees of a page, and as many as are shown open."""


@get("/bodies", include_in_schema=False, sync_to_thread=True)
def bodies(request: Request[Any, Any, Any]) -> Response[Any]:
    """The trees; ``on`` a date, ``about`` words in the name of a body or of who belongs to it."""
    store = store_of(request)
    given = request.query_params
    on, words = given.get("on", "").strip() or None, given.get("about", "").strip() or None
    form = wanted_format(request)
    if form is not None:
        rows = (row for tree in store.bodies(on, about=words).trees for row in tree.flat_rows())
        return download(request, "bodies", form, rows)
    first = (page_number(request) - 1) * TREES
    found = remembered(
        request, store, ("bodies", on, words, first),
        lambda: store.bodies(on, about=words, limit=TREES, offset=first), "relations",
    )  # fmt: skip
    return page(
        request, "bodies.html", title="Bodies", trees=found.trees, given=given, total=found.total,
        open=found.total <= FEW or bool(words),
        listing=listing(request, len(found.trees), found.total, size=TREES),
    )  # fmt: skip


HANDLERS = (bodies,)

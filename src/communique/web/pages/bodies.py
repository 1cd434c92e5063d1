"""Bodies: what is part of what, and who belongs to it, at a date."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from litestar import Request, Response, get

from communique.query.bodies import BodyNode
from communique.store import Store
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
    on, words = given.get("on", "").strip() or None, given.get("about", "").strip().casefold()
    trees = remembered(request, store, ("bodies", on), lambda: store.bodies(on))
    found = [tree for tree in trees if not words or _has(tree, words)]
    form = wanted_format(request)
    if form is not None:
        rows = (row for tree in found for row in tree.flat_rows())
        return download(request, "bodies", form, rows)
    first = (page_number(request) - 1) * TREES
    shown = found[first : first + TREES]
    return page(
        request, "bodies.html", title="Bodies", trees=shown, given=given, total=len(found),
        open=len(found) <= FEW or bool(words), listing=listing(request, len(shown), len(found), size=TREES),
    )  # fmt: skip


def _has(tree: BodyNode, words: str) -> bool:
    named = (tree.body.name, *(m.who.name for m in tree.members))
    return any(words in name.casefold() for name in named) or any(_has(part, words) for part in tree.parts)


def beforehand(store: Store) -> dict[Hashable, Callable[[], Any]]:
    """What the page asks that takes long."""
    return {("bodies", None): lambda: store.bodies(None)}


BEFOREHAND = beforehand
HANDLERS = (bodies,)

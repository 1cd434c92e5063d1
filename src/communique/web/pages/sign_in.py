"""Signing in; what the form sends is looked at by :mod:`communique.web.security`."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from communique.web.templating import page

__all__ = ["HANDLERS"]


@get("/sign-in", include_in_schema=False, sync_to_thread=False)
def sign_in(request: Request[Any, Any, Any]) -> Response[str]:
    """The form."""
    query = request.query_params
    return page(request, "sign_in.html", title="Sign in", next=query.get("next", "/"), wrong="wrong" in query)


HANDLERS = (sign_in,)

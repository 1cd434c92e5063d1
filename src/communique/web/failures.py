"""What failed, as a page for people and as JSON for programs; no traceback reaches either."""

from __future__ import annotations

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from communique.errors import AbsentError, CommuniqueError, StoreError, UsageError
from communique.web.templating import page

__all__ = ["HANDLERS"]

TITLES = {
    400: "That does not make sense", 404: "Not here", 405: "Not so", 409: "The store cannot be read",
    413: "Too large", 500: "Something is wrong with the program",
}  # fmt: skip
log = logging.getLogger(__name__)


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, AbsentError):
        return 404
    if isinstance(error, UsageError):
        return 400
    return 409 if isinstance(error, StoreError) else 500


def failure(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to a request that failed."""
    status = _status(error)
    if status == 500 and not isinstance(error, HTTPException):
        log.error("%s %s failed", request.method, request.scope["path"], exc_info=error)
    if isinstance(error, CommuniqueError):
        told = str(error)
    elif isinstance(error, HTTPException) and status < 500:
        told = _words(error)
    else:
        told = "The explorer could not make this page. What it printed where it was started tells the makers why."
    headers = {k: v for k, v in (getattr(error, "headers", None) or {}).items() if k.lower() == "allow"}
    if request.scope["path"].startswith("/api"):
        body: dict[str, Any] = {"status_code": status, "detail": told}
        if isinstance(error, HTTPException) and status == 400 and error.extra:
            body["extra"] = error.extra
        return Response(body, status_code=status, headers=headers)
    made = page(request, "failure.html", title=TITLES.get(status, "That did not work"), status=status, told=told)
    made.headers.update(headers)
    return made


def _words(error: HTTPException) -> str:
    if error.status_code == 404:
        return "There is no such page in the explorer."
    return error.detail or "The request could not be understood."


HANDLERS: dict[int | type[Exception], Any] = {Exception: failure, HTTPException: failure, CommuniqueError: failure}
"""What answers failures, by their kinds."""

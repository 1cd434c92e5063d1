"""The page that describes the API, from its own OpenAPI description."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.openapi.plugins import OpenAPIRenderPlugin

from communique.web.templating import page

__all__ = ["ApiPage"]


class ApiPage(OpenAPIRenderPlugin):
    """The routes and their parameters as a page of the explorer."""

    def __init__(self) -> None:
        super().__init__(path="/")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The page."""
        routes = [
            (method.upper(), path, operation)
            for path, methods in sorted(openapi_schema.get("paths", {}).items())
            for method, operation in methods.items()
            if isinstance(operation, dict) and "responses" in operation
        ]
        return page(request, "api.html", title="HTTP API", routes=routes).content.encode("utf-8")

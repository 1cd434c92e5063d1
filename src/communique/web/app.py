"""The explorer as an ASGI application."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from communique.database.engines.address import Place, place_of
from communique.store import Store
from communique.version import __version__
from communique.web import failures
from communique.web.access import StoreAccess
from communique.web.api import ROUTES
from communique.web.api.description import ApiPage
from communique.web.pages import PAGES, actors, events
from communique.web.remember import Memory, warm
from communique.web.security import MOST_BYTES, Guard
from communique.web.settings import ExplorerSettings

__all__ = ["create_app"]


def create_app(store: Place | str | ExplorerSettings, **settings: Any) -> Guard:
    """The explorer of a store.

    Args:
        store: the store's file or address, or all settings.
        settings: fields of :class:`ExplorerSettings` besides.
    """
    told = store if isinstance(store, ExplorerSettings) else ExplorerSettings(store=place_of(store), **settings)
    access, memory = StoreAccess(told.store), Memory()

    def begin() -> None:
        with Store(told.store) as store:
            warm(memory, store, {**actors.BEFOREHAND(store), **events.BEFOREHAND(store)})

    @asynccontextmanager
    async def open_store(_app: Litestar) -> AsyncIterator[None]:
        if told.warm and told.store.exists():
            threading.Thread(target=begin, daemon=True).start()
        try:
            yield
        finally:
            access.close()

    app = Litestar(
        [*(handler for module in PAGES for handler in module.HANDLERS),
         *(handler for module in ROUTES for handler in module.HANDLERS)],
        state=State({"access": access, "memory": memory, "settings": told}),
        lifespan=[open_store],
        exception_handlers=failures.HANDLERS,
        request_max_body_size=MOST_BYTES,
        openapi_config=OpenAPIConfig(
            title="communique", version=__version__, path="/api", use_handler_docstrings=True,
            render_plugins=[ApiPage(), JsonRenderPlugin(path="/openapi.json")],
            description="The facts of a store, each with the characters of the report that it stands on.",
        ),
        logging_config=None,
    )  # fmt: skip
    return Guard(app, told)

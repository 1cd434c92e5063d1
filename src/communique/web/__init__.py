"""The explorer: a store to be looked at in a browser, and its HTTP API.

``communique serve`` starts it. Nothing here knows SQL or words of the report's grammar: pages ask ``query/`` through
:class:`communique.store.Store` and show what ``export/`` makes of it.

How a page is added
-------------------

1. A file in ``web/pages/``, say ``calendar.py``, with its handlers and the tuple ``HANDLERS`` of them; its name is
   added to ``PAGES`` of ``web/pages/__init__.py``. What stands in the bar is a line of ``web/navigation.py``.
2. A handler is a plain function that runs in a thread of its own::

       @get("/calendar", include_in_schema=False, sync_to_thread=True)
       def calendar(request: Request[Any, Any, Any]) -> Response[Any]:
           entries = store_of(request).calendar(limit=50)
           return page(request, "calendar.html", title="Calendar", entries=entries)

   ``store_of`` gives the store of this thread, with connections that only read. What changes the store stands in
   ``with writing(request) as store:``, which lets one thread at a time write.
3. A template in ``web/templates/`` that extends ``base.html`` and fills the block ``content`` (and ``keys`` with the
   keys of the page); for htmx, which asks for a part of a page, ``page(..., part="rows.html")`` names the template of
   that. Whatever comes from reports is escaped and cannot steer the reader's eye; ``Markup`` only of what ``export/``
   escaped.
4. Styles go into ``web/static/explorer.css``, scripts into files of ``web/static/``. Nothing inline, neither script nor
   style, nor ``hx-on`` or ``hx-vals="js:"``: the content security policy refuses it.
5. What changes something is a POST. htmx sends the token by itself (``base.html`` says so on the body); a form without
   htmx has ``{{ csrf_field() }}`` in it.

How the API grows: a file in ``web/api/`` with ``HANDLERS``, added to ``ROUTES`` of ``web/api/__init__.py``. Parameters
are annotated ``FromQuery``, ``FromPath`` or ``JSONBody``, results are the record's own structs; the OpenAPI description
under ``/api/openapi.json`` follows from them. Errors are a CommuniqueError: ``AbsentError`` becomes 404, ``UsageError``
400, any other StoreError 409.

``web/security.py`` stands around all of it: hosts, sign-in, CSRF, the headers and slow bodies. Tests: ``tests/web/``.
"""

from __future__ import annotations

from communique.web.app import create_app

__all__ = ["create_app"]

"""The HTTP API: one file a group of routes, each with the tuple ``HANDLERS``."""

from __future__ import annotations

from communique.web.api import reports

ROUTES = (reports,)
"""The modules whose handlers the explorer has."""

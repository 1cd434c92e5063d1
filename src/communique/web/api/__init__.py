"""The HTTP API: one file a group of routes, each with the tuple ``HANDLERS``."""

from __future__ import annotations

from communique.web.api import actors, events, facts, identity, issues, judgements, queue, reports

ROUTES = (reports, facts, actors, issues, events, identity, judgements, queue)
"""The modules whose handlers the explorer has."""

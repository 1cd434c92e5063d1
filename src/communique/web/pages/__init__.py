"""The pages: one file each, with the tuple ``HANDLERS``."""

from __future__ import annotations

from communique.web import assets
from communique.web.pages import (
    actors,
    bodies,
    calendar,
    events,
    facts,
    issues,
    network,
    report,
    report_list,
    search,
    sign_in,
)

PAGES = (report_list, report, facts, actors, issues, network, calendar, bodies, events, search, sign_in, assets)
"""The modules whose handlers the explorer has."""

"""The pages: one file each, with the tuple ``HANDLERS``."""

from __future__ import annotations

from communique.web import assets
from communique.web.pages import (
    actors,
    bodies,
    calendar,
    events,
    facts,
    identity,
    issues,
    network,
    report,
    report_list,
    review,
    review_queue,
    search,
    sign_in,
)

PAGES = (
    report_list, report, facts, actors, issues, network, calendar, bodies, events, search, identity, review,
    review_queue, sign_in, assets,
)  # fmt: skip
"""The modules whose handlers the explorer has."""

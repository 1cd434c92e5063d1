"""The pages: one file each, with the tuple ``HANDLERS``."""

from __future__ import annotations

from communique.web import assets
from communique.web.pages import report, report_list, sign_in

PAGES = (report_list, report, sign_in, assets)
"""The modules whose handlers the explorer has."""

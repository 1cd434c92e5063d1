"""Where reports come from: one file a format. Start with :func:`open_reports` and :func:`from_text`."""

from communique.sources.dates import check_date
from communique.sources.limits import MAX_CHARACTERS
from communique.sources.read import count_reports, from_text, open_articles, open_reports

__all__ = ["MAX_CHARACTERS", "check_date", "count_reports", "from_text", "open_articles", "open_reports"]

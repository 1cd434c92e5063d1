"""What a reference list says of reports."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.query.lookups import citation_date
from communique.query.report_list import headline_of

__all__ = ["ReportReference", "report_references"]

CHUNK = 200


class ReportReference(msgspec.Struct, frozen=True):
    """A report as one cites it."""

    report: str
    title: str
    """Its title, or what stands for it in lists."""
    byline: str | None
    publisher: str | None
    date: str | None
    """With a question mark when it was inferred from the text."""
    page: str | None
    url: str | None


def report_references(connection: Connection, reports: Sequence[str]) -> list[ReportReference]:
    """The references of reports (their ids), in their order, each once; of ids that there are not, none."""
    r, p, x = t.reports.c, t.particulars.c, t.texts.c
    found: dict[str, ReportReference] = {}
    listed = list(dict.fromkeys(reports))
    for part in portions(listed, CHUNK):
        query = (
            select(r.id, r.title, r.publisher, r.published, r.basis, r.url, r.source, p.byline, p.page,
                   func.substr(x.text, 1, 400).label("beginning"))
            .join(t.texts, x.key == r.text)
            .outerjoin(t.particulars, p.report == r.key)
            .where(r.id.in_(part))
        )  # fmt: skip
        for row in connection.execute(query):
            found[row.id] = ReportReference(
                row.id, headline_of(row.title, row.beginning, row.source), row.byline, row.publisher,
                citation_date(row.published, row.basis), row.page, row.url,
            )  # fmt: skip
    return [found[one] for one in listed if one in found]

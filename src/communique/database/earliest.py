"""Which date is the first that a report tells: what leads a timeline since a day past all that was told before it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from sqlalchemy import Connection, delete, select

from communique.database import schema as t
from communique.database.layout import LAYOUTS
from communique.model import kind_of

__all__ = ["file_earliest"]

CHUNK = 500
"""Values in one IN (...)."""


def file_earliest(connection: Connection, texts: Collection[int], *, known: Collection[int] = ()) -> None:
    """File the printings of these texts (their keys) under their month and the first date that one of their facts has.

    Their rows are in the tables already. Those of ``known`` may have been filed before, and are filed anew.
    """
    listed, before = sorted(texts), sorted(known)
    for at in range(0, len(before), CHUNK):
        own = select(t.reports.c.key).where(t.reports.c.text.in_(before[at : at + CHUNK]))
        connection.execute(delete(t.earliest).where(t.earliest.c.report.in_(own)))
    for at in range(0, len(listed), CHUNK):
        part = listed[at : at + CHUNK]
        connection.exec_driver_sql(_filing(len(part)), tuple(part))


@cache
def _filing(many: int) -> str:
    dated = [layout for layout in LAYOUTS if kind_of(layout.field).timeline]
    found = " UNION ALL ".join(
        f"SELECT min({layout.column(kind_of(layout.field).dates[0])}) AS day FROM {layout.field} "
        "WHERE key BETWEEN x.first_finding AND x.last_finding"
        for layout in dated
    )
    return (
        "INSERT INTO earliest (month, date, report) SELECT month, day, report FROM ("
        f"SELECT substr(r.last_day, 1, 7) AS month, (SELECT min(day) FROM ({found})) AS day, r.key AS report "
        f"FROM reports r JOIN texts x ON x.key = r.text WHERE r.text IN ({', '.join('?' * many)}) "
        "AND r.last_day IS NOT NULL) WHERE day IS NOT NULL"
    )

"""What a store has already of the reports that are about to be added."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.model import Report
from communique.version import SCHEMA, __version__

__all__ = ["StoredReports", "stored"]


class StoredReports(msgspec.Struct, frozen=True):
    """What of some reports is stored."""

    printings: set[str]
    """Ids of the reports themselves."""
    texts: dict[str, str | None]
    """Text ids of those that this version or a newer one read -> the date by which it read them, None without one."""


def stored(connection: Connection, reports: Collection[Report]) -> StoredReports:
    """What the store has of these reports and of their texts."""
    r, x, g = t.reports.c, t.texts.c, t.readings.c
    known = set(connection.execute(select(r.id).where(r.id.in_([report.id for report in reports]))).scalars())
    rows = connection.execute(
        select(x.text_id, x.read_on, g.schema, g.version)
        .join(t.readings, g.key == x.reading)
        .where(x.text_id.in_([report.text_id for report in reports]))
    )
    own = (SCHEMA, _parts(__version__))
    return StoredReports(known, {row.text_id: row.read_on for row in rows if (row.schema, _parts(row.version)) >= own})


def _parts(version: str) -> tuple[int, ...]:
    """A version as numbers that compare: "0.10.2" is (0, 10, 2)."""
    return tuple(int("".join(c for c in part if c.isdigit()) or 0) for part in version.split("."))

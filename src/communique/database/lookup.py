"""What a store has already of the reports that are about to be added."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.database.load import load_report, report_columns
from communique.database.portions import portions
from communique.database.word_search.indexes import find_texts
from communique.model import Report
from communique.version import SCHEMA, __version__

__all__ = ["OldText", "StoredReports", "old_reports", "old_texts", "printings_of", "stored", "texts_with"]


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


class OldText(msgspec.Struct, frozen=True):
    """A text of the store and what read it."""

    key: int
    version: str


def old_texts(connection: Connection) -> list[OldText]:
    """Every text that was read, in the order in which they were added."""
    x, g = t.texts.c, t.readings.c
    rows = connection.execute(select(x.key, g.version).join(t.readings, g.key == x.reading).order_by(x.key))
    return [OldText(key, version) for key, version in rows]


def texts_with(connection: Connection, match: str) -> list[int]:
    """Keys of the texts that answer a question of the full-text index, in its own words."""
    return sorted(connection.execute(find_texts(match)).scalars())


def old_reports(connection: Connection, texts: Collection[int]) -> list[Report]:
    """One printing of each of these texts (their keys): that by whose date it was read, or the first."""
    r, x, p = t.reports.c, t.texts.c, t.particulars.c
    rows = (
        connection.execute(
            select(x.key.label("of_text"), x.read_on, *report_columns(), p.byline, p.section, p.page, p.extra)
            .join_from(t.reports, t.texts, x.key == r.text)
            .outerjoin(t.particulars, p.report == r.key)
            .where(x.key.in_(texts))
            .order_by(x.key, r.published.is_distinct_from(x.read_on), r.key)
        )
        .mappings()
        .all()
    )
    found: dict[int, Report] = {}
    for row in rows:
        if row["of_text"] not in found:
            found[row["of_text"]] = load_report(dict(row))
    return list(found.values())


def printings_of(connection: Connection, texts: Sequence[int]) -> list[int]:
    """Keys of the reports that print these texts (their keys), in the order in which they were added."""
    r = t.reports.c
    found: list[int] = []
    for part in portions(texts):
        found += connection.execute(select(r.key).where(r.text.in_(part))).scalars()
    return sorted(found)

"""Whence the facts of a store are: what was read by which version with which models, and what people judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.query.reports import stats
from communique.review.log import JudgementKind, effective, entries

__all__ = ["Origin", "fingerprint", "store_origin"]


class Origin(msgspec.Struct, frozen=True):
    """What a record, or a store, was made of and by what."""

    reports: int
    texts: int
    publishers: int
    first: str | None
    """First day of publication, of those whose date is told."""
    last: str | None
    facts: Mapping[str, int]
    """How many of each kind: "statement" -> 2815."""
    versions: tuple[str, ...]
    """Of communique, that read them."""
    models: Mapping[str, str]
    """Each model and its checksum or version."""
    fingerprint: str
    """Of the reports' ids: the same reports, the same fingerprint."""
    judgements: int = 0
    """Of people on who is who, that are in force on a store."""
    judged: int = 0
    """Facts of which people said that they are right or wrong, or that the machine missed them."""


def fingerprint(reports: Iterable[str]) -> str:
    """A short name for a set of reports: the beginning of the SHA-256 of their sorted ids."""
    return hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()[:16]


def store_origin(connection: Connection) -> Origin:
    """That of a store."""
    r, g = t.reports.c, t.readings.c
    told = stats(connection)
    models: dict[str, str] = {}
    for row in connection.execute(select(g.models).order_by(g.key)):
        models |= dict(row.models)
    publishers = connection.execute(select(func.count(func.distinct(r.publisher)))).scalar_one()
    return Origin(
        told.reports, told.texts, int(publishers), told.first, told.last,
        {kind: many for kind, many in told.facts.items() if kind != "actor"}, tuple(told.readings), models,
        fingerprint(connection.execute(select(r.id)).scalars()), len(effective(connection)), _judged(connection),
    )  # fmt: skip


def _judged(connection: Connection) -> int:
    """How many facts people judged, each once however many judged it; what was skipped or remarked on is none."""
    kinds = (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT, JudgementKind.MISSED)
    return len({j.what["fact"] for j in entries(connection, kinds) if j.in_force})

"""Rows of a store by their keys, as answers have them: texts, names, citations, places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.query.answers import ActorLabel, Citation

__all__ = [
    "ReportPages",
    "actor_labels",
    "citation_date",
    "citations",
    "entity_ids",
    "evidence_pieces",
    "longest_mention",
    "report_pages",
    "texts_by_key",
]

# "1@0 2@1840"
PAGES = re.compile(r"\d{1,6}@\d{1,9}(?: \d{1,6}@\d{1,9})*")
CHUNK = 200
"""Facts looked up at once."""


def texts_by_key(connection: Connection, texts: Iterable[int]) -> dict[int, str]:
    """The texts with these keys of ``texts``, by key."""
    x = t.texts.c
    return dict(connection.execute(select(x.key, x.text).where(x.key.in_(set(texts)))).all())


def actor_labels(connection: Connection, actors: Iterable[int]) -> dict[int | None, ActorLabel]:
    """The actors with these keys of ``actors`` as answers name them: by the name of their entity, else by their own."""
    a, i, e = t.actors.c, t.identities.c, t.entities
    canonical = t.CANONICAL
    query = (
        select(
            a.key, t.called().label("called"), a.country.label("own"),
            func.coalesce(canonical.c.name, e.c.name).label("name"), func.coalesce(canonical.c.id, e.c.id).label("id"),
            func.coalesce(canonical.c.country, e.c.country).label("country"),
        )
        .outerjoin(t.identities, i.finding == a.key)
        .outerjoin(e, e.c.key == i.entity)
        .outerjoin(canonical, canonical.c.key == e.c.same_as)
        .where(a.key.in_(set(actors)))
    )  # fmt: skip
    return {
        row.key: ActorLabel(row.name or row.called, row.id, row.country or row.own, row.called)
        for row in connection.execute(query)
    }


def citations(connection: Connection, places: Sequence[tuple[int, int, int, int]]) -> list[Citation]:
    """Citations of places, in their order.

    Args:
        connection: to a store.
        places: each the key of a report, where it begins and ends (code points, half-open), and how many printings say
            the same.

    Raises:
        KeyError: there is no such report.
    """
    r = t.reports.c
    wanted = {place[0] for place in places}
    query = select(r.key, r.id, r.published, r.basis, r.publisher, r.title, r.source, r.url).where(r.key.in_(wanted))
    rows: dict[int, Any] = {row.key: row for row in connection.execute(query)}
    return [
        Citation(
            rows[report].id, start, end, citation_date(rows[report].published, rows[report].basis),
            rows[report].publisher, rows[report].title, rows[report].source, rows[report].url, printings,
        )
        for report, start, end, printings in places
    ]  # fmt: skip


class ReportPages(msgspec.Struct, frozen=True):
    """On which pages a report stands."""

    printed: str | None
    """The page of its paper, as its source writes it ("A7")."""
    starts: tuple[tuple[int, str], ...] = ()
    """Of a file with pages: where each begins (code points), ascending, and its number."""

    def at(self, start: int) -> str | None:
        """The page on which a place stands: of the file, else the paper's."""
        number = bisect_right(self.starts, start, key=lambda page: page[0])
        return self.starts[number - 1][1] if number else self.printed


def report_pages(connection: Connection, reports: Iterable[str]) -> dict[str, ReportPages]:
    """The pages of their papers or files on which these reports (their ids) stand, where the source tells."""
    r, p = t.reports.c, t.particulars.c
    found: dict[str, ReportPages] = {}
    listed = sorted(set(reports))
    for part in portions(listed, CHUNK):
        query = select(r.id, p.page, p.extra).join(t.particulars, p.report == r.key)
        for report, printed, extra in connection.execute(query.where(r.id.in_(part))):
            pages = ReportPages(printed, _page_starts((extra or {}).get("pages")))
            if pages.printed or pages.starts:
                found[report] = pages
    return found


def _page_starts(told: object) -> tuple[tuple[int, str], ...]:
    """What a PDF's reader wrote: "1@0 2@1840"; of anything else nothing."""
    if not isinstance(told, str) or not PAGES.fullmatch(told):
        return ()
    return tuple(sorted((int(start), number) for number, start in (page.split("@") for page in told.split())))


def citation_date(published: str | None, basis: str | None) -> str | None:
    """A report's date; with a question mark when it was inferred from the text."""
    return f"{published}?" if published and basis == "inferred" else published


def entity_ids(connection: Connection, findings: Sequence[int]) -> dict[int, str]:
    """The ids of the entities of which these facts (their keys) are, or of those into which people merged them."""
    i, e = t.identities.c, t.entities
    canonical = t.CANONICAL
    query = (
        select(i.finding, func.coalesce(canonical.c.id, e.c.id))
        .join(e, e.c.key == i.entity)
        .outerjoin(canonical, canonical.c.key == e.c.same_as)
    )
    found: dict[int, str] = {}
    for part in portions(findings, CHUNK):
        found |= dict(connection.execute(query.where(i.finding.in_(part))).all())
    return found


def evidence_pieces(connection: Connection, findings: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """The pieces of the evidence of those of ``findings`` (keys) whose evidence lies in several."""
    p = t.spans.c
    found: dict[int, list[tuple[int, int]]] = {}
    for part in portions(findings, CHUNK):
        query = select(p.finding, p.start, p.end).where(p.part == "evidence", p.finding.in_(part))
        for key, start, end in connection.execute(query.order_by(p.finding, p.n)):
            found.setdefault(key, []).append((start, end))
    return found


def longest_mention(connection: Connection, findings: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Where the longest piece of a fact's evidence stands: code points, half-open.

    Only of those of ``findings`` (keys) whose evidence lies in several pieces; the first of two as long.
    """
    p = t.spans.c
    found: dict[int, tuple[int, int]] = {}
    for part in portions(findings, CHUNK):
        query = select(p.finding, p.start, p.end).where(p.part == "evidence", p.finding.in_(part))
        for key, start, end in connection.execute(query.order_by(p.finding, p.n)):
            before = found.get(key)
            if before is None or end - start > before[1] - before[0]:
                found[key] = (start, end)
    return found

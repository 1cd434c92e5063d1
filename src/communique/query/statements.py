"""Statements as answers: what :mod:`communique.query.selection` chose, put into words with its citation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from communique.database import schema as t
from communique.model import Span
from communique.model.span import span_words
from communique.query.answers import Citation, StatementAnswer, Who
from communique.query.question import Question
from communique.query.selection import Chosen, choose

__all__ = ["citations", "longest_mention", "statements", "who_is", "words_of"]

CHUNK = 200
"""Answers put into words at once."""


def statements(connection: Connection, question: Question) -> tuple[list[StatementAnswer], int]:
    """The answers to a question, earliest first, and how many there are in all when it has a limit."""
    chosen, total = choose(connection, question)
    return list(worded(connection, chosen)), total


def worded(connection: Connection, chosen: Sequence[Chosen]) -> Iterator[StatementAnswer]:
    """Chosen statements in words, in their order."""
    for at in range(0, len(chosen), CHUNK):
        yield from _worded(connection, chosen[at : at + CHUNK])


def _worded(connection: Connection, chosen: Sequence[Chosen]) -> Iterator[StatementAnswer]:
    keys = {c.statement for c in chosen}
    f, s, p = t.findings.c, t.statements, t.spans.c
    w = t.manners.c
    columns = (f.id, f.text, f.start, f.end, f.confidence, *s.c, w.mode, w.act, w.attitude, w.polarity, w.factuality)
    query = (
        select(*columns)
        .join(t.findings, f.key == s.c.key)
        .join(t.manners, w.key == s.c.manner)
        .where(s.c.key.in_(keys))
    )
    rows: dict[int, RowMapping] = {row["key"]: row for row in connection.execute(query).mappings()}
    contents: dict[int, list[Span]] = defaultdict(list)
    for finding, start, end in connection.execute(
        select(p.finding, p.start, p.end).where(p.finding.in_(keys), p.part == "content").order_by(p.finding, p.n)
    ):
        contents[finding].append(Span(start, end))
    people = who_is(
        connection,
        {row[c] for row in rows.values() for c in ("speaker", "speaks_for", "addressee", "via") if row[c] is not None},
    )
    texts = words_of(connection, {row["text"] for row in rows.values()})
    places = citations(connection, [(c.report, 0, 0, c.printings) for c in chosen])
    for c, place in zip(chosen, places, strict=True):
        row = rows[c.statement]
        text = texts[row["text"]]
        yield StatementAnswer(
            id=row["id"],
            words=_quoted(contents[c.statement] or _one(row), text, row["mode"]),
            act=row["act"], mode=row["mode"], attitude=row["attitude"], polarity=row["polarity"],
            factuality=row["factuality"], confidence=row["confidence"],
            citation=Citation(
                place.report, *_place(row), place.date, place.publisher, place.title,
                place.source, place.url, c.printings,
            ),
            speaker=people.get(row["speaker"]), speaks_for=people.get(row["speaks_for"]),
            addressee=people.get(row["addressee"]), via=people.get(row["via"]),
            source=_cut(text, row["source_start"], row["source_end"]),
            cue=_cut(text, row["cue_start"], row["cue_end"]), date=row["date"],
        )  # fmt: skip


def _place(row: RowMapping) -> tuple[int, int]:
    """First and last character: of the evidence, or where there is none of the content."""
    if row["start"] is not None:
        return row["start"], row["end"]
    return row["content_start"] or 0, row["content_end"] or 0


def _one(row: RowMapping) -> list[Span]:
    return [] if row["content_start"] is None else [Span(row["content_start"], row["content_end"])]


def _quoted(spans: Sequence[Span], text: str, mode: str) -> str:
    return " ".join(span_words(spans, text, quoted=mode == "direct").split())


def _cut(text: str, start: int | None, end: int | None) -> str | None:
    return None if start is None else " ".join(text[start:end].split())


def words_of(connection: Connection, texts: Iterable[int]) -> dict[int, str]:
    """Texts by their keys."""
    x = t.texts.c
    return dict(connection.execute(select(x.key, x.text).where(x.key.in_(set(texts)))).all())


def who_is(connection: Connection, actors: Iterable[int]) -> dict[int | None, Who]:
    """Actors as answers name them: by the name that the store has for their entity."""
    a, i, e = t.actors.c, t.identities.c, t.entities
    canonical = e.alias("canonical")
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
        row.key: Who(row.name or row.called, row.id, row.country or row.own, row.called)
        for row in connection.execute(query)
    }


def citations(connection: Connection, places: Sequence[tuple[int, int, int, int]]) -> list[Citation]:
    """Citations of places: the report's key, first and last character, printings."""
    r = t.reports.c
    wanted = {place[0] for place in places}
    query = select(r.key, r.id, r.published, r.basis, r.publisher, r.title, r.source, r.url).where(r.key.in_(wanted))
    rows: dict[int, Any] = {row.key: row for row in connection.execute(query)}
    return [
        Citation(
            rows[report].id, start, end, _date(rows[report].published, rows[report].basis), rows[report].publisher,
            rows[report].title, rows[report].source, rows[report].url, printings,
        )
        for report, start, end, printings in places
    ]  # fmt: skip


def _date(published: str | None, basis: str | None) -> str | None:
    """A report's date; with a question mark when it was inferred from the text."""
    return f"{published}?" if published and basis == "inferred" else published


def longest_mention(connection: Connection, findings: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Of facts whose evidence is scattered over a text, where the longest piece of it stands."""
    p = t.spans.c
    found: dict[int, tuple[int, int]] = {}
    for n in range(0, len(findings), CHUNK):
        query = select(p.finding, p.start, p.end).where(p.part == "evidence", p.finding.in_(findings[n : n + CHUNK]))
        for key, start, end in connection.execute(query.order_by(p.finding, p.n)):
            before = found.get(key)
            if before is None or end - start > before[1] - before[0]:
                found[key] = (start, end)
    return found

"""Reports as answers: full-text search, and the numbers of a store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Integer,
    Subquery,
    and_,
    case,
    column,
    func,
    literal_column,
    or_,
    select,
    text,
)

from communique.database import schema as t
from communique.database.portions import portions
from communique.database.size import size
from communique.database.word_search.ranking import ranked_texts, snippets
from communique.errors import AbsentError, UsageError, printable
from communique.query.answers import ReportAnswer
from communique.query.candidate_pairs import count_candidate_pairs
from communique.query.decisions import Decisions, decisions_of
from communique.query.lookups import citations, texts_by_key
from communique.query.paging import keyed
from communique.query.question import Question
from communique.query.selection import report_conditions, texts_with

__all__ = [
    "Stats",
    "full_id",
    "period_columns",
    "report_ids",
    "report_key",
    "report_keys",
    "search",
    "stats",
    "told_period",
    "without_marks",
]

SNIPPET = 24
"""Words of a snippet."""
CHUNK = 200
"""Reports looked up at once."""
OPEN, CLOSE = "\x02", "\x03"
"""What stands around the words found, where no text has it: control characters never come out of a report."""


def without_marks(passage: str) -> str:
    """A snippet without the marks around the words found."""
    return passage.replace(OPEN, "").replace(CLOSE, "")


class Stats(msgspec.Struct, frozen=True):
    """The numbers of a store."""

    reports: int
    texts: int
    stories: int
    words: int
    characters: int
    first: str | None
    """First day of publication, of reports whose date is told; with a question mark where all were concluded."""
    last: str | None
    undated: int
    """Reports without a date, as answers show them: also where an interval is all that could be concluded."""
    entities: dict[str, int]
    facts: dict[str, int]
    publishers: dict[str, int]
    readings: dict[str, int]
    """Texts by the version that read them."""
    unsure: int
    judgements: int
    bytes: int


def search(connection: Connection, question: Question) -> list[ReportAnswer]:
    """Reports with the words of ``about``, the best first (bm25); each with its best passage.

    The passage's words stand between U+0002 and U+0003. The citation is the passage's place, in code points. Ranked by
    bm25 as SQLite's FTS5 has it (https://sqlite.org/fts5.html), words of a title counting twice.

    Raises:
        UsageError: the question has no words.
    """
    if question.words is None:
        raise UsageError("searching takes words. Say which, such as: communique search sanctions OR embargo")
    rows = _best(connection, question)
    answers: list[ReportAnswer] = []
    for part in portions(rows, CHUNK):
        texts = texts_by_key(connection, {row.text for row in part})
        said = _said(connection, list(texts), decisions_of(question))
        passages = snippets(connection, question.words, [row.text for row in part], OPEN, CLOSE, SNIPPET)
        places = [
            (row.key, *_place(words, texts[row.text]), row.printings) for row, words in zip(part, passages, strict=True)
        ]
        for row, words, cited in zip(part, passages, citations(connection, places), strict=True):
            answers.append(ReportAnswer(" ".join(words.split()), said.get(row.text, 0), cited))
    return answers


class FoundReport(NamedTuple):
    """A report that is found: its key, how many printings with the words it stands for, and its text's key."""

    key: int
    printings: int
    text: int


def _best(connection: Connection, question: Question) -> list[FoundReport]:
    """The reports of the question's page, the best first.

    Most words are in far more texts than a page holds: only the best of these are joined with their reports, and more
    of them only where the page is not full.
    """
    many = question.limit
    every = ranked_texts(connection, str(question.words))
    if many is not None and connection.dialect.name == "sqlite":
        size = 4 * (many + 10)
        while True:
            best = select(every.c.hit, every.c.rank).order_by(every.c.rank).limit(size)
            texts = [(key, rank) for key, rank in connection.execute(best)]
            if len(texts) < size:
                break
            others = _retelling(connection, question, [key for key, _ in texts])
            hits = json.dumps([*texts, *((key, UNRANKED) for key in others)])
            listed = _LISTED.bindparams(hits=hits).columns(column("hit"), column("rank")).subquery("found")
            # Of others with the last one's rank some may be still to come.
            whole = [hit for hit, rank in _printed(connection, question, listed) if rank < texts[-1][1]]
            if len(whole) >= many:
                return whole[:many]
            size *= 8
    return [hit for hit, _ in _printed(connection, question, every)][:many]


UNRANKED = 1.0
"""Stands for the rank of a text that is not among the best: ranks are below 0."""
_LISTED = text("SELECT json_extract(value, '$[0]') AS hit, json_extract(value, '$[1]') AS rank FROM json_each(:hits)")


def _retelling(connection: Connection, question: Question, texts: Sequence[int]) -> list[int]:
    """Other texts with the words that tell the stories of these."""
    x, known = t.texts.c, set(texts)
    stories = select(func.coalesce(x.story, x.key)).where(keyed(x.key, texts))
    told = select(x.key).where(or_(x.story.in_(stories), x.key.in_(stories)))
    others = [key for key in connection.execute(told).scalars() if key not in known]
    if not others:
        return []
    asked = texts_with(str(question.words))
    return list(connection.execute(asked.where(keyed(literal_column("rowid", Integer), others))).scalars())


def _printed(connection: Connection, question: Question, found: Subquery) -> list[tuple[FoundReport, float]]:
    """Of each story (or text, or printing) among these hits the first printing, with its rank, the best first."""
    r, x = t.reports.c, t.texts.c
    same = {"printings": r.key, "texts": x.key, "stories": func.coalesce(x.story, x.key)}[question.count]
    place = func.row_number().over(partition_by=same, order_by=(r.first_day.is_(None), r.first_day, r.key))
    many = func.count().over(partition_by=same)
    ranked = (
        select(r.key, x.key.label("text"), found.c.rank, place.label("place"), many.label("printings"))
        .join_from(found, t.texts, x.key == found.c.hit)
        .join(t.reports, r.text == x.key)
        .where(*report_conditions(question))
        .subquery("ranked")
    )
    query = (
        select(ranked.c.key, ranked.c.printings, ranked.c.text, ranked.c.rank)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.rank, ranked.c.key)
    )
    return [(FoundReport(key, printings, of), rank) for key, printings, of, rank in connection.execute(query)]


def _said(connection: Connection, texts: Sequence[int], decisions: Decisions | None) -> dict[int, int]:
    """How many statements each of these texts (their keys) has, as coders decided."""
    f, x = t.findings.c, t.texts.c
    many = select(f.text, func.count()).where(t.found_in(texts), t.of_kind("statement")).group_by(f.text)
    found: dict[int, int] = dict(connection.execute(many).all())
    if decisions is not None and decisions.any("statements"):
        for key, text in connection.execute(select(x.key, x.text_id).where(x.key.in_(texts))):
            found[key] = found.get(key, 0) + decisions.differences(text)["statements"]
    return found


def _place(passage: str, whole: str) -> tuple[int, int]:
    """Where a snippet stands: FTS5 gives the text as it is, but for its own marks."""
    bare = without_marks(passage).removeprefix("…").removesuffix("…")
    at = whole.find(bare)
    return (at, at + len(bare)) if at >= 0 else (0, 0)


def period_columns() -> tuple[ColumnElement[str | None], ...]:
    """The first and last day of publication in rows of ``reports``: of told dates, and of those that were concluded."""
    r = t.reports.c
    told, guessed = r.basis != "inferred", and_(r.basis == "inferred", r.published.is_not(None))
    return tuple(
        which(case((known, day)))
        for known in (told, guessed)
        for which, day in ((func.min, r.first_day), (func.max, r.last_day))
    )


def told_period(row: Sequence[str | None]) -> tuple[str | None, str | None]:
    """First and last day, of the columns of :func:`period_columns`; concluded ones have a question mark, as everywhere,
    and only stand where none is told."""
    first, last, guessed_first, guessed_last = row
    if first is not None and last is not None:
        return first, last
    return (f"{guessed_first}?" if guessed_first else None), (f"{guessed_last}?" if guessed_last else None)


def stats(connection: Connection) -> Stats:
    """The numbers of a store."""
    r, x, e, f, g = t.reports.c, t.texts.c, t.entities, t.findings.c, t.readings.c

    def number(query: Executable) -> int:
        return int(connection.execute(query).scalar_one())

    def counts(query: Executable) -> dict[str, int]:
        return {str(name): int(many) for name, many in connection.execute(query)}

    first, last = told_period(connection.execute(select(*period_columns())).one())
    texts = connection.execute(
        select(
            func.count(),
            func.count(func.distinct(func.coalesce(x.story, x.key))),
            func.sum(x.words),
            func.sum(x.characters),
        )
    ).one()
    many = func.count()
    told = select(t.identities.c.entity).distinct()
    kinds = select(e.c.kind, many).where(e.c.same_as.is_(None), e.c.key.in_(told)).group_by(e.c.kind).order_by(e.c.kind)
    m = t.extractors.c
    kinds_of = select(m.kind, many).join(t.findings, f.extractor == m.key).group_by(m.kind).order_by(m.kind)
    publisher = func.coalesce(r.publisher, "(unknown)")
    readings = select(g.version, many).join(t.texts, x.reading == g.key).group_by(g.version).order_by(g.version)
    return Stats(
        reports=number(select(many).select_from(t.reports)),
        texts=texts[0],
        stories=texts[1],
        words=texts[2] or 0,
        characters=texts[3] or 0,
        first=first,
        last=last,
        undated=number(select(many).select_from(t.reports).where(r.published.is_(None))),
        entities=counts(kinds),
        facts=counts(kinds_of),
        publishers=counts(select(publisher, many).group_by(publisher).order_by(many.desc(), publisher).limit(12)),
        readings=counts(readings),
        unsure=count_candidate_pairs(connection),
        judgements=number(select(many).select_from(t.judgements)),
        bytes=size(connection),
    )


def report_keys(connection: Connection, question: Question) -> list[int] | None:
    """Keys of the reports that a question's conditions on reports mean, in the order in which they were added.

    None stands for all of them.
    """
    where = report_conditions(question)
    if not where:
        return None
    r = t.reports.c
    return list(connection.execute(select(r.key).where(*where).order_by(r.key)).scalars())


def report_ids(connection: Connection, question: Question) -> list[str]:
    """Ids of the reports that a question's conditions on reports mean, in the order in which they were added."""
    r = t.reports.c
    return list(connection.execute(select(r.id).where(*report_conditions(question)).order_by(r.key)).scalars())


def full_id(connection: Connection, report: str) -> str:
    """The id of the report whose id begins so.

    Raises:
        AbsentError: none does, or several do.
    """
    r = t.reports.c
    return str(connection.execute(select(r.id).where(r.key == report_key(connection, report))).scalar_one())


def report_key(connection: Connection, report: str) -> int:
    """The key of the report whose id begins so.

    Raises:
        AbsentError: none does, or several do.
    """
    c = t.reports.c
    keys = list(connection.execute(select(c.key).where(c.id.startswith(report, autoescape=True)).limit(2)).scalars())
    if len(keys) == 1 and report:
        return int(keys[0])
    told = "several reports begin so; write more of the id" if keys else "there is no such report"
    raise AbsentError(f"{printable(report)}: {told}. `communique search WORDS` shows ids")

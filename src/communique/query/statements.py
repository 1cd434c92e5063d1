"""Statements as answers: what :mod:`communique.query.selection` chose, put into words with its citation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, RowMapping, select, union

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import Span
from communique.model.span import span_words
from communique.query.answers import Citation, StatementAnswer
from communique.query.fts import bag_expression
from communique.query.further_facts import Place, further_facts, merged, places_of
from communique.query.lookups import actor_labels, citations, texts_by_key
from communique.query.name_resolution import Keys
from communique.query.paging import ActorSet, actors_asked, begin_with_few, few, pages_by_day
from communique.query.question import Question
from communique.query.retellings import with_retellings
from communique.query.selection import StatementMatch, matching_statements, spoken_with
from communique.query.statement_pages import StatementPages

__all__ = [
    "bare_statements",
    "chosen_statements",
    "count_if_few",
    "counted_statements",
    "latest_statements",
    "statements",
    "worded",
]

CHUNK = 200
"""Answers put into words at once."""
COMPARED = 1_000
"""Answers, at most, of which it is told how other reports give their quotations: about a second."""


def statements(connection: Connection, question: Question) -> list[StatementAnswer]:
    """The answers to a question, earliest first, undated ones last.

    Raises:
        UsageError: its words are no expression.
    """
    found = bare_statements(connection, question)
    return with_retellings(connection, found) if len(found) <= COMPARED else found


def bare_statements(connection: Connection, question: Question) -> list[StatementAnswer]:
    """The same, without how other reports give their quotations, which takes longer than all else."""
    further = further_facts(connection, question, "statements")
    if not further:
        return list(worded(connection, chosen_statements(connection, question)))
    from communique.query.decided_answers import decided_statements  # which makes answers as these are

    decided = list(zip((one.place for one in further), decided_statements(connection, further), strict=True))

    def own(offset: int, limit: int | None) -> list[tuple[Place, StatementAnswer]]:
        part = msgspec.structs.replace(question, offset=offset, limit=limit)
        found = list(worded(connection, chosen_statements(connection, part)))
        return list(zip(places_of(connection, found), found, strict=True))

    return merged(question, decided, own)


def latest_statements(connection: Connection, question: Question, many: int | None) -> list[StatementAnswer]:
    """The last so many of all that a question means, or all, in their order."""
    chosen = chosen_statements(connection, question)
    found = list(worded(connection, chosen if many is None else chosen[-many:] if many else []))
    further = further_facts(connection, question, "statements")
    if not further:
        return found
    from communique.query.decided_answers import decided_statements  # which makes answers as these are

    decided = zip((one.place for one in further), decided_statements(connection, further), strict=True)
    both = sorted([*zip(places_of(connection, found), found, strict=True), *decided], key=lambda one: one[0])
    return [answer for _, answer in both][0 if many is None else max(len(both) - many, 0) :]


def chosen_statements(connection: Connection, question: Question) -> list[StatementMatch]:
    """Which statements the answers are about."""
    asked = actors_asked(connection, question)
    if asked is None:
        return []
    narrowed = None if _seldom_said(connection, question) else begin_with_few(connection, question, asked)
    if narrowed is not None or pages_by_day(connection, question, _narrow(question, asked)):
        assert question.limit is not None
        found = StatementPages(connection, question, narrowed or asked).first(question.offset + question.limit)
        return found[question.offset :]
    whole = msgspec.structs.replace(
        question, limit=None if question.limit is None else question.offset + question.limit
    )
    return matching_statements(connection, whole)[0][question.offset :]


def _narrow(question: Question, asked: Mapping[str, ActorSet]) -> list[Keys]:
    """Queries of statements or speakers of which what meets the question is a part."""
    s, a = t.statements.c, t.actors.c
    found: list[Keys] = []
    for name, columns in (("by", (s.speaker,)), ("to", (s.addressee,)), ("body", (s.speaks_for, s.speaker))):
        if name in asked:
            ways = [select(s.key).where(column.in_(asked[name].actors)) for column in columns]
            found.append(ways[0] if len(ways) == 1 else union(*ways))
    if question.country is not None:
        found.append(select(a.key).where(a.country == question.country))
    if question.words is not None:
        found.append(_spoken(question))
    return found


def _spoken(question: Question) -> Keys:
    return spoken_with(bag_expression(question.about or "") or str(question.words))


def _seldom_said(connection: Connection, question: Question) -> bool:
    return question.words is not None and few(connection, _spoken(question))


def count_if_few(connection: Connection, question: Question) -> int | None:
    """How many statements a question with a limit means, where that is soon counted; None where they are too many."""
    asked = actors_asked(connection, question)
    if asked is None:
        return 0
    if pages_by_day(connection, question, _narrow(question, asked) or [select(t.statements.c.key)]):
        return None
    further = len(further_facts(connection, question, "statements"))
    return matching_statements(connection, msgspec.structs.replace(question, limit=1))[1] + further


def counted_statements(connection: Connection, question: Question) -> tuple[list[StatementAnswer], int]:
    """The same, and how many there are beyond the question's limit, for which all of them are looked at."""
    chosen, total = matching_statements(connection, question)
    further = further_facts(connection, question, "statements")
    if further:
        return bare_statements(connection, question), total + len(further)
    return list(worded(connection, chosen)), total


def worded(connection: Connection, chosen: Sequence[StatementMatch]) -> Iterator[StatementAnswer]:
    """Chosen statements in words, in their order."""
    for part in portions(chosen, CHUNK):
        yield from _worded(connection, part)


def _worded(connection: Connection, chosen: Sequence[StatementMatch]) -> Iterator[StatementAnswer]:
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
    people = actor_labels(
        connection,
        {row[c] for row in rows.values() for c in ("speaker", "speaks_for", "addressee", "via") if row[c] is not None},
    )
    texts = texts_by_key(connection, {row["text"] for row in rows.values()})
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

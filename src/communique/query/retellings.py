"""Quotations that two papers give differently: other words in the quotation marks, or another mouth.

Which one is right cannot be told from the papers; both are shown and each names the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.database.likeness import overlap, shingles
from communique.database.write import wording
from communique.query.answers import ActorLabel, Retelling, StatementAnswer
from communique.query.lookups import actor_labels, citations
from communique.query.phrase_search import SEARCH
from communique.query.quotations import quoted
from communique.query.selection import spoken_with

__all__ = ["with_retellings"]

ASKED = 4
"""Words by which others are looked up, twice: of the longest ones every second, so that one changed word hides none."""
MANY = 40
"""Statements looked at for one lookup."""
SHARED = 0.7
"""Share of the shorter one's runs of four words that the other has, from which two are one quotation."""
RUNS = 4
"""Such runs that they share at least."""


def with_retellings(connection: Connection, answers: Sequence[StatementAnswer]) -> list[StatementAnswer]:
    """The same answers; a quotation that is told otherwise elsewhere has its other tellings, by their reports' days."""
    return [
        msgspec.structs.replace(answer, otherwise=found) if (found := _retellings(connection, answer)) else answer
        for answer in answers
    ]


def _retellings(connection: Connection, answer: StatementAnswer) -> tuple[Retelling, ...]:
    bare = _bare(answer)
    own = shingles(bare)
    if answer.mode != "direct" or len(own) < RUNS:
        return ()
    longest = sorted({w for run in own for w in run}, key=lambda w: (-len(w), w))[: 2 * ASKED]
    every_second = (" AND ".join(f'"{word}"' for word in words) for words in (longest[::2], longest[1::2]))
    asked = " OR ".join(f"({words})" for words in every_second)
    near = set(connection.execute(spoken_with(asked).limit(MANY)).scalars())
    if len(near) < 2:
        return ()  # itself
    s, f, r, w, x = t.statements.c, t.findings.c, t.reports.c, t.manners.c, t.texts.c
    itself = t.findings.alias().c
    own_text = select(itself.text).where(itself.id == answer.id)
    query = (
        select(s.key, f.id, s.speaker, s.content_start, s.content_end, SEARCH.c.words, r.key.label("report"))
        .join_from(t.statements, t.findings, f.key == s.key)
        .join(t.manners, w.key == s.manner)
        .join(SEARCH, SEARCH.c.key == s.key)
        .join(t.texts, x.key == f.text)
        .join(t.reports, r.text == x.key)
        .where(s.key.in_(near), f.text.not_in(own_text), quoted())
        .order_by(r.first_day.is_(None), r.first_day, r.key, s.key)
    )
    rows = [row for row in connection.execute(query) if _one_quotation(own, shingles(row.words))]
    people = actor_labels(connection, {row.speaker for row in rows if row.speaker is not None})
    told: dict[tuple[int, str | None], tuple[Any, tuple[str, ...]]] = {}
    for row in rows:
        differs = _differences(answer, row.words, people.get(row.speaker))
        if differs:  # else it is the same, and counted as a printing
            told.setdefault((wording(row.words), _known(people.get(row.speaker))), (row, differs))
    places = [(row.report, row.content_start, row.content_end, 1) for row, _ in told.values()]
    cited = citations(connection, places) if places else []
    return tuple(
        Retelling(row.id, " ".join(row.words.split()), differs, place, people.get(row.speaker))
        for (row, differs), place in zip(told.values(), cited, strict=True)
    )


def _one_quotation(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> bool:
    shared = overlap(one, other)
    return shared.contained >= SHARED and shared.contained * min(len(set(one)), len(set(other))) >= RUNS


def _bare(answer: StatementAnswer) -> str:
    return answer.words.strip("“”").replace(" … ", "\n")


def _differences(answer: StatementAnswer, words: str, who: ActorLabel | None) -> tuple[str, ...]:
    """What two tellings of one quotation differ in; a speaker whom a report does not name differs from nobody."""
    bare = _bare(answer)
    found = []
    if wording(words) != wording(bare):
        cut = overlap(shingles(bare), shingles(words)).contained == 1.0
        found.append("length" if cut else "words")
    if who is not None and answer.speaker is not None and _known(who) != _known(answer.speaker):
        found.append("speaker")
    return tuple(found)


def _known(who: ActorLabel | None) -> str | None:
    return None if who is None else who.entity or who.name

"""Pairs that may be one and that nobody has decided: both sides with their words, and what speaks for either answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select

from communique.database import schema as t
from communique.linking.features import explained
from communique.query.answers import Citation
from communique.query.entities import keys_with_merged
from communique.query.lookups import citations, longest_mention, texts_by_key
from communique.query.name_resolution import resolve_name
from communique.query.paging import page
from communique.query.question import Question
from communique.query.sentence_bounds import sentence_around
from communique.review.apart import kept_apart

__all__ = ["CandidatePair", "PairSide", "candidate_pairs", "count_candidate_pairs"]


class PairSide(msgspec.Struct, frozen=True):
    """One of two that may be the same."""

    entity: str
    name: str
    kind: str
    country: str | None
    reports: int
    """Texts that tell of it."""
    words: str
    """The sentence of the citation."""
    citation: Citation


class CandidatePair(msgspec.Struct, frozen=True):
    """Two that may be the same, the one that more texts tell of first."""

    one: PairSide
    other: PairSide
    score: float
    reasons: dict[str, float]

    @property
    def why(self) -> str:
        """The reasons in words: "surname or short form of the other +0.40, the same country +0.15"."""
        return ", ".join(f"{explained(name)} {value:+.2f}" for name, value in self.reasons.items())

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        one, other = self.one, self.other
        return {
            "entity": one.entity, "name": one.name, "other": other.entity, "other_name": other.name,
            "kind": one.kind, "score": self.score, "reasons": self.why, "words": one.words, "other_words": other.words,
            **one.citation.flat(), "other_report": other.citation.report, "other_start": other.citation.start,
            "other_end": other.citation.end,
        }  # fmt: skip


class _OpenPair(msgspec.Struct, frozen=True):
    entities: tuple[int, int]
    """The finding's own, and the other."""
    score: float
    reasons: dict[str, float]
    finding: int


def candidate_pairs(connection: Connection, question: Question) -> list[CandidatePair]:
    """Pairs that nobody could decide and nobody has judged since, the likeliest first, each once.

    ``by`` narrows to pairs with one who is called so, ``confidence`` to those of at least that score. Scores are
    those of :mod:`communique.linking.scoring`.
    """
    narrow: list[ColumnElement[bool]] = [t.unsure.c.score >= question.confidence]
    if question.by is not None:
        keys = keys_with_merged(
            connection, resolve_name(connection, question.by, question.since, question.until).entities
        )
        narrow.append(or_(t.identities.c.entity.in_(keys), t.unsure.c.entity.in_(keys)))
    pairs = page(question, _open(connection, narrow))
    sides = _sides(connection, pairs)
    found = []
    for pair in pairs:
        one, other = (sides[key] for key in pair.entities)
        if (other.reports, len(other.name)) > (one.reports, len(one.name)):
            one, other = other, one
        found.append(CandidatePair(one, other, pair.score, pair.reasons))
    return found


def count_candidate_pairs(connection: Connection) -> int:
    """How many pairs wait for a judgement."""
    return len(_open(connection, []))


def _open(connection: Connection, where: Sequence[ColumnElement[bool]]) -> list[_OpenPair]:
    """Pairs that neither a merge has made one nor a judgement keeps apart, each by its best score."""
    u, i = t.unsure.c, t.identities.c
    own, other = t.entities.alias("own"), t.entities.alias("other")
    mine = func.coalesce(own.c.same_as, own.c.key).label("mine")
    theirs = func.coalesce(other.c.same_as, other.c.key).label("theirs")
    query = (
        select(mine, theirs, u.score, u.reasons, u.finding)
        .join_from(t.unsure, t.identities, i.finding == u.finding)
        .join(own, own.c.key == i.entity)
        .join(other, other.c.key == u.entity)
        .where(mine != theirs, *where)
        .order_by(u.score.desc(), u.finding, u.entity)
    )
    apart = kept_apart(connection).pairs
    found: dict[frozenset[int], _OpenPair] = {}
    for row in connection.execute(query):
        if (row.mine, row.theirs) not in apart:
            pair = _OpenPair((row.mine, row.theirs), row.score, row.reasons, row.finding)
            found.setdefault(frozenset(pair.entities), pair)
    return list(found.values())


def _sides(connection: Connection, pairs: Sequence[_OpenPair]) -> dict[int, PairSide]:
    """Both sides of pairs: a pair's own by the place that was compared, the other by its first."""
    keys = sorted({key for pair in pairs for key in pair.entities})
    e, i, f, r = t.entities.c, t.identities.c, t.findings.c, t.reports.c
    root = func.coalesce(e.same_as, e.key).label("root")
    counted: dict[int, tuple[int, int]] = {}
    own: dict[int, Any] = {}
    for part in _parts(keys):
        many = (
            select(root, func.count(f.text.distinct()), func.min(f.key))
            .join_from(t.identities, t.entities, e.key == i.entity)
            .join(t.findings, f.key == i.finding)
            .where(root.in_(part), f.start.is_not(None))
            .group_by(root)
        )
        counted |= {row[0]: (row[1], row[2]) for row in connection.execute(many)}
        named = select(e.key, e.id, e.name, e.kind, e.country).where(e.key.in_(part))
        own |= {row.key: row for row in connection.execute(named)}
    at = {key: first for key, (_, first) in counted.items()} | {pair.entities[0]: pair.finding for pair in pairs}
    places: dict[int, tuple[int, int, int, int]] = {}
    for part in _parts(sorted(at.values())):
        printed = select(func.min(r.key)).where(r.text == f.text).scalar_subquery()
        query = select(f.key, f.text, printed, f.start, f.end).where(f.key.in_(part))
        longest = longest_mention(connection, part)
        for key, text, report, start, end in connection.execute(query):
            places[key] = (text, report, *longest.get(key, (start or 0, end or 0)))
    cited = citations(connection, [(report, start, end, 1) for _, report, start, end in places.values()])
    citation = dict(zip(places, cited, strict=True))
    texts = texts_by_key(connection, {place[0] for place in places.values()})
    sides = {}
    for key, row in own.items():
        text, _, start, end = places[at[key]]
        first, last = sentence_around(texts[text], start, end)
        words = " ".join(texts[text][first:last].split())
        sides[key] = PairSide(
            row.id, row.name, row.kind, row.country, counted.get(key, (1, 0))[0], words, citation[at[key]]
        )
    return sides


def _parts(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[n : n + 400] for n in range(0, len(values), 400))

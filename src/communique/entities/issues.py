"""Positions of many reports that are about one issue: their labels are joined to entities, with reasons.

A position is compared with the issues that share two words with it, or its only one, by what each was first called; so
no chain of labels, each like the one before, makes one issue of many. What only general words tell ("the deal") is one
issue within a story alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, select

from communique.database import schema as t
from communique.database.column_types import hashed
from communique.database.portions import portions
from communique.database.rows import put_rows
from communique.entities.book import Book, file_under
from communique.entities.ids import own_id
from communique.linking.apart import NOBODY, Separations
from communique.linking.issues import IssueProfile, issue_keys, issue_profile, same_issue
from communique.linking.scoring import SAME, UNSURE, Score
from communique.model.kinds import ISSUE

__all__ = ["file_issues", "issue_label", "join_issues", "join_waiting", "unfile_issues"]

CANDIDATES = 60
"""Issues filed under one key that are compared at most."""
POSITION = "position"
NOTHING: Mapping[str, int] = MappingProxyType({})
JUDGED = Score(1.0, {"judged": 1.0})
NEW = Score(1.0, {"new": 1.0})
ONE_STORY = Score(1.0, {"general words of one story": 1.0})


class LabelledPosition(msgspec.Struct):
    """A position of one text."""

    key: int
    id: str
    story: int
    label: str


def issue_label() -> ColumnElement[str]:
    """What a position's issue is called: where the column is empty, the words of its span."""
    p, x = t.metadata.tables["positions"].c, t.texts.c
    return func.coalesce(p.label, func.substr(x.text, p.issue_start + 1, p.issue_end - p.issue_start))


def join_issues(
    connection: Connection, texts: Sequence[int], apart: Separations = NOBODY, before: Mapping[str, int] = NOTHING
) -> None:
    """Give the positions of these texts (their keys) their issues, in the order of the texts.

    ``before``: as for :func:`communique.entities.resolver.resolve_entities`.
    """
    place = {text: n for n, text in enumerate(texts)}
    found = sorted(_positions(connection, texts), key=lambda row: (place[row[0]], row[1].key))
    if found:
        _Joiner(connection, apart, before).join([one for _, one in found])


def join_waiting(connection: Connection) -> None:
    """Give positions that have no issue theirs: those of a store that an earlier version made."""
    p, i, f = t.metadata.tables["positions"].c, t.identities.c, t.findings.c
    first = connection.execute(select(func.min(p.key))).scalar()
    if first is None or connection.execute(select(i.entity).where(i.finding == first)).scalar() is not None:
        return
    waiting = (
        select(f.text).join_from(t.findings, t.metadata.tables["positions"], p.key == f.key)
        .outerjoin(t.identities, i.finding == p.key).where(i.finding.is_(None)).distinct().order_by(f.text)
    )  # fmt: skip
    texts = list(connection.execute(waiting).scalars())
    for part in portions(texts):
        join_issues(connection, part)


def file_issues(connection: Connection, entities: Iterable[int]) -> None:
    """File these entities, if they are issues, under the words of what they are called."""
    e = t.entities.c
    query = select(e.key, e.name).where(e.kind == ISSUE, e.key.in_(list(entities)))
    rows = [(hashed(key), one) for one, name in connection.execute(query) for key in issue_keys(issue_profile(name))]
    file_under(connection, rows)


def unfile_issues(connection: Connection, entities: Iterable[int]) -> None:
    """Take these entities, if they are issues, out of the file."""
    e, k = t.entities.c, t.name_keys
    query = select(e.key, e.name).where(e.kind == ISSUE, e.key.in_(list(entities)))
    for one, name in connection.execute(query).all():
        if keys := issue_keys(issue_profile(name)):
            connection.execute(delete(k).where(k.c.hash.in_(keys), k.c.entity == one))


def _positions(connection: Connection, texts: Sequence[int]) -> Iterable[tuple[int, LabelledPosition]]:
    p, f, x = t.metadata.tables["positions"], t.findings.c, t.texts.c
    query = (
        select(x.key, p.c.key, f.id, func.coalesce(x.story, x.key), issue_label())
        .join_from(t.texts, p, p.c.key.between(x.first_finding, x.last_finding))
        .join(t.findings, f.key == p.c.key)
    )
    for part in portions(texts):
        for text, *row in connection.execute(query.where(x.key.in_(part))):
            yield text, LabelledPosition(*row)


class _Joiner:
    def __init__(self, connection: Connection, apart: Separations, before: Mapping[str, int]) -> None:
        self.connection = connection
        self.apart = apart
        self.before = before
        self.book = Book(connection)
        self.profiles: dict[int, IssueProfile] = {}
        """Of every issue looked at, by what it is called."""
        self.filed: dict[str, list[int]] = defaultdict(list)
        """Issues by the keys under which they are filed."""

    def join(self, found: Sequence[LabelledPosition]) -> None:
        """Decide for each, the first first."""
        asked = {label: issue_profile(label) for label in {one.label for one in found}}
        keys = {one.key: _keys(asked[one.label], one.story) for one in found}
        self.look_up({key for listed in keys.values() for key in listed})
        self.book.look_up((), (own_id(POSITION, one.id) for one in found))
        self.book.load({e for one in found if (e := self.before.get(one.id)) is not None} - set(self.book.sides))
        rows: list[dict[str, Any]] = []
        unsure: list[dict[str, Any]] = []
        filing: list[tuple[int, int]] = []
        for one in found:
            profile = asked[one.label]
            entity, score, beside = self.compared(profile, keys[one.key])
            if (stays := self.apart.stays(one.id, entity)) is not None:
                entity, score, beside = stays, JUDGED, None
                self.book.load([stays] if stays not in self.book.sides else [])
            entity = entity if entity is not None else self.before.get(one.id)
            own = own_id(POSITION, one.id)
            if entity is None:
                entity = self.book.entity(own, one.label, ISSUE, None, None)
                if entity not in self.profiles:
                    self.profiles[entity] = profile
                    for key in keys[one.key]:
                        self.filed[key].append(entity)
                        filing.append((hashed(key), entity))
            self.book.joined(entity, own)
            reasons = score.reasons if len(score.reasons) > 1 else None
            rows.append({"finding": one.key, "entity": entity, "score": min(1.0, score.value), "reasons": reasons})
            if beside is not None and beside[0] != entity:
                other, told = beside
                unsure.append({"finding": one.key, "entity": other, "score": told.value, "reasons": told.reasons})
        self.book.close()
        file_under(self.connection, filing)
        put_rows(self.connection, t.identities, rows)
        put_rows(self.connection, t.unsure, unsure)

    def look_up(self, keys: set[str]) -> None:
        """Make ready to be asked for issues filed under these keys."""
        k, e = t.name_keys.c, t.entities.c
        words = {hashed(key): key for key in keys}
        listed = sorted(keys)
        for part in portions(listed):
            query = (
                select(k.hash, k.entity, e.name).join(t.entities, e.key == k.entity)
                .where(k.hash.in_(part), e.kind == ISSUE).order_by(k.entity)
            )  # fmt: skip
            for number, entity, name in self.connection.execute(query):
                if len(self.filed[words[number]]) < CANDIDATES:
                    self.filed[words[number]].append(entity)
                    if entity not in self.profiles:
                        self.profiles[entity] = issue_profile(name)
        self.book.load(set(self.profiles) - set(self.book.sides))

    def compared(
        self, profile: IssueProfile, keys: Sequence[str]
    ) -> tuple[int | None, Score, tuple[int, Score] | None]:
        """The issue that it is or None for a new one, why, and the one that it may be beside."""
        near = sorted({entity for key in keys for entity in self.filed.get(key, ())})
        if profile.general:
            return (near[0], ONE_STORY, None) if near else (None, NEW, None)
        best: tuple[int, Score] | None = None
        for entity in near:
            score = same_issue(profile, self.profiles[entity])
            if best is None or score.value > best[1].value:
                best = entity, score
        if best is None or best[1].value < UNSURE:
            return None, NEW, None
        return (*best, None) if best[1].value >= SAME else (None, NEW, best)


def _keys(profile: IssueProfile, story: int) -> list[str]:
    """What a position is filed under: general words together with the story."""
    if profile.general:
        return [f"issue of {story} {' '.join(sorted(profile.words))}"]
    return issue_keys(profile)

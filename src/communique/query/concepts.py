"""Which concept each position of a store is coded as: by a coder, by the codebook, or as the machine joined issues.

A coder's word for one position comes first; then what the codebook says exactly (an example, an issue by its id); then
what is like its examples, unless people keep the two issues apart; and the issue that the machine found else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.entities.issues import issue_label
from communique.linking.codebook import EXACT, ConceptIndex, ConceptMatch
from communique.model.codebook import Codebook, Concept
from communique.review.apart import kept_apart
from communique.review.codebook import codebook_versions
from communique.review.standing import Standing, standing

__all__ = ["ConceptChoice", "ConceptCount", "FlaggedPosition", "choices", "count_concepts", "flagged"]

How = Literal["coder", "example", "issue", "words", "machine"]


class ConceptChoice(msgspec.Struct, frozen=True):
    """What a position is coded as."""

    key: int
    """Of the position."""
    concept: str
    """A concept of the codebook, or the issue as the store calls it."""
    how: How
    """By a coder; as an example or an issue of the codebook; by words like those of an example; by the machine."""
    in_codebook: bool


class ConceptCount(msgspec.Struct, frozen=True):
    """How much is coded as a concept."""

    concept: str
    description: str
    broader: str
    positions: int
    in_favour: int
    against: int
    ambivalent: int
    by: dict[str, int]
    """How many by whom: coder, example, issue, words."""
    labels: tuple[str, ...]
    """How reports call it, the most frequent first."""
    in_codebook: bool = True

    def flat(self) -> dict[str, str | int]:
        """Its columns in a table."""
        told = {name: self.by.get(name, 0) for name in ("coder", "example", "issue", "words")}
        return {
            "concept": self.concept, "positions": self.positions, "for": self.in_favour, "against": self.against,
            "ambivalent": self.ambivalent, **told, "labels": "; ".join(self.labels), "description": self.description,
            "broader": self.broader,
        }  # fmt: skip


class FlaggedPosition(msgspec.Struct, frozen=True):
    """A position that a change of the codebook affects and that nobody has judged since."""

    fact: str
    before: str
    after: str
    why: str
    version: str
    """Of the codebook that changed it."""
    key: int = 0


class IssueRow(msgspec.Struct, frozen=True):
    """What is known of one position."""

    key: int
    id: str
    stance: str
    label: str
    entity: str
    name: str
    """What its issue is called."""
    root: int


def choices(connection: Connection) -> dict[str, ConceptChoice]:
    """Of the positions (their ids) that a codebook or a coder says something of, what they are coded as."""
    versions = codebook_versions(connection)
    chosen = _coded(standing(connection))
    if not versions and not chosen:
        return {}
    rows = list(_rows(connection))
    told = _Coding(connection, versions[-1].book if versions else None, rows, chosen)
    found = ((row.id, told.of(row)) for row in rows)
    return {one: choice for one, choice in found if choice.how != "machine"}


def count_concepts(connection: Connection, book: Codebook | None = None) -> list[ConceptCount]:
    """The concepts of the codebook in force, or of another, with what is coded as each; then those of no codebook."""
    versions = codebook_versions(connection)
    used = book or (versions[-1].book if versions else None)
    rows = list(_rows(connection))
    told = _Coding(connection, used, rows, _coded(standing(connection)))
    groups: dict[tuple[str, int], list[tuple[IssueRow, ConceptChoice]]] = {
        (one.name, 0): [] for one in (used.concepts if used else ())
    }
    for row in rows:
        choice = told.of(row)
        own = 0 if choice.how != "machine" else row.root  # two issues may be called alike
        groups.setdefault((choice.concept, own), []).append((row, choice))
    found = [_count(name, members, used) for (name, _), members in groups.items()]
    return sorted(found, key=lambda one: (not one.in_codebook, -one.positions, one.concept))


def _count(name: str, members: Sequence[tuple[IssueRow, ConceptChoice]], book: Codebook | None) -> ConceptCount:
    concept = book.concept(name) if book is not None else None
    inside = concept is not None and all(choice.in_codebook for _, choice in members)
    one = concept if concept is not None and inside else Concept(name)
    sides, called = Counter(row.stance for row, _ in members), Counter(row.label for row, _ in members)
    shown = sorted(called, key=lambda label: (-called[label], label != name, label))
    return ConceptCount(
        name, one.description, one.broader, len(members), sides["for"], sides["against"], sides["ambivalent"],
        dict(Counter(choice.how for _, choice in members)), tuple(shown[:8]), inside,
    )  # fmt: skip


def flagged(connection: Connection) -> list[FlaggedPosition]:
    """The positions that changes of the codebook affect and that nobody has judged since, in the order of the store.

    A position is affected if it is coded as another concept now, or if what its concept means was changed.
    """
    versions = codebook_versions(connection)
    if len(versions) < 2:
        return []
    now = standing(connection)
    rows = list(_rows(connection))
    judged = {one: max(j.number for j in (*v.votes, *v.remarks)) for one, v in now.verdicts.items() if v.kind == KIND}
    found: dict[int, FlaggedPosition] = {}
    last = _Coding(connection, versions[0].book, rows, _coded(now))
    for before, after in pairwise(versions):
        this = _Coding(connection, after.book, rows, _coded(now))
        changed = _changed(before.book, after.book)
        for row in rows:
            if judged.get(row.id, 0) > after.number:
                found.pop(row.key, None)
                continue
            one, other = last.of(row), this.of(row)
            why = ""
            if one.concept != other.concept:
                why = f"it is coded as {other.concept}" if other.in_codebook else "it is coded as no concept"
            elif one.in_codebook and not other.in_codebook:
                why = "its concept is gone"
            elif other.in_codebook and other.concept in changed:
                why = f"changed in its concept: {changed[other.concept]}"
            if why:
                found[row.key] = FlaggedPosition(row.id, one.concept, other.concept, why, after.book.version, row.key)
        last = this
    return [found[key] for key in sorted(found)]


KIND = "positions"


def _changed(before: Codebook, after: Codebook) -> dict[str, str]:
    """The concepts of both of which something was changed, with what."""
    found = {}
    for one in after.concepts:
        old = before.concept(one.name)
        if old is not None and old != one:
            fields = [name for name in Concept.__struct_fields__ if getattr(old, name) != getattr(one, name)]
            found[one.name] = " and ".join(name.replace("_", "-") for name in fields)
    return found


def _coded(now: Standing) -> dict[str, str]:
    """Of positions (their ids) of which coders say what they are on, that."""
    return {
        one: " ".join(str(v.set["issue"]["label"]).split())
        for one, v in now.verdicts.items() if v.kind == KIND and v.decided and v.set.get("issue")
    }  # fmt: skip


def _rows(connection: Connection) -> Iterator[IssueRow]:
    p, i, f, x = t.metadata.tables[KIND], t.identities.c, t.findings.c, t.texts.c
    e, root, n = t.entities, t.entities.alias("root"), t.names.c
    query = (
        select(
            p.c.key, f.id, p.c.stance, issue_label().label("label"), e.c.id.label("entity"),
            func.coalesce(n.shown, root.c.name).label("name"), root.c.key.label("root"),
        )
        .join_from(p, t.findings, f.key == p.c.key)
        .join(t.texts, x.key == f.text)
        .join(t.identities, i.finding == p.c.key)
        .join(e, e.c.key == i.entity)
        .join(root, root.c.key == func.coalesce(e.c.same_as, e.c.key))
        .outerjoin(t.names, n.entity == root.c.key)
        .order_by(p.c.key)
    )  # fmt: skip
    for key, one, stance, label, entity, name, own in connection.execute(query):
        yield IssueRow(key, one, stance, " ".join(label.split()), entity, name, own)


class _Coding:
    """A codebook over the positions of a store."""

    def __init__(
        self, connection: Connection, book: Codebook | None, rows: Sequence[IssueRow], chosen: Mapping[str, str]
    ) -> None:
        self.book = book
        self.chosen = chosen
        self.index = ConceptIndex(book) if book is not None else None
        self.listed: dict[int, str] = {}
        """Issues (their roots) that the codebook lists by id, or by what people call them."""
        self.barred: set[tuple[int, str]] = set()
        """Issues that are not a concept, since people keep them apart from one that is it."""
        if book is None or self.index is None:
            return
        ids = {one: concept.name for concept in book.concepts for one in concept.issues}
        roots: dict[int, str] = {}
        for row in rows:
            roots.setdefault(row.root, row.name)
            if row.entity in ids:
                self.listed.setdefault(row.root, ids[row.entity])
        e = t.entities.c
        for one, key in connection.execute(select(e.id, e.key).where(e.id.in_(ids))):
            self.listed.setdefault(key, ids[one])
        self._bar(connection, roots)

    def _bar(self, connection: Connection, roots: Mapping[int, str]) -> None:
        assert self.index is not None
        anchors: dict[int, tuple[float, str]] = {}
        for key, name in roots.items():
            match = self.index.match(name)
            if key in self.listed:
                anchors[key] = EXACT, self.listed[key]
            elif match is not None:
                anchors[key] = match.score, match.concept
        for one, other in kept_apart(connection).pairs:
            first, second = anchors.get(one), anchors.get(other)
            if first and second and first[1] == second[1] and (first[0], -one) < (second[0], -other):
                self.barred.add((one, first[1]))

    def of(self, row: IssueRow) -> ConceptChoice:
        """What a position is coded as."""
        if (own := self.chosen.get(row.id)) is not None:
            match = self.index.match(own) if self.index is not None else None
            said = match.concept if match is not None else own
            return ConceptChoice(row.key, said, "coder", match is not None)
        if self.index is None:
            return ConceptChoice(row.key, row.name, "machine", False)
        match = self.index.match(row.label)
        if match is not None and match.how == "example":
            return ConceptChoice(row.key, match.concept, "example", True)
        barred = self.index.never.get(row.label.casefold(), set())
        if row.root in self.listed and self.listed[row.root] not in barred:
            return ConceptChoice(row.key, self.listed[row.root], "issue", True)
        for found in (match, self.index.match(row.name)):
            if self._allowed(found, row, barred):
                assert found is not None
                how: How = "issue" if found.how == "example" else "words"
                return ConceptChoice(row.key, found.concept, how, True)
        return ConceptChoice(row.key, row.name, "machine", False)

    def _allowed(self, found: ConceptMatch | None, row: IssueRow, barred: set[str]) -> bool:
        return found is not None and found.concept not in barred and (row.root, found.concept) not in self.barred

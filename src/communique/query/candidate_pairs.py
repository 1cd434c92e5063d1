"""What may be one and nobody has decided, a question for each cluster: all sides with their words, and the reasons.

A cluster is one entity with all that may be it, so that nobody is in it for being like somebody who is like it. Two
with different full names, or whom people keep apart, are never in one: the pair that would bring the second is a
question of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.errors import AbsentError, printable
from communique.linking.features import explained
from communique.linking.names import person_form, two_persons
from communique.query.answers import Citation
from communique.query.entities import Entity, entities_by_key, find_entities
from communique.query.lookups import citations, longest_mention, texts_by_key
from communique.query.name_resolution import no_match_message, resolve_name
from communique.query.paging import page
from communique.query.question import Question
from communique.query.sentence_bounds import sentence_around
from communique.review.apart import kept_apart

__all__ = [
    "CandidateCluster",
    "CandidatePair",
    "NamesakeCluster",
    "PairSide",
    "candidate_clusters",
    "count_candidate_pairs",
    "name_cluster",
]

MISTAKEN = frozenset(("person", "organization"))
"""Kinds of which reports take the one for the other."""
Names = Mapping[int, tuple[str, Sequence[str]]]
"""Key of a person or body -> its kind and full names, normalised, with those of whoever was merged into it."""


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


class CandidateCluster(msgspec.Struct, frozen=True):
    """Some that may be one, the one that most texts tell of first."""

    sides: tuple[PairSide, ...]
    pairs: tuple[CandidatePair, ...]
    """The pairs that hold them together, the likeliest first."""

    @property
    def one(self) -> PairSide:
        """The one that most texts tell of."""
        return self.sides[0]

    @property
    def other(self) -> PairSide:
        """The next."""
        return self.sides[1]

    @property
    def score(self) -> float:
        """That of the likeliest pair."""
        return self.pairs[0].score

    @property
    def reasons(self) -> dict[str, float]:
        """Those of the likeliest pair."""
        return self.pairs[0].reasons

    @property
    def why(self) -> str:
        """The reasons in words."""
        return self.pairs[0].why

    def flat(self) -> dict[str, Any]:
        """Its columns in a table: what several sides have is separated by "; "."""
        one, *others = self.sides
        return {
            "entity": one.entity, "name": one.name, "others": "; ".join(side.entity for side in others),
            "other_names": "; ".join(side.name for side in others), "kind": one.kind, "score": self.score,
            "reasons": self.why, "words": one.words, "other_words": " | ".join(side.words for side in others),
            **one.citation.flat(),
        }  # fmt: skip


class NamesakeCluster(msgspec.Struct, frozen=True):
    """Those who are one if whoever is called so is: what a single judgement settles."""

    entities: tuple[Entity, ...]
    """Whom all are to be first."""
    left_out: tuple[tuple[Entity, str], ...]
    """Those who may be meant too, and why they stay apart."""


class _OpenPair(msgspec.Struct, frozen=True):
    entities: tuple[int, int]
    """The finding's own, and the other."""
    score: float
    reasons: dict[str, float]
    finding: int


def candidate_clusters(connection: Connection, question: Question) -> list[CandidateCluster]:
    """What nobody could decide and nobody has judged since, the likeliest first; each pair is in one cluster.

    ``by`` narrows to clusters with one who is called so, ``confidence`` to pairs of at least that score. Scores are
    those of :mod:`communique.linking.scoring`.
    """
    pairs, names = _open(connection, [t.unsure.c.score >= question.confidence])
    clusters = _clustered(pairs, names, kept_apart(connection).pairs)
    if question.by is not None:
        asked = resolve_name(connection, question.by, question.since, question.until, fuzzy=question.fuzzy).entities
        meant = {entity.key for entity in asked}
        clusters = [c for c in clusters if meant & {key for pair in c for key in pair.entities}]
    shown = page(question, clusters)
    sides = _sides(connection, [pair for cluster in shown for pair in cluster])
    return [_cluster(cluster, sides) for cluster in shown]


def _cluster(pairs: Sequence[_OpenPair], sides: Mapping[int, PairSide]) -> CandidateCluster:
    made = []
    for pair in pairs:
        one, other = sorted((sides[key] for key in pair.entities), key=_weight)
        made.append(CandidatePair(one, other, pair.score, pair.reasons))
    members = {side.entity: side for pair in made for side in (pair.one, pair.other)}
    return CandidateCluster(tuple(sorted(members.values(), key=_weight)), tuple(made))


def _weight(side: PairSide) -> tuple[int, int, str]:
    return -side.reports, -len(side.name), side.entity


def _clustered(pairs: Sequence[_OpenPair], names: Names, apart: Collection[tuple[int, int]]) -> list[list[_OpenPair]]:
    """Pairs by the entity that they share, in the order of their likeliest pair."""
    of: dict[int, list[int]] = defaultdict(list)
    for n, pair in enumerate(pairs):
        for key in pair.entities:
            of[key].append(n)

    def two(a: int, b: int) -> bool:
        return (a, b) in apart or _contradict(names, a, b)

    left = {key: len(ns) for key, ns in of.items()}
    done: set[int] = set()
    clusters: list[list[_OpenPair]] = []
    for n, pair in enumerate(pairs):
        if n in done:
            continue
        hub = max(pair.entities, key=lambda key: left[key])
        members = {hub}
        for m in of[hub]:
            other = next(key for key in pairs[m].entities if key != hub)
            if m not in done and not any(two(other, one) for one in members):
                members.add(other)
        held = [m for m in sorted({m for key in members for m in of[key]} - done) if members >= {*pairs[m].entities}]
        clusters.append([pairs[m] for m in held])
        done.update(held)
        for m in held:
            for key in pairs[m].entities:
                left[key] -= 1
    return clusters


def _contradict(names: Names, a: int, b: int) -> bool:
    """Whether two have different full names: two persons, or a person and a body."""
    if a not in names or b not in names:
        return False
    (kind, one), (other_kind, other) = names[a], names[b]
    if not one or not other or (kind, other_kind) == ("organization", "organization"):
        return False
    return two_persons(one, other) if kind == other_kind else not set(one) & set(other)


def name_cluster(connection: Connection, words: str) -> NamesakeCluster:
    """Whom a judgement that all who are called so are one would join.

    That is whoever goes by these words, and whoever may be one of them as far as the machine can tell; not those with
    another full name, those who may be somebody else too, and those whom people keep apart.

    Raises:
        AbsentError: there are not two, or the words mean several people.
    """
    found = find_entities(connection, words, occasions=True, loose=False)  # not what merely has the words
    if not found:
        raise AbsentError(no_match_message(words, resolve_name(connection, words, suggest=True)))
    pairs, names = _open(connection, [])
    names = {**names, **_names(connection, {x.key for x in found})}
    form = person_form(words)
    others = [x for x in found if " " in form and x.kind == "person" and two_persons([form], [person_form(x.name)])]
    if len(others) < len(found):
        found = [x for x in found if x not in others]
    first = found[0]
    kinds = MISTAKEN if first.kind in MISTAKEN else {first.kind}
    seeds = [x for x in found if x.kind in kinds]
    full = [x for x in seeds if x.key in names and names[x.key][1]]
    for n, one in enumerate(full):
        if any(_contradict(names, one.key, other.key) for other in full[:n]):
            listed = "; ".join(f"{x.id} {printable(x.label)}" for x in full[:8])
            raise AbsentError(
                f"{printable(words)!r} is several people by their full names, and one judgement cannot make them one. "
                f"Name one by the full name or the id: {listed}"
            )
    partners: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        a, b = pair.entities
        partners[a].add(b)
        partners[b].add(a)
    apart = kept_apart(connection).pairs
    inside: dict[int, None] = {}
    out: dict[int, str] = {}
    near = {other for x in seeds for other in partners[x.key]}
    for key in dict.fromkeys([*(x.key for x in seeds), *sorted(near)]):
        if any((key, other) in apart for other in inside):
            out[key] = "kept apart by a judgement"
        elif any(_contradict(names, key, other) for other in inside):
            out[key] = "another full name"
        elif rival := next((r for r in sorted(partners[key]) for x in inside if _contradict(names, r, x)), None):
            out[key] = f"may be {entities_by_key(connection, [rival])[0].name} too"
        else:
            inside[key] = None
    entities = {x.key: x for x in entities_by_key(connection, [*inside, *out])}
    if len(inside) < 2:
        why = "".join(f"; {printable(entities[key].label)} {entities[key].id}: {told}" for key, told in out.items())
        raise AbsentError(
            f"{printable(first.label)} {first.id} is the only one of that name, and nothing waits to be judged one "
            f"with it{why}"
        )
    weight = {key: n for n, key in enumerate(entities)}
    ordered = sorted(inside, key=lambda key: (key not in names or not names[key][1], weight[key]))
    left = tuple((entities[key], why) for key, why in out.items())
    return NamesakeCluster(tuple(entities[key] for key in ordered), left)


def count_candidate_pairs(connection: Connection) -> int:
    """How many pairs wait for a judgement."""
    return len(_open(connection, [])[0])


def _open(connection: Connection, where: Sequence[ColumnElement[bool]]) -> tuple[list[_OpenPair], Names]:
    """Pairs that neither a merge has made one nor a judgement keeps apart, each by its best score, and their names.

    What was merged into one side may tell that the two are not one: a pair with two full names is none.
    """
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
    names = _names(connection, {key for pair in found.values() for key in pair.entities})
    return [pair for pair in found.values() if not _contradict(names, *pair.entities)], names


def _names(connection: Connection, keys: set[int]) -> Names:
    """The full names of the persons and bodies among these entities, and of whoever was merged into them."""
    e, n = t.entities.c, t.names.c
    root = func.coalesce(e.same_as, e.key)
    found: dict[int, tuple[str, list[str]]] = {}
    for part in portions(sorted(keys)):
        kinds = dict(connection.execute(select(e.key, e.kind).where(e.key.in_(part), e.kind.in_(MISTAKEN))).all())
        found |= {key: (kind, []) for key, kind in kinds.items()}
        query = select(root, n.name).join_from(t.names, t.entities, e.key == n.entity)
        members = or_(e.key.in_(kinds), e.same_as.in_(kinds))
        for key, name in connection.execute(query.where(members, n.name.like("% %")).order_by(n.name)):
            found[key][1].append(name)
    return found


def _sides(connection: Connection, pairs: Sequence[_OpenPair]) -> dict[int, PairSide]:
    """Both sides of pairs: a pair's own by the place that was compared, the other by its first."""
    keys = sorted({key for pair in pairs for key in pair.entities})
    e, i, f, r = t.entities.c, t.identities.c, t.findings.c, t.reports.c
    root = func.coalesce(e.same_as, e.key).label("root")
    counted: dict[int, tuple[int, int]] = {}
    own: dict[int, Any] = {}
    for part in portions(keys):
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
    for part in portions(sorted(at.values())):
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

"""Issues across reports: what positions are about, who is for and against it, and how that changes."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, false, func, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.entities.issues import issue_label
from communique.linking.issues import issue_profile
from communique.query.answers import ActorLabel, Citation
from communique.query.concepts import ConceptChoice, choices
from communique.query.decided_answers import decided_facts
from communique.query.decisions import decisions_of, undecided
from communique.query.entities import ID, Entity, keys_with_merged
from communique.query.fact_answers import FactAnswer
from communique.query.fact_pages import LAYOUT_OF, FactPages
from communique.query.further_facts import further_facts
from communique.query.issue_names import issue_names, issues_with_keys, labelled, matching_issues, one_issue
from communique.query.paging import ActorSet, actors_asked, page
from communique.query.question import Question
from communique.review.codebook import current_codebook

__all__ = [
    "IssueAnswer", "PositionAnswer", "SidesAnswer", "issues", "positions", "sides", "subject_of",
]  # fmt: skip

LABELS = 6
"""Ways to call an issue that an answer has."""


class IssueAnswer(msgspec.Struct, frozen=True):
    """One issue, whatever reports call it. The citation is the first position on it."""

    entity: str
    name: str
    labels: tuple[str, ...]
    """How reports call it, the most frequent first."""
    positions: int
    reports: int
    """Texts with a position on it."""
    in_favour: int
    against: int
    ambivalent: int
    reasons: dict[str, float]
    """Why the least sure of its positions was joined to it: feature -> what it contributes."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        why = ", ".join(f"{name} {value:+.2f}" for name, value in self.reasons.items())
        return {
            "entity": self.entity, "issue": self.name, "labels": "; ".join(self.labels), "positions": self.positions,
            "reports": self.reports, "for": self.in_favour, "against": self.against, "ambivalent": self.ambivalent,
            "reasons": why,
        }  # fmt: skip


class PositionAnswer(msgspec.Struct, frozen=True):
    """One position at its date."""

    date: str | None
    dated: str
    """"fact" if the report tells when it was held, else "report"."""
    who: ActorLabel | None
    stance: str
    issue: str
    """The issue as the store calls it."""
    entity: str | None
    """Its id."""
    label: str
    """The issue as the report calls it."""
    words: str
    id: str
    confidence: float
    citation: Citation
    coded: str = "machine"
    """Who says that it is on this issue: a coder, the codebook (by an example, an issue or words) or the machine."""
    turns_from: str | None = None
    """The position (its id) of the same holder whose opposite this is the first to say."""
    contradicts: tuple[str, ...] = ()
    """Positions (their ids) in which other reports tell the same statement as the opposite."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "on": self.date, "dated": self.dated, "who": self.who.name if self.who else None,
            "actor": self.who.entity if self.who else None, "stance": self.stance, "issue": self.issue,
            "entity": self.entity, "label": self.label, "words": self.words, "fact": self.id,
            "confidence": self.confidence, "coded": self.coded,
            "turns_from": self.turns_from, "contradicts": "; ".join(self.contradicts), **self.citation.flat(),
        }  # fmt: skip


class SidesAnswer(msgspec.Struct, frozen=True):
    """How one actor stands to an issue: how many of his positions are for and against it, and the last of them."""

    who: str
    actor: str | None
    issue: str
    entity: str | None
    in_favour: int
    against: int
    ambivalent: int
    first: str | None
    last: str | None
    now: str
    """The stance of the last position."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "issue": self.issue, "who": self.who, "for": self.in_favour, "against": self.against,
            "ambivalent": self.ambivalent, "now": self.now, "first": self.first, "last": self.last,
            "actor": self.actor, "entity": self.entity,
        }  # fmt: skip


def issues(
    connection: Connection, words: str | None = None, limit: int | None = None, question: Question | None = None
) -> list[IssueAnswer]:
    """The issues of a store, those with most positions first; with ``words`` those that they mean.

    ``question`` tells whether positions are as coders decided, and nothing else.
    """
    p, i, e, f, x = t.metadata.tables["positions"], t.identities.c, t.entities.c, t.findings.c, t.texts.c
    own = undecided(connection, question, "positions", p.c.key)
    root = func.coalesce(e.same_as, e.key).label("root")
    query = (
        select(root, f.text, p.c.stance, issue_label().label("label"), i.score, i.reasons)
        .join_from(p, t.identities, i.finding == p.c.key)
        .join(t.entities, e.key == i.entity)
        .join(t.findings, f.key == p.c.key)
        .join(t.texts, x.key == f.text)
    )
    counted = select(root, func.count().label("many")).join_from(p, t.identities, i.finding == p.c.key)
    counted = counted.join(t.entities, e.key == i.entity).where(*own).group_by(root)
    counted = counted.order_by(func.count().desc(), root)
    if words is not None:
        found = [one.key for one in matching_issues(connection, words)]
        if not found:
            return []
        counted = counted.where(root.in_(found))
    keys = [row.root for row in connection.execute(counted.limit(limit))]
    told: dict[int, list[Any]] = defaultdict(list)
    for part in portions(keys):
        for row in connection.execute(query.where(*own, root.in_(part))):
            told[row.root].append(row)
    named = {one.key: one for one in issues_with_keys(connection, [*keys, *_of_decided(connection, question, words)])}
    if (decisions := decisions_of(question)) is not None and decisions.changed("positions"):
        assert question is not None
        _add_decided(connection, question, named, told)
        keys += [key for key in named if key not in keys]
        keys = sorted((key for key in keys if told[key]), key=lambda key: -len(told[key]))[:limit]
    return [_issue(named[key], told[key]) for key in keys if key in named]


def _of_decided(connection: Connection, question: Question | None, words: str | None) -> list[int]:
    """The keys of the issues on which coders corrected positions, of those that some words mean."""
    decisions = decisions_of(question)
    if decisions is None or question is None or not decisions.changed("positions"):
        return []
    further = further_facts(connection, msgspec.structs.replace(question, about=None), "positions")
    ids = {one.fact.issue.entity for one in further if one.fact.issue.entity is not None}
    e = t.entities.c
    keys = connection.execute(select(func.coalesce(e.same_as, e.key)).where(e.id.in_(sorted(ids)))).scalars().all()
    if words is None:
        return list(keys)
    meant = {one.key for one in matching_issues(connection, words)}
    return [key for key in keys if key in meant]


def _add_decided(
    connection: Connection, question: Question, named: Mapping[int, Entity], told: dict[int, list[Any]]
) -> None:
    """Count the positions that coders corrected or added with the issues that they are on."""
    by_id = {one.id: key for key, one in named.items()}
    by_name = {one.name.casefold(): key for key, one in named.items()}
    for one in further_facts(connection, msgspec.structs.replace(question, about=None), "positions"):
        issue = one.fact.issue
        key = by_id.get(issue.entity or "", by_name.get(issue.label.casefold()))
        if key is not None:
            told[key].append(_Decided(one.record.report.text_id, one.fact.stance, issue.label))


class _Decided(msgspec.Struct, frozen=True):
    """A position as coders have it, as a row of the store."""

    text: str
    stance: str
    label: str
    score: float = 1.0
    reasons: None = None


def _issue(one: Entity, rows: Sequence[Any]) -> IssueAnswer:
    stances = Counter(row.stance for row in rows)
    labels = Counter(" ".join(row.label.split()) for row in rows)
    shown = sorted(labels, key=lambda label: (-labels[label], label))
    least = min(rows, key=lambda row: (row.score, not row.reasons))
    return IssueAnswer(
        one.id, one.name, tuple(shown[:LABELS]), len(rows), len({row.text for row in rows}), stances["for"],
        stances["against"], stances["ambivalent"], least.reasons or {},
    )  # fmt: skip


def positions(
    connection: Connection, question: Question, issue: str | None = None, *, of: Collection[str] | None = None,
    latest: int | None = None, asked: Mapping[str, ActorSet] | None = None,
) -> list[PositionAnswer]:  # fmt: skip
    """The positions that a question means, on the issues that some words mean, by their dates, undated ones last.

    Each has its own date, or that of its report. The question's ``about`` is not looked at. ``of`` are ids of issues
    that alone count, ``latest`` how many of the last reports' positions are wanted, ``asked`` those whom its names
    mean, where one knows.

    Raises:
        AbsentError: no issue is called so.
    """
    if asked is None:
        asked = actors_asked(connection, question)
    whole = msgspec.structs.replace(question, limit=None, offset=0, about=None)
    further = further_facts(connection, whole, "positions")
    if asked is None and not further:
        return []
    told = FactPages(connection, LAYOUT_OF["positions"], whole, asked or {})
    more: list[ColumnElement[bool]] = [] if asked is not None else [false()]
    coded = choices(connection)
    on: Collection[int] = ()
    if issue is not None:
        on = _on(connection, issue, coded)
        meant = func.json_each(json.dumps(sorted(on))).table_valued("value")
        more.append(told.table.c["key"].in_(select(meant.c.value)))
    if of is not None:
        i, e = t.identities.c, t.entities.c
        listed = sorted(of)
        keys: list[int] = []
        for part in portions(listed):
            keys += connection.execute(select(e.key).where(e.id.in_(part))).scalars()
        every = keys_with_merged(connection, issues_with_keys(connection, keys))
        more.append(told.table.c["key"].in_(select(i.finding).where(i.entity.in_(every))))
    facts = told.looked_up(*more) if latest is None or asked is None else told.latest(latest)
    if further:
        added = decided_facts(connection, "positions", further)
        facts += [one for one in added if _is_of(connection, one, issue, on, of, coded)]
    names = issue_names(connection, {fact.entity for fact in facts if fact.entity is not None})
    found = []
    for fact in facts:
        choice = coded.get(fact.id)
        called = choice.concept if choice else names.get(fact.entity or "", str(fact.details["label"]))
        found.append(PositionAnswer(
            fact.date or fact.citation.date, "fact" if fact.date else "report", fact.who[0] if fact.who else None,
            str(fact.details["stance"]), called, fact.entity, " ".join(str(fact.details["label"]).split()), fact.words,
            fact.id, fact.confidence, fact.citation, choice.how if choice else "machine",
        ))  # fmt: skip
    found.sort(key=lambda x: (x.date is None, (x.date or "").rstrip("?"), x.citation.date or "", x.id))
    if latest is not None and len(found) > latest:
        found.sort(key=lambda x: (x.citation.date or "").rstrip("?"))
        found = sorted(found[-latest:], key=lambda x: (x.date is None, (x.date or "").rstrip("?"), x.id))
    return list(page(question, found))


def _is_of(
    connection: Connection, fact: FactAnswer, issue: str | None, on: Collection[int], of: Collection[str] | None,
    coded: Mapping[str, ConceptChoice],
) -> bool:  # fmt: skip
    """Whether a position as coders have it is on an issue, and of one of those whose ids are ``of``."""
    if of is not None and fact.entity not in of:
        return False
    if issue is None:
        return True
    if (choice := coded.get(fact.id)) is not None:
        return choice.key in on
    label = str(fact.details["label"])
    called = {one.name.casefold() for one in matching_issues(connection, issue)} | {issue.casefold()}
    ids = {one.id for one in matching_issues(connection, issue)}
    wanted = issue_profile(issue).words
    return fact.entity in ids or label.casefold() in called or bool(wanted and wanted <= issue_profile(label).words)


def _on(connection: Connection, words: str, coded: Mapping[str, ConceptChoice]) -> Collection[int]:
    """The keys of the positions on a concept of this name, or on the issues and concepts that some words mean.

    Raises:
        StoreError: there is none.
    """
    small = " ".join(words.split()).casefold()
    exact = {one.key for one in coded.values() if one.concept.casefold() == small}
    book = current_codebook(connection)
    if exact or (book is not None and book.book.concept(small) is not None):
        return exact
    wanted = issue_profile(words).words
    keys = {one.key for one in coded.values() if wanted and wanted <= issue_profile(one.concept).words}
    meant = matching_issues(connection, words)
    if not ID.fullmatch(words):
        keys |= labelled(connection, words)
    if not meant and not keys:
        one_issue(connection, words)  # says that there is none
    i = t.identities.c
    entities = keys_with_merged(connection, meant)
    return keys | set(connection.execute(select(i.finding).where(i.entity.in_(entities))).scalars())


def sides(found: Sequence[PositionAnswer]) -> list[SidesAnswer]:
    """Who is for and who is against each issue: a row for each actor and issue, by issue, those who say most first."""
    groups: dict[tuple[str, str], list[PositionAnswer]] = defaultdict(list)
    for one in found:
        holder = (one.who.entity or one.who.name) if one.who else ""
        groups[subject_of(one), holder].append(one)
    rows: list[SidesAnswer] = []
    for told in groups.values():
        stances = Counter(one.stance for one in told)
        who = told[0].who
        dates = [one.date.rstrip("?") for one in told if one.date]
        rows.append(
            SidesAnswer(
                who.name if who else "somebody",
                who.entity if who else None,
                told[0].issue,
                told[0].entity if told[0].coded == "machine" else None,
                stances["for"],
                stances["against"],
                stances["ambivalent"],
                min(dates, default=None),
                max(dates, default=None),
                told[-1].stance,
            )
        )
    many = Counter(row.entity or row.issue for row in rows)
    return sorted(
        rows,
        key=lambda r: (
            -many[r.entity or r.issue], r.issue, r.entity or "", -(r.in_favour + r.against + r.ambivalent), r.who
        ),
    )  # fmt: skip


def subject_of(one: PositionAnswer) -> str:
    """What tells the issue of a position from others."""
    return one.issue if one.coded != "machine" else one.entity or one.issue

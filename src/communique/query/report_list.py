"""The reports of a store as a list that can be narrowed, with how many there are of each publisher, year and actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, String, func, select

from communique.database import schema as t
from communique.model import FACT_KINDS, kind_of
from communique.model.kinds import NO_ACTORS
from communique.query.answers import ActorLabel
from communique.query.decisions import Decisions, decisions_of
from communique.query.entities import Entity, keys_with_merged
from communique.query.lookups import citation_date
from communique.query.name_resolution import resolve_entity
from communique.query.question import Question
from communique.query.selection import report_conditions, texts_with
from communique.review.log import ON_FACTS, JudgementKind, undone

__all__ = ["Facet", "ReadState", "ReportList", "ReportRow", "headline_of", "list_reports", "report_facets"]

ReadState = Literal["whole", "judged", "unjudged"]
"""Read from end to end by a coder; some of its facts judged; neither."""
FACETS = ("publisher", "year", "actor", "read")
MOST_VALUES = 12
"""Values of a facet."""
HEADLINE = 90
"""Characters of a first line that is taken for a headline, at most."""


class ReportRow(msgspec.Struct, frozen=True):
    """A report of a list."""

    id: str
    headline: str
    """Its title, else its first line if that is short, else its source."""
    date: str | None
    """As precise as known; with a question mark when it was inferred from the text."""
    publisher: str | None
    source: str
    words: int
    facts: dict[str, int]
    """How many facts of each kind ("statements"), of those that it has."""
    state: ReadState

    def flat(self) -> dict[str, object]:
        """Its columns in a table."""
        counts = {kind: self.facts.get(kind, 0) for kind in FACT_KINDS}
        return {
            "report": self.id, "title": self.headline, "date": self.date, "publisher": self.publisher,
            "source": self.source, "words": self.words, **counts, "read": self.state,
        }  # fmt: skip


class ReportList(msgspec.Struct, frozen=True):
    """A page of reports, the latest first, the undated last."""

    total: int
    """How many the question means, all pages together."""
    reports: tuple[ReportRow, ...]


class Facet(msgspec.Struct, frozen=True):
    """One way to narrow a list further."""

    name: str
    """The parameter: "publisher", "year", "actor", "read"."""
    values: tuple[tuple[str, str, int], ...]
    """Each with its label and how many reports it leaves, the most first."""


def list_reports(
    connection: Connection, question: Question, *, actor: str | None = None, state: ReadState | None = None
) -> ReportList:
    """The reports that a question's ``about`` (words in the text), publisher and days mean, a page of them.

    Args:
        connection: to a store.
        question: its ``limit`` and ``offset`` say which page.
        actor: who takes part, a name or an entity's id.
        state: how far coders have read it.

    Raises:
        AbsentError: nobody is called so.
        UsageError: the words are no expression.
    """
    r, x = t.reports.c, t.texts.c
    where = _conditions(connection, question, actor, state)
    total = int(connection.execute(select(func.count()).select_from(t.reports).where(*where)).scalar_one())
    query = (
        select(r.key, r.id, r.title, r.published, r.basis, r.publisher, r.source, x.text_id, x.words,
               x.first_finding, x.last_finding, func.substr(x.text, 1, 400).label("beginning"))
        .join(t.texts, x.key == r.text)
        .where(*where)
        .order_by(r.first_day.is_(None), r.first_day.desc(), r.key.desc())
        .limit(question.limit)
        .offset(question.offset or None)
    )  # fmt: skip
    rows = connection.execute(query).all()
    counts = _counts(connection, [(row.first_finding, row.last_finding) for row in rows])
    states, decisions = _states(connection), decisions_of(question)
    return ReportList(total, tuple(
        ReportRow(
            row.id, headline_of(row.title, row.beginning, row.source), citation_date(row.published, row.basis),
            row.publisher, row.source, row.words,
            _decided(counts.get((row.first_finding, row.last_finding), {}), decisions, row.text_id),
            states.get(row.text_id, "unjudged"),
        )
        for row in rows
    ))  # fmt: skip


def _decided(counts: dict[str, int], decisions: Decisions | None, text: str) -> dict[str, int]:
    """How many facts of each kind there are as coders decided."""
    if decisions is None or not (more := decisions.differences(text)):
        return counts
    found = {kind: counts.get(kind, 0) + more[kind] for kind in {**counts, **more}}
    return {kind: many for kind, many in found.items() if many > 0}


def report_facets(
    connection: Connection, question: Question, *, actor: str | None = None, state: ReadState | None = None,
    names: Collection[str] = FACETS,
) -> tuple[Facet, ...]:  # fmt: skip
    """By publisher, year, actor and read state, or some of them: what would be left of the list.

    See :func:`list_reports` for what narrows it.

    Raises:
        AbsentError: nobody is called so.
    """
    where = _conditions(connection, question, actor, state)
    made = {"publisher": _publishers, "year": _years, "actor": _frequent, "read": _by_state}
    return tuple(Facet(name, made[name](connection, where)) for name in FACETS if name in names)


Values = tuple[tuple[str, str, int], ...]


def _publishers(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Values:
    r, many = t.reports.c, func.count()
    query = select(r.publisher, many).where(r.publisher.is_not(None), *where).group_by(r.publisher)
    query = query.order_by(many.desc(), r.publisher).limit(MOST_VALUES)
    return tuple((str(name), str(name), int(n)) for name, n in connection.execute(query))


def _years(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Values:
    r = t.reports.c
    year = func.substr(r.first_day, 1, 4, type_=String)
    query = select(year, func.count()).where(r.first_day.is_not(None), *where).group_by(year).order_by(year.desc())
    return tuple((str(name), str(name), int(n)) for name, n in connection.execute(query.limit(MOST_VALUES)))


def _conditions(
    connection: Connection, question: Question, actor: str | None, state: ReadState | None
) -> list[ColumnElement[bool]]:
    r, x = t.reports.c, t.texts.c
    where = list(report_conditions(question))
    if question.words is not None:
        where.append(r.text.in_(texts_with(question.words)))
    if actor is not None:
        one = resolve_entity(connection, actor, since=question.since, until=question.until)
        where.append(r.text.in_(_texts_of(connection, one)))
    if state is not None:
        states = _states(connection)
        meant = select(x.key).where(x.text_id.in_([i for i, s in states.items() if state in (s, "unjudged")]))
        where.append(r.text.not_in(meant) if state == "unjudged" else r.text.in_(meant))
    return where


def _texts_of(connection: Connection, one: Entity) -> Select[tuple[int]]:
    i, f = t.identities.c, t.findings.c
    keys = keys_with_merged(connection, [one])
    return select(f.text).join(t.identities, i.finding == f.key).where(i.entity.in_(keys))


def headline_of(title: str | None, beginning: str, source: str) -> str:
    """What a report is called in lists: its title, else its first line if that is short, else its source."""
    if title and title.strip():
        return title
    first = next((line.strip() for line in beginning.splitlines() if line.strip()), "")
    return first if 0 < len(first) <= HEADLINE and not first.endswith((".", "”", '"')) else source


def _counts(
    connection: Connection, texts: Sequence[tuple[int | None, int | None]]
) -> dict[tuple[int, int], dict[str, int]]:
    """Facts by kind of texts, which are named by their first and last finding."""
    f, m, x = t.findings.c, t.extractors.c, t.texts.c
    singular = {kind_of(field).singular: field for field in FACT_KINDS}
    kinds = dict(connection.execute(select(m.key, m.kind)).all())
    wanted = {a: b for a, b in texts if a is not None and b is not None}
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    # A range of findings for each text, looked up one after the other: of all ranges at once every finding is read.
    query = (
        select(x.first_finding, f.extractor, func.count())
        .join_from(t.texts, t.findings, f.key.between(x.first_finding, x.last_finding))
        .where(x.first_finding.in_(list(wanted)))
        .group_by(x.key, f.extractor)
        .order_by(x.key, f.extractor)
    )
    for first, extractor, many in connection.execute(query):
        if (field := singular.get(kinds[extractor])) is not None:
            counts = found[first, wanted[first]]
            counts[field] = counts.get(field, 0) + many
    return found


def _states(connection: Connection) -> dict[str, ReadState]:
    """How far coders have read the texts (ids) that they touched."""
    j = t.judgements.c
    out = undone(connection)
    about = func.json_extract(j.what, "$.text", type_=String)
    found: dict[str, ReadState] = {}
    for key, kind, text in connection.execute(
        select(j.key, j.kind, about).where(j.kind.in_([kind.value for kind in ON_FACTS]))
    ):
        if key not in out and text is not None and found.get(text) != "whole":
            found[text] = "whole" if kind == JudgementKind.WHOLE.value else "judged"
    return found


def _frequent(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Values:
    """Those in most of the reports."""
    i, f, e, r = t.identities.c, t.findings.c, t.entities, t.reports.c
    canonical = func.coalesce(e.c.same_as, e.c.key).label("who")
    many = func.count(func.distinct(f.text))
    query = (
        select(canonical, many)
        .join_from(t.identities, t.findings, f.key == i.finding)
        .join(e, e.c.key == i.entity)
        .where(e.c.kind.not_in(NO_ACTORS))
        .group_by(canonical)
        .order_by(many.desc(), canonical)
        .limit(MOST_VALUES)
    )
    if where:
        query = query.where(t.found_in(select(r.text).where(*where)))
    counted: dict[int, int] = dict(connection.execute(query).all())
    rows = connection.execute(select(e.c.key, e.c.name, e.c.id, e.c.country).where(e.c.key.in_(list(counted))))
    known = {row.key: ActorLabel(row.name, row.id, row.country) for row in rows}
    return tuple((known[key].entity or "", known[key].name, int(n)) for key, n in counted.items() if key in known)


def _by_state(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Values:
    r, x = t.reports.c, t.texts.c
    labels: dict[ReadState, str] = {"whole": "read whole", "judged": "facts judged", "unjudged": "not judged yet"}
    states = _states(connection)
    total = int(connection.execute(select(func.count()).select_from(t.reports).where(*where)).scalar_one())
    counts: dict[ReadState, int] = dict.fromkeys(labels, 0)
    if states:
        query = select(x.text_id).join(t.reports, r.text == x.key).where(x.text_id.in_(list(states)), *where)
        for text in connection.execute(query).scalars():
            counts[states[text]] += 1
    counts["unjudged"] = total - counts["whole"] - counts["judged"]
    return tuple((state, labels[state], counts[state]) for state in labels if counts[state])

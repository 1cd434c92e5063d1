"""What is new: what reports since a day, or one report, tell that no report before had told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, cast

import msgspec
from sqlalchemy import Connection, RowMapping, select

from communique.database import schema as t
from communique.database.days import bounds
from communique.model import Agreement, Meeting, Record
from communique.query.answer_records import answer_facts
from communique.query.answers import Citation, StatementAnswer
from communique.query.fact_answers import FactAnswer
from communique.query.fact_pages import LAYOUT_OF, FactPages
from communique.query.facts import facts
from communique.query.issue_names import matching_issues
from communique.query.issues import PositionAnswer, positions
from communique.query.paging import actors_asked, page
from communique.query.question import Question
from communique.query.statements import statements

__all__ = ["NewsItem", "news"]

Occasion = Meeting | Agreement
What = Literal[
    "statement", "position changed", "position new", "meeting new", "meeting moved", "meeting changed", "agreement new",
]  # fmt: skip


class NewsItem(msgspec.Struct, frozen=True):
    """One thing that is new."""

    date: str | None
    """Of what is told: its own, else that of the report."""
    news: What
    who: str
    what: str
    """What it is now."""
    before: str | None
    """What it was, where it has changed."""
    words: str
    id: str
    citation: Citation

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "on": self.date, "news": self.news, "who": self.who, "what": self.what, "before": self.before,
            "words": self.words, "fact": self.id, **self.citation.flat(),
        }  # fmt: skip


def news(connection: Connection, question: Question, report: str | None = None) -> list[NewsItem]:
    """What is new since the question's ``since``, or in the report with this id: by kind, then by date.

    New is what no report before tells: statements, first positions on an issue and changed ones, meetings told for the
    first time, moved or with another status, agreements told for the first time. ``by`` are those who speak or take
    part, ``about`` words in it, for positions those of the issue. A report without a date is never new by a day.
    """
    since = question.since
    whole = msgspec.structs.replace(question, since=None, limit=None, offset=0)
    if report is not None:
        known = connection.execute(select(t.reports.c.first_day, t.reports.c.last_day).where(t.reports.c.id == report))
        since, until = known.one()
        asked = msgspec.structs.replace(whole, since=since, until=until)
    else:
        asked = msgspec.structs.replace(whole, since=since)

    def is_new(one: str, last_day: str | None) -> bool:
        if report is not None:
            return one == report
        return last_day is not None and last_day >= str(since)

    said = statements(connection, asked)
    found = [_said(s) for s in said if is_new(s.citation.report, _last_day(s.citation.date))]
    found += _positions(connection, asked, whole, is_new)
    for kind in ("meetings", "agreements"):
        found += _occasions(connection, kind, asked, whole, is_new)
    return list(page(question, found))


def _said(s: StatementAnswer) -> NewsItem:
    who = s.speaker.name if s.speaker else s.source or ""
    told = f"{s.act} to {s.addressee.name}" if s.addressee else s.act
    return NewsItem(s.date or s.citation.date, "statement", who, told, None, s.words, s.id, s.citation)


def _last_day(date: str | None) -> str | None:
    known = bounds((date or "").rstrip("?"))
    return known[1] if known else None


def _positions(
    connection: Connection, asked: Question, whole: Question, is_new: Callable[[str, str | None], bool]
) -> list[NewsItem]:
    """First and changed positions: of the issues on which something new is told, all that was told before."""
    if whole.about is not None and not matching_issues(connection, whole.about):
        return []
    issues = {one.entity for one in positions(connection, asked, whole.about) if one.entity is not None}
    told: dict[tuple[str, str], list[PositionAnswer]] = defaultdict(list)
    for one in positions(connection, whole, of=issues) if issues else ():
        holder = (one.who.entity or one.who.name) if one.who else ""
        told[holder, one.entity or one.issue].append(one)
    found: list[NewsItem] = []
    for listed in told.values():
        new = [p for p in listed if is_new(p.citation.report, _last_day(p.citation.date))]
        old = [p for p in listed if p not in new]
        if not new or (old and old[-1].stance == new[-1].stance):
            continue
        last = new[-1]
        what: What = "position changed" if old else "position new"
        found.append(
            NewsItem(
                last.date, what, last.who.name if last.who else "", f"{last.stance}: {last.issue}",
                f"{old[-1].stance} ({old[-1].date or 'undated'})" if old else None, last.words, last.id, last.citation,
            )
        )  # fmt: skip
    return sorted(found, key=lambda x: (x.news, x.date is None, x.date or "", x.id))


def _occasions(
    connection: Connection, kind: str, asked: Question, whole: Question, is_new: Callable[[str, str | None], bool]
) -> Iterator[NewsItem]:
    """What is new of those that are told of now, by all that was told of them before."""
    meant = actors_asked(connection, whole)
    if meant is None:
        return
    rows = [{"entity": x.entity, "id": x.id} for x in facts(connection, kind, asked) if x.entity is not None]
    every = FactPages(connection, LAYOUT_OF[kind], whole, meant).answers(cast("Sequence[RowMapping]", rows))
    news_of = [x for x in every if any(is_new(c.report, _last_day(c.date)) for c in (x.citation, *x.also))]
    for one in answer_facts(connection, kind, news_of):
        told = [(record, _fact(record, kind, fact)) for record, fact in one.facts]
        told.sort(key=lambda x: x[0].report.published.value or "")
        new = [x for x in told if is_new(x[0].report.id, _last_day(x[0].report.published.value))]
        old = [x[1] for x in told if x not in new]
        if not new:
            continue
        record, fact = new[-1]
        item = _changed(kind, old, fact)
        if item is not None:
            what, before = item
            yield _item(one.answer, what, before, fact, record)


def _fact(record: Record, kind: str, one: str) -> Occasion:
    listed: tuple[Occasion, ...] = record.meetings if kind == "meetings" else record.agreements
    return next(f for f in listed if f.id == one)


def _changed(
    kind: str, old: Sequence[Meeting | Agreement], fact: Meeting | Agreement
) -> tuple[What, str | None] | None:
    """What is new of an occasion, and what it was; None if nothing is."""
    if not old:
        return ("meeting new" if kind == "meetings" else "agreement new"), None
    last = old[-1]
    if isinstance(fact, Meeting) and isinstance(last, Meeting):
        before = next((m.start for m in reversed(old) if isinstance(m, Meeting) and m.start), None)
        if fact.start and before and not fact.start.startswith(before) and not before.startswith(fact.start):
            return "meeting moved", before
        if fact.status != last.status:
            return "meeting changed", last.status
    return None


def _item(x: FactAnswer, what: What, before: str | None, fact: Occasion, record: Record) -> NewsItem:
    own = fact.start if isinstance(fact, Meeting) else fact.date
    called = f"{fact.status} {fact.title}" if isinstance(fact, Meeting) else f"{fact.status or 'cited'} {fact.name}"
    spans = fact.evidence
    words = " … ".join(" ".join(s.of(record.report.text).split()) for s in spans)
    cited = next((c for c in (x.citation, *x.also) if c.report == record.report.id), x.citation)
    return NewsItem(own or cited.date, what, "; ".join(w.name for w in x.who), called, before, words, fact.id, cited)

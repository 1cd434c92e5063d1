"""Pages of answers: the same as a piece of all of them, and found through an index."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from communique.errors import UsageError
from communique.export.calendar import calendar, wanted
from communique.query import paging, statement_pages
from communique.query.question import FINDABLE, parse_question
from communique.query.timeline import within
from communique.store import Store, open_store

OLD = Path(__file__).parents[1] / "earlier" / "v0_1_0" / "store.db.gz"
"""A store of fifteen reports, with judgements and printings."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("paging") / "s.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with open_store(path) as made:
        made.check(upgrade=True)
        yield made


def asked(store: Store, what: str, **question: Any) -> list[Any]:
    return store.timeline(**question) if what == "timeline" else store.find(what, **question)


WHAT = [*(what for what in FINDABLE if what not in ("actors", "unsure")), "timeline"]
QUESTIONS: list[dict[str, Any]] = [
    {}, {"since": "2013-03"}, {"until": "2013-12", "count": "printings"}, {"count": "texts"}, {"country": "TUR"},
    {"by": "Ardov"}, {"to": "Yaziroglu"}, {"confidence": 0.6}, {"body": "Turkey"}, {"about": "talks OR visit"},
    {"about": '"foreign minister" OR military', "since": "2013-03"}, {"anywhere": "talks", "count": "printings"},
    {"about": "war*", "by": "Turkey"}, {"since": "2013-04-14", "until": "2014-04"}, {"facts": True, "since": "2014"},
]  # fmt: skip


@pytest.mark.parametrize("few", [0, 3000])
@pytest.mark.parametrize("question", QUESTIONS, ids=str)
@pytest.mark.parametrize("what", WHAT)
def test_a_page_is_a_piece_of_the_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch, what: str, question: dict[str, Any], few: int
) -> None:
    monkeypatch.setattr(paging, "FEW", few)  # with 0 every question is walked
    monkeypatch.setattr(paging, "LEAST", 2)
    whole = asked(store, what, **question)
    for limit, offset in ((1, 0), (5, 0), (4, 3), (1000, 2), (0, 0), (3, 900)):
        assert asked(store, what, **question, limit=limit, offset=offset) == whole[offset : offset + limit]


def test_something_is_asked_for(store: Store) -> None:
    assert all(asked(store, what, limit=3) for what in WHAT)
    assert len(store.timeline(limit=200)) > 100


@pytest.mark.parametrize("every", [0, 50_000])
def test_words_are_found_whatever_way_they_are_looked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    monkeypatch.setattr(paging, "FEW", 0)
    monkeypatch.setattr(statement_pages, "ALL", every)  # with 0 every statement is asked for on its own
    for words in ("talks", '"foreign minister"', "NEAR(military intervention, 3)", "war* NOT talks"):
        whole = store.statements(about=words)
        assert store.statements(about=words, limit=3, offset=1) == whole[1:4]


def test_since_a_day_leaves_out_nothing_of_reports_whose_day_is_vague(store: Store) -> None:
    every = store.find("statements", count="printings")
    days = sorted({x.citation.date.rstrip("?") for x in every if x.citation.date})
    assert days
    for since in days:
        whole = store.find("statements", since=since, count="printings")
        with_limit = store.find("statements", since=since, count="printings", limit=10_000)
        assert with_limit == whole
        assert store.timeline(since=since, limit=10_000) == store.timeline(since=since)


DAYS = [
    {"since": "2013-04-16"},
    {"until": "2013-04-16"},
    {"since": "2012", "until": "2013-04"},
    {"since": "2013-04-14"},
]


@pytest.mark.parametrize("few", [0, 3000])
@pytest.mark.parametrize("days", DAYS, ids=str)
def test_a_timeline_s_days_are_those_of_what_happened(
    store: Store, monkeypatch: pytest.MonkeyPatch, days: dict[str, str], few: int
) -> None:
    monkeypatch.setattr(paging, "FEW", few)
    asked_for = parse_question(**days)
    every, found = store.timeline(), store.timeline(**days, limit=10_000)
    dated = [e for e in every if e.dated == "fact"]
    assert len({e.date for e in dated}) > 5
    inside = [e for e in dated if within(e.date, asked_for.since, asked_for.until)]
    assert [e for e in found if e.dated == "fact"] == inside
    by_report = {r.report.id for r in store.records(asked_for)}
    assert {e.citation.report for e in found if e.dated == "report"} <= by_report


@pytest.mark.parametrize(
    ("date", "since", "until", "counts"),
    [
        ("2013-04-17", "2013-04-17", "2013-04-17", True), ("2013-04-16", "2013-04-17", None, False),
        ("2013-04-18", None, "2013-04-17", False), ("2013-04", "2013-04-17", "2013-04-17", True),
        ("2013", "2013-04-17", None, True), ("2012", "2013-04-17", None, False), ("2013-05", None, "2013-04-30", False),
        ("2013-04-14/2013-04-20", "2013-04-18", None, True), ("2013-04-14/2013-04-17", "2013-04-18", None, False),
        ("2011-01-01/2014-12-31", "2013-04-18", None, False), (None, "2013", None, False),
    ],
)  # fmt: skip
def test_which_dates_are_of_the_days(date: str | None, since: str | None, until: str | None, counts: bool) -> None:
    assert within(date, since, until) is counts


def test_a_meeting_that_is_an_event_too_stands_once(store: Store) -> None:
    met = {e.id for record in store.records() for e in record.events if e.meeting is not None}
    assert not met & {e.id for e in store.timeline()}
    assert not met & {e.id for e in store.timeline(limit=10_000)}
    assert met & {e.id for e in store.timeline(kinds=["events"])} == met & {e.id for e in store.find("events")}


def test_events_given_as_facts_are_not_told_in_statements(store: Store) -> None:
    told = {fact.id: fact for record in store.records() for fact in record.events}
    given = store.find("events", facts=True)
    assert given
    assert all(told[x.id].statement is None and told[x.id].modality in ("actual", "past") for x in given)
    assert len(given) == sum(x.statement is None and x.modality in ("actual", "past") for x in told.values())


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("question", [{}, {"since": "2013-04"}, {"count": "printings"}], ids=str)
def test_a_page_walks_through_no_whole_table(store: Store, what: str, question: dict[str, Any]) -> None:
    with store.engine().connect() as connection:
        queries: list[tuple[str, Any]] = []

        def heard(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
            queries.append((statement, values))

        event.listen(store.engine(), "before_cursor_execute", heard)
        try:
            asked(store, what, **question, limit=5)
        finally:
            event.remove(store.engine(), "before_cursor_execute", heard)
        selects = [(q, v) for q, v in queries if q.lstrip().upper().startswith("SELECT")]
        assert len(selects) > 1
        for query, values in selects:
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all():
                told = str(row[3])
                # A walk goes through an index of days and stops; manners and people's judgements are few, and an empty
                # list is none at all.
                few = any(name in told for name in ("manners", "judgements", "CONSTANT ROW", "(subquery"))
                assert few or not told.startswith("SCAN") or "INDEX" in told, f"{told}\n{query}"


@pytest.mark.parametrize("given", [{"type": "BANANA"}, {"offset": -1}, {"limit": -1}])
def test_what_makes_no_sense(store: Store, given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        store.find("events", **given)


def test_events_of_a_type(store: Store) -> None:
    every = store.find("events")
    for kind in {x.details["type"] for x in every}:
        own = [x for x in every if x.details["type"] == kind]
        assert store.find("events", type=kind.lower()) == own
        assert store.find("events", type=[kind], limit=2) == own[:2]


def test_a_part_that_no_question_has_is_named(store: Store) -> None:
    with pytest.raises(UsageError, match=r"no part 'bye'.*by, to, about"):
        store.statements(bye="Ardov")


def test_the_calendar_of_a_page_is_a_piece_of_the_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "LEAST", 2)
    entries = calendar(store.records(), store.occasions())
    whole = store.calendar()
    assert len(whole) > 5
    assert sorted(entries, key=str) == sorted(whole, key=str)
    dated = [e for e in entries if e.start]
    assert whole[: len(dated)] == dated
    for limit, offset in ((1, 0), (4, 3), (1000, 2), (0, 0), (3, 900)):
        assert store.calendar(limit=limit, offset=offset) == whole[offset : offset + limit]
    for since, until in (("2014-04-14", None), (None, "2014-04"), ("2014-01", "2014-04-20")):
        own = [e for e in dated if wanted(e, since, until, ())]
        assert store.calendar(since=since, until=until) == own
        assert store.calendar(since=since, until=until, limit=2, offset=1) == own[1:3]
    assert {e.status for e in store.calendar(statuses=("held",))} == {"held"}

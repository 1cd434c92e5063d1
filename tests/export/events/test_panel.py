"""What is counted, between whom and when; and that what is left out adds up."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.events.coded import coded, dyads
from communique.export.events.counting import EventAccount, countable, first_day, period_of, periods_between
from communique.export.events.dyads import counts
from communique.export.events.panel import panel, panel_forms
from communique.model import Actor, Event, EventSpans, MadeBy, Record, Span, make_report

ACTORS = (
    Actor("egy", "Egypt", "state", country="EGY"), Actor("jor", "Jordan", "state", country="JOR"),
    Actor("isr", "Israel", "state", country="ISR"), Actor("un", "United Nations", "organization"),
    Actor("two", "both sides", "group", country="EGY", members=("egy", "jor")),
    Actor("police", "the police", "organization", country="EGY", sector="COP"),
    Actor("deu", "Germany", "state", country="DEU"),
)  # fmt: skip


def record(*events: dict[str, Any], date: str | None = "2013-04-20", publisher: str = "The Wire", n: int = 0) -> Record:
    report = make_report(f"Report {n}. " + "Egypt and Jordan did it.", f"{n}.txt", date=date, publisher=publisher)
    made = []
    for k, given_ in enumerate(events):
        whole = {"type": "ACCUSE", "modality": "actual", "actors": ("egy",), "recipients": ("isr",),
                 "date": "2013-04-17", **given_}  # fmt: skip
        spans = EventSpans(Span(0, 6))
        made.append(Event(id=f"e{n}.{k}", spans=spans, evidence=(Span(0, 6),), **whole))
    return Record(MadeBy(1, "0", {}), report, ACTORS, events=tuple(made))


def pairs(**event: Any) -> list[tuple[str | None, str | None]]:
    (one,) = coded([record(event)])
    return [(a.country if a else None, b.country if b else None) for a, b in dyads(one)]


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "found"),
    [
        ("ACCUSE", ("egy", "jor"), (), [("EGY", None), ("JOR", None)]),
        ("REJECT", ("egy", "jor"), (), [("EGY", None), ("JOR", None)]),
        ("MOBILIZE", ("egy", "jor"), (), [("EGY", None), ("JOR", None)]),
        ("SUPPORT", ("egy", "jor"), (), [("EGY", None), ("JOR", None)]),
        ("CONSULT", ("egy", "jor"), (), [("EGY", "JOR")]),
        ("AGREE", ("egy", "jor", "isr"), (), [("EGY", "JOR"), ("EGY", "ISR"), ("JOR", "ISR")]),
        ("COOPERATE", ("egy", "jor"), (), [("EGY", "JOR")]),
        ("ACCUSE", ("egy", "jor"), ("isr",), [("EGY", "ISR"), ("JOR", "ISR")]),
        ("CONSULT", ("egy", "jor"), ("isr",), [("EGY", "ISR"), ("JOR", "ISR")]),
        ("ACCUSE", ("two",), ("isr",), [("EGY", "ISR"), ("JOR", "ISR")]),
        ("CONSULT", ("two",), (), [("EGY", "JOR")]),
        ("ACCUSE", (), ("isr",), [(None, "ISR")]),
        ("SANCTION", ("egy", "jor"), ("egy", "jor"), [("EGY", None), ("JOR", None)]),
        ("SANCTION", ("egy", "jor"), ("jor", "isr"), [("EGY", "ISR"), ("JOR", "ISR")]),
    ],
)
def test_who_is_a_pair(kind: str, actors: tuple[str, ...], recipients: tuple[str, ...], found: list[Any]) -> None:
    assert pairs(type=kind, actors=actors, recipients=recipients) == found


@pytest.mark.parametrize(
    ("date", "every", "period"),
    [
        ("2013-04-17", "day", "2013-04-17"), ("2013-04-17", "week", "2013-W16"), ("2013-04-17", "month", "2013-04"),
        ("2013-04-17", "year", "2013"), ("2013-04", "day", None), ("2013-04", "month", "2013-04"),
        ("2013", "month", None), ("2013", "year", "2013"), ("2013-04-15/2013-04-21", "week", "2013-W16"),
        ("2013-04-16/2013-04-22", "week", None), ("2012-12-31", "week", "2013-W01"), ("never", "year", None),
    ],
)  # fmt: skip
def test_periods(date: str, every: Any, period: str | None) -> None:
    assert period_of(date, every) == period


@pytest.mark.parametrize(
    ("first", "last", "every", "many"),
    [("2012-11", "2013-02", "month", 4), ("2012-W51", "2013-W02", "week", 4), ("2012-02-27", "2012-03-02", "day", 5),
     ("1999", "2001", "year", 3), ("2013-04", "2013-04", "month", 1)],
)  # fmt: skip
def test_all_periods_between(first: str, last: str, every: Any, many: int) -> None:
    found = list(periods_between(first, last, every))
    assert (found[0], found[-1], len(found)) == (first, last, many)
    assert [first_day(p) for p in found] == sorted(map(first_day, found))


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"modality": "alleged"}, "not told as facts (alleged, planned, conditional or denied)"),
        ({"statement": "s"}, "told by somebody in the report (--said counts them)"),
        ({"date": None}, "without a date of their own"),
        ({"date": "2013"}, "dated less precisely than to the month"),
        ({"recipients": ()}, "without a recipient"),
        ({"recipients": (), "actors": ("egy", "jor")}, "of several who act together on nobody named"),
        ({"recipients": ("un",)}, "without a known state on one side"),
        ({"recipients": ("egy",)}, "without a recipient"),
        ({"recipients": ("police",)}, "inside one state"),
        ({"date": "2011-01-01"}, "before the first or after the last report"),
    ],
)
def test_each_has_its_reason(event: dict[str, Any], reason: str) -> None:
    records = [record({}, event)]
    found = panel(coded(records), [r.report for r in records], "month")
    assert found.of_dyads.left == {reason: 1}
    assert (found.of_dyads.found, found.of_dyads.counted) == (2, 1)


def test_what_two_reports_tell_counts_once() -> None:
    two = [record({}), record({}, n=1)]
    account = EventAccount()
    assert len(list(countable(coded(two), "month", account))) == 1
    assert account.words == "2 events: 1 counted; left out 1 told by another report too"


def test_what_is_mutual_counts_in_both_directions_and_says_so() -> None:
    account = EventAccount()
    met = record({"type": "CONSULT", "actors": ("egy", "jor"), "recipients": (), "date": None})
    assert sum(row["events"] for row in counts(coded([met]), account)) == 2
    assert "1 counted (1 at the date of their report; in 2 pairs: what is mutual" in account.words


CHOICES = st.fixed_dictionaries({
    "modality": st.sampled_from(["actual", "past", "alleged", "planned"]),
    "statement": st.sampled_from([None, "s"]),
    "date": st.sampled_from([None, "2013-04-17", "2013-04", "2013", "2011-01-01"]),
    "type": st.sampled_from(["ACCUSE", "CONSULT", "AGREE", "USER"]),
    "actors": st.sampled_from([(), ("egy",), ("egy", "jor"), ("un",), ("two",)]),
    "recipients": st.sampled_from([(), ("isr",), ("egy",), ("un",), ("isr", "jor")]),
})  # fmt: skip


@given(st.lists(CHOICES, max_size=8), st.booleans(), st.booleans(), st.sampled_from(["day", "week", "month", "year"]))
def test_in_is_counted_and_left_out(events: list[dict[str, Any]], said: bool, dates: bool, every: Any) -> None:
    records = [record(*events), record(date=None, n=1), record(date="2013-06-01", n=2)]
    found = panel(coded(records), [r.report for r in records], every, said=said, report_dates=dates)
    for account in (found.of_dyads, found.of_monads):
        assert account.found == len(events) == account.counted + sum(account.left.values())
        assert min((account.counted, *account.left.values())) >= 0
    assert sum(r["events"] for r in found.rows("dyads")) == found.of_dyads.in_pairs
    each = {id(one): one for listed in found.dyads.values() for one in listed}.values()
    assert sum(r["events"] for r in found.rows("dyads")) == sum(len(one.pairs) for one in each)
    assert len(each) == found.of_dyads.counted
    assert sum(r["reports"] for r in found.rows("coverage")) == 3
    for form in panel_forms():
        assert all(tuple(row) == form.names for row in found.rows(form.name))


def test_a_panel_has_zeros_gaps_and_codes() -> None:
    records = [
        record({"actors": ("deu",)}),
        record(date="2013-06-02", publisher="The Post", n=1),
        record(date="1985", n=2),
    ]
    found = panel(coded(records[:2]), [r.report for r in records[:2]], "month")
    rows = list(found.rows("dyads"))
    assert [(r["period"], r["events"], r["VX"], r["ACCUSE"], r["reports"], r["gap"]) for r in rows] == [
        ("2013-04", 1, 1, 1, 1, False), ("2013-05", 0, 0, 0, 0, True), ("2013-06", 0, 0, 0, 1, False),
    ]  # fmt: skip
    assert (rows[0]["source_cow"], rows[0]["source_gw"], rows[0]["target_cow"]) == (255, 260, 666)
    assert (rows[0]["scale_sum"], rows[0]["scale_mean"], rows[1]["scale_mean"]) == (-3.0, -3.0, None)
    coverage = [(r["period"], r["publisher"], r["reports"], r["gap"]) for r in found.rows("coverage")]
    assert coverage == [
        ("2013-04", "The Wire", 1, False), ("2013-05", None, 0, True), ("2013-06", "The Post", 1, False),
    ]  # fmt: skip
    few = panel(coded(records[:2]), [r.report for r in records[:2]], "month", zeros=False)
    assert len(list(few.rows("dyads"))) == 1
    undated = panel(coded(records), [r.report for r in records], "month")
    assert [r["reports"] for r in undated.rows("coverage") if r["period"] == "undated"] == [1]


def test_what_is_mutual_counts_in_both_directions() -> None:
    both = [record({"type": "CONSULT", "actors": ("egy", "jor"), "recipients": ()})]
    found = panel(coded(both), [both[0].report], "month")
    assert {(r["source"], r["target"]) for r in found.rows("dyads")} == {("EGY", "JOR"), ("JOR", "EGY")}
    assert [(r["state"], r["events"], r["received"]) for r in found.rows("monads")] == [("EGY", 1, 1), ("JOR", 1, 1)]


def test_what_somebody_tells_counts_if_it_is_wanted() -> None:
    told = [record({"statement": "s"})]
    assert panel(coded(told), [told[0].report], "month", said=True).of_dyads.counted == 1


def test_an_event_without_a_date_counts_at_that_of_its_report_if_it_is_wanted() -> None:
    bare = [record({"date": None})]
    found = panel(coded(bare), [bare[0].report], "day", report_dates=True)
    assert [key[0] for key in found.dyads] == ["2013-04-20"]


def test_nothing_gives_tables_without_rows() -> None:
    found = panel([], [], "month")
    assert [list(found.rows(name)) for name in ("dyads", "monads", "coverage")] == [[], [], []]
    assert msgspec.structs.asdict(found)["periods"] == ()

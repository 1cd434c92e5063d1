"""Precision of random samples, recall of reports read whole, and the paragraph that says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.errors import StoreError
from communique.review.estimates import Stratum, stratified, wilson
from communique.review.verdicts import Rules
from communique.store import Store
from tests.review.made import TEXT, reader_of, the_report

MANY = 12


@pytest.fixture
def store(place: Store, fill: Callable[..., Any]) -> Store:
    fill(place, [the_report(f"{TEXT} It was the day {n}.", f"{n}.txt") for n in range(MANY)], reader_of())
    return place


def judge(store: Store, items: Any, rejects: int, corrects: int = 0, by: str = "Ana") -> None:
    for n, item in enumerate(items):
        if n < rejects:
            store.review.judge(item.fact, "reject", text=item.text, by=by)
        elif n < rejects + corrects:
            store.review.judge(item.fact, "correct", text=item.text, by=by, date="2013-04-01")
        else:
            store.review.judge(item.fact, "accept", text=item.text, by=by)


def test_precision_of_a_simple_sample(store: Store) -> None:
    sample = store.review.sample(10, kinds=["statements"], seed=5)
    judge(store, sample.items, 2, 1)
    found = store.review.figures()
    one = found.precision["statements"]
    assert (one.population, one.sampled, one.decided, one.right, one.corrected, one.wrong) == (12, 10, 10, 7, 1, 2)
    assert one.precision == wilson(7, 10)
    assert one.precision_with_corrected == wilson(8, 10)
    assert found.overall == one
    assert (found.undecided, found.outside, found.recall) == (0, 0, {})
    assert (found.reports, found.seed, found.coders) == (12, 5, ("Ana",))


def test_precision_of_a_stratified_sample_is_weighted(store: Store, fill: Callable[..., Any]) -> None:
    fill(store, [the_report(f"{TEXT} More {n}.", f"x{n}.txt") for n in range(20)], reader_of("98.0", events=None))
    sample = store.review.sample(12, kinds=["statements", "events"], strata="kind", seed=5)
    assert sample.population == {"statements": 32, "events": 12}
    judge(store, [i for i in sample.items if i.kind == "events"], 3)
    judge(store, [i for i in sample.items if i.kind == "statements"], 1)
    found = store.review.figures()
    assert found.overall is not None
    assert found.overall.precision == stratified([Stratum(32, 6, 5), Stratum(12, 6, 3)])
    assert found.precision["events"].precision == wilson(3, 6)
    assert "stratified by kind" in store.review.methods()
    assert "Cochran 1977" in store.review.methods()


def test_a_biased_queue_gives_no_precision(store: Store) -> None:
    left, _ = store.review.queue("Ana")
    judge(store, left[:6], 5)
    found = store.review.figures()
    assert (found.overall, found.precision, found.outside) == (None, {}, 6)
    told = store.review.methods()
    assert "biased" in told
    assert "Precision was" not in told
    sample = store.review.sample(10, kinds=["agreements"], seed=5)
    judge(store, sample.items, 0)
    assert store.review.figures().overall.precision == wilson(10, 10)  # type: ignore[union-attr]
    assert "6 further facts were judged outside the sample and left out" in store.review.methods()


def test_what_is_not_decided_is_in_no_figure_and_is_told(store: Store, fill: Callable[..., Any]) -> None:
    store.review.agree_on(Rules(2))
    sample = store.review.sample(10, kinds=["statements"], seed=5)
    judge(store, sample.items[:6], 0)
    judge(store, sample.items[:4], 1, by="Ben")
    found = store.review.figures()
    assert found.overall is not None
    assert (found.overall.decided, found.overall.right, found.undecided) == (3, 3, 7)
    assert found.agreement.facts == 4
    assert found.agreement.same == 0.75
    told = store.review.methods()
    assert "7 facts are not decided" in told
    assert "75 % of the pairs of judgements were the same (Krippendorff's alpha, nominal: 0.00)" in told
    store.review.judge(sample.items[0].fact, "accept", by="Cem", final=True)
    assert "Disagreement on 1 fact was adjudicated." in store.review.methods()
    fill(store, [the_report(f"{TEXT} It was the day {n}.", f"{n}.txt") for n in range(MANY)],
         reader_of("99.0", statements={"act": "deny"}), again=True)  # fmt: skip
    assert store.review.figures().overall.decided == 0  # type: ignore[union-attr]
    assert store.review.figures().stale == 11


def test_recall_is_that_of_reports_read_whole(store: Store) -> None:
    records = list(store.records())[:3]
    assert "Recall is not given" in store.review.methods()
    for record in records:
        store.review.whole(record.report.id, by="Ana")
    assert store.review.figures().recall["events"].recall is None
    for record in records[:2]:
        store.review.judge(record.events[0].id, "accept", by="Ana")
        store.review.judge(record.statements[0].id, "reject", by="Ana")
    store.review.add(records[0].report.id, "event", "denied", type="REJECT", by="Ana")
    store.review.add(records[0].report.id, "statement", "Later the envoy denied it", by="Ana")
    store.review.add(list(store.records())[5].report.id, "event", "denied", type="REJECT", by="Ana")  # not read whole
    found = store.review.figures().recall
    one = found["events"]
    assert (one.reports, one.found, one.missed, one.left_out) == (2, 2, 1, 1)
    assert one.recall == wilson(2, 3)
    assert found["statements"].recall == wilson(0, 1)
    assert "events 0.67 [0.21, 0.94], 2 of 3 in 2 reports" in store.review.methods()
    store.undo(store.log()[0].number)
    store.undo(store.log()[1].number)
    assert store.review.figures().recall["events"].recall is None


def test_on_the_command_line(store: Store) -> None:
    def review(*arguments: str) -> str:
        done = CliRunner().invoke(cli, ["review", *arguments, "--store", str(store.path)])
        assert done.exit_code == 0, (done.output, done.exception)
        return str(done.output)

    drawing = ("--sample", "4", "--what", "events", "--seed", "2")
    assert "Nothing of it has been judged yet." in review(*drawing, "--methods")
    judge(store, store.review.samples()[0].items, 1)
    told = review(*drawing, "--methods")
    assert "From the 12 facts (12 events) that communique" in told
    assert "a simple random sample of 4 was drawn (seed 2). Judged against the text by 1 coder, a fact was" in told
    assert "Precision was 0.75 [0.30, 0.95], with 95 % intervals after Wilson (1927); 0.75 [0.30, 0.95] where" in told
    assert "By kind: events 0.75 [0.30, 0.95], 3 of 4." in told
    found = json.loads(review("--json"))
    assert (found["sample"], found["overall"]["right"], found["overall"]["decided"]) == (1, 3, 4)
    with pytest.raises(StoreError, match="there is no sample 77"):
        store.review.figures(77)

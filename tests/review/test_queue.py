"""Queues: what is left for whom, samples that are drawn once, several coders, agreement and adjudication."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli import review_queue
from communique.cli.program import cli
from communique.errors import StoreError, UsageError
from communique.model import FACT_KINDS
from communique.review.queue import QueueItem, allocation, drawn
from communique.review.verdicts import Rules
from communique.store import Store, open_store
from tests.database.toy import ToyReader, report
from tests.review.made import TEXT, reader_of, the_report


@pytest.fixture
def store(place: Store, fill: Callable[..., Any]) -> Store:
    texts = [TEXT, *(f"{TEXT} It was the day {n}." for n in range(4))]
    fill(place, [the_report(text, f"{n}.txt", date=f"2013-04-1{n}") for n, text in enumerate(texts)], reader_of())
    return place


ITEMS = [QueueItem(f"s{n:016x}", "t", "statements" if n % 4 else "events", n / 100) for n in range(100)]


def test_the_same_seed_draws_the_same_from_the_same_facts_in_any_order() -> None:
    one = drawn(ITEMS, 20, 7, None)
    assert drawn(ITEMS[::-1], 20, 7, None) == one
    assert drawn(ITEMS, 20, 8, None) != one
    assert drawn(ITEMS, 30, 7, None)[:20] == one
    assert len(drawn(ITEMS, 1000, 7, None)) == 100


def test_every_fact_is_drawn_as_often_as_another() -> None:
    times = Counter(item.fact for seed in range(400) for item in drawn(ITEMS, 25, seed, None))
    assert len(times) == 100
    assert all(60 < many < 145 for many in times.values())  # 100 expected, a standard deviation of 8.7


@pytest.mark.parametrize(
    ("sizes", "n", "share"),
    [
        ({"a": 100, "b": 100}, 50, {"a": 25, "b": 25}),
        ({"a": 100, "b": 5}, 50, {"a": 45, "b": 5}),
        ({"a": 3, "b": 4, "c": 90}, 30, {"a": 3, "b": 4, "c": 23}),
        ({"a": 3, "b": 4}, 30, {"a": 3, "b": 4}),
        ({"a": 10, "b": 10, "c": 10}, 4, {"a": 2, "b": 1, "c": 1}),
        ({}, 4, {}),
    ],
)
def test_strata_get_the_same_as_far_as_they_reach(sizes: dict[str, int], n: int, share: dict[str, int]) -> None:
    assert allocation(sizes, n) == share


def test_a_sample_is_drawn_once_and_stands_in_the_log(store: Store, fill: Callable[..., Any]) -> None:
    sample = store.review.sample(10, seed=3, by="Ana")
    assert (sample.number, len(sample.items)) == (1, 10)
    assert sample.population == dict.fromkeys(sorted(FACT_KINDS), 5)
    fill(store, [the_report(TEXT + " Later still.", "more.txt")], reader_of())
    assert store.review.sample(10, seed=3) == sample
    parted = store.review.sample(14, strata="kind", seed=3)
    assert Counter(item.kind for item in parted.items) == dict.fromkeys(FACT_KINDS, 2)
    assert [s.number for s in store.review.samples()] == [1, 2]
    with pytest.raises(StoreError, match="there is no sample 9"):
        store.review.queue("Ana", sample=9)
    with pytest.raises(UsageError, match="no such facts to draw from"):
        store.review.sample(10, since="2030")
    with pytest.raises(StoreError, match="no judgement of yours"):
        store.undo()


@pytest.mark.parametrize(
    ("parts", "kinds", "many"),
    [
        ({}, None, 35),
        ({}, ("events",), 5),
        ({"since": "2013-04-13"}, ("events", "statements"), 4),
        ({"confidence": 0.75}, None, 10),
        ({"by": "Ravi Menon"}, ("statements",), 5),
        ({"by": "Ana Costa"}, ("statements",), 0),
        ({"by": "Ana Costa"}, ("meetings",), 5),
        ({"to": "Ana Costa"}, ("statements",), 5),
        ({"country": "Peru"}, ("relations", "events"), 10),
        ({"about": "accord", "act": "say"}, ("statements",), 5),
        ({"act": "deny"}, ("statements",), 0),
        ({"type": "SANCTION"}, ("events",), 5),
        ({"type": "PROTEST"}, ("events",), 0),
        ({"facts": True}, ("events",), 5),
    ],
)
def test_what_can_be_judged(store: Store, parts: dict[str, Any], kinds: tuple[str, ...] | None, many: int) -> None:
    found = store.review.reviewable(kinds=kinds, **parts)
    assert len(found) == len(set(found)) == many


def test_a_text_that_is_printed_twice_is_judged_once(store: Store, fill: Callable[..., Any]) -> None:
    fill(store, [the_report(TEXT, "again.txt", publisher="The Other Paper")], reader_of())
    assert len(list(store.records())) == 6
    assert len(store.review.reviewable(kinds=["events"])) == 5
    fact = store.record(next(r.report.id for r in store.records() if r.report.source == "again.txt")).events[0]
    store.review.judge(fact.id, "reject")
    assert [len(r.events) for r in store.records(judged=True)].count(0) == 2


def test_the_least_sure_come_first_and_what_was_skipped_last(store: Store) -> None:
    left, progress = store.review.queue("Ana")
    assert [item.kind for item in left[:5]] == ["relations"] * 5
    assert (progress.total, progress.left, progress.decided) == (35, 35, 0)
    store.review.judge(left[0].fact, "skip", text=left[0].text, by="Ana")
    store.review.judge(left[1].fact, "accept", text=left[1].text, by="Ana")
    store.review.judge(left[2].fact, "comment", text=left[2].text, by="Ana", note="who?")
    again, progress = store.review.queue("Ana")
    assert again == [*left[2:], left[0]]
    assert (progress.judged, progress.skipped, progress.left) == (1, 1, 34)
    assert store.review.queue("Ben")[0] == [left[0], *left[2:]]


def test_two_coders_judge_blind_and_a_third_settles_what_they_disagree_on(store: Store) -> None:
    for name in ("Ana", "Ben", "Cem"):
        store.review.add_coder(name)
    store.review.agree_on(Rules(coders=2))
    sample = store.review.sample(4, seed=1)
    facts = [item.fact for item in sample.items]
    store.review.judge(facts[0], "accept", by="Ana")
    assert store.review.standing().verdicts[facts[0]].state == "pending"
    assert store.review.seen(facts[0], "Ben") is None
    assert store.review.seen(facts[0], "Ana") is not None
    store.review.judge(facts[0], "accept", by="Ben")
    store.review.judge(facts[1], "accept", by="Ana")
    store.review.judge(facts[1], "reject", by="Ben")
    now = store.review.standing().verdicts
    assert (now[facts[0]].state, now[facts[0]].by) == ("accepted", "agreement")
    assert (now[facts[1]].state, now[facts[1]].by) == ("disputed", None)
    assert [item.fact for item in store.review.queue("Ana", sample=sample.number)[0]] == facts[2:]
    assert [item.fact for item in store.review.queue("Cem", disputed=True)[0]] == [facts[1]]
    store.review.judge(facts[1], "reject", by="Cem", final=True)
    now = store.review.standing().verdicts
    assert (now[facts[1]].state, now[facts[1]].by) == ("rejected", "adjudication")
    assert store.review.queue("Cem", disputed=True)[0] == []
    store.undo(by="Cem")
    store.review.judge(facts[1], "reject", by="Cem")
    now = store.review.standing().verdicts
    assert (now[facts[1]].state, now[facts[1]].by) == ("rejected", "agreement"), "two of three"


@pytest.mark.parametrize(
    ("agreement", "votes", "state"),
    [
        (0.5, ("accept", "accept"), "accepted"),
        (0.5, ("accept", "reject"), "disputed"),
        (0.5, ("accept", "reject", "reject"), "rejected"),
        (0.7, ("accept", "reject", "reject"), "disputed"),
        (0.7, ("reject", "reject", "reject"), "rejected"),
        (0.5, ("correct", "correct"), "corrected"),
        (0.5, ("correct", "other"), "disputed"),
        (0.5, ("accept",), "pending"),
    ],
)
def test_agreement_above_the_threshold_settles(store: Store, agreement: float, votes: Any, state: str) -> None:
    store.review.agree_on(Rules(2, agreement))
    fact = next(iter(store.records())).statements[0].id
    for name, vote in zip(("Ana", "Ben", "Cem"), votes, strict=False):
        said = {"correct": {"speaker": "Chile"}, "other": {"speaker": "Peru"}}.get(vote, {})
        store.review.judge(fact, "correct" if said else vote, by=name, **said)
    assert store.review.standing().verdicts[fact].state == state


@pytest.mark.parametrize("rules", [Rules(0), Rules(2, 1.0), Rules(2, -0.1)])
def test_rules_that_make_no_sense(store: Store, rules: Rules) -> None:
    with pytest.raises(UsageError, match="cannot"):
        store.review.agree_on(rules)


def test_coders_at_once_lose_nothing_and_double_nothing(store: Store) -> None:
    items = store.review.reviewable()

    def code(name: str) -> None:
        with open_store(store.path) as own:
            for item in items:
                own.review.judge(item.fact, "accept", text=item.text, by=name)

    threads = [threading.Thread(target=code, args=(f"coder {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = Counter((j.by, j.what["fact"]) for j in store.log())
    assert len(made) == 6 * len(items)
    assert set(made.values()) == {1}
    assert not store.check().problems


def test_a_judgement_is_saved_while_reports_are_added(store: Store, tmp_path: Any) -> None:
    from communique.ingest.add import add_reports
    from communique.ingest.workers import Readers

    fact = next(iter(store.records())).statements[0].id
    going = threading.Event()
    more = [report(f"Lavrov said that it rains {n} times.", f"more{n}.txt") for n in range(400)]

    def add() -> None:
        with open_store(store.path) as own:
            add_reports(
                own.engine(write=True), own.path, more, Readers(1, ToyReader), on_progress=lambda _: going.set()
            )

    adding = threading.Thread(target=add)
    adding.start()
    going.wait(30)
    saved = 0
    while adding.is_alive() and saved < 50:
        store.review.judge(fact, "accept", by="Ana")
        saved += 1
    adding.join()
    assert saved
    assert len(store.log()) == saved
    assert store.stats().reports == 405


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "at_a_terminal", lambda: True)


def run(store: Store, keys: str, *arguments: str) -> Any:
    done = CliRunner().invoke(cli, ["judge", *arguments, "--by", "Ana", "--store", str(store.path)], input=keys)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def test_a_queue_by_keys(store: Store, pressed: None) -> None:
    told = run(store, "arsucspeaker=Chile act=deny\nnnot sure\nq", "--uncertain", "--what", "statements")
    assert "a accept  r reject  c correct" in told
    assert "told Ana Costa on Monday that [[Peru would sign the Cusco accord]] if Chile pays." in told
    assert "speaker=Ravi Menon  act=say  recipient=Ana Costa  date=none" in told
    assert [j.kind for j in store.log()] == ["accept", "reject", "skip", "undo", "correct", "comment"]
    assert "3 judged or passed over, 2 left" in told


def test_a_slip_of_the_finger_says_what_is_wrong_and_stays(store: Store, pressed: None) -> None:
    told = run(store, 'xcact=sing\nyc"\nmstatement nowhere\nmstatement "the envoy denied it"\nwaq', "--uncertain")
    assert "there is no act 'sing'" in told or "have no 'act'" in told
    assert "you undid nothing" in told
    assert "a quotation mark is open" in told
    assert "'nowhere' does not stand in the text" in told
    assert [j.kind for j in store.log()] == ["missed", "whole", "accept"]


def test_fifty_facts_take_fifty_keys(store: Store, fill: Callable[..., Any], pressed: None) -> None:
    fill(store, [the_report(f"{TEXT} And {n}.", f"more{n}.txt") for n in range(3)], reader_of())
    store.review.sample(50, seed=2)
    run(store, "ar" * 25)
    verdicts = store.review.standing().verdicts
    assert Counter(v.state for v in verdicts.values()) == {"accepted": 25, "rejected": 25}


def test_all_that_is_shown_is_accepted_and_nothing_else(store: Store) -> None:
    def accept(*arguments: str) -> Any:
        line = ["judge", "--accept-all", *arguments, "--by", "Ana", "--store", str(store.path)]
        return CliRunner().invoke(cli, line)

    told = accept("--uncertain", "--what", "events", "--what", "relations", "--confidence", "0.7").output
    assert "judgements 1 to 5: 5 facts are accepted unlooked at" in told
    assert {(v.kind, v.state) for v in store.review.standing().verdicts.values()} == {("events", "accepted")}
    sample = store.review.sample(3, kinds=["events"])
    store.review.sample(3, kinds=["statements"])
    assert "looked at one by one" in str(accept().exception)
    assert "3 facts were accepted in bulk, unlooked at one by one." in store.review.methods(sample.number)
    with pytest.raises(StoreError, match="there is no fact"):
        store.review.accept_shown([QueueItem("s00", sample.items[0].text, "statements")], by="Ana")


def test_a_queue_without_a_terminal_or_with_nothing_in_it(store: Store) -> None:
    runner = CliRunner()
    done = runner.invoke(cli, ["judge", "--uncertain", "--store", str(store.path)])
    assert "takes a terminal" in str(done.exception)
    done = runner.invoke(cli, ["judge", "--disputed", "--store", str(store.path)])
    assert "nothing left to judge" in done.output
    done = runner.invoke(cli, ["judge", "--disputed", "--uncertain", "--sample", "1", "--store", str(store.path)])
    assert "Ask for one" in str(done.exception)


def test_review_on_the_command_line(store: Store) -> None:
    def review(*arguments: str) -> str:
        done = CliRunner().invoke(cli, ["review", *arguments, "--store", str(store.path)])
        assert done.exit_code == 0, (done.output, done.exception)
        return str(done.output)

    assert "draw a sample with" in review()
    assert "sample 1: 6 of 5 events, 5 statements, seed 1" in review(
        "--sample", "6", "--what", "statements", "--what", "events"
    )
    assert "Ana is a coder" in review("--coder", "Ana", "--coder", "Ben")
    assert "2 judge each fact, more than 0.5 must say the same, and they do not see" in review(
        "--coders", "2", "--blind"
    )
    store.review.judge(store.review.samples()[0].items[0].fact, "accept", by="Ana")
    listed = CliRunner().invoke(cli, ["log", "--store", str(store.path)])
    assert [line.split(maxsplit=3)[3] for line in listed.output.splitlines()[:2]] == [
        "sample  6 of 10 facts, seed 1", "coder  Ana",
    ]  # fmt: skip
    assert CliRunner().invoke(cli, ["log", "--format", "json", "--store", str(store.path)]).exit_code == 0
    told = review()
    assert "pending" in told
    assert "sample 1: 0 of 6 decided (seed 1)" in told

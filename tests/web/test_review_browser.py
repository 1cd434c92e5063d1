"""Every act of review and identity in a real browser: by keys, by mouse, by selecting words; and undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.review.verdicts import Rules
from communique.store import Store, open_store
from tests.web.accessible import problems
from tests.web.serving import served


@pytest.fixture
def store(examples: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of the examples of one's own."""
    shutil.copy(examples, tmp_path / "own.db")
    with open_store(tmp_path / "own.db") as made:
        yield made


@pytest.fixture
def desk(store: Store, page: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The explorer of that store, looked at by Ana."""
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "Ana")
    page.set_default_timeout(8000)
    with served(store.path) as port:
        yield Desk(page, f"http://127.0.0.1:{port}", store)


class Desk:
    """Somebody before a browser, who counts what he does."""

    def __init__(self, page: Any, address: str, store: Store) -> None:
        self.page = page
        self.address = address
        self.store = store
        self.acts = 0

    def go(self, path: str) -> None:
        """Open a page."""
        self.page.goto(self.address + path)

    def press(self, key: str) -> None:
        """A key, and wait for the answer if it was an act."""
        self.acts += 1
        before = self.page.locator("#act input[name=key]")
        old = before.input_value() if before.count() else ""
        self.page.keyboard.press(key)
        if key in ("a", "r", "s", "u", "y", "w"):
            self.answered(old)

    def answered(self, old: str) -> None:
        """Wait until a new form is there."""
        self.page.locator(f"#act input[name=key]:not([value='{old}'])").first.wait_for(state="attached")

    def key(self) -> str:
        """The key of the form that is shown."""
        return str(self.page.locator("#act input[name=key]").input_value())

    def click(self, words: str) -> None:
        """A button that is an act."""
        old = self.key()
        self.page.click(words)
        self.answered(old)

    @property
    def fact(self) -> str:
        """The fact that is shown."""
        return str(self.page.locator("#act input[name=fact]").input_value())

    def notice(self) -> str:
        """What was said of the last act."""
        return str(self.page.locator(".said-now").inner_text())

    def select(self, words: str, area: str = ".selectable") -> None:
        """Select words in the text, as with the mouse."""
        self.page.evaluate(
            """([words, area]) => {
                const root = document.querySelector(area);
                const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                const nodes = [];
                let whole = "";
                while (walker.nextNode()) {
                    nodes.push([walker.currentNode, whole.length]);
                    whole += walker.currentNode.data;
                }
                const at = whole.indexOf(words);
                const point = (n) => {
                    const [node, begins] = nodes.filter(([, b]) => b <= n).at(-1);
                    return [node, n - begins];
                };
                const [a, b] = [point(at), point(at + words.length - 1)];
                document.getSelection().setBaseAndExtent(a[0], a[1], b[0], b[1] + 1);
            }""",
            [words, area],
        )
        self.page.wait_for_selector(".picked:has-text('Selected')")

    def kinds(self) -> list[str]:
        """The log."""
        return [j.kind.value for j in self.store.log()]


def test_judging_by_keys_with_undo_and_redo(desk: Desk) -> None:
    desk.go("/review/queue")
    assert "biased" in desk.page.locator(".bias").inner_text()
    first = desk.fact
    desk.press("a")
    second = desk.fact
    desk.press("r")
    third = desk.fact
    assert len({first, second, third}) == 3
    desk.press("u")
    assert desk.fact == second
    assert "Undone: reject" in desk.notice()
    desk.press("u")
    assert desk.fact == first
    desk.press("y")
    desk.press("s")
    assert desk.kinds() == ["accept", "reject", "undo", "undo", "undo", "skip"]
    verdicts = desk.store.review.standing().verdicts
    assert verdicts[first].state == "accepted"
    desk.go("/review/queue")
    assert "1 of" in desk.page.locator(".sum").inner_text()


def test_keys_that_mean_a_page_judge_nothing(desk: Desk) -> None:
    desk.go("/review/queue")
    desk.page.keyboard.press("g")
    desk.page.keyboard.press("r")
    desk.page.wait_for_url(desk.address + "/")
    assert desk.kinds() == []


def test_correcting_by_keys_alone(desk: Desk) -> None:
    desk.go("/review/queue?what=statements")
    fact = desk.fact
    desk.press("c")
    assert desk.page.evaluate("document.activeElement.name") == "to.speaker"
    desk.page.keyboard.press("ControlOrMeta+A")
    desk.page.keyboard.type("nobody of this report")
    old = desk.key()
    desk.page.keyboard.press("Enter")
    desk.answered(old)
    assert "is no actor of this report" in desk.page.locator("[role=alert]").inner_text()
    assert desk.page.locator("#to-speaker").input_value() == "nobody of this report"  # what was typed is kept
    actor = desk.store.review.fact(fact).record.actors[0]
    desk.page.fill("#to-speaker", actor.id)
    desk.page.select_option("#to-act", "deny")
    desk.page.focus("#to-speaker")
    old = desk.key()
    desk.page.keyboard.press("Enter")
    desk.answered(old)
    [j] = desk.store.log()
    assert (j.kind, j.what["fact"], j.what["set"]["speaker"]["id"], j.what["set"]["act"]) == (
        "correct", fact, actor.id, "deny",
    )  # fmt: skip
    assert set(j.what["set"]) == {"speaker", "act"}


def test_a_span_by_selecting_text(desk: Desk) -> None:
    desk.go("/review/queue?what=events")
    fact = desk.fact
    view = desk.store.review.fact(fact)
    text = view.record.report.text
    shown = str(desk.page.locator(".selectable").text_content())
    words = " ".join(shown.split()[3:6])
    assert text.count(words) == 1
    desk.press("c")
    desk.page.keyboard.press("Escape")
    desk.select(words)
    desk.press("v")
    start, end = map(int, desk.page.locator("#to-span").input_value().split("-"))
    assert text[start:end] == words
    desk.click("button[value=correct]")
    [j] = desk.store.log()
    assert j.what["set"] == {"evidence": [[start, end]]}


def test_adding_what_was_missed_by_selecting_text(desk: Desk) -> None:
    desk.go("/review/queue")
    report = desk.store.review.fact(desk.fact).record.report
    words = " ".join(str(desk.page.locator(".selectable").text_content()).split()[2:5])
    desk.select(words)
    desk.press("m")
    assert desk.page.evaluate("document.activeElement.id") == "span"
    desk.page.select_option("#kind", "events")
    desk.page.select_option("#new-events-type", "ACCUSE")
    desk.click("button[value=missed]")
    assert "Added event" in desk.notice()
    [j] = desk.store.log()
    added = desk.store.review.fact(j.what["fact"])
    assert " ".join(added.spans[0].of(report.text).split()) == words
    desk.press("u")
    assert j.what["fact"] not in desk.store.review.standing().verdicts


def test_a_note_and_a_judgement_with_a_note(desk: Desk) -> None:
    desk.go("/review/queue")
    fact = desk.fact
    desk.press("n")
    desk.page.keyboard.type("looks odd")
    desk.click("button[value=comment]")
    assert desk.fact == fact
    desk.press("n")
    desk.page.keyboard.type("the agency says so")
    desk.page.keyboard.press("Escape")
    desk.press("a")
    assert [(j.kind, j.note) for j in desk.store.log()] == [("comment", "looks odd"), ("accept", "the agency says so")]


def test_a_report_judged_whole(desk: Desk) -> None:
    record = next(r for r in desk.store.records() if 3 < len(r.events) < 12)
    desk.go(f"/review/reports/{record.report.id[:16]}")
    line = max(record.report.text.splitlines(), key=len)  # words that no line's end parts
    desk.select(" ".join(line.split()[5:8]))
    desk.press("m")
    desk.page.select_option("#kind", "events")
    desk.page.select_option("#new-events-type", "ACCUSE")
    desk.click("button[value=missed]")
    desk.page.locator(".facts-here > li").nth(1).focus()
    desk.press("r")
    desk.click(".facts-here > li:nth-child(1) button.yes")
    desk.press("w")
    assert desk.kinds() == ["missed", "reject", "accept", "whole"]
    assert "read whole by Ana" in desk.page.locator(".sum").inner_text()
    desk.press("u")
    assert not desk.store.review.standing().whole


def test_accepting_what_is_shown_and_nothing_else(desk: Desk) -> None:
    desk.go("/review/list?confidence=0.9&what=statements")
    shown = [one.input_value() for one in desk.page.locator("input[name=fact]").all()]
    desk.page.locator("input[name=fact]").first.uncheck()
    desk.page.click("button.yes")
    desk.page.wait_for_selector(".said-now")
    accepted = [f"{j.what['fact']}/{j.what['text']}" for j in desk.store.log()]
    assert accepted == shown[1:] or sorted(accepted) == sorted(shown[1:])
    assert all(j.what["bulk"] and j.what["confidence"] >= 0.9 for j in desk.store.log())
    desk.page.click("text=Undo my last")
    desk.page.wait_for_selector(".said-now:has-text('Undone')")
    assert not desk.store.review.standing().verdicts


def test_precision_where_the_queue_is_a_random_sample(desk: Desk) -> None:
    desk.go("/review")
    desk.page.fill("#f-n", "8")
    desk.page.uncheck("input[name=strata]")
    desk.page.click("text=Draw and judge")
    desk.page.wait_for_url("**/review/queue?sample=1")
    for key in "aaraaaar":
        desk.press(key)
    told = desk.page.locator(".bias").inner_text()
    assert "0.75 [0.41, 0.93], 6 of 8" in told
    assert "nothing left to judge" in desk.page.locator("#desk").inner_text()
    desk.press("u")
    assert "7" in desk.page.locator(".sum").inner_text()
    desk.go("/review")
    assert "a simple random sample of 8" in desk.page.locator(".methods").inner_text()


def test_two_coders_disagree_and_a_third_settles(desk: Desk) -> None:
    for name in ("Ana", "Ben", "Cem"):
        desk.store.review.add_coder(name)
    desk.store.review.agree_on(Rules(2))
    [item, other] = desk.store.review.queue("Ana")[0][:2]
    desk.store.review.judge(item.fact, "reject", by="Ben", note="no")
    desk.go(f"/review/queue?at={item.fact}")
    assert "Ben" not in desk.page.locator(".judged-fact").inner_text()  # he is not seen before one's own
    desk.press("a")
    desk.store.review.judge(other.fact, "accept", by="Ben")
    desk.go("/review")
    desk.page.select_option("#f-name", "Cem")
    desk.page.click("text=Judge as this")
    desk.go("/review/queue?disputed=1")
    assert desk.fact == item.fact
    told = desk.page.locator(".others").inner_text()
    assert "Ana: accept" in told
    assert "Ben: reject" in told
    desk.press("r")
    verdict = desk.store.review.standing().verdicts[item.fact]
    assert (verdict.state, verdict.by) == ("rejected", "adjudication")
    desk.press("u")
    assert desk.store.review.standing().verdicts[item.fact].state == "disputed"


def test_identity(desk: Desk) -> None:
    desk.go("/identity")
    clusters = desk.page.locator(".cluster").count()
    ids = [one.input_value() for one in desk.page.locator(".cluster").first.locator("input[name=entity]").all()]

    def act(key: str, told: str) -> None:
        desk.page.keyboard.press(key)
        desk.page.wait_for_selector(f".said-now:has-text('{told}')")

    act("e", "are one")
    assert desk.page.locator(".cluster").count() == clusters - 1
    act("u", "Undone: merge")
    act("y", "In force again")
    act("u", "Undone: merge")
    act("d", "Kept apart")
    assert desk.page.locator(".cluster").count() == clusters - 1
    desk.page.locator(".tried button").first.click()
    desk.page.wait_for_selector(".said-now:has-text('Undone: apart')")
    assert desk.page.locator(".cluster").count() == clusters
    act("e", "are one")
    desk.go(f"/identity/{ids[0]}")
    desk.page.locator("input[name=member]").last.check()
    desk.page.click("text=Split the ticked off")
    desk.page.wait_for_url("**/identity/e*")
    assert desk.kinds()[-1] == "split"
    desk.go("/identity")
    act("u", "Undone: split")
    assert not desk.store.check().problems


def test_fifty_facts_by_keys_alone(desk: Desk) -> None:
    desk.go("/review/queue")
    seen = set()
    for n in range(50):
        seen.add(desk.fact)
        desk.press("u" if n == 20 else "r" if n % 4 == 3 else "a")
        if n == 20:
            desk.press("a")
    desk.press("a")
    assert desk.acts < 100
    standing = desk.store.review.standing()
    assert sum(v.decided for v in standing.verdicts.values()) == 50
    assert seen >= set(standing.verdicts) - {*list(standing.verdicts)[-1:]}


def test_an_act_whose_answer_is_lost_is_saved_once(desk: Desk, browser: Any) -> None:
    desk.page = browser.new_page()  # of which the console may complain
    desk.go("/review/queue")
    fact, key = desk.fact, desk.key()
    desk.page.route("**/review/act*", lambda route: (route.fetch(), route.abort()))  # it arrives, the answer does not
    desk.page.keyboard.press("a")
    desk.page.wait_for_selector(".said-now:has-text('It was not saved')")
    desk.page.unroute("**/review/act*")
    assert (desk.fact, desk.key()) == (fact, key)
    desk.press("a")
    assert [(j.number, j.what["fact"]) for j in desk.store.log()] == [(1, fact)]


def test_a_report_read_anew_is_looked_at_again(desk: Desk) -> None:
    desk.go("/review/queue")
    with desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE texts SET read_on = '1999-01-01'")
    old = desk.key()
    desk.page.keyboard.press("a")
    desk.answered(old)
    assert "read anew" in desk.page.locator("[role=alert]").inner_text()
    assert desk.kinds() == []


def test_pages_are_accessible_and_fit(desk: Desk) -> None:
    whole = f"/review/reports/{next(iter(desk.store.records())).report.id[:16]}"
    members = f"/identity/{desk.store.find('unsure')[0].one.entity}"
    item = desk.store.review.queue("Ana")[0][0]
    desk.store.review.judge(item.fact, "comment", by="Ana", note="so")
    desk.store.merge(*(side.entity for side in desk.store.find("unsure")[0].sides), by="Ana")
    desk.store.review.sample(5, by="Ana")
    for path in ("/review", "/review/queue", "/review/list", "/identity", whole, members):
        desk.go(path)
        desk.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert (path, problems(desk.page)) == (path, [])

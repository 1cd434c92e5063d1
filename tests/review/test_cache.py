"""What is kept is what would be made anew, whatever happened in between."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from typing import Any

from communique.desk import Desk
from communique.errors import StoreError
from communique.query.question import parse_question
from communique.review.cache import ReviewCache
from communique.review.verdicts import Rules
from communique.store import Store
from tests.review.made import TEXT, reader_of, the_report


def test_it_follows_the_log(place: Store, fill: Callable[..., Any]) -> None:
    def report(n: int) -> Any:
        return the_report(f"{TEXT} It was the day {n}.", f"{n}.txt")

    fill(place, [report(n) for n in range(4)], reader_of())
    desk, plain = Desk(place, ReviewCache()), place.review
    rng, of_chile = random.Random(5), parse_question(by="Chile")
    reports = [r.report.id for r in place.records()]

    def the_same() -> None:
        assert desk.standing() == plain.standing()
        assert desk.queue("Ana") == plain.queue("Ana")
        assert desk.queue("Ana", of_chile, kinds=["events"]) == plain.queue("Ana", of_chile, kinds=["events"])

    the_same()
    for step in range(60):
        items = plain.reviewable()
        item = rng.choice(items)
        match rng.choice(["judge", "judge", "judge", "undo", "redo", "whole", "add", "read", "rules", "bulk", "more"]):
            case "judge":
                verdict = rng.choice(["accept", "reject", "skip"])
                plain.judge(item.fact, verdict, text=item.text, by=rng.choice(["Ana", "Ben"]))
            case "undo" | "redo" as which:
                with contextlib.suppress(StoreError):
                    (plain.take_back if which == "undo" else plain.bring_back)(by="Ana")
            case "whole":
                plain.whole(rng.choice(reports), by="Ana")
            case "add":
                with contextlib.suppress(StoreError):
                    plain.add(rng.choice(reports), "event", "denied it", type="REJECT", by="Ben")
            case "read":
                changes: dict[str, Any] = rng.choice(
                    [{"events": None}, {"statements": {"act": "deny"}}, {"ids": True}, {}]
                )
                fill(place, [report(rng.randrange(4))], reader_of(f"9.{step}", **changes), again=True)
            case "rules":
                plain.agree_on(Rules(rng.choice([1, 2])), by="Ana")
            case "bulk":
                plain.accept_shown(plain.queue("Ana")[0][:3], by="Ana")
            case "more":
                fill(place, [report(100 + step)], reader_of())
        the_same()

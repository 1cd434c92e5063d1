"""Many at one store on a server: do coders and readers get in each other's way, and is anything lost?

    python -m benchmarks.team ADDRESS [--coders 2] [--readers 10] [--judgements 2000] [--pause 1]

ADDRESS is postgresql://USER@HOST/DATABASE; the database must be empty: the example reports are copied into it. Each
coder judges in a process of his own, one act after the other, each with a key; each reader asks one question after the
other in a process of his own: the log, a search, statements. Told are acts and questions a second and how long each
took, and whether the log has every act once, in one unbroken row.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections import Counter
from multiprocessing.synchronize import Event
from statistics import median, quantiles
from typing import Any

from benchmarks.measure import show, surroundings
from communique.store import open_store
from communique.web.example import example_store


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.team", description=__doc__, formatter_class=_Raw)
    parser.add_argument("address", metavar="ADDRESS")
    parser.add_argument("--coders", type=int, default=2)
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--judgements", type=int, default=2000)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a reader looks at an answer")
    given = parser.parse_args()
    with example_store() as path, open_store(path) as file, open_store(given.address) as store:
        file.copy_to(store)
        facts = [answer.id for kind in ("statements", "events", "positions") for answer in store.find(kind)]
    made = multiprocessing.get_context("spawn")
    over, told = made.Event(), made.Queue()
    each = given.judgements // given.coders
    coders = [
        made.Process(target=judge, args=(given.address, f"coder {n}", each, facts, told)) for n in range(given.coders)
    ]
    readers = [made.Process(target=read, args=(given.address, given.pause, over, told)) for _ in range(given.readers)]
    began = time.monotonic()
    for process in (*readers, *coders):
        process.start()
    acts = [seconds for _ in coders for seconds in told.get()]
    taken = time.monotonic() - began
    over.set()
    questions = [seconds for _ in readers for seconds in told.get()]
    for process in (*readers, *coders):
        process.join()
    with open_store(given.address) as store:
        log = store.log()
        numbers = [one.number for one in log]
        keys = Counter(one.what["key"] for one in log)
    expected = {f"coder {n}/{act}" for n in range(given.coders) for act in range(each)}
    show(
        "a team at one store",
        {
            "judgements": len(log), "lost": len(expected - keys.keys()), "doubled": sum(keys.values()) - len(keys),
            "numbered without a gap": numbers == list(range(1, len(log) + 1)),
            "judgements a second": len(acts) / taken, "questions a second": len(questions) / taken,
            "ms an act, median": 1000 * median(acts), "ms an act, 95 of 100": 1000 * quantiles(acts, n=20)[-1],
            "ms a question, median": 1000 * median(questions),
            "ms a question, 95 of 100": 1000 * quantiles(questions, n=20)[-1],
        },
        surroundings(),
    )  # fmt: skip


def judge(address: str, coder: str, many: int, facts: list[str], told: Any) -> None:
    """Accept facts, one after the other, and tell how long each took."""
    taken = []
    with open_store(address) as store:
        for act in range(many):
            began = time.monotonic()
            store.review.judge(facts[act % len(facts)], "accept", by=coder, key=f"{coder}/{act}")
            taken.append(time.monotonic() - began)
    told.put(taken)


def read(address: str, pause: float, over: Event, told: Any) -> None:
    """Ask one question after the other until all is judged, with a pause after each; tell how long each took."""
    taken = []
    with open_store(address) as store:
        while not over.is_set():
            for question in (
                store.log,
                lambda: store.search("minister"),
                lambda: store.find("statements", about="talks"),
            ):
                began = time.monotonic()
                question()
                taken.append(time.monotonic() - began)
                over.wait(pause)
    told.put(taken)


class _Raw(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of this module's docstring."""


if __name__ == "__main__":
    main()

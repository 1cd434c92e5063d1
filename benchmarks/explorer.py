"""How soon the explorer's pages come: medians over a store.

    python -m benchmarks.explorer STORE [--pages N] [--paint]

Each kind of page is asked for with so many different questions (other reports, actors, issues, days, words), each once
in a process that has not seen it before, and each again; the answer is made in this process, without a network. Times
are milliseconds of processor time, so that other work on the machine does not count; "slowest" is the slowest of the
first answers. ``--paint`` lets Chromium (with Playwright) show pages and prints when it first paints something, in
milliseconds by the clock.

A store of a size is made out of few texts by ``python -m benchmarks.synthesis make STORE 5000 --texts
examples/*.txt examples/water.jsonl``: reports are written again and again with other people and days, and not read.
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measure import hold_to_one_core, show, surroundings

BASE = "http://127.0.0.1:8765"
WORDS = ("water", "sanction*", "gates", "drought OR protocol", '"joint inspection"', "catch NOT norway", "treaty",
         "minister", "talks", "NEAR(peace talks, 5)")  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.explorer", description=__doc__, formatter_class=_Raw)
    parser.add_argument("store", type=Path)
    parser.add_argument("--pages", type=int, default=12, help="questions of each kind")
    parser.add_argument("--paint", action="store_true")
    given = parser.parse_args()
    hold_to_one_core()
    addresses = questions(given.store, given.pages)
    figures = paint(given.store, addresses) if given.paint else serve(given.store, addresses)
    show("explorer, first paint, ms" if given.paint else "explorer, server time, ms", figures, surroundings("litestar"))


def questions(path: Path, many: int) -> dict[str, list[str]]:
    """Addresses of each kind of page."""
    from communique.store import open_store

    chance = random.Random(1)
    with open_store(path) as store:
        total = store.reports(limit=1).total
        reports = [r.id for _ in range(many)
                   for r in store.reports(limit=1, offset=chance.randrange(total)).reports]  # fmt: skip
        listed = store.find("actors", limit=2000)
        actors = [listed[0].entity, *(a.entity for a in chance.sample(listed, min(many, len(listed)) - 1))]
        issues = [i.entity for i in store.issues(limit=many)]
        facets = {f.name: f.values for f in store.report_facets(names=("publisher", "year"))}
        codes = sorted({a.country for a in listed if a.country})
    years = [value for value, _, _ in facets["year"]] or ["2020"]
    days = [f"{chance.choice(years)}-{chance.randrange(1, 13):02}" for _ in range(many)]
    pages = [chance.randrange(1, max(total // 50, 2)) for _ in range(many)]
    return {
        "reports": ["/", *(f"/?page={n}" for n in pages[1:])],
        "reports of an actor": [f"/?actor={a}" for a in actors],
        "reports of a month": [f"/?since={d}&until={d}" for d in days],
        "facet of actors": [f"/facets/actors?since={d}" for d in days],
        "report": [f"/reports/{r}" for r in reports],
        "actors": ["/actors", *(f"/actors?country={c}" for c in chance.sample(codes, min(many, len(codes)) - 1))],
        "actor": [f"/actors/{a}" for a in actors],
        "two actors": [f"/actors/{a}/with/{b}" for a, b in pairwise(actors)],
        "issues": ["/issues", *(f"/issues?about={w}" for w in ("water", "payments", "protocol", "inspection"))],
        "issue": [f"/issues/{i}" for i in issues],
        "calendar": ["/calendar", *(f"/calendar?since={d}" for d in days[1:])],
        "bodies": ["/bodies", *(f"/bodies?on={d}" for d in days[1:])],
        "events": ["/events", *(f"/events?since={d}&until={d[:4]}" for d in days[1:])],
        "two states": [f"/events?acts={a}&on={b}" for a, b in pairwise(codes)][:many],
        "statements": [f"/facts/statements?by={a}" for a in actors],
        "statements with words": [f"/facts/statements?about={w}" for w in WORDS],
        "meetings": ["/facts/meetings", *(f"/facts/meetings?since={d}" for d in days[1:])],
        "search": [f"/search?about={w}" for w in WORDS],
    }  # fmt: skip


def serve(path: Path, addresses: dict[str, list[str]]) -> dict[str, float]:
    """Processor time of the answers, by kind."""
    from litestar.testing import TestClient

    from communique.web import create_app
    from communique.web.server import collect_seldom

    figures: dict[str, float] = {}
    app: Any = create_app(path)
    with TestClient(app, base_url=BASE) as client:
        client.get("/sign-in")
        for path_ in ("/", "/actors", "/facts/statements", "/search?about=x"):  # what is imported and compiled but once
            client.get(path_)
        app.app.state.memory.forget()
        collect_seldom()  # as `communique serve` does
        for kind, asked in addresses.items():
            first, again = [], []
            for address in asked:
                for times in (first, again):
                    began = time.process_time()
                    answer = client.get(address)
                    times.append(1000 * (time.process_time() - began))
                    assert answer.status_code == 200, address
            figures |= {kind: median(first), f"{kind}, again": median(again), f"{kind}, slowest": max(first)}
    return figures


def paint(path: Path, addresses: dict[str, list[str]]) -> dict[str, float]:
    """When a browser first paints something of a page, by kind."""
    from playwright.sync_api import sync_playwright
    from tests.web.serving import served

    figures: dict[str, float] = {}
    with served(path) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page: Any = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/sign-in")
        figures["a form and nothing else"] = median(_painted(page, f"http://127.0.0.1:{port}", ["/sign-in"] * 5))
        for kind, asked in addresses.items():
            if not kind.startswith("facet"):
                page.goto("about:blank")
                figures[kind] = median(_painted(page, f"http://127.0.0.1:{port}", asked[:5]))
        browser.close()
    return figures


def _painted(page: Any, base: str, asked: Iterable[str]) -> Iterable[float]:
    for address in asked:
        page.goto(base + address)
        when = 0.0
        for _ in range(100):  # the policy of the pages forbids Playwright's own waiting
            if when := page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"):
                break
            page.wait_for_timeout(20)
        yield when


class _Raw(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """The docstring as it stands, and the defaults."""


if __name__ == "__main__":
    main()

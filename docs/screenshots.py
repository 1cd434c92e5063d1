"""Writes the pictures of the explorer: a page of each kind, light and dark, of the example reports.

::

    python docs/screenshots.py [FOLDER] [NAME ...]    by default docs/explorer, and all of them

It needs Chromium and Playwright, and says what a page's console tells.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from communique.store import open_store
from communique.web import create_app
from communique.web.example import example_store
from communique.web.server import listen
from communique.web.settings import ExplorerSettings

FOLDER = Path(__file__).parent / "explorer"
DESK, PHONE = {"width": 1100, "height": 640}, {"width": 360, "height": 720}


def main(folder: Path, only: list[str]) -> None:
    """Write the pictures."""
    folder.mkdir(exist_ok=True)
    with example_store() as store:
        take(store, addresses(store), folder, only)
    with example_store() as store:
        take(store, judged(store), folder, only)


def take(store: Path, paths: dict[str, str], folder: Path, only: list[str]) -> None:
    """Write the pictures of some pages of a store."""
    with listen("127.0.0.1", 0) as sock:
        port = sock.getsockname()[1]
        app = create_app(ExplorerSettings(store=store, port=port, example=True))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for look, viewport in (("light", DESK), ("dark", DESK), ("phone", PHONE)):
                page = browser.new_page(viewport=viewport, color_scheme="dark" if look == "dark" else "light")
                page.on("console", lambda message: print(message.text))
                for name, path in paths.items():
                    if (only and name not in only) or (
                        look == "phone" and not only and name not in ("reports", "report")
                    ):
                        continue
                    page.goto(f"http://127.0.0.1:{port}{path}", wait_until="networkidle")
                    page.screenshot(path=folder / f"{name}-{look}.png")
                page.close()
            browser.close()
        server.should_exit = True
        thread.join(5)


def addresses(path: Path) -> dict[str, str]:
    """The address of a page of each kind."""
    with open_store(path) as store:
        actor, issue = store.entity("Toktobaev").id, store.issues(limit=1)[0].entity
        statement = store.statements(by="Antipova", limit=20)[-1]
    fact = f"/reports/{statement.citation.report[:16]}#fact={statement.id}"
    return {
        "reports": "/", "report": fact, "actors": "/actors", "actor": f"/actors/{actor}",
        "issues": "/issues", "issue": f"/issues/{issue}", "calendar": "/calendar", "bodies": "/bodies",
        "events": "/events", "dyad": "/events?acts=KGZ&on=UZB", "facts": "/facts/statements?act=warn",
        "search": "/search?about=water",
    }  # fmt: skip


def judged(path: Path) -> dict[str, str]:
    """The same of the pages of review, of a store in which two coders have judged a part of a sample."""
    with open_store(path) as store:
        for name in ("Ana", "Ben"):
            store.review.add_coder(name, by="Ana")
        sample = store.review.sample(40, strata="kind", seed=7, by="Ana")
        for n, item in enumerate(sample.items[:34]):
            store.review.judge(item.fact, "reject" if n % 5 == 3 else "accept", text=item.text, by="Ana")
        return {
            "review": "/review", "queue": f"/review/queue?sample={sample.number}", "identity": "/identity",
            "whole": f"/review/reports/{store.review.fact(sample.items[34].fact).record.report.id[:16]}",
        }  # fmt: skip


if __name__ == "__main__":
    os.environ["COMMUNIQUE_REVIEWER"] = "Ana"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER, sys.argv[2:])

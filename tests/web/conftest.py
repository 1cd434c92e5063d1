"""The explorer of the example reports, without a browser and without a server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.web import create_app
from communique.web.example import example_store
from tests.web.serving import served

BASE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def examples() -> Iterator[Path]:
    """A store of the example reports."""
    with example_store() as path:
        yield path


@pytest.fixture(scope="module")
def client(examples: Path) -> Iterator[TestClient[Any]]:
    """Somebody who looks at it."""
    with TestClient(create_app(examples), base_url=BASE, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright: one for all tests of a process, since it takes a second to start."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, headless=True, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="package")
def address(examples: Path) -> Iterator[str]:
    """Where the example reports are served, for tests that change nothing."""
    with served(examples, example=True) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page; what its console says is a failure."""
    made = browser.new_page(viewport={"width": 1280, "height": 800})
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    yield made
    made.close()
    assert said == []

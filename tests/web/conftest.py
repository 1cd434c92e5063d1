"""The explorer of the example reports, without a browser and without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from communique.web import create_app
from communique.web.example import example_store

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

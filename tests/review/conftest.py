"""The stores of the tests of the store; those of some files are in a file and on a server (tests/server.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from communique.store import Store, open_store
from tests.database.conftest import empty_store, fill, place
from tests.review.made import reader_of, the_report
from tests.server import server

__all__ = ["empty_store", "fill", "filled", "place", "server", "store"]


@pytest.fixture(scope="session")
def filled(empty_store: Path, tmp_path_factory: pytest.TempPathFactory, fill: Callable[..., Any]) -> Path:
    """A store with the report that is made by hand, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    copyfile(empty_store, path)
    with open_store(path) as store:
        fill(store, [the_report()], reader_of())
    return path


@pytest.fixture
def store(tmp_path: Path, filled: Path) -> Iterator[Store]:
    """A store of its own with the report that is made by hand."""
    path = tmp_path / "made.db"
    copyfile(filled, path)
    with open_store(path) as store:
        yield store

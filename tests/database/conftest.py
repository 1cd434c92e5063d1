"""Stores made of the toy's reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import copyfile

import pytest

from communique.errors import InputError
from communique.ingest.add import AddResult, add_reports
from communique.ingest.workers import Readers
from communique.model import Report
from communique.store import Store, open_store
from tests.database.toy import ToyReader, report

Filler = Callable[..., AddResult]


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and nothing in them: to be copied, since making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with open_store(path) as store:
        store.engine(write=True)
    return path


@pytest.fixture
def place(tmp_path: Path, empty_store: Path) -> Iterable[Store]:
    path = tmp_path / "made.db"
    copyfile(empty_store, path)
    with open_store(path) as store:
        yield store


@pytest.fixture(scope="session")
def fill() -> Filler:
    """Adds reports, or texts that become reports, by the toy reader."""

    def run(
        store: Store, items: Iterable[Report | InputError | str], reader: object = ToyReader, **more: object
    ) -> AddResult:
        reports = [report(item, f"{n}.txt") if isinstance(item, str) else item for n, item in enumerate(items)]
        return add_reports(store.engine(write=True), store.path, reports, Readers(1, reader), **more)  # type: ignore[arg-type]

    return run

"""What earlier versions made, unpacked."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from communique.store import Store, open_store
from tests.database.conftest import fill

__all__ = ["fill", "kept", "old", "old_file"]

FOLDER = Path(__file__).parent / "v0_1_0"


def kept(name: str) -> list[Any]:
    """The lines of ``NAME.jsonl`` or ``NAME.jsonl.gz``, decoded."""
    plain = FOLDER / f"{name}.jsonl"
    data = plain.read_bytes() if plain.exists() else gzip.decompress((FOLDER / f"{name}.jsonl.gz").read_bytes())
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A copy of the store as 0.1.0 left it."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((FOLDER / "store.db.gz").read_bytes()))
    return path


@pytest.fixture
def old(old_file: Path) -> Iterable[Store]:
    """The same, brought up to date."""
    with open_store(old_file) as store:
        assert not store.check(upgrade=True).problems
        yield store

"""The example reports, for who has no store yet: their records come with the program and are put into a store."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from communique.errors import InputError
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.model import Record, Report
from communique.store import Store

__all__ = ["FILE", "example_records", "example_store"]

FILE = "examples.jsonl"
"""In ``web/data``; ``python docs/generate.py --sample`` writes it anew."""


@cache
def example_records() -> tuple[Record, ...]:
    """The records of the example reports, as the version that wrote them read them."""
    lines = (files("communique.web") / "data" / FILE).read_bytes().splitlines()
    decode = msgspec.json.Decoder(Record).decode
    return tuple(decode(line) for line in lines)


@contextmanager
def example_store() -> Iterator[Path]:
    """A store of the example reports, for as long as it is looked at; judgements in it go with it."""
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        path = Path(folder) / "examples.db"
        with Store(path) as store:
            add_reports(store.engine(write=True), path, (r.report for r in example_records()), Readers(1, _Known))
        yield path


class _Known:
    """Gives the records that come with the program for reading."""

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        known = {record.report.id: record for record in example_records()}
        for item in items:
            yield known[item.id] if isinstance(item, Report) else item

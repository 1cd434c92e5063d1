"""One reader for the whole run: the models are loaded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, settings

from communique.model import Record, make_report
from communique.reader import Reader
from communique.sources.prepare import prepare

Read = Callable[[Sequence[str]], list[Record]]


# No test hangs on how fast the machine is; the same examples on every run, so that a failure can be had again.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

DAY = "2015-03-18"
"""A Wednesday: the day of the reports of ``read_dated``."""


def _reading(reader: Reader, date: str | None = None) -> Read:
    known: dict[str, Record] = {}

    def read(texts: Sequence[str]) -> list[Record]:
        new = [t for t in dict.fromkeys(texts) if t not in known]
        made = reader.read_many(prepare(make_report(t, "test.txt", date=date), any_language=True) for t in new)
        for text, record in zip(new, made, strict=True):
            assert isinstance(record, Record)
            known[text] = record
        return [known[t] for t in texts]

    return read


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader with every extractor."""
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads texts in one batch, each once in the session."""
    return _reading(reader)


@pytest.fixture(scope="session")
def read_dated(reader: Reader) -> Read:
    """The same for texts of a known day, :data:`DAY`."""
    return _reading(reader, DAY)


@pytest.fixture(scope="session")
def read_by_rules() -> Read:
    """The same without the trained tagger."""
    return _reading(Reader(rules_only=True))

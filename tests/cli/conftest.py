"""The command line without the models: a reader that needs none stands in for the pipeline's."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable, Iterator

import pytest

from communique.cli import main
from communique.errors import InputError
from communique.model import MadeBy, Record, Report


class Reader:
    """Gives every report a record without facts."""

    def read(self, report: Report) -> Record:
        """The record."""
        return Record(MadeBy(1, "0", {}), report)

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """The records in order."""
        for item in items:
            yield item if isinstance(item, InputError) else self.read(item)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> type[Reader]:
    """The pipeline, replaced."""
    module = types.ModuleType("communique.reader")
    module.Reader = Reader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "communique.reader", module)
    return Reader


class Outcome:
    """What a run gave."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]):
    """Runs the command line in this process."""

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(int(ended.value.code or 0), out.decode(), err.decode())

    return run

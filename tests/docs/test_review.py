"""The commands on the page of review print what the page says, on the examples as they are read now."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.model import FACT_KINDS
from communique.reader import Reader
from communique.store import open_store

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "review.md"
FACT = re.compile(r"\b[a-z][0-9a-f]{16}\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def examples() -> Iterator[tuple[str, str]]:
    """Each command of the page, and what it prints there."""
    blocks = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for part in (part for block in blocks for part in re.split(r"^\$ communique ", block, flags=re.MULTILINE) if part):
        command, _, printed = part.partition("\n")
        yield command, printed.strip()


def shape(printed: str) -> str:
    """What is printed without ids and numbers, which follow from what the models find."""
    return NUMBER.sub("0", FACT.sub("ID", re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "TIME", printed))).strip()


def as_it_is(path: str, command: str) -> str:
    """A command with the store's path, and of each fact that is no longer read one that is."""
    with open_store(path) as store:
        known = [f.id for r in store.records() for kind in FACT_KINDS for f in getattr(r, kind)]
        added = [j.what["fact"] for j in store.log() if j.kind == "missed"]
    spare = {}
    for one in FACT.findall(command):
        if one not in known and one not in added:
            spare[one] = next(k for k in known if k[0] == one[0])
    for old, new in spare.items():
        command = command.replace(old, new)
    return command.replace("talks.db", path).replace("gold.jsonl", f"{path}.gold.jsonl")


def test_what_the_commands_print(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = types.ModuleType("communique.reader")
    module.Reader = lambda *_a, **_k: reader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "communique.reader", module)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "Ana")
    path = str(tmp_path / "made.db")
    done: list[Any] = []
    for n, (command, printed) in enumerate(examples()):
        typed = as_it_is(path, command) if n else command.replace("talks.db", path)
        words = re.findall(r'(?:[^\s"]|"[^"]*")+', typed)
        result = CliRunner().invoke(cli, [word.replace('"', "") for word in words])
        assert result.exit_code == 0, (command, result.output)
        if printed:
            assert shape(result.output.replace(path, "talks.db")) == shape(printed), command
        done.append(command)
    assert len(done) >= 7

"""The commands on the page of identity print what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.store import Store
from tests.database.conftest import empty_store, fill, place
from tests.database.toy import report

__all__ = ["empty_store", "fill", "place"]

PAGE = Path(__file__).parents[2] / "docs" / "identity.md"
TEXTS = [
    "Foreign Minister Ravi Menon of Peru said that it rains.",
    *(f"Menon said that nobody can tell {word}." for word in ("why", "when", "how")),
]


def examples() -> list[tuple[str, str]]:
    """Each command of the page, and what it prints there."""
    blocks = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ communique ", block, flags=re.MULTILINE) if part]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1].strip()) for part in parts]


def shown(printed: str) -> str:
    """Without the times at which judgements were made."""
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "2026-01-31T12:00:00Z", printed).strip()


def test_the_page_has_examples() -> None:
    assert len(examples()) >= 4


def test_what_the_commands_print(place: Store, fill, monkeypatch: pytest.MonkeyPatch) -> None:
    for n, text in enumerate(TEXTS):
        fill(place, [report(text, f"{'abcd'[n]}.txt", f"201{3 + n}-04-17")])
    place.close()
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "you")
    monkeypatch.setenv("COLUMNS", "100")
    for command, printed in examples():
        words = re.findall(r'"[^"]*"|\S+', command.replace("talks.db", str(place.path)))
        done = CliRunner().invoke(cli, [word.strip('"') for word in words])
        assert done.exit_code == 0, (command, done.output)
        told = shown(done.output).replace(str(place.path), "talks.db")
        assert told == printed, command

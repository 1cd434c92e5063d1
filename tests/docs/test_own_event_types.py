"""The page of event types of one's own: its example is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.extract.events.judging import RULES
from communique.extract.events.spoken import RULE
from communique.knowledge import plover
from communique.knowledge.tables import ENVIRONMENT
from communique.model import make_report
from communique.reader import Reader
from tests.extract.events.reading import listed

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("form", ["tsv", "yaml"])
def test_the_example_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    page = (DOCS / "own-event-types.md").read_text(encoding="utf-8")
    [table] = re.findall(r"```tsv\n(.*?)```", page, re.S)
    [written] = re.findall(rf"```{form}\n(.*?)```", page, re.S)
    (tmp_path / f"plover_acts.{form}").write_text(written, encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    reader = Reader()
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    assert len(rows) == 2
    for name, *_, kind, mode, _, _, _, _, _, example in rows:
        found = [(e["rule"], e["type"], e["mode"]) for e in listed(reader.read(make_report(example, "own")))]
        assert (name, kind, mode) in found


def test_every_rule_is_in_the_codebook() -> None:
    page = (DOCS / "codebook.md").read_text(encoding="utf-8")
    names = [r.name for r in (*plover.rules(), RULE, *RULES.values())]
    assert [n for n in names if f"| `{n}` |" not in page] == []

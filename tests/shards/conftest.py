"""Folders of shards of made-up reports, read by a toy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.shards.cutting import cut_inputs
from communique.shards.folder import Cut, ShardFolder
from tests.ingest.killed import made

Cutter = Callable[..., tuple[ShardFolder, Cut]]


@pytest.fixture
def cut_made(tmp_path: Path) -> Cutter:
    """Cuts so many made-up reports, ``size`` a shard; ``bad`` lines are no JSON."""

    def cut(many: int, size: int = 5, bad: tuple[int, ...] = ()) -> tuple[ShardFolder, Cut]:
        lines = [json.dumps({"text": report.text, "date": "2013-04-17"}) for report in made(many)]
        for line in bad:
            lines[line] = "{"
        source = tmp_path / "made.jsonl"
        source.write_text("\n".join(lines) + "\n")
        folder = ShardFolder(tmp_path / "shards")
        return folder, cut_inputs(folder, [str(source)], size=size, any_language=True)

    return cut

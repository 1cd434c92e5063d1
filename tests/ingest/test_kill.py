"""kill -9 at any moment: what was told of as added is there, nothing is there twice, and adding goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.store import open_store
from tests.ingest.killed import made

KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "6"))
COUNT = 400 + 60 * KILLS
"""Reports: more than are added before the last kill."""


def run(path: Path, wait: float | None) -> int:
    """Add for so long, then kill; gives the last number that was told."""
    tests = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (tests, os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ingest.killed", str(path), str(COUNT)],
        stdout=subprocess.PIPE, text=True, cwd=tests, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert process.stdout is not None
    lines = []
    if wait is None:
        lines = process.stdout.readlines()
        assert process.wait() == 0
    else:
        lines.append(process.stdout.readline())  # begun
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        process.wait()
    process.stdout.close()
    return max((int(line) for line in lines if line.endswith("\n")), default=0)


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")
def test_killed_again_and_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    chance = random.Random(4)
    done = 0
    for _ in range(KILLS):
        told = run(path, chance.uniform(0, 0.25))
        done = max(done, told)
        with open_store(path) as store:
            checked = store.check()
            assert not checked.problems, [str(p) for p in checked.problems]
            assert checked.reports >= told, "a report told of as added is lost"
    assert 0 < done < COUNT, "the kills came before or after the work: the test says nothing"
    assert run(path, None) == COUNT
    with open_store(path) as store:
        assert not store.check().problems
        ids = [r.report.id for r in store.records()]
    assert sorted(ids) == sorted(r.id for r in made(COUNT))

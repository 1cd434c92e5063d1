"""kill -9 of the processes that read: every report once, nothing twice, whoever dies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from communique.shards.engine import read_shards
from communique.shards.folder import ShardFolder
from communique.shards.local import LocalEngine
from tests.ingest.killed import made
from tests.shards.conftest import Cutter
from tests.shards.killed import slow

KILLS = 10
pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")


def begun(folder: ShardFolder) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (tests, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.shards.killed", str(folder.path)],
        stdout=subprocess.PIPE, text=True, cwd=tests, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip


def told_once(folder: ShardFolder, many: int) -> None:
    markers = folder.markers(folder.whole_cut())
    texts = [record.report.text for marker in markers.values() for record in folder.records(marker)]
    assert texts == [report.text for report in made(many)]
    assert not list(folder.path.glob("*.part"))


def test_readers_killed_ten_times(cut_made: Cutter) -> None:
    folder, cut = cut_made(600, size=10)
    process = begun(folder)
    assert process.stdout is not None
    living: list[int] = []
    last = ""
    chance = random.Random(7)
    kills = 0

    def listen() -> None:
        nonlocal last
        assert process.stdout is not None
        for line in process.stdout:
            last = line
            if line.startswith("process"):
                living.append(int(line.split()[1]))

    listener = threading.Thread(target=listen)
    listener.start()
    while kills < KILLS and process.poll() is None:
        time.sleep(chance.uniform(0.1, 0.3))
        # only once something is read: a process that never began is no loss
        if living and folder.markers(cut):
            os.kill(living.pop(chance.randrange(len(living))), signal.SIGKILL)
            kills += 1
    listener.join()
    assert process.wait() == 0
    process.stdout.close()
    assert kills == KILLS, "it was done before the last kill: the test says nothing"
    assert last.split() == ["done", "60", "0"]
    told_once(folder, 600)


def test_the_whole_run_killed_again_and_again(cut_made: Cutter) -> None:
    folder, cut = cut_made(120, size=4)
    for _ in range(3):
        process = begun(folder)
        assert process.stdout is not None
        before = len(folder.markers(cut))
        while len(folder.markers(cut)) < before + 3 and process.poll() is None:
            time.sleep(0.02)
        process.kill()
        process.wait()
        process.stdout.close()
    done = len(folder.markers(cut))
    assert 0 < done < 30, "the kills came before or after the work: the test says nothing"
    time.sleep(0.5)  # until the readers have noticed that they are alone
    read_shards(folder, cut, LocalEngine(2, slow))
    told_once(folder, 120)

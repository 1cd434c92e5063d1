"""Ended from outside, by Ctrl-C or a service manager: what was told of is kept, and nothing but our words is said."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from communique.cli.signals import Signals, Termination, signals_first
from communique.errors import StoreError
from communique.store import open_store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")

ROOT = Path(__file__).parents[2]
SAID = "Foreign Minister Ahmet Davutoglu of Turkey said that he has {} reasons."
ENOUGH = 32
"""Reports in the store when it is ended."""
LONG = 300
"""Seconds until it counts as hung: two jobs load for more than one on a machine with other work."""


def added(store: Path) -> int:
    """Reports in a store that is being filled."""
    try:
        with open_store(store) as place:
            return place.stats().reports
    except StoreError:  # not made yet
        return 0


@pytest.mark.parametrize(
    ("number", "jobs", "group"),
    [
        pytest.param(signal.SIGTERM, 1, False, id="SIGTERM, 1 job"),
        pytest.param(signal.SIGTERM, 2, False, id="SIGTERM, 2 jobs"),
        pytest.param(signal.SIGTERM, 2, True, id="SIGTERM to all processes, 2 jobs"),
        pytest.param(signal.SIGINT, 2, True, id="Ctrl-C, 2 jobs"),
    ],
)
def test_adding_that_is_ended_keeps_what_it_told_of(
    tmp_path: Path, number: signal.Signals, jobs: int, group: bool
) -> None:
    lines = (json.dumps({"text": SAID.format(n), "date": "2013-04-17"}) for n in range(20_000))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    store = tmp_path / "made.db"
    command = [sys.executable, "-m", "tests.cli.adding", str(tmp_path / "many.jsonl"), "--store", str(store)]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    child = subprocess.Popen(
        [*command, "--jobs", str(jobs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path}, start_new_session=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + LONG
        while added(store) < ENOUGH and child.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        if group:
            os.killpg(child.pid, number)
        else:
            child.send_signal(number)
        out, err = child.communicate(timeout=LONG)
    finally:
        child.kill()
    assert (child.returncode, out) == (128 + number, ""), err
    told = re.fullmatch(
        r"communique: stopped; ([\d,]+) reports were added and are safe\. Give the same command again to go on\n",
        err,
    )
    assert told, err
    with open_store(store) as place:
        assert place.stats().reports >= int(told[1].replace(",", "")) > 0  # the last may be in and not yet told of
        assert not place.check().problems


class Finaliser:
    """Is asked to end while it goes, where Python drops whatever is raised."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass


def test_a_signal_that_comes_in_a_finaliser_is_not_lost(capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Signals() as signals:
        signals.check()
        Finaliser()
        with pytest.raises(Termination):
            signals.check()
    assert signal.getsignal(signal.SIGTERM) is before
    assert capfd.readouterr().err == ""


def ended_inside_sqlite() -> None:
    """Fail as a store does over a statement of SQL in a function of which the signal comes."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("ended", 0, lambda: os.kill(os.getpid(), signal.SIGTERM))
    try:
        connection.execute("select ended()")
    except sqlite3.OperationalError as error:
        raise StoreError(f"{error}") from error


def test_a_signal_that_comes_in_a_function_of_sqlite_is_no_failure_of_the_store() -> None:
    with Signals() as signals:
        context = click.Context(click.Command("add"), obj=signals)
        with context, pytest.raises(Termination), signals_first():
            ended_inside_sqlite()


def test_a_failure_without_a_signal_stays_one() -> None:
    with Signals() as signals:
        context = click.Context(click.Command("add"), obj=signals)
        with context, pytest.raises(StoreError, match="full"), signals_first():
            raise StoreError("the disk is full")

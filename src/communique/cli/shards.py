"""What `communique read` and `communique add` share of shards: their options, reading them, how far they are."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from communique.cli.signals import TOLD, check_signals
from communique.cli.terminal import PATIENCE, LiveBar, failure
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.ingest.summary import Summary
    from communique.shards.engine import Engine, RunResult
    from communique.shards.folder import ShardMarker

__all__ = ["ENGINES", "ShardRun", "read_into_shards", "shard_options", "shard_run", "tell_status"]

F = TypeVar("F", bound=Callable[..., Any])
ENGINES = ("local", "ray")
PART = re.compile(r"(\d{1,6})/(\d{1,6})")


class ShardRun(msgspec.Struct, frozen=True):
    """What was asked for of a folder of shards."""

    folder: str
    part: tuple[int, int] | None = None
    size: int | None = None
    jobs: int | None = None
    engine: str = "local"
    address: str | None = None
    cut_only: bool = False
    status: bool = False
    again: bool = False


def _part(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    found = PART.fullmatch(value)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise click.BadParameter("give it as 2/16: the second of sixteen machines")
    return int(found[1]), int(found[2])


def shard_options(function: F) -> F:
    """``--shards FOLDER`` and what goes with it; all but the folder are kept for :func:`shard_run`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--shards", metavar="FOLDER", type=click.Path(),
        help="Cut the input into shards in FOLDER and read them one by one: stopped, it goes on where it was.",
    ),
    click.option("--status", is_flag=True, help="Only say how far the shards are, and how long it will take."),
    click.option("--cut", "cut_only", is_flag=True, help="Only cut the input into shards."),
    click.option(
        "--shard", "part", metavar="I/N", callback=_part,
        help="Read the I-th of N parts of the shards, for one of N machines or tasks of an array.",
    ),
    click.option("--shard-size", type=click.IntRange(1, 100_000), help="Reports of a shard; 200 by default."),
    click.option(
        "--engine", type=click.Choice(ENGINES), default="local", show_default=True,
        help="What reads shards: processes of this machine, or Ray (with communique[ray]).",
    ),
    click.option("--address", metavar="HOST:PORT", help="The Ray cluster; without it Ray begins one on this machine."),
)  # fmt: skip


def shard_run(shards: str | None, again: bool, jobs: int | None, **given: Any) -> ShardRun | None:
    """What the options ask for; None without a folder.

    Raises:
        UsageError: an option is of shards, and no folder is named.
    """
    if shards is None:
        names = {"status": "--status", "cut_only": "--cut", "part": "--shard", "shard_size": "--shard-size",
                 "address": "--address"}  # fmt: skip
        told = [flag for name, flag in names.items() if given[name]]
        if given["engine"] != "local":
            told.append("--engine")
        if told:
            raise UsageError(f"{told[0]} is of shards; name their folder with --shards")
        return None
    if given["address"] and given["engine"] != "ray":
        raise UsageError("--address is of a cluster; give --engine ray too")
    return ShardRun(
        folder=shards, part=given["part"], size=given["shard_size"], jobs=jobs, engine=given["engine"],
        address=given["address"], cut_only=given["cut_only"], status=given["status"], again=again,
    )  # fmt: skip


def tell_status(run: ShardRun) -> None:
    """Print how far the shards are."""
    from communique.shards.folder import ShardFolder
    from communique.shards.status import shard_status

    folder = ShardFolder(Path(run.folder))
    for line in shard_status(folder, folder.whole_cut(), run.part).lines():
        click.echo(line)


def read_into_shards(
    run: ShardRun,
    paths: Sequence[str],
    *,
    date: str | None = None,
    any_language: bool = False,
    columns: Mapping[str, str] | None = None,
    summary: Summary | None = None,
    relevant: bool = False,
) -> RunResult:
    """Cut the input if there is one, read what is not read yet, and say on standard error what came of it."""
    from communique.shards.cutting import SIZE, cut_inputs
    from communique.shards.engine import RunResult, read_shards
    from communique.shards.folder import ShardFolder
    from communique.shards.status import spell

    folder = ShardFolder(Path(run.folder))
    shown = printable(run.folder)
    with _Bar("cutting") as bar:
        if paths:

            def cutting(many: int) -> None:
                bar.show(many, None)
                check_signals()

            cut = cut_inputs(
                folder, paths, size=run.size or SIZE, date=date, any_language=any_language, columns=columns,
                summary=summary, relevant=relevant, on_progress=cutting,
            )  # fmt: skip
        else:
            cut = folder.whole_cut()
    if run.cut_only:
        _say(f"{shown}: {cut.inputs_in_all:,} reports in {len(cut.shards):,} shards")
        return RunResult(failed=sum(shard.failed for shard in cut.shards))
    total = cut.inputs_in_all
    with _Bar("reading") as bar:
        read = 0

        def done(told: RunResult, marker: ShardMarker) -> None:
            nonlocal read
            read = told.reports
            for one in marker.failures:
                bar.tell(failure(one.error))
            bar.show(before + read, total if run.part is None else None)
            check_signals()

        def trouble(outcome: Any, last: bool) -> None:
            what = "is set aside" if last else "will be tried again"
            bar.tell(f"communique: shard {outcome.shard} {what}: {outcome.problem}")

        before = 0 if run.again else sum(marker.done for marker in folder.markers(cut).values())
        try:
            told = read_shards(
                folder, cut, _engine(run), part=run.part, again=run.again, on_done=done, on_trouble=trouble
            )
        except KeyboardInterrupt as stopped:
            bar.tell(
                f"communique: stopped; {read:,} reports were read and are safe. Give the same command again to go on"
            )
            stopped.args = (TOLD,)
            raise
    _say(f"{shown}: {told.reports:,} reports of {told.done:,} shards read in {spell(bar.seconds)}" if told.shards else
         f"{shown}: all {before:,} reports were read before")  # fmt: skip
    if told.failed:
        _say(f"{told.failed:,} inputs could not be read")
    if told.aside:
        _say(f"{len(told.aside):,} shards were set aside; give the same command again to try them anew")
    return told


def _engine(run: ShardRun) -> Engine:
    from communique.shards.local import LocalEngine

    if run.engine == "ray":
        from communique.shards.ray_engine import RayEngine

        return RayEngine(run.jobs, run.address)
    from communique.ingest.workers import cores

    return LocalEngine(run.jobs or cores())


def _say(message: str) -> None:
    click.echo(f"communique: {message}", err=True)


class _Bar(LiveBar):
    """How far cutting or reading is, in a terminal."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._since = time.monotonic()
        self._what = what

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._since

    def show(self, done: int, total: int | None) -> None:
        """So many reports are done."""
        if self._bar is None and (not sys.stderr.isatty() or self.seconds < PATIENCE):
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn(self._what), BarColumn(), TextColumn("{task.completed:,} reports"),
                       TimeRemainingColumn(elapsed_when_finished=True))  # fmt: skip
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done, total=total)

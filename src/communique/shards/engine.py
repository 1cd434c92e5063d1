"""Reading all shards of a folder by whatever engine there is: what is done is left alone, what fails is tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from communique.errors import ShardError, printable
from communique.shards.folder import Cut, SetAside, ShardFolder, ShardMarker, parts_of
from communique.version import __version__

__all__ = ["Engine", "RunResult", "ShardOutcome", "read_shards"]

TRIES = 3
"""How often a shard is tried in one run."""


class ShardOutcome(msgspec.Struct, frozen=True):
    """What became of one try at a shard."""

    shard: int
    problem: str = ""
    """Why it failed; empty where it is done."""


class Engine(Protocol):
    """Reads shards, in whatever order and wherever."""

    def read(self, folder: ShardFolder, cut: Cut, shards: Sequence[int]) -> Iterator[ShardOutcome]:
        """One outcome for each of the shards, as they come.

        Raises:
            CommuniqueError: no shard can be read: the models are missing, the disk is full.
        """
        ...


class RunResult(msgspec.Struct):
    """How far a run is."""

    shards: int = 0
    """Shards that this run is to read."""
    done: int = 0
    reports: int = 0
    """Reports read in this run, and inputs that failed."""
    words: int = 0
    failed: int = 0
    """Inputs that could not be read, in the shards that this run read."""
    aside: list[SetAside] = []


def read_shards(
    folder: ShardFolder,
    cut: Cut,
    engine: Engine,
    *,
    part: tuple[int, int] | None = None,
    again: bool = False,
    on_done: Callable[[RunResult, ShardMarker], None] | None = None,
    on_trouble: Callable[[ShardOutcome, bool], None] | None = None,
) -> RunResult:
    """Read what is not read yet; of ``part`` (2, 16) every sixteenth shard from the second on.

    A shard that fails is tried again when all others were tried; after three tries it is set aside with the reason.
    Shards that were set aside before are tried anew. ``again`` reads those that are done, too. ``on_trouble`` is told
    each try that failed and whether it was the last.

    Raises:
        ShardError: another version read those that are done.
        CommuniqueError: no shard can be read.
    """
    own = parts_of(range(len(cut.shards)), part)
    done = {} if again else {n: marker for n in own if (marker := folder.marker(n, cut)) is not None}
    waiting = [shard for shard in own if shard not in done]
    for shard in waiting:
        folder.forget(shard)
    if waiting:
        _see_that_they_agree(folder, done.values())
    told = RunResult(shards=len(waiting))
    for tries in range(1, TRIES + 1):
        failed: list[ShardOutcome] = []
        if not waiting:
            break
        for outcome in engine.read(folder, cut, waiting):
            marker = folder.marker(outcome.shard, cut)  # which tells more than whoever says that it failed
            if marker is None:
                problem = outcome.problem or "its records are not there after it was read"
                failed.append(ShardOutcome(outcome.shard, problem))
                if on_trouble is not None:
                    on_trouble(failed[-1], tries == TRIES)
                continue
            told.done += 1
            told.reports += marker.done
            told.words += marker.words
            told.failed += len(marker.failures)
            if on_done is not None:
                on_done(told, marker)
        waiting = sorted(outcome.shard for outcome in failed)
        if tries == TRIES:
            told.aside = [SetAside(outcome.shard, tries, outcome.problem) for outcome in failed]
            for aside in told.aside:
                folder.set_aside(aside)
    return told


def _see_that_they_agree(folder: ShardFolder, done: Iterable[ShardMarker]) -> None:
    others = sorted({marker.made_by.version for marker in done} - {__version__})
    if others:
        raise ShardError(
            f"{printable(str(folder.path))}: some of its shards were read by communique {', '.join(others)}, this is "
            f"{__version__}. Go on with that one, or read them anew with --again"
        )

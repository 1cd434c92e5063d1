"""The engine of a cluster: Ray Data hands each shard to an actor that loads the models once (extra ``ray``)."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError, ShardError, UsageError, printable
from communique.ingest import workers
from communique.ingest.workers import ONE_THREAD, ReadsReports, cores
from communique.shards.engine import ShardOutcome
from communique.shards.folder import Cut, ShardFolder
from communique.shards.reading import try_shard

__all__ = ["RayEngine"]

MEMORY = 100_000_000
"""Bytes of Ray's own store: nothing but numbers of shards goes through it."""
OWN = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""What Ray is told before it begins: to send nothing to anybody, and its own next default."""


class RayEngine:
    """Reads with ``jobs`` actors on the cluster at ``address``, or on one that it begins on this machine.

    The folder must be at the same path on every machine. A machine that is lost costs the shards that it was reading:
    Ray gives them to another.
    """

    def __init__(
        self, jobs: int | None = None, address: str | None = None, reader: Callable[[], ReadsReports] | None = None
    ) -> None:
        self.jobs, self.address = jobs, address
        self._make = reader or workers.model_reader

    def read(self, folder: ShardFolder, cut: Cut, shards: Sequence[int]) -> Iterator[ShardOutcome]:  # noqa: ARG002
        """See :class:`communique.shards.engine.Engine`.

        Raises:
            UsageError: Ray is not installed, or there is no cluster at the address.
            ShardError: the models cannot be loaded, or the disk is full.
        """
        ray = _library()
        _begin(ray, self.address, self.jobs)
        jobs = min(self.jobs or max(1, int(ray.cluster_resources().get("CPU", 1))), len(shards))
        made = (str(folder.path.absolute()), self._make)  # small, so that an actor can be made anew on another machine
        data = ray.data.from_items([{"shard": shard} for shard in shards], override_num_blocks=len(shards))
        read = data.map_batches(
            _ShardReader, fn_constructor_args=made, batch_size=1, num_cpus=1,
            compute=ray.data.ActorPoolStrategy(size=jobs),
        )  # fmt: skip
        try:
            for row in read.iter_rows():
                if row["fatal"]:
                    raise ShardError(str(row["fatal"]))
                yield ShardOutcome(int(row["shard"]), str(row["problem"]))
        except ray.exceptions.RayError as error:
            told = printable(str(error).strip().splitlines()[-1])
            raise ShardError(
                f"Ray gave up: {told}. Shards that are done are kept: give the same command again"
            ) from error


class _ShardReader:
    """One actor: what Ray calls with one shard at a time."""

    def __init__(self, path: str, make: Callable[[], ReadsReports]) -> None:
        self.folder = ShardFolder(Path(path))
        self.fatal = ""
        try:
            self.cut = self.folder.whole_cut()
            self.reader = make()
        except CommuniqueError as error:
            self.fatal = str(error)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        shards = [int(shard) for shard in batch["shard"]]
        told = [("", self.fatal) if self.fatal else self._read(shard) for shard in shards]
        return {"shard": shards, "problem": [problem for problem, _ in told], "fatal": [fatal for _, fatal in told]}

    def _read(self, shard: int) -> tuple[str, str]:
        if self.folder.marker(shard, self.cut) is not None:
            return "", ""  # it was done by a machine that was lost before it could say so
        trouble = try_shard(self.folder, self.cut, shard, self.reader)
        if trouble is None:
            return "", ""
        return ("", trouble.problem) if trouble.fatal else (trouble.problem, "")


def _library() -> Any:
    os.environ.update({name: os.environ.get(name, value) for name, value in OWN.items()})
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError(
            "--engine ray needs Ray, which is not installed. Install communique[ray]; in its folder: "
            "pip install '.[ray]'. Without it --engine local reads on this machine, --shard I/N on several"
        ) from error
    return ray


def _begin(ray: Any, address: str | None, jobs: int | None) -> None:
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if ray.is_initialized():
        return
    shared = {
        "log_to_driver": False,
        "logging_level": "error",
        "runtime_env": {"env_vars": dict.fromkeys(ONE_THREAD, "1")},
    }
    try:
        if address is not None:
            ray.init(address=address, **shared)
        else:
            ray.init(num_cpus=jobs or cores(), include_dashboard=False, object_store_memory=MEMORY, **shared)
    except Exception as error:
        where = f"at {printable(address)}" if address else "on this machine"
        told = printable(str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__)
        raise UsageError(
            f"no Ray cluster can be used {where} ({told}). Begin one with `ray start --head` and give its address, "
            "or leave --address out"
        ) from error
    ray.data.DataContext.get_current().enable_progress_bars = False

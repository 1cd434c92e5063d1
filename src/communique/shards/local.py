"""The engine of one machine: processes of which each loads the models once and reads one shard after the other."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from communique.errors import CommuniqueError, ShardError, printable
from communique.ingest import workers
from communique.ingest.workers import ReadsReports, child_environment, end_with_parent
from communique.shards.engine import ShardOutcome
from communique.shards.folder import Cut, ShardFolder
from communique.shards.reading import try_shard

__all__ = ["LocalEngine"]

MOST_DEATHS = 12
"""Processes that may die one after the other before any of them was ready."""


class LocalEngine:
    """Reads with ``jobs`` processes; with one, in this one."""

    def __init__(self, jobs: int, reader: Callable[[], ReadsReports] | None = None) -> None:
        self.jobs = jobs
        self._make = reader or workers.model_reader

    def read(self, folder: ShardFolder, cut: Cut, shards: Sequence[int]) -> Iterator[ShardOutcome]:
        """See :class:`communique.shards.engine.Engine`; a process that is killed costs the shard that it was reading.

        Raises:
            CommuniqueError: the models cannot be loaded, or the disk is full.
        """
        if self.jobs == 1:
            reader = self._make()
            for shard in shards:
                trouble = try_shard(folder, cut, shard, reader)
                if trouble is not None and trouble.fatal:
                    raise ShardError(trouble.problem)
                yield ShardOutcome(shard, trouble.problem if trouble is not None else "")
            return
        yield from _Pool(self._make, folder, cut, shards).outcomes(min(self.jobs, len(shards)))


class _Worker:
    """A process, the pipe to it, and what it does."""

    def __init__(self, make: Callable[[], ReadsReports], folder: ShardFolder, cut: Cut) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, make, folder, cut), daemon=True)
        with child_environment():
            self.process.start()
        theirs.close()
        self.shard: int | None = None
        self.source = ""
        self.ready = False

    def give(self, shard: int) -> None:
        self.shard, self.source = shard, ""
        try:
            self.pipe.send(shard)
        except OSError:
            return  # it is dead: its end of the pipe tells so

    def end(self) -> None:
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(5)
        self.pipe.close()

    def death(self) -> str:
        self.process.join(5)
        code = self.process.exitcode
        how = f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with status {code}"
        at = f", while it read {printable(self.source)}" if self.source else ""
        return f"the process that read it {how}{at}; perhaps the memory was full"


class _Pool:
    def __init__(self, make: Callable[[], ReadsReports], folder: ShardFolder, cut: Cut, shards: Sequence[int]) -> None:
        self.make, self.folder, self.cut = make, folder, cut
        self.left = deque(shards)
        self.workers: list[_Worker] = []
        self.deaths = 0

    def outcomes(self, jobs: int) -> Iterator[ShardOutcome]:
        try:
            for _ in range(jobs):
                self.begin()
            while any(worker.shard is not None for worker in self.workers):
                by_pipe: dict[Any, _Worker] = {worker.pipe: worker for worker in self.workers}
                for pipe in wait(list(by_pipe)):
                    outcome = self.hear(by_pipe[pipe])
                    if outcome is not None:
                        yield outcome
        finally:
            for worker in self.workers:
                worker.end()

    def begin(self) -> None:
        worker = _Worker(self.make, self.folder, self.cut)
        self.workers.append(worker)
        self.next(worker)

    def next(self, worker: _Worker) -> None:
        worker.shard = None
        if self.left:
            worker.give(self.left.popleft())

    def hear(self, worker: _Worker) -> ShardOutcome | None:
        try:
            what, told = worker.pipe.recv()
        except (EOFError, OSError):
            return self.lost(worker)
        if what == "ready":
            worker.ready, self.deaths = True, 0
        elif what == "at":
            worker.source = told
        elif what == "fatal":
            raise ShardError(told)
        else:
            shard = worker.shard
            assert shard is not None
            self.next(worker)
            return ShardOutcome(shard, told)
        return None

    def lost(self, worker: _Worker) -> ShardOutcome | None:
        """A process is dead: its shard failed, and another takes its place."""
        self.workers.remove(worker)
        why, shard = worker.death(), worker.shard
        worker.pipe.close()
        self.deaths += not worker.ready
        if self.deaths >= MOST_DEATHS:
            raise ShardError(f"processes that read die when they begin: {why}. Try with fewer of them: --jobs 1")
        if shard is None:
            return None
        outcome = None
        if worker.ready:
            outcome = ShardOutcome(shard, why)
        else:  # it never came to it
            self.left.appendleft(shard)
        if self.left:
            self.begin()
        return outcome


# in the reading process


def _work(pipe: Connection, make: Callable[[], ReadsReports], folder: ShardFolder, cut: Cut) -> None:
    """Ctrl-C is the parent's to handle, and without a parent there is nothing to read for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        reader = make()
    except CommuniqueError as error:
        pipe.send(("fatal", str(error)))
        return
    pipe.send(("ready", ""))
    while True:
        try:
            shard = pipe.recv()
        except EOFError:
            return
        trouble = try_shard(folder, cut, shard, reader, lambda source: pipe.send(("at", source)))
        if trouble is None:
            pipe.send(("done", ""))
        else:
            pipe.send(("fatal" if trouble.fatal else "failed", trouble.problem))

"""Reading on several cores: processes that read batches of reports, given back in the order in which they came."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol

import msgspec

from communique.database.likeness import fingerprint
from communique.errors import ExtractionError, InputError
from communique.model import Record, Report

__all__ = ["ReadText", "Readers", "ReadsReports", "child_environment", "cores", "end_with_parent", "model_reader"]

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
"""Each process keeps to its core: threads of its own would only wait for those of the others."""


class ReadsReports(Protocol):
    """What :class:`communique.reader.Reader` does, as far as it is needed here."""

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """Records in the order of the reports."""
        ...


class ReadText(msgspec.Struct, frozen=True):
    """A report that was read."""

    record: Record
    fingerprint: list[int]
    """Numbers of 31 bits, by :func:`communique.database.likeness.fingerprint`."""


Outcome = ReadText | InputError
Batch = Sequence[Report]
ReadBatch = list[tuple[Report, Outcome]]


def cores() -> int:
    """Processor cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def model_reader() -> ReadsReports:
    """The reader with the shipped models."""
    from communique.reader import Reader

    return Reader()


class Readers:
    """Reads batches, in this process (``jobs`` 1) or in others.

    Args:
        jobs: processes that read.
        reader: makes a reader in each process, a function that can be pickled; by default that of the shipped models.
    """

    def __init__(self, jobs: int, reader: Callable[[], ReadsReports] | None = None) -> None:
        self.jobs = jobs
        self._make = reader or model_reader
        self._own: ReadsReports | None = None
        self._pool: ProcessPoolExecutor | None = None

    def read(self, batches: Iterable[Batch]) -> Iterator[ReadBatch]:
        """Each batch with what became of its reports, in order; one that cannot be read has an error.

        Batches are taken only a little ahead of those given back, so that any number of reports fits the memory.

        Raises:
            CommuniqueError: the models cannot be loaded; no report's fault ends the reading.
        """
        if self.jobs == 1:
            if self._own is None:
                self._own = self._make()
            for batch in batches:
                yield list(zip(batch, _read(self._own, batch), strict=True))
            return
        waiting: deque[tuple[Batch, Future[bytes]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(batch)))
            if len(waiting) > 2 * self.jobs:
                yield self._result(waiting)
        while waiting:
            yield self._result(waiting)

    def close(self) -> None:
        """End the processes; what they are reading is dropped."""
        if self._pool is not None:
            processes = list((getattr(self._pool, "_processes", None) or {}).values())
            # First the processes, then the pool: it then knows that nobody reads what is on its way to them. Shut down
            # before, it waits for a full pipe to be read, and the program never ends.
            for process in processes:
                process.terminate()
            for process in processes:
                process.join(5)
                if process.is_alive():
                    process.kill()
                    process.join(5)
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _submit(self, batch: Batch) -> Future[bytes]:
        if self._pool is None:
            from multiprocessing import get_context

            self._pool = ProcessPoolExecutor(self.jobs, get_context("spawn"), _begin, (self._make,))
        with child_environment():
            return self._pool.submit(_work, list(batch))

    def _result(self, waiting: deque[tuple[Batch, Future[bytes]]]) -> ReadBatch:
        batch, future = waiting.popleft()
        try:
            return list(zip(batch, _decoded(future.result()), strict=True))
        except BrokenProcessPool:
            # A process died, perhaps for want of memory: nobody knows over which report, so each gets its own try.
            again = [b for b, _ in waiting]
            waiting.clear()
            outcome = [(report, self._alone(report)) for report in batch]
            waiting.extend((b, self._submit(b)) for b in again)
            return outcome

    def _alone(self, report: Report) -> Outcome:
        self.close()
        try:
            return _decoded(self._submit([report]).result())[0]
        except BrokenProcessPool:
            self.close()
            return InputError(report.source, "the process that read it died", "Split it if it is long, or free memory")


def _read(reader: ReadsReports, batch: Batch) -> list[Outcome]:
    return [
        item if isinstance(item, InputError) else ReadText(item, fingerprint(item.report.text, item.report.boilerplate))
        for item in reader.read_many(batch)
    ]


# in the reading process

_reader: ReadsReports | None = None
_encoder = msgspec.msgpack.Encoder()


def _begin(make: Callable[[], ReadsReports]) -> None:
    """Ctrl-C is the parent's to handle, and without a parent there is nothing to read for."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    _reader = make()


def end_with_parent() -> None:
    """Wait until the parent is gone, and end this process then: for a thread of its own."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(batch: Batch) -> bytes:
    assert _reader is not None
    parts: list[Any] = []
    for outcome in _read(_reader, batch):
        match outcome:
            case ExtractionError():
                parts.append([outcome.source, outcome.step, outcome.fault, outcome.trace])
            case InputError():
                parts.append([outcome.source, outcome.problem, outcome.remedy])
            case _:
                parts.append(outcome)
    return _encoder.encode(parts)


def _decoded(answer: bytes) -> list[Outcome]:
    parts = msgspec.msgpack.decode(answer, type=list[ReadText | list[str]])
    return [part if isinstance(part, ReadText) else _error(*part) for part in parts]


def _error(source: str, *told: str) -> InputError:
    """The error that :func:`_work` put in parts: an input's has two more, a step's three."""
    return InputError(source, *told) if len(told) == 2 else ExtractionError(source, *told)


@contextmanager
def child_environment() -> Iterator[None]:
    """The environment that new processes get, at which libraries look when they are loaded, and Ctrl-C held back.

    A terminal sends Ctrl-C to all processes; one that only just begins would tell of it with a traceback.
    """
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

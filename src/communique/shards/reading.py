"""Reading one shard: the unit of work of every engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing

import msgspec

from communique.errors import CommuniqueError, InputError, ModelError, ShardError, printable
from communique.ingest.workers import ReadsReports
from communique.model import MadeBy, Report
from communique.model.kinds import FACT_KINDS
from communique.shards.folder import FORM, Cut, CutLine, Failure, ShardFolder, ShardMarker
from communique.shards.packed_lines import drop_leftovers, read_lines, write_lines
from communique.sources.prepare import ready
from communique.version import SCHEMA, __version__

__all__ = ["Trouble", "read_shard", "try_shard"]


def read_shard(
    folder: ShardFolder, cut: Cut, shard: int, reader: ReadsReports, tell: Callable[[str], None] | None = None
) -> ShardMarker:
    """Read the reports of a shard and write their records, then its marker; ``tell`` is told each source before.

    Raises:
        ShardError: the reports are not what was cut, or the disk fails.
        ModelError: the models cannot be loaded.
    """
    began = time.time()
    own = cut.shards[shard]
    path = folder.records_path(shard)
    failures: list[Failure] = []
    counts = dict.fromkeys(("actors", *FACT_KINDS), 0)
    words = 0
    made_by: MadeBy | None = None

    def items() -> Iterator[Report | InputError]:
        with closing(_cut_lines(folder, cut, shard)) as lines:
            for line in lines:
                item = line.failure.error if line.failure is not None else line.report
                assert item is not None
                if tell is not None:
                    tell(item.source)
                yield ready(item)

    def lines() -> Generator[bytes, None, None]:
        nonlocal words, made_by
        encode = msgspec.json.Encoder().encode
        for place, item in enumerate(reader.read_many(items())):
            if isinstance(item, InputError):
                failures.append(Failure(place, item.source, item.problem, item.remedy))
                continue
            made_by = item.made_by
            words += len(item.report.text.split())
            for kind in counts:
                counts[kind] += len(getattr(item, kind))
            yield encode(item)

    with closing(lines()) as told:
        file = write_lines(path, told)
    if file.lines + len(failures) != own.reports + own.failed:
        raise ShardError(f"{printable(str(path))}: not every report of it was read. Tell the makers of communique")
    marker = ShardMarker(
        FORM, shard, made_by or MadeBy(SCHEMA, __version__, {}), own.file.sha256, file, failures, counts, words,
        round(time.time() - began, 3), round(time.time(), 3),
    )  # fmt: skip
    folder.finish(marker)
    drop_leftovers(path)
    return marker


class Trouble(msgspec.Struct, frozen=True):
    """Why a shard was not read, and whether no other can be read either."""

    problem: str
    fatal: bool = False


def try_shard(
    folder: ShardFolder, cut: Cut, shard: int, reader: ReadsReports, tell: Callable[[str], None] | None = None
) -> Trouble | None:
    """Read a shard; None where it is done, by this process or by another that was quicker."""
    try:
        read_shard(folder, cut, shard, reader, tell)
    except Exception as error:
        if folder.marker(shard, cut) is not None:
            return None
        if isinstance(error, CommuniqueError):
            disk = isinstance(error, ShardError) and isinstance(error.__cause__, OSError)
            return Trouble(str(error), disk or isinstance(error, ModelError))
        return Trouble(f"{type(error).__name__}: {printable(str(error))}")
    return None


def _cut_lines(folder: ShardFolder, cut: Cut, shard: int) -> Generator[CutLine, None, None]:
    path = folder.reports_path(shard)
    decoder = msgspec.json.Decoder(CutLine)
    for line in read_lines(path, cut.shards[shard].file):
        try:
            yield decoder.decode(line)
        except (msgspec.MsgspecError, ValueError) as error:
            raise ShardError(f"{printable(str(path))}: holds a line that is no report. Cut the input anew") from error

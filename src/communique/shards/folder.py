"""A folder of shards: what was cut, which shards are done and which set aside, each told by a small file of JSON."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from communique.errors import InputError, ShardError, printable
from communique.model import MadeBy, Record
from communique.shards.packed_lines import PackedFile, guarded_disk, read_lines, write_whole
from communique.sources.prepare import RawReport
from communique.version import SCHEMA, __version__

__all__ = ["Cut", "CutLine", "CutShard", "Failure", "SetAside", "ShardFolder", "ShardMarker", "parts_of"]

CUT = "cut.json"
FORM = 1
"""Version of what the files of a folder look like."""
T = TypeVar("T", bound=msgspec.Struct)


class Failure(msgspec.Struct, frozen=True):
    """An input that could not be read, in the place of its record."""

    place: int
    """Its place among the reports and failures of its shard, from 0."""
    source: str
    problem: str
    remedy: str

    @property
    def error(self) -> InputError:
        """The error that it was."""
        return InputError(self.source, self.problem, self.remedy)


class CutLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of ``reports-*.jsonl.zst``: a report, or the input that is none."""

    report: RawReport | None = None
    failure: Failure | None = None


class CutShard(msgspec.Struct, frozen=True):
    """The reports of one shard."""

    reports: int
    failed: int
    characters: int
    file: PackedFile


class Cut(msgspec.Struct, frozen=True):
    """What was cut, and into what."""

    form: int
    version: str
    """The communique that cut it."""
    inputs: list[str]
    options: dict[str, Any]
    """How the inputs were read: date, columns, any_language, relevant."""
    seen: str
    """SHA-256 of the names, sizes and times of the input's files; empty for standard input."""
    shards: list[CutShard]
    aside: int = 0
    """Reports that were no diplomacy."""

    @property
    def inputs_in_all(self) -> int:
        """Reports and failures."""
        return sum(shard.reports + shard.failed for shard in self.shards)


class ShardMarker(msgspec.Struct, frozen=True):
    """Stands beside the records of a shard that is done."""

    form: int
    shard: int
    made_by: MadeBy
    cut: str
    """SHA-256 of the file of reports that was read."""
    file: PackedFile
    """The records; ``lines`` is how many."""
    failures: list[Failure]
    facts: dict[str, int]
    """Of each kind, actors too."""
    words: int
    seconds: float
    """How long reading took."""
    ended: float
    """Seconds since 1970."""

    @property
    def done(self) -> int:
        """Records and failures."""
        return self.file.lines + len(self.failures)


class SetAside(msgspec.Struct, frozen=True):
    """Why a shard was given up."""

    shard: int
    tries: int
    reason: str


class ShardFolder:
    """The files of a folder of shards."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def cut(self) -> Cut | None:
        """What was cut; None where nothing was, or not to the end.

        Raises:
            ShardError: it is of a newer communique, or damaged.
        """
        return self._told(self.path / CUT, Cut)

    def whole_cut(self) -> Cut:
        """The same where there must be one.

        Raises:
            ShardError: nothing was cut yet.
        """
        found = self.cut()
        if found is None:
            raise ShardError(
                f"{printable(str(self.path))}: nothing was cut there yet, or not to the end. Cut it with "
                f"`communique read INPUT --shards {printable(str(self.path))} --cut`"
            )
        return found

    def write_cut(self, cut: Cut) -> None:
        """Say what was cut: the last thing that is written of it."""
        write_whole(self.path / CUT, _json(cut))

    def reports_path(self, shard: int) -> Path:
        """The reports of a shard."""
        return self.path / f"reports-{shard:05}.jsonl.zst"

    def records_path(self, shard: int) -> Path:
        """The records of a shard."""
        return self.path / f"records-{shard:05}.jsonl.zst"

    def marker_path(self, shard: int) -> Path:
        """What says that a shard is done."""
        return self.path / f"records-{shard:05}.json"

    def aside_path(self, shard: int) -> Path:
        """What says why a shard was given up."""
        return self.path / f"aside-{shard:05}.json"

    def marker(self, shard: int, cut: Cut) -> ShardMarker | None:
        """The marker of a shard that is done; None where it is not, or where other reports were read."""
        found = self._told(self.marker_path(shard), ShardMarker)
        if found is None or found.cut != cut.shards[shard].file.sha256:
            return None
        try:
            there = self.records_path(shard).stat().st_size
        except OSError:
            return None
        return found if there == found.file.packed else None

    def markers(self, cut: Cut) -> dict[int, ShardMarker]:
        """Of all shards that are done."""
        found = ((n, self.marker(n, cut)) for n in range(len(cut.shards)))
        return {n: marker for n, marker in found if marker is not None}

    def aside(self, cut: Cut) -> dict[int, SetAside]:
        """Of all shards that were given up."""
        found = ((n, self._told(self.aside_path(n), SetAside)) for n in range(len(cut.shards)))
        return {n: aside for n, aside in found if aside is not None}

    def set_aside(self, aside: SetAside) -> None:
        """Note why a shard was given up."""
        write_whole(self.aside_path(aside.shard), _json(aside))

    def finish(self, marker: ShardMarker) -> None:
        """Note that a shard is done, whose records are written."""
        write_whole(self.marker_path(marker.shard), _json(marker))
        with guarded_disk(self.path):
            self.aside_path(marker.shard).unlink(missing_ok=True)

    def forget(self, shard: int) -> None:
        """A shard is not done any more, whatever stands there."""
        with guarded_disk(self.path):
            self.marker_path(shard).unlink(missing_ok=True)

    def records(self, marker: ShardMarker) -> Generator[Record, None, None]:
        """The records of a shard that is done, in the order of its reports.

        Raises:
            ShardError: they are not what was written, or of a newer communique.
        """
        path = self.records_path(marker.shard)
        if marker.made_by.schema > SCHEMA:
            raise ShardError(
                f"{printable(str(path))}: was made by a newer communique ({marker.made_by.version}, this is "
                f"{__version__}). Update communique"
            )
        decoder = msgspec.json.Decoder(Record)
        for line in read_lines(path, marker.file):
            try:
                record = decoder.decode(line)
            except (msgspec.MsgspecError, ValueError) as error:
                raise ShardError(f"{printable(str(path))}: holds a line that is no record. Read it anew") from error
            yield record

    def _told(self, path: Path, form: type[T]) -> T | None:
        with guarded_disk(path):
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                return None
        try:
            return msgspec.json.decode(content, type=form)
        except (msgspec.MsgspecError, ValueError) as error:
            raise ShardError(
                f"{printable(str(path))}: is damaged. Remove it and give the same command again"
            ) from error


def parts_of(shards: Sequence[int], part: tuple[int, int] | None) -> list[int]:
    """The shards of one of several machines: of ``(2, 16)`` every sixteenth from the second on."""
    if part is None:
        return list(shards)
    own, many = part
    return [shard for shard in shards if shard % many == own - 1]


def _json(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"

"""Shards: each report once, whatever engine reads them and whatever fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from communique.errors import InputError, ModelError, ShardError, UsageError
from communique.model import Record, Report
from communique.shards.cutting import cut_inputs
from communique.shards.engine import ShardOutcome, read_shards
from communique.shards.folder import Cut, ShardFolder, parts_of
from communique.shards.local import LocalEngine
from communique.shards.reading import try_shard
from communique.shards.status import shard_status, spell
from communique.sources import open_reports
from communique.store import open_store
from tests.database.toy import ToyReader
from tests.shards.conftest import Cutter


def toy() -> ToyReader:
    return ToyReader()


class _Broken(ToyReader):
    """Fails over a report that says so."""

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        for item in items:
            if isinstance(item, Report) and "has 7 reasons" in item.text:
                raise MemoryError("too much")
            yield from super().read_many([item])


def broken() -> _Broken:
    return _Broken()


def no_models() -> ToyReader:
    raise ModelError("the model is missing. Install it")


def records(folder: ShardFolder, cut: Cut) -> list[bytes]:
    return [folder.records_path(n).read_bytes() for n in folder.markers(cut)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_records_are_those_of_reading_alone(cut_made: Cutter, tmp_path: Path, jobs: int) -> None:
    folder, cut = cut_made(23, bad=(4, 22))
    told = read_shards(folder, cut, LocalEngine(jobs, toy))
    assert (told.shards, told.done, told.reports, told.failed) == (5, 5, 23, 2)
    expected = list(toy().read_many(open_reports([str(tmp_path / "made.jsonl")], any_language=True)))
    found = [record for marker in folder.markers(cut).values() for record in folder.records(marker)]
    assert found == [item for item in expected if isinstance(item, Record)]
    failures = [one.error for marker in folder.markers(cut).values() for one in marker.failures]
    assert list(map(str, failures)) == [str(item) for item in expected if isinstance(item, InputError)]
    assert folder.markers(cut)[0].facts["statements"] == 4


def test_it_goes_on_where_it_was(cut_made: Cutter) -> None:
    folder, cut = cut_made(20)
    assert read_shards(folder, cut, LocalEngine(1, toy), part=(2, 3)).done == 1
    first = folder.records_path(1).stat().st_mtime_ns
    assert read_shards(folder, cut, LocalEngine(2, toy)).done == 3
    assert folder.records_path(1).stat().st_mtime_ns == first
    assert read_shards(folder, cut, LocalEngine(1, toy)).done == 0
    assert read_shards(folder, cut, LocalEngine(1, toy), again=True).done == 4


@pytest.mark.parametrize("lost", ["records", "marker", "half"])
def test_a_shard_that_is_not_whole_is_read_again(cut_made: Cutter, lost: str) -> None:
    folder, cut = cut_made(10)
    read_shards(folder, cut, LocalEngine(1, toy))
    before = records(folder, cut)
    path = folder.marker_path(1) if lost == "marker" else folder.records_path(1)
    if lost == "half":
        path.write_bytes(path.read_bytes()[:40])
    else:
        path.unlink()
    assert list(folder.markers(cut)) == [0]
    assert read_shards(folder, cut, LocalEngine(1, toy)).done == 1
    assert records(folder, cut) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_is_tried_again_and_set_aside(cut_made: Cutter, jobs: int) -> None:
    folder, cut = cut_made(15)
    troubles: list[tuple[int, bool]] = []
    told = read_shards(
        folder, cut, LocalEngine(jobs, broken), on_trouble=lambda one, last: troubles.append((one.shard, last))
    )
    assert troubles == [(1, False), (1, False), (1, True)]
    assert [(aside.shard, aside.tries, aside.reason) for aside in told.aside] == [(1, 3, "MemoryError: too much")]
    assert list(folder.aside(cut)) == [1]
    assert [line for line in shard_status(folder, cut).lines() if "aside" in line]
    # given again it is tried anew, and the reason goes when it is done
    assert read_shards(folder, cut, LocalEngine(1, toy)).done == 1
    assert folder.aside(cut) == {}


@pytest.mark.parametrize("jobs", [1, 2])
def test_without_models_nothing_is_tried_again(cut_made: Cutter, jobs: int) -> None:
    folder, cut = cut_made(15)
    with pytest.raises((ModelError, ShardError), match=r"the model is missing\. Install it"):
        read_shards(folder, cut, LocalEngine(jobs, no_models))


def test_reports_that_are_not_what_was_cut(cut_made: Cutter) -> None:
    folder, cut = cut_made(10)
    path = folder.reports_path(1)
    path.write_bytes(path.read_bytes()[:-4])
    [aside] = read_shards(folder, cut, LocalEngine(1, toy)).aside
    assert "is not what was written" in aside.reason


def test_two_at_one_shard(cut_made: Cutter) -> None:
    """Who is second finds its half-written file gone, and the shard done."""
    folder, cut = cut_made(5)

    class Slow(ToyReader):
        def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
            for n, record in enumerate(super().read_many(items)):
                if n == 2:
                    assert try_shard(folder, cut, 0, toy()) is None
                yield record

    assert read_shards(folder, cut, LocalEngine(1, Slow)).done == 1
    assert len(list(folder.records(folder.markers(cut)[0]))) == 5


def test_a_full_disk_ends_the_run(cut_made: Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cut = cut_made(15)
    read_shards(folder, cut, LocalEngine(1, toy), part=(1, 3))

    def full(_handle: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(ShardError, match="the disk is full"):
            read_shards(folder, cut, LocalEngine(1, toy))
    assert list(folder.markers(cut)) == [0]
    assert not list(folder.path.glob("*.part"))
    assert read_shards(folder, cut, LocalEngine(1, toy)).done == 2


def test_what_another_version_read(cut_made: Cutter) -> None:
    folder, cut = cut_made(10)
    read_shards(folder, cut, LocalEngine(1, lambda: ToyReader("0.0.9")), part=(1, 2))
    with pytest.raises(ShardError, match=r"read by communique 0\.0\.9, this is .* or read them anew with --again"):
        read_shards(folder, cut, LocalEngine(1, toy))
    assert read_shards(folder, cut, LocalEngine(1, toy), again=True).done == 2


def test_cutting_again_is_no_work(cut_made: Cutter, tmp_path: Path) -> None:
    folder, cut = cut_made(10)
    source = str(tmp_path / "made.jsonl")
    assert cut_inputs(folder, [source], any_language=True) == cut
    with pytest.raises(UsageError, match="read in another way"):
        cut_inputs(folder, [source])
    with pytest.raises(UsageError, match="leave the input out"):
        cut_inputs(folder, ["-"])
    Path(source).write_text("{}\n")
    with pytest.raises(UsageError, match="has changed since it was cut"):
        cut_inputs(folder, [source], any_language=True)
    with pytest.raises(UsageError, match="whose files are read"):
        cut_inputs(folder, [str(tmp_path)])


def test_a_cut_that_was_stopped_is_none(cut_made: Cutter) -> None:
    folder, _ = cut_made(10)
    (folder.path / "cut.json").unlink()
    assert folder.cut() is None
    with pytest.raises(ShardError, match="nothing was cut there yet"):
        folder.whole_cut()
    (folder.path / "cut.json").write_text("{")
    with pytest.raises(ShardError, match="is damaged"):
        folder.cut()


@pytest.mark.parametrize(
    ("many", "part", "own"),
    [(5, None, [0, 1, 2, 3, 4]), (5, (1, 2), [0, 2, 4]), (5, (2, 2), [1, 3]), (2, (3, 3), [])],
)
def test_parts(many: int, part: tuple[int, int] | None, own: Sequence[int]) -> None:
    assert parts_of(range(many), part) == own


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.2, "0 s"), (89, "89 s"), (95, "2 min"), (3540, "59 min"), (12_000, "3 h 20 min"), (200_000, "2 d 7 h")],
)
def test_times_are_spelled(seconds: float, told: str) -> None:
    assert spell(seconds) == told


def test_the_status_tells_how_long_it_takes(cut_made: Cutter) -> None:
    folder, cut = cut_made(20)
    assert shard_status(folder, cut).left is None
    read_shards(folder, cut, LocalEngine(1, toy), part=(1, 2))
    status = shard_status(folder, cut)
    assert (status.shards, status.done, status.inputs, status.read) == (4, 2, 20, 10)
    assert status.left is not None
    lines = list(status.lines())
    assert lines[:2] == ["shards   2 of 4 done", "reports  10 of 20 read (50 %)"]
    assert lines[-1].startswith("left     about ")
    assert shard_status(folder, cut, (1, 2)).left == 0


def test_an_engine_that_lies_is_noticed(cut_made: Cutter) -> None:
    class Liar:
        def read(self, folder: ShardFolder, cut: Cut, shards: Sequence[int]) -> Iterator[ShardOutcome]:  # noqa: ARG002
            return map(ShardOutcome, shards)

    folder, cut = cut_made(5)
    [aside] = read_shards(folder, cut, Liar()).aside
    assert aside.reason == "its records are not there after it was read"


def test_shards_make_the_store_that_adding_makes(cut_made: Cutter, tmp_path: Path) -> None:
    from communique.ingest.add import add_reports
    from communique.ingest.workers import Readers

    folder, cut = cut_made(23, bad=(4,))
    with pytest.raises(ShardError, match="none of its shards is read yet"), open_store(tmp_path / "no.db") as place:
        place.add_shards(folder.path)
    read_shards(folder, cut, LocalEngine(1, toy))
    with open_store(tmp_path / "shards.db") as one, open_store(tmp_path / "added.db") as other:
        failed: list[InputError] = []
        told = one.add_shards(folder.path, on_error=failed.append)
        assert (told.added, told.failed, len(failed)) == (22, 1, 1)
        again = one.add_shards(folder.path)
        assert (again.added, again.known) == (0, 22)
        reports = open_reports([str(tmp_path / "made.jsonl")], any_language=True)
        add_reports(other.engine(write=True), other.path, reports, Readers(1, toy))
        assert list(one.records()) == list(other.records())
        assert not one.check().problems


def test_a_shard_of_a_newer_version_is_not_loaded(cut_made: Cutter, tmp_path: Path) -> None:
    folder, cut = cut_made(5)
    read_shards(folder, cut, LocalEngine(1, toy))
    path = folder.marker_path(0)
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 99'))
    with pytest.raises(ShardError, match="was made by a newer communique"), open_store(tmp_path / "s.db") as place:
        place.add_shards(folder.path)

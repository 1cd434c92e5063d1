"""Packed lines: whole or not at all, and read back only if they are what was written."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from communique.errors import ShardError
from communique.shards.packed_lines import drop_leftovers, read_lines, write_lines
from communique.sources.stream import zstd_library

LINES = [b'{"a": 1}', b"", "ü".encode() * 1000]


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    told = write_lines(tmp_path / "a.zst", LINES)
    assert (told.lines, told.size) == (3, sum(len(line) + 1 for line in LINES))
    assert list(read_lines(tmp_path / "a.zst", told)) == LINES
    assert [p.name for p in tmp_path.iterdir()] == ["a.zst"]


def test_the_same_lines_make_the_same_bytes(tmp_path: Path) -> None:
    assert write_lines(tmp_path / "a", LINES) == write_lines(tmp_path / "b", LINES)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    told = write_lines(tmp_path / "a", LINES)

    def failing() -> Iterator[bytes]:
        yield b"new"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        write_lines(tmp_path / "a", failing())
    assert list(read_lines(tmp_path / "a", told)) == LINES
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("damage", ["half", "other", "gone", "longer", "bomb"])
def test_damage_is_noticed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.zst"
    told = write_lines(path, LINES)
    content = path.read_bytes()
    match damage:
        case "half":
            path.write_bytes(content[:-9])
        case "other":
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        case "gone":
            path.unlink()
        case "longer":
            path.write_bytes(content + b"x")
        case "bomb":  # a file that claims to be what was written, and unpacks to more
            bomb = zstd_library().compress(b"\n" * 50_000_000)
            path.write_bytes(bomb)
            other = write_lines(tmp_path / "b", ())
            told = msgspec.structs.replace(told, packed=len(bomb), sha256=_sum(bomb), size=other.size + 10)
    with pytest.raises(ShardError, match="is not what was written"):
        list(read_lines(path, told))


def _sum(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "may not be used"), (errno.EIO, "cannot be used")],
)
def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str) -> None:
    def refuse(_handle: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ShardError, match=told):
        write_lines(tmp_path / "a", LINES)
    assert list(tmp_path.iterdir()) == []


def test_leftovers_go(tmp_path: Path) -> None:
    for name in ("a.zst.machine-1.part", "b.zst.machine-1.part", "a.zst"):
        (tmp_path / name).touch()
    drop_leftovers(tmp_path / "a.zst")
    assert {p.name for p in tmp_path.iterdir()} == {"b.zst.machine-1.part", "a.zst"}

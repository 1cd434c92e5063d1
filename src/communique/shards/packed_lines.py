"""Lines packed with zstd in a file that is there whole or not at all, and read back only if it is what was written."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from communique.errors import ShardError, printable
from communique.sources.stream import zstd_library

__all__ = ["PackedFile", "drop_leftovers", "kept_lines", "read_lines", "write_lines", "write_whole"]

PART = ".part"
"""How a file is called while it is written: its name, the machine, the process, and this."""
CHUNK = 1 << 20
LONGEST = 1 << 30
"""Bytes of one line: a record has at most a few hundred times the two million characters of a report."""


class PackedFile(msgspec.Struct, frozen=True):
    """What was written: by it is told whether a file is that still."""

    lines: int
    size: int
    """Bytes of the lines."""
    packed: int
    """Bytes of the file."""
    sha256: str
    """Of the file."""


def write_lines(path: Path, lines: Iterable[bytes]) -> PackedFile:
    """Write lines, which have no line end yet, so that ``path`` is there whole or as it was before.

    The same lines make the same bytes.

    Raises:
        ShardError: the disk is full or cannot be written.
    """
    part = _part_of(path)
    many = size = 0
    try:
        with guarded_disk(path), part.open("wb") as raw:
            zstd = zstd_library()
            options = {zstd.CompressionParameter.checksum_flag: 1}
            with zstd.ZstdFile(raw, "w", options=options) as stream:
                for line in lines:
                    stream.write(line + b"\n")
                    many += 1
                    size += len(line) + 1
            raw.flush()
            os.fsync(raw.fileno())
        with guarded_disk(path):
            told = PackedFile(many, size, part.stat().st_size, _sum_of(part))
            part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return told


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file, there whole or as it was before.

    Raises:
        ShardError: the disk is full or cannot be written.
    """
    part = _part_of(path)
    try:
        with guarded_disk(path):
            with part.open("wb") as raw:
                raw.write(content)
                raw.flush()
                os.fsync(raw.fileno())
            part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def read_lines(path: Path, told: PackedFile) -> Iterator[bytes]:
    """The lines of a file, if it is the one that was ``told`` of when it was written; never more bytes than that.

    Raises:
        ShardError: it is gone, half of it is, or it is another one.
    """
    damaged = ShardError(
        f"{printable(str(path))}: is not what was written. Give the same command again to make it anew"
    )
    try:
        if path.stat().st_size != told.packed or _sum_of(path) != told.sha256:
            raise damaged
        zstd = zstd_library()
        left = told.size
        with path.open("rb") as raw, zstd.ZstdFile(raw) as stream:
            while line := stream.readline(min(left, LONGEST) + 1):
                left -= len(line)
                if left < 0 or not line.endswith(b"\n"):
                    raise damaged
                yield line[:-1]
    except FileNotFoundError:
        raise damaged from None
    except (EOFError, zstd_library().ZstdError) as error:
        raise damaged from error
    except OSError as error:
        raise _failed(path, error) from error
    if left:
        raise damaged


@contextlib.contextmanager
def kept_lines(lines: Iterable[bytes]) -> Iterator[Callable[[], Iterator[bytes]]]:
    """Lines kept in a temporary file, for as long as they are needed; what is given reads them, however often.

    Raises:
        ShardError: the disk is full.
    """
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        path = Path(folder) / "lines.zst"
        told = write_lines(path, lines)
        yield lambda: read_lines(path, told)


def drop_leftovers(path: Path) -> None:
    """Remove what others left half-written of a file that is whole now; who still writes it is too late."""
    for part in path.parent.glob(f"{path.name}.*{PART}"):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def guarded_disk(path: Path) -> Iterator[None]:
    """Turns what the disk refuses into a sentence that says what to do.

    Raises:
        ShardError: it refuses something.
    """
    try:
        yield
    except OSError as error:
        raise _failed(path, error) from error


def _failed(path: Path, error: OSError) -> ShardError:
    shown = printable(str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ShardError(
            f"{shown}: the disk is full. Shards that are done are kept: free some space and give the same command again"
        )
    if isinstance(error, FileNotFoundError):
        return ShardError(f"{shown}: its folder is gone. Check the path")
    if isinstance(error, PermissionError):
        return ShardError(f"{shown}: may not be used. Give yourself the right to read and write the folder")
    return ShardError(
        f"{shown}: it cannot be used ({error.strerror or type(error).__name__}). Check the path and the disk"
    )


def _part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.{_machine()}-{os.getpid()}{PART}")


def _machine() -> str:
    return "".join(c if c.isalnum() or c == "-" else "_" for c in socket.gethostname()) or "machine"


def _sum_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as raw:
        while data := raw.read(CHUNK):
            found.update(data)
    return found.hexdigest()

"""Opening inputs: a byte stream whose head can be looked at before it is read, unpacked if it is gzip."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol, cast

from communique.errors import UnreadableError
from communique.sources.limits import MOST_RATIO, RATIO_FROM, too_dense, too_large

HEAD = 65_536
"""Bytes looked at to tell what an input is."""
GZIP_MARK, ZSTD_MARK, BZIP2_MARK, XZ_MARK = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ\x00"
DESCRIPTORS = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
"""Where a shell's process substitution puts its pipes: the only ones read by name, since another might never end."""


class RawStream(Protocol):
    """What a stream is made of: files, standard input, gzip."""

    def read1(self, size: int, /) -> bytes:
        """What one call of the system gives, at most ``size`` bytes."""
        ...


class Stream:
    """An input's bytes. ``head`` is the first of them, already read and still to come when it is read."""

    def __init__(self, raw: RawStream, source: str) -> None:
        self.source = source
        self._raw = raw
        self.head = self._first()
        self._joined: io.BufferedIOBase = io.BufferedReader(_Joined(self.head, raw), buffer_size=HEAD)

    @classmethod
    def of(cls, data: bytes, source: str) -> Stream:
        """The stream of bytes in memory."""
        stream = cls.__new__(cls)
        stream.source = source
        stream.head = data[:HEAD]
        stream._raw = stream._joined = io.BytesIO(data)
        return stream

    def _first(self) -> bytes:
        """The first line that is not blank and what came with it, at most :data:`HEAD` bytes.

        A pipe that gives one report a line, slowly, must not be kept waiting for its 65,536th byte.
        """
        head = b""
        while len(head) < HEAD and b"\n" not in head.lstrip():
            part = self._guarded(self._raw.read1, HEAD - len(head))
            if not part:
                break
            head += part
        return head

    def read(self, limit: int) -> bytes:
        """At most ``limit`` bytes, fewer only at the end.

        Raises:
            UnreadableError: the medium or the packing fails.
        """
        return self._guarded(self._joined.read, limit)

    def readline(self, limit: int) -> bytes:
        """A line with its end, or the first ``limit`` bytes of a longer one.

        Raises:
            UnreadableError: the medium or the packing fails.
        """
        return self._guarded(self._joined.readline, limit)

    def raw(self) -> io.RawIOBase:
        """The same bytes for what reads files; faults come out as errors of the input."""
        return _Guarded(self)

    def unpacked(self) -> Stream:
        """The stream of what is packed in this one with gzip, zstd, bzip2 or xz; itself when it is not packed."""
        if not self.head.startswith((GZIP_MARK, BZIP2_MARK, XZ_MARK, ZSTD_MARK)):
            return self
        packed = _Counted(cast("RawStream", self._joined))
        if self.head.startswith(GZIP_MARK):
            return Stream(_Unpacked(gzip.GzipFile(fileobj=packed), packed, self.source), self.source)
        if self.head.startswith(BZIP2_MARK) and self.head[3:4].isdigit():
            return Stream(_Unpacked(bz2.BZ2File(packed), packed, self.source), self.source)
        if self.head.startswith(XZ_MARK):
            return Stream(_Unpacked(lzma.LZMAFile(cast("IO[bytes]", packed)), packed, self.source), self.source)
        if self.head.startswith(ZSTD_MARK):
            return Stream(_Unpacked(_zstd(packed), packed, self.source), self.source)
        return self

    def _guarded(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            return read(size)
        except (gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError) as error:
            raise UnreadableError(self.source, "the gzip file is damaged", "Fetch it or pack it again") from error
        except OSError as error:
            raise unreadable(self.source, error) from error


class BoundedStream:
    """A stream that ends with an error beyond a limit, whatever it claims of its size."""

    def __init__(self, raw: IO[bytes], limit: int, source: str) -> None:
        self._raw, self._left, self._limit, self._source = raw, limit, limit, source

    def read(self, size: int = -1) -> bytes:
        """What there is, at most ``size`` bytes.

        Raises:
            InputError: there is more than the limit.
        """
        data = self._raw.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise too_large(self._source, self._limit)
        return data


class _Guarded(io.RawIOBase):
    """A stream as a file of the standard library."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """Packed bytes, counted."""

    def __init__(self, raw: RawStream) -> None:
        self.count = 0
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._raw.read1(len(buffer))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


class _Unpacked:
    """What comes out of a packed file: no more than packed text would."""

    def __init__(self, raw: RawStream, packed: _Counted, source: str) -> None:
        self._raw, self._packed, self._source, self._count = raw, packed, source, 0

    def read1(self, size: int, /) -> bytes:
        data = self._raw.read1(size)
        self._count += len(data)
        if self._count > RATIO_FROM and self._count > MOST_RATIO * self._packed.count:
            raise too_dense(self._source)
        return data


def zstd_library() -> Any:
    """The library that packs with zstd: a part of Python from 3.14 on."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def _zstd(packed: _Counted) -> RawStream:
    zstd = zstd_library()
    return _ZstdFile(zstd.ZstdFile(packed), zstd.ZstdError)


class _ZstdFile:
    """A file packed with zstd; its own kind of fault becomes the one of gzip."""

    def __init__(self, raw: RawStream, fault: type[Exception]) -> None:
        self._raw, self._fault = raw, fault

    def read1(self, size: int, /) -> bytes:
        try:
            return self._raw.read1(size)
        except self._fault as error:
            raise EOFError from error


class _Joined(io.RawIOBase):
    """What was read ahead, then the rest."""

    def __init__(self, head: bytes, raw: RawStream) -> None:
        self._head = memoryview(head)
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part: memoryview | bytes
        if self._head:
            part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            part = self._raw.read1(len(buffer))
        buffer[: len(part)] = part
        return len(part)


@contextmanager
def open_stream(path: str, source: str) -> Iterator[Stream]:
    """The bytes of a file, or of standard input for ``-``; what is packed with gzip comes unpacked.

    Raises:
        UnreadableError: it is not there, may not be opened, or is no file that ends.
    """
    if path == "-":
        yield _unpacked(cast("io.BufferedReader", sys.stdin.buffer), source)
        return
    try:
        mode = Path(path).stat().st_mode
        if not (stat.S_ISREG(mode) or path.startswith(DESCRIPTORS)):
            raise UnreadableError(source, "it is no ordinary file", "Name files or folders that hold reports")
        raw: io.BufferedReader = Path(path).open("rb")  # noqa: SIM115 (closed below; what fails while reading is told otherwise)
    except (OSError, ValueError) as error:
        raise unreadable(source, error) from error
    with raw:
        yield _unpacked(raw, source)


def _unpacked(raw: RawStream, source: str) -> Stream:
    return Stream(raw, source).unpacked()


def unreadable(source: str, error: OSError | ValueError) -> UnreadableError:
    """The error for a path that the system refuses, in words that help."""
    match error:
        case FileNotFoundError():
            if Path(source).is_symlink():
                return UnreadableError(source, "the link leads nowhere", "Mend the link or leave it out")
            return UnreadableError(source, "there is no such file", "Check the path")
        case PermissionError():
            return UnreadableError(source, "it may not be opened", "Give yourself the right to read it")
        case OSError(strerror=reason) if reason:
            return UnreadableError(source, f"it cannot be read ({reason})", "Check the path and the disk")
        case _:
            return UnreadableError(source, "the path is malformed", "Check the path")

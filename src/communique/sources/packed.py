"""Archives of files (zip, tar) -> the files in them, one at a time; nothing is written, and sizes are bounded."""

from __future__ import annotations

import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from communique.errors import InputError, UnreadableError
from communique.sources.limits import MAX_UNPACKED_BYTES, too_large
from communique.sources.stream import HEAD, Stream

MOST_DEPTH = 4
"""Archives inside each other; an archive may hold itself."""
MOST_MEMBERS = 100_000
CHUNK = 1 << 20
LOCKED, SAYS_UTF8 = 0x1, 0x800
"""Flags of a zip's members."""
FAULTS = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError,
)  # fmt: skip
"""What the standard library raises over damaged archives."""
# What systems and programs leave in archives
HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.I)


class Budget:
    """How many bytes may still be unpacked from one file that was named."""

    def __init__(self, limit: int = MAX_UNPACKED_BYTES) -> None:
        self.left = limit


class _Member(io.RawIOBase):
    """A member's bytes, counted, its faults told as errors of the input."""

    def __init__(self, raw: IO[bytes], budget: Budget, source: str, size: int | None = None) -> None:
        self._raw, self._budget, self._source, self._left = raw, budget, source, size

    def readable(self) -> bool:
        return True

    def read1(self, size: int) -> bytes:
        """At most ``size`` bytes.

        Raises:
            InputError: it is damaged, locked, or over what may be unpacked.
        """
        try:
            data = self._raw.read(min(size, CHUNK))
        except (
            zipfile.BadZipFile,
            tarfile.TarError,
            zlib.error,
            lzma.LZMAError,
            EOFError,
            NotImplementedError,
            OSError,
        ) as error:
            raise UnreadableError(
                self._source, "it is damaged in its archive", "Fetch or pack the archive again"
            ) from error
        except RuntimeError as error:
            raise locked(self._source) from error
        if self._left is not None:
            if not data and size and self._left > 0:
                raise UnreadableError(self._source, "it breaks off in its archive", "Fetch or pack the archive again")
            self._left -= len(data)
        self._budget.left -= len(data)
        if self._budget.left < 0:
            raise too_large(self._source, MAX_UNPACKED_BYTES)
        return data

    def readinto(self, buffer: Any) -> int:
        data = self.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def inner_name(name: str) -> str:
    """A member's name without what leads out of the archive: "../../a.txt" and "/a.txt" are "a.txt"."""
    return "/".join(part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")) or "file"


def zip_members(package: zipfile.ZipFile, source: str, budget: Budget) -> Iterator[tuple[str, Stream] | InputError]:
    """The name and the stream of each file in a zip; a stream is to be read before the next is asked for."""
    files = [info for info in package.infolist() if not info.is_dir()]
    if files and all(info.flag_bits & LOCKED for info in files):
        yield locked(source)
        return
    for number, info in enumerate(files):
        if number >= MOST_MEMBERS:
            yield InputError(source, f"it holds more than {MOST_MEMBERS:,} files", "Split it")
            return
        name = inner_name(_name_of(info))
        if HIDDEN.search(name):
            continue
        where = f"{source}{'/' if '#' in source else '#'}{name}"
        try:
            with package.open(info) as raw:
                member = _Member(raw, budget, where)
                small = info.file_size <= HEAD
                yield name, Stream.of(member.read1(HEAD), where) if small else Stream(member, where)
        except InputError as error:
            yield error
        except NotImplementedError:
            yield UnreadableError(where, "it is packed in a way that is not read", "Pack it again, as zip with Deflate")
        except RuntimeError:
            yield locked(where)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            yield UnreadableError(where, "it is damaged in its archive", "Fetch or pack the archive again")


def locked(source: str) -> UnreadableError:
    """The error for what a password protects."""
    return UnreadableError(source, "it is protected by a password", "Unpack it with its password")


def _name_of(info: zipfile.ZipInfo) -> str:
    """A member's name: Info-ZIP writes UTF-8 without saying so where every reader of zip looks for it."""
    if info.flag_bits & SAYS_UTF8 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def tar_members(stream: Stream, budget: Budget) -> Iterator[tuple[str, Stream] | InputError]:
    """The name and the stream of each file in a tar, in its order; links and devices are passed over.

    Raises:
        UnreadableError: the archive itself is damaged.
    """
    source = stream.source
    try:
        with tarfile.open(fileobj=stream.raw(), mode="r|") as package:
            for number, info in enumerate(package):
                if number >= MOST_MEMBERS:
                    yield InputError(source, f"it holds more than {MOST_MEMBERS:,} files", "Split it")
                    return
                name = inner_name(info.name)
                if not info.isreg() or HIDDEN.search(name):
                    continue
                where = f"{source}{'/' if '#' in source else '#'}{name}"
                raw = package.extractfile(info)
                if raw is None:
                    continue
                try:
                    yield name, Stream(_Member(raw, budget, where, info.size), where)
                except InputError as error:
                    yield error
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError) as error:
        raise UnreadableError(source, "the tar archive is damaged", "Fetch or pack it again") from error

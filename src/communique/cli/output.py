"""Where a command's results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from communique.errors import UsageError, printable


class Output:
    """Takes text and writes it in UTF-8.

    To a file it writes beside it first and takes its place when everything went well and :meth:`write` was called, so
    that a failure leaves the old file as it was. To standard output every text goes out at once.

    Raises:
        UsageError: the file cannot be written there.
    """

    def __init__(self, path: str | None) -> None:
        self._target = _target(path) if path not in (None, "-") else None
        self._temporary: str | None = None
        self._stream: BinaryIO | None = None

    @property
    def is_file(self) -> bool:
        """Whether the results go to a file rather than to standard output."""
        return self._target is not None

    def write(self, text: str) -> None:
        """Add ``text``; lone surrogates in it become question marks."""
        stream = self._opened()
        stream.write(text.encode("utf-8", "replace"))
        if self._target is None:
            stream.flush()

    def write_bytes(self, content: bytes) -> None:
        """Add bytes as they are."""
        self._opened().write(content)

    def write_all(self, texts: Iterable[str]) -> None:
        """Add each of ``texts``; without any the file is empty, so that no old answer passes for a new one."""
        self.write("")
        for text in texts:
            self.write(text)

    def _opened(self) -> BinaryIO:
        if self._stream is None:
            if self._target is None:
                sys.stdout.flush()
                self._stream = sys.stdout.buffer
            elif _is_special(self._target):
                self._stream = self._target.open("wb")
            else:
                handle, self._temporary = tempfile.mkstemp(
                    prefix=f".{self._target.name[:50]}.", dir=self._target.parent
                )
                self._stream = os.fdopen(handle, "wb")
        return self._stream

    def __enter__(self) -> Output:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is None or self._target is None:
            return
        self._stream.close()
        if self._temporary is None:
            return
        temporary = Path(self._temporary)
        if kind is None:
            temporary.chmod(_mode(self._target))
            temporary.replace(self._target)
        else:
            temporary.unlink(missing_ok=True)


def _target(path: str | None) -> Path:
    """The file itself, behind all links."""
    target = Path(os.path.realpath(path or ""))
    if target.is_dir():
        raise UsageError(f"{printable(str(path))}: is a folder; name a file in it for the output")
    if not target.parent.is_dir():
        raise UsageError(f"{printable(str(path))}: there is no folder {printable(str(target.parent))}; make it first")
    if not os.access(target if _is_special(target) else target.parent, os.W_OK):
        raise UsageError(f"{printable(str(path))}: may not be written; choose another place for the output")
    return target


def _is_special(target: Path) -> bool:
    """Whether it is a device or a pipe, which can only be written to as it is."""
    return target.exists() and not target.is_file()


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, or those of any new file."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

"""What the terminal can show, and progress on it when the work is long."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import click

from communique.errors import ExtractionError, InputError

PLAIN_WIDTH = 100
"""Columns of a page that goes to a file or a pipe."""
LONGEST_WIDTH = 120
"""Columns of a page in a terminal at most: longer lines are hard to read."""
PATIENCE = 2.0
"""Seconds of work before progress is shown."""


def shows_colour() -> bool:
    """Whether standard output takes colours: a terminal that is not dumb, or FORCE_COLOR; never with NO_COLOR.

    Source: https://no-color.org and https://force-color.org.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns for a page on standard output."""
    return min(shutil.get_terminal_size().columns, LONGEST_WIDTH) if sys.stdout.isatty() else PLAIN_WIDTH


def debugging() -> bool:
    """Whether the command was called with ``--debug``."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.find_root().params.get("debug"))


def failure(error: InputError) -> str:
    """What is said of an input that cannot be read; with ``--debug`` also where a step of reading failed."""
    told = f"communique: {error}"
    if isinstance(error, ExtractionError) and debugging():
        from communique.export.safe import visible

        told += "\n" + visible(error.trace.rstrip())
    return told


class LiveBar:
    """What bars share: what is told stands above them, and they end with the work. Whoever inherits starts it."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None

    def tell(self, message: str) -> None:
        """A line on standard error, above the bar if there is one."""
        if self._bar is not None:
            self._bar.console.print(message, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(message, err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


class Progress(LiveBar):
    """Counts reports, or what ``unit`` says, on standard error, once the work takes long and nothing else is written
    to the terminal.
    """

    def __init__(
        self, count: Callable[[], int | None], *, quiet: bool, unit: str = "reports", deed: str = "reading"
    ) -> None:
        """``count`` tells how many there will be, if it can; ``quiet`` when results go to the same terminal."""
        super().__init__()
        self._unit, self._deed = unit, deed
        self._count = count
        self._allowed = sys.stderr.isatty() and not quiet
        self._since = time.monotonic()
        self._done = 0
        self._total: int | None = None

    def advance(self) -> None:
        """One more is done."""
        self._done += 1
        if self._bar is None and self._allowed and time.monotonic() - self._since > PATIENCE:
            self._start()
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done)
            if self._total is not None and self._done > self._total:  # a file with many articles in it
                self._total = None
                self._bar.update(self._task, total=None)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        unit = TextColumn(self._unit)
        columns = (BarColumn(), MofNCompleteColumn(), unit, TimeElapsedColumn(), TimeRemainingColumn())
        self._bar = Bar(TextColumn(self._deed), *columns, console=Console(stderr=True), transient=True)
        self._total = self._count()
        if self._total is not None and self._done > self._total:
            self._total = None
        self._task = self._bar.add_task("", total=self._total, completed=self._done)
        self._bar.start()

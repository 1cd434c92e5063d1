"""The bar of ``communique add``: reports, words a second, time left, on standard error."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from typing import Any

from communique.cli.terminal import LiveBar

__all__ = ["Bar"]


class Bar(LiveBar):
    """Shows how far adding is, in a terminal; elsewhere only what it is told to tell."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__()
        self._shows = sys.stderr.isatty()
        self._total: int | None = None
        if self._shows:
            listed = list(paths)
            threading.Thread(target=self._count, args=(listed,), daemon=True).start()

    def _count(self, paths: list[str]) -> None:
        from communique.sources import count_reports  # what reads pages takes a moment to load

        self._total = count_reports(paths, unpack=True)

    def show(self, added: Any) -> None:
        """Bring the bar to what was added so far."""
        if not self._shows:
            return
        if self._bar is None:
            self._start()
        speed = added.words / added.seconds if added.seconds else 0.0
        total = None if self._total is None else max(self._total, added.done)
        self._bar.update(self._task, completed=added.done, total=total, speed=f"{speed:,.0f} words/s")

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("adding"), BarColumn(), TextColumn("{task.completed:,} reports"),
            TextColumn("{task.fields[speed]}"), TimeRemainingColumn(elapsed_when_finished=True),
        )  # fmt: skip
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=None, speed="")
        self._bar.start()

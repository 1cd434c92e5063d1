"""Being ended from outside: Ctrl-C by the user, SIGTERM by a service manager; both in good order."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TOLD", "Signals", "Termination", "check_signals", "signals_first"]


TOLD = "told"
"""Stands in the arguments of what ends a command if the command has said so."""


class Termination(KeyboardInterrupt):
    """SIGTERM came: everything that ends in good order at Ctrl-C does so here too."""


class Signals:
    """While a command runs, SIGINT and SIGTERM raise where it is, and again at its next safe place.

    Python drops what is raised in a finaliser, and prints it: a signal that happens to come there would be lost. So it
    is remembered, and :meth:`check` raises it anew. A SIGINT that is ignored, as under ``nohup``, stays so.
    """

    def __init__(self) -> None:
        self._asked: type[KeyboardInterrupt] | None = None
        self._before: dict[int, Any] = {}
        self._hook: Callable[[Any], None] = sys.unraisablehook

    def check(self) -> None:
        """Raise what a signal asked for, if it was dropped.

        Raises:
            KeyboardInterrupt: Ctrl-C or, as :class:`Termination`, SIGTERM.
        """
        if self._asked is not None:
            raise self._asked

    def _handle(self, number: int, _frame: object) -> None:
        self._asked = Termination if number == signal.SIGTERM else KeyboardInterrupt
        raise self._asked

    def _dropped(self, what: Any) -> None:
        if not issubclass(what.exc_type, KeyboardInterrupt):
            self._hook(what)

    def __enter__(self) -> Signals:
        if threading.current_thread() is threading.main_thread():  # no other may set signals
            self._before[signal.SIGTERM] = signal.signal(signal.SIGTERM, self._handle)
            if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                self._before[signal.SIGINT] = signal.signal(signal.SIGINT, self._handle)
            self._hook, sys.unraisablehook = sys.unraisablehook, self._dropped
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        if self._before:
            sys.unraisablehook = self._hook


def check_signals() -> None:
    """A safe place of a long command: what a signal asked for is done here, if it was dropped.

    Raises:
        KeyboardInterrupt: see :meth:`Signals.check`.
    """
    context = click.get_current_context(silent=True)
    signals = context.find_root().obj if context is not None else None
    if isinstance(signals, Signals):
        signals.check()


@contextmanager
def signals_first() -> Iterator[None]:
    """Take an error for the signal that made it: SQLite drops what is raised in a function of ours, and fails instead.

    Raises:
        KeyboardInterrupt: see :meth:`Signals.check`; in place of the error, if a signal came.
    """
    try:
        yield
    except CommuniqueError:
        check_signals()
        raise

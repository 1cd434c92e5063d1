"""The explorer's server: uvicorn in this process, which waits for nobody too long."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
import webbrowser
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from communique.errors import UsageError, printable
from communique.web.app import create_app
from communique.web.settings import ExplorerSettings

__all__ = ["collect_seldom", "listen", "serve"]

HEAD_SECONDS = 5.0
"""In which the first request of a connection must have come."""
CONNECTIONS = 64
"""Requests answered at once; more are told to come again."""


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn has it, for clients that say what they want within :data:`HEAD_SECONDS`; it waits forever."""

    _late: asyncio.TimerHandle

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._late = self.loop.call_later(HEAD_SECONDS, self._too_late)

    def _too_late(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._late.cancel()
        super().connection_lost(exc)


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address; port 0 takes a free one.

    Raises:
        UsageError: the address cannot be listened on; says why.
    """
    try:
        [family, kind, proto, _, address] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, proto)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
        except BaseException:
            made.close()
            raise
    except (OSError, UnicodeError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it is no address"
        raise UsageError(
            f"{printable(host)} port {port} cannot be listened on ({reason}). Choose another with --port"
        ) from error
    return made


def collect_seldom() -> None:
    """Let the collector of garbage look seldom, and never at what is there already: modules and compiled templates.

    An answer makes some ten thousand rows that all go when it is sent; going through everything in between took up to a
    third of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def serve(settings: ExplorerSettings, sock: socket.socket, *, open_at: str | None = None) -> None:
    """Serve the explorer until the process is told to end; opens a browser at ``open_at`` when it is ready."""
    config = uvicorn.Config(
        create_app(settings), http=PatientProtocol, ws="none", limit_concurrency=CONNECTIONS, server_header=False,
        log_level="error", access_log=False, timeout_keep_alive=5, timeout_graceful_shutdown=3, lifespan="on",
    )  # fmt: skip
    server = uvicorn.Server(config)
    collect_seldom()
    if open_at is not None:
        threading.Thread(target=webbrowser.open, args=(open_at,), daemon=True).start()
    server.run(sockets=[sock])

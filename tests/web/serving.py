"""An explorer on a port of its own, in a thread, for browsers and raw sockets."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from communique.web import create_app
from communique.web.server import PatientProtocol, listen
from communique.web.settings import ExplorerSettings


@contextmanager
def served(store: Path, **settings: Any) -> Iterator[int]:
    """The port of an explorer of a store."""
    with listen("127.0.0.1", 0) as sock:
        port = int(sock.getsockname()[1])
        app = create_app(ExplorerSettings(store=store, port=port, **settings))
        server = uvicorn.Server(
            uvicorn.Config(app, http=PatientProtocol, ws="none", log_level="critical", server_header=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join(5)

"""``communique add`` with a slow reader in place of the models: ``python -m tests.cli.adding ARGUMENT...``."""

from __future__ import annotations

import signal
import sys

from communique.cli import main
from communique.ingest import workers
from tests.database.toy import slow_reader

if __name__ == "__main__":
    # What a shell does for a command in the foreground; one in the background, under nohup or in a CI ignores SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    workers.model_reader = slow_reader
    main(["add", *sys.argv[1:]])

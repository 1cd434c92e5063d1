"""A process that reads shards with others until somebody kills these: ``python -m tests.shards.killed FOLDER``.

Prints the numbers of its reading processes when they begin, and in the end how many shards were read and set aside.
"""

from __future__ import annotations

import sys
from pathlib import Path

from communique.shards import local
from communique.shards.engine import read_shards
from communique.shards.folder import ShardFolder
from tests.database.toy import ToyReader


def slow() -> ToyReader:
    """Slow enough to be met while it reads."""
    return ToyReader(pause=0.02)


class _Told(local._Worker):
    def __init__(self, *given) -> None:
        super().__init__(*given)
        print("process", self.process.pid, flush=True)


def main() -> None:
    local._Worker = _Told  # type: ignore[misc]
    folder = ShardFolder(Path(sys.argv[1]))
    told = read_shards(folder, folder.whole_cut(), local.LocalEngine(2, slow))
    print("done", told.done, len(told.aside), flush=True)


if __name__ == "__main__":
    main()

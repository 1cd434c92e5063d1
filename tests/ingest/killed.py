"""A process that adds reports until it is killed: ``python -m tests.ingest.killed STORE COUNT``.

Prints each number of reports added.
"""

from __future__ import annotations

import sys
from pathlib import Path

from communique.ingest import add
from communique.ingest.workers import Readers
from communique.store import open_store
from tests.database.toy import report, slow_reader


def made(count: int) -> list:
    """Reports of which each tells of one of seven people."""
    people = ("Ahmet Davutoglu of Turkey", "Sergei Lavrov of Russia", "John Kerry of America", "Wang Yi of China")
    text = "Foreign Minister {} said that he has {} reasons and that {} would help."
    return [report(text.format(people[n % 4], n, "talks " * (n % 9 + 1)), f"{n}.txt") for n in range(count)]


def main() -> None:
    add.BATCH = 4
    path, count = Path(sys.argv[1]), int(sys.argv[2])
    with open_store(path) as store:
        add.add_reports(
            store.engine(write=True), path, made(count), Readers(1, slow_reader),
            on_progress=lambda told: print(told.done, flush=True),
        )  # fmt: skip


if __name__ == "__main__":
    main()

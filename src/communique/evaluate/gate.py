"""The gate: no figure on the project's own gold may fall below its floor.

::

    python -m communique.evaluate.gate                          see that none does
    python -m communique.evaluate.gate --update                 raise the floors to what is reached now
    python -m communique.evaluate.gate --update --allow-lower   lower some, which a commit message has to explain

Floors stand in a file with the fingerprint of the gold that they were measured on; on other gold they mean nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from communique.errors import CommuniqueError, GoldError, printable
from communique.evaluate.gold import load_gold, read_gold, records_by_name
from communique.evaluate.rules import evaluate
from communique.evaluate.scores import Scores

__all__ = ["Floors", "fingerprint", "load_floors", "main", "problems", "updated"]

GOLD = "examples/gold"
FLOORS = "tests/floors.json"


class Floors(msgspec.Struct, frozen=True):
    """The least that each figure may be (F1 of a kind, share of a field; 0..1), and the gold that it is measured on."""

    fingerprint: str
    floors: dict[str, float]


def fingerprint(gold: str | Path) -> str:
    """sha-256 over the names and bytes of the gold's files, in the order of their names.

    Raises:
        GoldError: a file cannot be read.
    """
    path = Path(gold)
    digest = hashlib.sha256()
    try:
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            content = file.read_bytes().replace(b"\r\n", b"\n")  # a checkout on Windows has the same gold
            digest.update(f"{file.name}\0{len(content)}\0".encode())
            digest.update(content)
    except OSError as error:
        raise GoldError(
            f"{printable(str(path))}: cannot be read ({error.strerror}). Give a gold file or folder"
        ) from None
    return digest.hexdigest()


def load_floors(path: str | Path) -> Floors:
    """The floors of a file.

    Raises:
        GoldError: there is no such file, or it holds no floors.
    """
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=Floors)
    except OSError as error:
        raise GoldError(f"{printable(str(path))}: cannot be read ({error.strerror}). Make it with --update") from None
    except msgspec.DecodeError as error:
        raise GoldError(
            f"{printable(str(path))}: these are no floors ({error}). Make them anew with --update"
        ) from None


def problems(scores: Scores, floors: Floors, now: str) -> list[str]:
    """What is wrong, in sentences; none if the gate is passed. ``now`` is the gold's fingerprint as it is."""
    if floors.fingerprint != now:
        return ["the gold has changed since the floors were measured: look at the new figures, then use --update"]
    reached = scores.values()
    return [
        f"{name}: {100 * reached.get(name, 0.0):.1f} is below its floor of {100 * floor:.1f}"
        for name, floor in floors.floors.items()
        if reached.get(name, 0.0) < floor
    ]


def updated(scores: Scores, old: Floors | None, now: str, *, allow_lower: bool = False) -> Floors:
    """New floors: what is reached, cut to three places.

    Raises:
        GoldError: a floor would be lowered or lost, and that was not allowed; the message names it.
    """
    new = Floors(now, {name: math.floor(1000 * value) / 1000 for name, value in scores.values().items()})
    if old is not None and not allow_lower:
        lower = [name for name, floor in old.floors.items() if new.floors.get(name, 0.0) < floor]
        if lower:
            raise GoldError(
                f"these floors would be lowered: {_changes(lower, old.floors, new.floors)}. "
                "Mend what made them fall, or say --allow-lower and explain it in the commit message"
            )
    return new


def _changes(names: Sequence[str], old: Mapping[str, float], new: Mapping[str, float]) -> str:
    return ", ".join(f"{n} {100 * old[n]:.1f} to {100 * new.get(n, 0.0):.1f}" for n in names)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit status is 0 if the gate is passed, 1 if not, 2 for wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m communique.evaluate.gate", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--gold", default=GOLD, help=f"gold file or folder (default: {GOLD})")
    parser.add_argument("--floors", default=FLOORS, help=f"file of the floors (default: {FLOORS})")
    parser.add_argument("--records", help="records to score; without it the gold's own texts are read now")
    parser.add_argument("--update", action="store_true", help="write what is reached now as the new floors")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: let floors fall")
    given = parser.parse_args(arguments)
    try:
        return _run(given.gold, Path(given.floors), given.records, update=given.update, allow_lower=given.allow_lower)
    except CommuniqueError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1


def _run(gold_path: str, floors_path: Path, records: str | None, *, update: bool, allow_lower: bool) -> int:
    gold = load_gold(gold_path)
    scores = evaluate(gold, records_by_name(records) if records else read_gold(gold))
    now = fingerprint(gold_path)
    print(scores.to_table())
    if update:
        floors = updated(
            scores, load_floors(floors_path) if floors_path.exists() else None, now, allow_lower=allow_lower
        )
        floors_path.write_text(json.dumps(msgspec.to_builtins(floors), indent=2) + "\n", encoding="utf-8")
        print(f"wrote {printable(str(floors_path))}")
        return 0
    wrong = problems(scores, load_floors(floors_path), now)
    for sentence in wrong:
        print(f"gate: {sentence}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""The gate on styles: the whole reader on the passages of the split `test`, against the floors of ``floors.json``.

The tagger is not trained on these passages (``training.data.divided``). Those of the first 220, whose like the authors
of rules have read, are told apart (``old``). ``python -m tests.corpus.test_gate`` measures the floors anew, after the
passages or the reader have changed; with ``--allow-lower`` some may fall, which a commit message has to explain.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path

import msgspec
from corpus.markup import read_all, record
from corpus.splits import origin, read_splits

from communique.errors import GoldError
from communique.evaluate import Scores, evaluate, load_gold, read_gold
from communique.evaluate.gate import Floors, fingerprint, load_floors, problems, updated

FLOORS = Path(__file__).with_name("floors.json")
FIGURES = ("statements", "statements content", "mentions")  # the first with the right speaker
FACTS = ("positions", "conditionals", "meetings", "agreements", "relations", "events", "times")
SLACK = 0.01  # a floor is this much below what was reached: a gain elsewhere may cost a statement here


def measured(folder: Path) -> tuple[Scores, str]:
    """The reader's figures on the test passages, old and new apart, and the passages' fingerprint."""
    splits = read_splits()
    passages = [p for p in read_all() if splits[p.path.stem] == "test"]
    assert all(p.complete for p in passages)
    kinds, reports, unread = {}, 0, []
    for part in ("new", "old"):
        if not (some := [p for p in passages if origin(p.path.stem) == part]):
            continue
        file = folder / f"{part}.jsonl"
        file.write_text("".join(json.dumps(record(p)) + "\n" for p in some), encoding="utf-8")
        gold = load_gold(file)
        scores = evaluate(gold, read_gold(gold))
        kinds |= {f"{part} {k}": scores.kinds[k] for k in (*FIGURES, *FACTS)}
        reports += scores.reports
        unread += scores.unread
    whole = folder / "test.jsonl"
    whole.write_text("".join(json.dumps(record(p)) + "\n" for p in passages), encoding="utf-8")
    return Scores(reports, kinds, {}, unread), fingerprint(whole)


def test_no_figure_is_below_its_floor(tmp_path: Path) -> None:
    scores, now = measured(tmp_path)
    assert scores.unread == []
    wrong = problems(scores, load_floors(FLOORS), now)
    assert wrong == [], "\n".join([*wrong, scores.to_table()])


def test_a_floor_for_every_figure() -> None:
    floors = load_floors(FLOORS).floors
    figures = {name.partition(" ")[2] for name in floors}
    assert figures == {*FIGURES, *FACTS}
    assert all(floors[name] > 0.3 for name in floors if name.partition(" ")[2] in FIGURES)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.test_gate", description="Measure the floors anew.")
    parser.add_argument("--allow-lower", action="store_true", help="let floors fall")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scores, now = measured(Path(folder))
    print(scores.to_table())
    old = load_floors(FLOORS) if FLOORS.exists() else None
    try:
        reached = updated(scores, old, now, allow_lower=given.allow_lower).floors
    except GoldError as error:
        print(error, file=sys.stderr)
        return 1
    kept = {} if old is None or given.allow_lower else old.floors
    floors = {k: max(kept.get(k, 0.0), math.floor(1000 * (v - SLACK)) / 1000) for k, v in reached.items()}
    FLOORS.write_text(json.dumps(msgspec.to_builtins(Floors(now, floors)), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

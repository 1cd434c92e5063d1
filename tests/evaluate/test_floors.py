"""The gate: the whole reader on the project's own gold, against the floors of ``tests/floors.json``."""

from __future__ import annotations

from pathlib import Path

from communique.evaluate import evaluate, load_gold, read_gold
from communique.evaluate.gate import fingerprint, load_floors, problems

ROOT = Path(__file__).parents[2]


def test_no_figure_is_below_its_floor() -> None:
    folder = ROOT / "examples" / "gold"
    gold = load_gold(folder)
    scores = evaluate(gold, read_gold(gold))
    assert scores.unread == []
    wrong = problems(scores, load_floors(ROOT / "tests" / "floors.json"), fingerprint(folder))
    assert wrong == [], "\n".join([*wrong, scores.to_table()])

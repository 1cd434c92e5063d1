"""Fit how sure facts are told to be.

    python -m training.confidence --gold GOLD [GOLD ...] --out src/communique/extract/data/confidence.json

``GOLD`` is what ``communique evaluate`` takes, every fact of it annotated: a folder or lines of records. Of the corpus
(``python -m corpus.markup build``) the passages of ``test`` are left out. The reader reads the reports; a fact is right
if the gold has it (:mod:`communique.evaluate`). One logistic regression a kind, its L2 penalty the best of a few by
fifths of the reports; what is printed is measured on the fifth left out: how well the confidence ranks right before
wrong facts (area under the ROC curve), and its mean distance from the share that is right (expected calibration error,
ten bins). Needs numpy and scipy only.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from corpus.splits import read_splits

from communique.evaluate import load_gold, read_gold
from communique.evaluate.gold import Gold
from communique.evaluate.rules import judged
from communique.extract.confidence import Kind
from communique.extract.events.evidence import features as of_event
from communique.extract.meetings.evidence import features as of_meeting
from communique.model import Record
from training.regression import sigmoid
from training.reports import part_of

PENALTIES = (1.0, 3.0, 10.0)
SELDOM = 3
"""A feature of fewer facts than this gets no weight."""
FOLDS = 5


def examples(gold: list[Gold]) -> dict[Kind, list[tuple[str, set[str], bool]]]:
    """For each kind: the report, the features of a fact, and whether it is right."""
    found: dict[Kind, list[tuple[str, set[str], bool]]] = {"events": [], "meetings": []}
    read = read_gold(gold)
    for g in gold:
        plain = read[g.name]
        record = msgspec.convert(plain, Record)
        statements = {s.id: s for s in record.statements}
        right = judged(g.record, plain)
        for event in record.events:
            if event.id in right["events"]:
                told_in = statements.get(event.statement or "")
                told = of_event(event, record.actor, told_in, record.report.text)
                found["events"].append((g.name, told, right["events"][event.id]))
        for meeting in record.meetings:
            if meeting.id in right["meetings"]:
                found["meetings"].append((g.name, of_meeting(meeting), right["meetings"][meeting.id]))
    return found


def fit(rows: list[tuple[str, set[str], bool]]) -> dict[str, float]:
    """Weights, with the penalty that predicts best what it has not seen; prints how well."""
    count = Counter(name for _, told, _ in rows for name in told)
    names = ["always", *sorted(n for n, k in count.items() if k >= SELDOM)]
    index = {n: k for k, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    x[:, 0] = 1
    for r, (_, told, _) in enumerate(rows):
        for name in told & index.keys():
            x[r, index[name]] = 1
    y = np.array([right for _, _, right in rows], float)
    fold = np.array([part_of(report, FOLDS) for report, _, _ in rows])
    best: tuple[float, float] | None = None
    for penalty in PENALTIES:
        p = np.zeros(len(rows))
        for k in range(FOLDS):
            p[fold == k] = sigmoid(x[fold == k] @ _minimum(x[fold != k], y[fold != k], penalty))
        loss = -float(np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
        print(
            f"  penalty {penalty:4}: log loss {loss:.3f}, ranking {ranking(p, y):.3f}, "
            f"calibration error {calibration_error(p, y):.3f}"
        )
        if best is None or loss < best[0]:
            best = loss, penalty
    assert best is not None
    w = _minimum(x, y, best[1])
    return {n: round(float(w[k]), 3) for n, k in index.items()}


def _minimum(x: Any, y: Any, penalty: float) -> Any:
    from scipy.optimize import minimize

    free = np.ones(x.shape[1])
    free[0] = 0  # the intercept is not held down

    def loss(w: Any) -> tuple[float, Any]:
        p = np.clip(sigmoid(x @ w), 1e-9, 1 - 1e-9)
        value = -float((y * np.log(p) + (1 - y) * np.log(1 - p)).sum()) + penalty / 2 * float((free * w * w).sum())
        return value, x.T @ (p - y) + penalty * free * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def ranking(p: Any, y: Any) -> float:
    """The chance that what is right (``y`` 1) has the higher probability of two: the area under the ROC curve."""
    order = np.argsort(p)
    rank = np.empty(len(p))
    rank[order] = np.arange(1, len(p) + 1)
    right = y.sum()
    return float((rank[y == 1].sum() - right * (right + 1) / 2) / (right * (len(y) - right)))


def calibration_error(p: Any, y: Any) -> float:
    """How far probabilities lie from shares of what is right, by tenths, weighted by their sizes."""
    bins = np.minimum((p * 10).astype(int), 9)
    held = [bins == k for k in range(10) if (bins == k).any()]
    return float(sum(abs(p[b].mean() - y[b].mean()) * b.mean() for b in held))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True, nargs="+", type=Path, help="folders or lines of records")
    parser.add_argument("--out", required=True, type=Path, help="the file of weights to write")
    options = parser.parse_args()
    held_out = {name for name, split in read_splits().items() if split == "test"}
    gold = [g for path in options.gold for g in load_gold(path) if g.name not in held_out]
    weights: dict[str, dict[str, float]] = {}
    for kind, rows in examples(gold).items():
        print(f"{kind}: {len(rows)}, right {sum(r for _, _, r in rows) / len(rows):.3f}")
        weights[kind] = fit(rows)
    about = (
        "Weights of the features that tell how sure a fact is; see communique.extract.confidence. Fitted by "
        f"training/confidence.py on {len(gold)} annotated reports: the train and dev passages of the corpus and 63 "
        "reports annotated by hand."
    )
    options.out.write_text(json.dumps({"about": about, "weights": weights}, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""Fit which words take a stance, and which: the weights of positions.

    python -m training.positions --heads RUN --gold GOLD [GOLD ...] --invented CORPUS --out FILE

``RUN`` is where ``training/acts.py`` left its encoders, each with a stance head that has not seen the reports of one
part, so that the regressions see the head as new text will. ``GOLD`` are reports of which every position is annotated,
folders or lines of records; ``CORPUS`` is the corpus (``python -m corpus.markup build``), whose passages of ``test``
are left out. Invented passages have more positions than reports: they share all weights with these but one, which is
theirs alone and does not ship. ``FILE`` is ``src/communique/extract/data/voted_positions.json``; the weights where no
head votes, ``positions.json``, were made by the same regressions without the head, and are not made anew.

Four logistic regressions: whether what a rule found is a position of gold (``positions``), whether a clause of a
statement takes a stance (``voiced``), of those that do whether it is against (``against``), and whether what the
stance head alone tells is a position (``headed``). A fifth (``told``)
makes of the chance of what is told, which is the best of several that compete for the same words, how often it is
right. What is printed is measured by parts of the reports, each scored by weights that were fitted without it: the
area under the ROC curve of each, and precision, recall and F1 of the positions that come of them at some thresholds.
Needs numpy only.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from corpus.splits import read_splits

from communique.evaluate import load_gold
from communique.evaluate.gold import Gold
from communique.evaluate.rules import alike
from communique.extract.mention_index import MENTION_INDEX
from communique.extract.positions.extractor import AHEAD, proposed
from communique.extract.positions.extractor import LEAST as EXTRACTED
from communique.extract.positions.headed import HEADED
from communique.extract.positions.stances import StanceMention
from communique.extract.statement_index import STATEMENT_INDEX
from communique.language.document import Document
from communique.model import Span
from communique.reader import Reader
from training.ballot import FOLDS, fold_of, reader_with
from training.descent import curvature, lowest
from training.matching import matched
from training.regression import sigmoid
from training.reports import report_of

PENALTY = 30.0
SELDOM = 3
"""A feature of fewer candidates than this gets no weight."""
REAL = 2.0
"""What a candidate of a real report weighs, one of an invented passage weighing one."""
LEAST = 0.02
"""A weight nearer to nothing does not ship."""
THRESHOLDS = tuple(
    (r, v, h) for r in (0.35, 0.4, 0.45, 0.5) for v in (0.4, 0.45, 0.5, 0.55, 0.6, 2.0) for h in (0.4, 0.5, 0.6, 2.0)
)
INVENTED = "invented"


class Example(NamedTuple):
    """What a rule or a statement proposes, and the numbers of the gold positions that it may be."""

    actor: str
    issue: Span
    stance: str | None
    """None of what a statement proposes."""
    features: set[str]
    same: list[int]
    by: str
    """Who proposes it: ``rule``, ``voiced`` (a statement) or ``head``."""


class Read(NamedTuple):
    """One report: its gold stances and what is proposed."""

    name: str
    gold: list[str]
    examples: list[Example]


def read(gold: Sequence[Gold], heads: Path, *, invented: bool) -> list[Read]:
    """The reports with all that is proposed of them, by a head that has not seen them."""
    found: list[Read] = []
    with tempfile.TemporaryDirectory() as scratch:
        for fold in range(FOLDS):
            reader = reader_with(heads / f"encoder-{fold}.onnx", Path(scratch) / str(fold), whole=True)
            found += [_read(reader, g, invented) for g in gold if fold_of(g.name) == fold]
    return found


def _read(reader: Reader, g: Gold, invented: bool) -> Read:
    document = reader.document(report_of(g))
    told = examples(document, g, reader.record(document).to_dict(), invented)
    document.let_go()
    return told


def examples(document: Document, g: Gold, record: dict[str, Any], invented: bool) -> Read:
    """What is proposed of a document, compared with gold."""
    proposed = list(_proposed(document))
    facts = [
        {"id": str(n), "actor": actor, "stance": stance or "for", "issue": {"label": "", "span": _plain(issue)},
         "evidence": [_plain(words)]}
        for n, (actor, issue, words, stance, _, _) in enumerate(proposed)
    ]  # fmt: skip
    same = alike(g.record, {**record, "positions": facts}, "positions", loosely=True)
    own = {INVENTED} if invented else set()
    listed = [Example(a, i, st, f | own, same[str(n)], by) for n, (a, i, _, st, f, by) in enumerate(proposed)]
    return Read(g.name, [p["stance"] for p in g.record.get("positions") or []], listed)


def _proposed(document: Document) -> Iterable[tuple[str, Span, Span, str | None, set[str], str]]:
    for found, features in proposed(document, document.index(MENTION_INDEX), document.index(STATEMENT_INDEX)):
        if isinstance(found, StanceMention):
            by = HEADED if found.way == HEADED else "rule"
            yield found.actor.id, found.issue, found.evidence, found.stance, features, by
        else:
            yield found.speaker.id, found.issue, found.part, None, features, "voiced"


def _plain(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


# -- the regressions ------------------------------------------------------------------------------------------------

Rows = list[tuple[set[str], bool, float]]


class Regression:
    """One logistic regression over features that hold or do not."""

    def __init__(self, rows: Rows) -> None:
        count = Counter(name for features, _, _ in rows for name in features)
        self.names = ["always", *sorted(n for n, k in count.items() if k >= SELDOM)]
        self.index = {n: k for k, n in enumerate(self.names)}
        y, weight = (np.array([row[k] for row in rows], float) for k in (1, 2))
        self.weights = _minimum(self._matrix([row[0] for row in rows]), y, weight)

    def chances(self, features: Sequence[set[str]]) -> Any:
        """How likely each is."""
        return sigmoid(self._matrix(features) @ self.weights) if features else np.zeros(0)

    def shipped(self) -> dict[str, float]:
        """The weights of a real report's features."""
        told = {n: round(float(self.weights[k]), 2) for n, k in self.index.items() if n != INVENTED}
        return {n: w for n, w in told.items() if abs(w) >= LEAST or n == "always"}

    def _matrix(self, features: Sequence[set[str]]) -> Any:
        x = np.zeros((len(features), len(self.names)))
        x[:, 0] = 1
        for r, names in enumerate(features):
            for name in names & self.index.keys():
                x[r, self.index[name]] = 1
        return x


def _minimum(x: Any, y: Any, weight: Any) -> Any:
    """The weights of least penalised loss."""
    n = x.shape[1]
    penalty = np.full(n, PENALTY)
    penalty[0] = 0.01
    steepest = curvature(lambda v: x.T @ (weight * (x @ v)), n)
    return lowest(
        lambda w: x.T @ (weight * (sigmoid(x @ w) - y)) + penalty * w,
        n, 1 / (steepest / 4 + PENALTY), rounds=500, nearest=1e-6,
    )  # fmt: skip


def rows(reports: Iterable[Read], kind: str, weight: float) -> Rows:
    """The rows of one of the regressions."""
    found: Rows = []
    for r in reports:
        for e in r.examples:
            if (kind == "positions" and e.by == "rule") or (kind == "headed" and e.by == HEADED):
                found.append((e.features, any(r.gold[i] == e.stance for i in e.same), weight))
            elif kind == "voiced" and e.stance is None:
                found.append((e.features, bool(e.same), weight))
            elif kind == "against" and e.stance is None and e.same and r.gold[e.same[0]] != "ambivalent":
                found.append((e.features, r.gold[e.same[0]] == "against", weight))
    return found


KINDS = ("positions", "voiced", "against", "headed")
SHIPPED = {kind: f"voted {kind}" for kind in ("positions", "voiced", "against")}
TELLS = {"rule": "positions", "voiced": "voiced", HEADED: "headed"}
"""The regression that judges what each proposes."""


def fit(real: Sequence[Read], invented: Sequence[Read]) -> dict[str, Regression]:
    """The regressions."""
    return {k: Regression(rows(real, k, REAL) + rows(invented, k, 1.0)) for k in KINDS}


# -- measuring ------------------------------------------------------------------------------------------------------


Chance = tuple[float, str | None]
"""How likely an example is right, and its stance."""


def measure(real: Sequence[Read], invented: Sequence[Read]) -> dict[str, float]:
    """Print what the weights reach on reports that they were not fitted on, and fit there how often they are right."""
    fold = {r.name: fold_of(r.name) for r in real}
    chances: dict[str, list[Chance]] = {}
    ranked: dict[str, list[tuple[float, bool]]] = {k: [] for k in KINDS}
    for k in range(FOLDS):
        models = fit([r for r in real if fold[r.name] != k], [r for r in invented if fold_of(r.name) != k])
        for r in (r for r in real if fold[r.name] == k):
            told = {kind: m.chances([e.features for e in r.examples]) for kind, m in models.items()}
            chances[r.name] = [
                (float(told[TELLS[e.by]][n]), e.stance or ("against" if told["against"][n] > 0.5 else "for"))
                for n, e in enumerate(r.examples)
            ]
            for kind in KINDS:
                of = rows([r], kind, 1.0)
                p = models[kind].chances([f for f, _, _ in of])
                ranked[kind] += [(float(a), b) for a, (_, b, _) in zip(p, of, strict=True)]
    for kind in KINDS:
        print(f"{kind}: {len(ranked[kind])}, area under the curve {_area(ranked[kind]):.3f}")
    for limits in THRESHOLDS:
        right = kept_ = 0
        for r in real:
            kept = _kept(r, chances[r.name], dict(zip(TELLS, limits, strict=True)))
            right += len(matched(_same(r, kept)))
            kept_ += len(kept)
        p, q = right / max(kept_, 1), right / sum(len(r.gold) for r in real)
        print(f"  from {limits}: P {100 * p:.1f} R {100 * q:.1f} F1 {200 * p * q / max(p + q, 1e-9):.1f} ({kept_})")
    told_: list[tuple[float, bool]] = []
    for r in real:
        kept = _kept(r, chances[r.name], EXTRACTED)
        right_ones = matched(_same(r, kept))
        told_ += [(k.chance, n in right_ones) for n, k in enumerate(kept)]
    x = np.array([[1.0, log(p / (1 - p))] for p, _ in told_])
    w = _minimum(x, np.array([ok for _, ok in told_], float), np.ones(len(told_)))
    return {"always": round(float(w[0]), 2), "chance": round(float(w[1]), 2)}


class Kept(NamedTuple):
    """An example that is told as a position."""

    example: Example
    stance: str | None
    chance: float


def _kept(r: Read, chances: Sequence[Chance], least: Mapping[str, float]) -> list[Kept]:
    order = sorted(
        zip(r.examples, chances, strict=True), key=lambda x: -(x[1][0] + (AHEAD if x[0].by == "rule" else 0))
    )
    kept: list[Kept] = []
    for e, (p, stance) in order:
        if p >= least[e.by] and not any(o.example.actor == e.actor and o.example.issue.overlaps(e.issue) for o in kept):
            kept.append(Kept(e, stance, p))
    return kept


def _same(r: Read, kept: Sequence[Kept]) -> list[list[int]]:
    """For each that is kept the gold positions that it agrees with, of its stance."""
    return [[i for i in k.example.same if r.gold[i] == k.stance] for k in kept]


def _area(pairs: Sequence[tuple[float, bool]]) -> float:
    p, y = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    rank = np.empty(len(p))
    rank[np.argsort(p)] = np.arange(1, len(p) + 1)
    k = y.sum()
    return float((rank[y].sum() - k * (k + 1) / 2) / (k * (len(y) - k)))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--heads", required=True, type=Path, help="the folder of the encoders of the parts")
    parser.add_argument("--gold", required=True, nargs="+", type=Path, help="folders or lines of records of reports")
    parser.add_argument("--invented", required=True, type=Path, help="the corpus as records")
    parser.add_argument("--out", required=True, type=Path, help="the file of weights to write")
    options = parser.parse_args()
    held_out = {name for name, split in read_splits().items() if split == "test"}
    real = read([g for path in options.gold for g in load_gold(path)], options.heads, invented=False)
    passages = [g for g in load_gold(options.invented) if g.name not in held_out]
    invented = read(passages, options.heads, invented=True)
    told = measure(real, invented)
    weights = {SHIPPED.get(kind, kind): model.shipped() for kind, model in fit(real, invented).items()}
    weights["voted told"] = told
    about = (
        "Weights of the features that tell whether words take a stance; see communique.extract.positions.evidence. "
        f"Fitted by training/positions.py on {len(real)} reports annotated by hand and {len(invented)} passages of the "
        "corpus, those of train and dev."
    )
    options.out.write_text(json.dumps({"about": about, "weights": weights}, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""Fit the weights that choose whom a third-person pronoun means.

    python -m training.pronouns --gap gap-train.jsonl --gold GOLD [GOLD ...] --corpus corpus.jsonl \\
        --out src/communique/extract/actors/data/pronouns.json

"He" and "she" are fitted on GAP-like lines ``{text, pronoun: [s, e], a: [s, e], b: [s, e], a_coref, b_coref}`` (GAP;
Webster et al., TACL 2018) and on the gold of the others: the weights maximise the likelihood of the right candidate
under a softmax over all that the reader finds, with an L2 penalty; where neither name is meant, probability on both is
what costs. "It", "they", "we" and their possessives are fitted on ``GOLD``, folders or lines of annotated records in
which every pronoun that means an actor is a mention of it, and on the corpus (``python -m corpus.markup build``), of
which ``test`` is left out (:mod:`training.antecedents`). What is not given keeps its weights, all but "he" do with
``--he-alone``, and ``weights``, by which persons are ranked for "it" and "they", keep those that these were fitted
with. Who stands before a pronoun depends on the pronouns before it: run it twice. Needs numpy and scipy only.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from corpus.splits import read_splits

from communique.evaluate import load_gold
from communique.extract.actors import coreference
from communique.extract.actors.clustering import draft_actors
from communique.extract.actors.coreference import _Walk
from communique.extract.actors.pronoun_coreference import HE, candidates, meant
from communique.extract.actors.pronoun_features import Asking
from communique.language.document import ATTRIBUTIONS
from communique.language.read import documents
from communique.model import make_report
from training.antecedents import FOLDS, LEAST, Choice, choices, fit_choices, held_out, shipped, told_by

BY_HAND = {"plural": 2.0, "state": -0.2, "spoke last": 1.5}
"""Weights of features that GAP, which has only "he" and "she" and few quotations, cannot tell."""
SHARE = 0.7
"""Of the weights of "he" those fitted on all; the rest are those that rank persons, of GAP alone."""
FAMILIES = ("it", "its", "they", "their"), ("we", "our")
"""Pronouns that are fitted together."""
WEIGH = {"report": 1.0, "corpus": 1.0}
"""What a pronoun of a report and one of the corpus counts."""


Labelled = tuple[list[dict[str, float]], list[int]]
"""A pronoun: the features of all candidates, and of each 1 (right), -1 (a name that is wrong) or 0 (anybody else)."""


def examples(lines: list[dict[str, Any]]) -> list[Labelled]:
    """For each pronoun: features of every candidate, and 1 (right), -1 (a name that is wrong) or 0 (anybody else)."""
    found = []
    for line, document in zip(lines, documents(make_report(x["text"], "") for x in lines), strict=True):
        document.layers.give(ATTRIBUTIONS, ())
        cast, titles = draft_actors(document)
        walk = _Walk(document, cast, titles)
        at = line["pronoun"][0] if isinstance(line["pronoun"], list) else line["pronoun"]["start"]
        caught: list[Any] = []

        def catch(discourse: Any, token: Any, p: Any, ahead: Any, at: int = at, caught: list[Any] = caught) -> Any:
            if token.idx == at:
                caught.extend(candidates(Asking(discourse, token, p), ahead))
            return meant(discourse, token, p, ahead)

        coreference.meant = catch  # type: ignore[attr-defined]
        try:
            walk.third_person()
        finally:
            coreference.meant = meant
        labels = [_label(line, c.draft) for c in caught]
        if caught:
            found.append(([c.features for c in caught], labels))
    return found


def _label(line: dict[str, Any], draft: Any) -> int:
    for name, right in (("a", line["a_coref"]), ("b", line["b_coref"])):
        s, e = line[name] if isinstance(line[name], list) else (line[name]["start"], line[name]["end"])
        if any(p.form == "name" and p.start < e and s < p.end for p in draft.places):
            return 1 if right else -1
    return 0


def fit(data: list[Labelled], penalty: float) -> dict[str, float]:
    """Weights by L-BFGS on the penalised log likelihood."""
    from scipy.optimize import minimize

    names = sorted({n for fs, _ in data for f in fs for n in f})
    index = {n: k for k, n in enumerate(names)}
    xs, ys = [], []
    for fs, labels in data:
        x = np.zeros((len(fs), len(names)))
        for r, f in enumerate(fs):
            for n, v in f.items():
                x[r, index[n]] = v
        y = np.array(labels)
        if (y == 1).any() or (y == -1).any():
            xs.append(x)
            ys.append(y)

    def loss(w: Any) -> tuple[float, Any]:
        total, grad = penalty * float(w @ w), 2 * penalty * w
        for x, y in zip(xs, ys, strict=True):
            z = x @ w
            p = np.exp(z - z.max())
            p /= p.sum()
            good = (y == 1) if (y == 1).any() else (y != -1)
            if not good.any():
                continue
            mass = max(p[good].sum(), 1e-9)
            total -= np.log(mass)
            target = np.where(good, p / mass, 0.0)
            grad = grad + x.T @ (p - target)
        return total, grad

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {n: round(float(result.x[k]), 3) for n, k in index.items()} | BY_HAND


def accuracy(data: list[Labelled], weights: dict[str, float]) -> float:
    """Share of pronouns with a right candidate whose best candidate is it."""
    right = total = 0
    for fs, labels in data:
        if 1 in labels:
            scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in fs]
            right += labels[int(np.argmax(scores))] == 1
            total += 1
    return right / max(total, 1)


def fit_he(gap: list[Labelled], gold: list[Choice], penalty: float, ranking: dict[str, float]) -> dict[str, float]:
    """The weights of "he" and "she"; prints how many are right on fifths that were left out, of both kinds of text."""
    of_gold = [((one.among, [int(x) for x in one.right]), one.fold) for one in gold]
    for name, held in (("GAP", gap), ("reports and passages", [one for one, _ in of_gold])):
        right = []
        for k in range(FOLDS):
            rest = [one for n, one in enumerate(gap) if n % FOLDS != k] + [one for one, fold in of_gold if fold != k]
            left = gap[k::FOLDS] if held is gap else [one for one, fold in of_gold if fold == k]
            right.append(accuracy(left, fit(rest, penalty)))
        print(f"he, she: {len(held)} of {name}; right on held-out fifths {np.mean(right):.3f}")
    weights = fit([*gap, *(one for one, _ in of_gold)], penalty)
    mixed = {n: SHARE * weights.get(n, 0.0) + (1 - SHARE) * ranking.get(n, 0.0) for n in {*weights, *ranking}}
    return {n: round(x, 3) for n, x in sorted(mixed.items()) if abs(x) >= LEAST}


def main() -> None:
    """Fit, report by five-fold cross-validation, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gap", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="folders or lines of annotated records")
    parser.add_argument("--corpus", type=Path, help="the corpus as records")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--he-alone", action="store_true", help="leave the weights of all but he and she as they are")
    parser.add_argument("--penalty", type=float, default=5.0, help="of the weights of he and she")
    arguments = parser.parse_args()
    written = json.loads(arguments.out.read_text("utf-8"))  # the reader reads with these while examples are gathered
    reports = [g for path in arguments.gold for g in load_gold(path)]
    test = {name for name, split in read_splits().items() if split == "test"}
    passages = [g for g in load_gold(arguments.corpus) if g.name not in test] if arguments.corpus else []
    found: list[Choice] = []
    if reports:
        found += [*choices(reports, "report"), *choices(passages, "corpus")]
    if reports and not arguments.he_alone:
        for families in FAMILIES:
            of = [one for one in found if one.family in families]
            print(told_by(held_out(of, WEIGH)))
            written |= shipped(*fit_choices(of, WEIGH), families)
        written["about"] = (
            "Weights of the features that choose whom a pronoun means; see "
            "communique.extract.actors.pronoun_coreference and first_person. Fitted by training/pronouns.py: he and "
            "she on the first 1,000 of GAP's development set (Apache-2.0), the others on "
            f"{len(reports)} reports annotated by hand and {len(passages)} passages of the corpus."
        )
    if arguments.gap:
        lines = [json.loads(x) for x in arguments.gap.read_text("utf-8").splitlines() if x.strip()]
        written["he"] = fit_he(
            examples(lines), [one for one in found if one.family == HE], arguments.penalty, written["weights"]
        )
    arguments.out.write_text(json.dumps(written, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

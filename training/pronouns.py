"""Fit the weights that choose whom a third-person pronoun means.

    python -m training.pronouns --gap gap-train.jsonl --records corpus.jsonl [...] \\
        --out src/communique/extract/actors/data/pronouns.json

"He" and "she", whose weights rank for "its" and "they" too, are fitted on GAP-like lines
``{text, pronoun: [s, e], a: [s, e], b: [s, e], a_coref, b_coref}`` (GAP; Webster et al., TACL 2018), "it" on records in
which every pronoun that means an actor is a mention of it
(``python -m corpus.markup build``; of the corpus, ``test`` is left out), and "they" on the same.
The reader itself finds the candidates; the
weights maximise the likelihood of the right one under a softmax over all of them, with an L2 penalty. Of "he", where
neither name is meant, probability on both is what costs; "it" has things and nobody among the candidates
(:mod:`communique.extract.actors.things`), of which any is right where no actor is. What is not given keeps its
weights, and who stands before a pronoun depends on the pronouns before it: run it twice. Needs numpy and scipy only.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from corpus.splits import read_splits

from communique.extract.actors import coreference
from communique.extract.actors.clustering import draft_actors
from communique.extract.actors.coreference import _Walk
from communique.extract.actors.pronoun_coreference import candidates, features_of_several, further_features, meant
from communique.extract.actors.things import (
    nobody_features,
    nobody_of_several,
    plural_thing_features,
    thing_features,
)
from communique.language.document import ATTRIBUTIONS
from communique.language.read import documents
from communique.model import make_report
from communique.reader import Reader, all_steps, leading_to
from communique.sources import from_text

BY_HAND = {"plural": 2.0, "state": -0.2, "spoke last": 1.5}
"""Weights of features that GAP, which has only "he" and "she" and few quotations, cannot tell."""
SPOKE_LAST = 1.5
"""Of "it" too, at least: too few examples follow one another ("It agreed ... It also agreed")."""
PENALTY = 1.0
"""Of the weights of "it"; chosen, as the features were, by fifths of the records."""
PENALTY_OF_SEVERAL = 2.0
"""The same of "they"; reports were given twice (``--records passages.jsonl reports.jsonl reports.jsonl``)."""
SELDOM = 3
"""A feature of fewer candidates than this gets no weight."""


class Choice(NamedTuple):
    """A pronoun with all it may mean: features, the first of them those of actors, and which of them are right."""

    among: list[dict[str, float]]
    actors: int
    right: list[bool]
    fold: int


def examples(lines: list[dict[str, Any]]) -> list[tuple[list[dict[str, float]], list[int]]]:
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
                caught.extend(candidates(discourse, token, p, ahead))
            return meant(discourse, token, p, ahead)

        coreference.meant = catch  # type: ignore[attr-defined]
        try:
            walk.third_person()
        finally:
            coreference.meant = meant
        labels = [_label(line, draft) for draft, _ in caught]
        if caught:
            found.append(([f for _, f in caught], labels))
    return found


def _label(line: dict[str, Any], draft: Any) -> int:
    for name, right in (("a", line["a_coref"]), ("b", line["b_coref"])):
        s, e = line[name] if isinstance(line[name], list) else (line[name]["start"], line[name]["end"])
        if any(p.form == "name" and p.start < e and s < p.end for p in draft.places):
            return 1 if right else -1
    return 0


def fit(data: list[tuple[list[dict[str, float]], list[int]]], penalty: float) -> dict[str, float]:
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


def accuracy(data: list[tuple[list[dict[str, float]], list[int]]], weights: dict[str, float]) -> float:
    """Share of pronouns with a right candidate whose best candidate is it."""
    right = total = 0
    for fs, labels in data:
        if 1 in labels:
            scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in fs]
            right += labels[int(np.argmax(scores))] == 1
            total += 1
    return right / max(total, 1)


def choices(records: Iterable[dict[str, Any]], *, several: bool = False) -> Iterator[Choice]:
    """Each "it", or each "they" of ``several``, of complete records, outside boilerplate."""
    reader = Reader(steps=leading_to(ATTRIBUTIONS, all_steps()))
    for record in records:
        told = record["report"]
        date = (told.get("published") or {}).get("value")
        report = from_text(
            told["text"], date=date, title=told.get("title"), publisher=told.get("publisher"), any_language=True
        )
        document = reader.document(report)
        cast, titles = draft_actors(document)
        walk = _Walk(document, cast, titles)
        caught: list[Any] = []

        def catch(d: Any, token: Any, p: Any, ahead: Any, caught: list[Any] = caught) -> Any:
            if several and p.plural:
                listed = [(x, features_of_several(x, f)) for x, f in candidates(d, token, p, ahead)]
                nobody = nobody_of_several(d, token, alone=not listed)
                caught.append((token, listed, [*plural_thing_features(d, token), nobody]))
            elif not several and p.gender == "n" and not p.possessive:
                listed = [(x, f | further_features(d, token, x)) for x, f in candidates(d, token, p, ahead)]
                caught.append((token, listed, [*thing_features(d, token), nobody_features(d, token)]))
            return meant(d, token, p, ahead)

        coreference.meant = catch  # type: ignore[attr-defined]
        try:
            walk.third_person()
            walk.sources()
        finally:
            coreference.meant = meant
        same = _same_actors(record["actors"], cast.drafts)
        gold = {(m["start"], m["end"]): a["id"] for a in record["actors"] for m in a["mentions"]}
        left_out = [(b["start"], b["end"]) for b in told.get("boilerplate") or ()]
        for token, listed, no_actor in caught:
            if any(start <= token.idx < end for start, end in left_out):
                continue
            who = gold.get((token.idx, token.idx + len(token.text)))
            right = [who is not None and same.get(id(x)) == who for x, _ in listed] + [who is None] * len(no_actor)
            fold = zlib.crc32(told["text"].encode()) % 5
            yield Choice([f for _, f in listed] + no_actor, len(listed), right, fold)


def _same_actors(actors: list[dict[str, Any]], drafts: list[Any]) -> dict[int, str]:
    """The annotated actor that a draft is: by its names and descriptions, its state, or its members."""
    at = {(m["start"], m["end"]): (a["id"], m.get("form")) for a in actors for m in a["mentions"]}
    ends = {end: actor for (_, end), (actor, form) in at.items() if form != "pronoun"}
    same: dict[int, str] = {}
    for draft in drafts:
        votes: Counter[str] = Counter()
        for p in draft.places:
            if p.form != "pronoun":
                found = at[p.start, p.end][0] if (p.start, p.end) in at else ends.get(p.end)
                if found is not None:
                    votes[found] += 2 if p.form == "name" else 1
        if votes:
            same[id(draft)] = votes.most_common(1)[0][0]
    for draft in drafts:
        if id(draft) not in same and draft.kind == "state" and draft.country:
            for a in actors:
                if a["kind"] == "state" and a.get("country") == draft.country:
                    same[id(draft)] = a["id"]
    for draft in drafts:
        if id(draft) not in same and draft.members:
            for a in actors:
                if a.get("members") and set(a["members"]) == {same.get(id(m)) for m in draft.members}:
                    same[id(draft)] = a["id"]
    return same


def fit_choices(data: list[Choice], *, several: bool = False) -> dict[str, float]:
    """Weights of "it", or of "they", by L-BFGS on the penalised log likelihood.

    Those of "they" are kept near those by which "he" and "it" rank actors: it is asked too seldom for more.
    """
    from scipy.optimize import minimize

    seen = Counter(name for one in data for f in one.among for name in f)
    index = {name: k for k, name in enumerate(sorted(name for name, n in seen.items() if n >= SELDOM))}
    xs, ys = [], []
    for one in data:
        if any(one.right):
            x = np.zeros((len(one.among), len(index)))
            for row, f in enumerate(one.among):
                for name, value in f.items():
                    if name in index:
                        x[row, index[name]] = value
            xs.append(x)
            ys.append(np.array(one.right))

    start, penalty = np.zeros(len(index)), PENALTY_OF_SEVERAL if several else PENALTY
    if several:
        start[index["ranked"]] = 1.0

    def loss(w: Any) -> tuple[float, Any]:
        total, grad = penalty * float((w - start) @ (w - start)), 2 * penalty * (w - start)
        for x, y in zip(xs, ys, strict=True):
            z = x @ w
            p = np.exp(z - z.max())
            p /= p.sum()
            mass = max(p[y].sum(), 1e-12)
            total -= np.log(mass)
            grad = grad + x.T @ (p - np.where(y, p / mass, 0.0))
        return total, grad

    result = minimize(loss, start, jac=True, method="L-BFGS-B")
    found = {name: round(float(result.x[k]), 3) for name, k in index.items()}
    if not several:
        found["spoke last"] = max(found.get("spoke last", 0.0), SPOKE_LAST)
    return {name: value for name, value in found.items() if value}


def chosen_right(one: Choice, weights: dict[str, float]) -> bool:
    """Whether the best actor is right, or rightly none is likelier than nobody."""
    z = np.array([sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in one.among])
    nobody = np.logaddexp.reduce(z[one.actors :])
    if not one.actors or z[: one.actors].max() < nobody:
        return one.right[-1]
    return one.right[int(np.argmax(z[: one.actors]))]


def read_records(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Complete records, one a line, without those of the corpus' test part."""
    left_out = {name for name, split in read_splits().items() if split == "test"}
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if Path(record["report"]["source"].split("#")[-1]).stem not in left_out:
                yield record


def main() -> None:
    """Fit, report by five-fold cross-validation, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gap", type=Path)
    parser.add_argument("--records", type=Path, nargs="*", default=[])
    parser.add_argument("--of", nargs="*", default=["it", "they"], choices=["it", "they"], help="what records fit")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--penalty", type=float, default=3.0, help="of the weights of he and she")
    arguments = parser.parse_args()
    written = json.loads(arguments.out.read_text("utf-8"))  # the reader reads with these while examples are gathered
    if arguments.gap:
        lines = [json.loads(x) for x in arguments.gap.read_text("utf-8").splitlines() if x.strip()]
        data = examples(lines)
        held = [
            accuracy(data[k::5], fit([d for n, d in enumerate(data) if n % 5 != k], arguments.penalty))
            for k in range(5)
        ]
        weights = fit(data, arguments.penalty)
        print(
            f"{len(data)} he, she; right on held-out fifths {np.mean(held):.3f}, on all {accuracy(data, weights):.3f}"
        )
        written["weights"] = dict(sorted(weights.items()))
    if arguments.records:
        for name in arguments.of:
            several = name == "they"
            found = list(choices(read_records(arguments.records), several=several))
            right = sum(
                chosen_right(one, weights)
                for k in range(5)
                for weights in [fit_choices([one for one in found if one.fold != k], several=several)]
                for one in found
                if one.fold == k
            )
            print(f"{len(found)} {name}; right on held-out fifths {right / len(found):.3f}")
            written[name] = dict(sorted(fit_choices(found, several=several).items()))
    written["about"] = (
        "Weights of the features that choose whom a third-person pronoun means; "
        "see communique.extract.actors.pronoun_coreference. Fitted by training/pronouns.py: he and she on the first "
        "1,000 of GAP's development set (Apache-2.0), it and they on the train and dev passages of the corpus and on "
        "63 reports annotated by hand."
    )
    arguments.out.write_text(json.dumps(written, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""Fit which statements told inside others stand, and where they end.

    python -m training.nested --gold GOLD [GOLD ...] --invented CORPUS --out src/communique/extract/data/nested.json

``GOLD`` are reports of which every nested statement is annotated, folders or lines of records; ``CORPUS`` is the corpus
(``python -m corpus.markup build``), whose passages of ``test`` are left out. Two logistic regressions over features
that hold or do not: how much of a gold content a candidate's shares (``ends``), and whether it is a nested statement of
gold, content and speaker (``stands``). The second reads the encoder's last layer too, at the cue and at the head of
the source, by its first principal components; what ships of it are two directions and no components. So this is to be
run again when the encoder's layers change: the file says of which encoder it is.

Who speaks is known only when a report is read to its end, and candidates that overlap would change each other's
speakers: so each report is read as often as its candidates overlap. What is printed is measured by parts of the reports
left out, three times with other parts, for the limits that ship. A minute and a half on one core; needs numpy only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from corpus.splits import read_splits

from communique.evaluate import load_gold
from communique.evaluate.gold import Gold, Plain
from communique.evaluate.matching import covered, overlap
from communique.evaluate.rules import alike
from communique.extract.actors.extractor import SPEAKERS
from communique.extract.statements.attributor import Attributions
from communique.extract.statements.nested.candidates import candidates
from communique.extract.statements.nested.decision import AHEAD, LEAST, RULED, RULED_LEAST, judge, least_of
from communique.extract.statements.nested.features import ENDS
from communique.language.attribution import AttributionTagger
from communique.language.attribution.states import StateScores
from communique.language.attribution.weights import FOLDER, manifest
from communique.language.document import Attribution, Document
from communique.model import Report
from communique.reader import Reader, all_steps
from training.descent import curvature, lowest
from training.matching import matched
from training.regression import Components, Regression, sigmoid
from training.reports import part_of, report_of

PENALTY, OF_ENDS = 10.0, 10.0
REAL, INVENTED = 2.0, 0.5
"""What a candidate of a real report weighs, and one of an invented passage."""
COMPONENTS = 24, 8
"""Principal components of the states of cues and of sources."""
WIDTH = 384
PARTS, DRAWS = 5, ("", "q", "z")


class Example(NamedTuple):
    """One candidate: what holds of it, the states [384] of its cue and source, and the gold that it may be."""

    features: frozenset[str]
    cue: Any
    source: Any
    key: tuple[int, str, str]
    """Cue, source and shape: what differs in nothing else differs in its end."""
    content: tuple[tuple[int, int], ...]
    speaks: bool
    """Whether its speaker is known; others are never told."""
    same: tuple[int, ...]
    """Numbers of the nested statements of gold that say the same."""
    share: float
    """The overlap of its content with that of the nested statement of gold that has this cue; 0 if none has."""


class Read(NamedTuple):
    """One report: how many nested statements gold has, and what is proposed."""

    name: str
    real: bool
    gold: int
    examples: list[Example]


# -- reading --------------------------------------------------------------------------------------------------------


class _Proposer:
    """Stands for what finds nested statements: tells those candidates that it is asked to tell."""

    def __init__(self) -> None:
        self.wanted: frozenset[int] = frozenset()
        self.proposed: list[Attribution] = []
        self.judged: list[Any] = []

    def __call__(self, document: Document, outer: Sequence[Attribution], _scores: StateScores) -> list[Attribution]:
        by_cue = groupby(candidates(document, outer), key=lambda c: c.token.i)
        self.judged = [j for _, group in by_cue for j in judge(document, list(group))]
        self.proposed = [j.candidate.attribution for j in self.judged]
        return [a for n, a in enumerate(self.proposed) if n in self.wanted]


def read(gold: Iterable[Gold], *, real: bool) -> list[Read]:
    """The reports with all that is proposed of them."""
    proposer = _Proposer()
    first = Attributions(inside=proposer)
    reader = Reader([first if isinstance(s, Attributions) else s for s in all_steps()])
    tagger = AttributionTagger()
    return [_read(reader, proposer, tagger, g, real) for g in gold]


def _read(reader: Reader, proposer: _Proposer, tagger: AttributionTagger, g: Gold, real: bool) -> Read:
    report = report_of(g)
    proposer.wanted = frozenset()
    document = reader.document(report)
    segments = list(tagger.encode(document.view))
    judged = proposer.judged
    states = [
        tuple(_state(segments, t.idx, t.idx + len(t.text)) if t is not None else np.zeros(WIDTH, np.float32)
              for t in (j.candidate.token, j.candidate.source.head))
        for j in judged
    ]  # fmt: skip
    same: dict[int, tuple[int, ...]] = {}
    speaks: set[int] = set()
    nested = [n for n, s in enumerate(g.record["statements"]) if s.get("parent") is not None]
    for group in _apart(proposer.proposed):
        proposer.wanted = group
        found, known = _alike(reader, proposer, report, g)
        same |= {n: tuple(i for i in found[n] if i in set(nested)) for n in group}
        speaks |= known
    examples = []
    for n, j in enumerate(judged):
        c = j.candidate
        content = tuple((s.start, s.end) for s in c.attribution.content)
        key = (c.token.i, str(c.source.span), c.told.shape)
        share = _share(g, nested, c.attribution)
        examples.append(Example(j.features, *states[n], key, content, n in speaks, same[n], share))
    document.let_go()
    return Read(g.name, real, len(nested), examples)


def _apart(proposed: Sequence[Attribution]) -> list[frozenset[int]]:
    """The numbers of the candidates in groups in which none overlaps another."""
    groups: list[dict[int, tuple[int, int]]] = []
    for n, a in enumerate(proposed):
        spans = [*a.source, *a.cue, *a.content]
        here = min(s.start for s in spans), max(s.end for s in spans)
        free = next((g for g in groups if all(here[1] <= x or y <= here[0] for x, y in g.values())), None)
        if free is None:
            groups.append({n: here})
        else:
            free[n] = here
    return [frozenset(g) for g in groups]


def _alike(reader: Reader, proposer: _Proposer, report: Report, g: Gold) -> tuple[dict[int, list[int]], frozenset[int]]:
    """The gold that each candidate of a group is alike to, and which of them have a speaker."""
    document = reader.document(report)
    record = reader.record(document).to_dict()
    speakers = document.layers[SPEAKERS]
    at = {(a.source, a.cue, a.content): n for n, a in enumerate(document.attributions)}
    facts: list[Plain] = []
    for n in sorted(proposer.wanted):
        a = proposer.proposed[n]
        number = at.get((a.source, a.cue, a.content))
        facts.append({
            "id": str(n), "content": [{"start": s.start, "end": s.end} for s in a.content], "mode": "indirect",
            "speaker": speakers.get(number) if number is not None else None, "parent": "outer",
            "source": {"start": a.source[0].start, "end": a.source[0].end},
        })  # fmt: skip
    found = alike(g.record, {**record, "statements": facts}, "statements")
    document.let_go()
    known = frozenset(int(f["id"]) for f in facts if f["speaker"] is not None)
    return {int(n): same for n, same in found.items()}, known


def _state(segments: Sequence[Any], start: int, end: int) -> Any:
    for segment in segments:
        first = int(np.searchsorted(segment.pieces.end, start, side="right"))
        if first < len(segment.pieces) and segment.pieces.start[first] < end:
            return segment.hidden[first]
    return np.zeros(WIDTH, np.float32)


def _share(g: Gold, nested: Sequence[int], a: Attribution) -> float:
    best = 0.0
    for n in nested:
        s = g.record["statements"][n]
        cue = s.get("cue")
        if cue and any(cue["start"] < c.end and c.start < cue["end"] for c in a.cue):
            content = [{"start": c.start, "end": c.end} for c in a.content]
            best = max(best, overlap(covered(s["content"]), covered(content)))
    return best


def _none(k: int) -> Any:
    return np.zeros((k, 0))


# -- the regressions ------------------------------------------------------------------------------------------------


class Model:
    """Both regressions."""

    def __init__(self, reports: Sequence[Read], numbers: Callable[[Sequence[Example]], Any]) -> None:
        self.numbers = numbers
        ends = [e for r in reports for e in r.examples if e.share > 0]
        self.ends = Regression(
            [_ends(e) for e in ends], np.array([e.share for e in ends]), np.ones(len(ends)), _none(len(ends)), OF_ENDS
        )
        rows = [(e, REAL if r.real else INVENTED) for r in reports for e in self.best(r)]
        examples = [e for e, _ in rows]
        self.stands = Regression(
            [e.features for e in examples], np.array([float(bool(e.same)) for e in examples]),
            np.array([w for _, w in rows]), numbers(examples), PENALTY,
        )  # fmt: skip

    def best(self, r: Read) -> list[Example]:
        """Of the candidates that differ only in their end the likeliest."""
        known = [e for e in r.examples if e.speaks]
        best: dict[tuple[int, str, str], tuple[float, Example]] = {}
        for e, p in zip(known, self.ends.chances([_ends(e) for e in known], _none(len(known))), strict=True):
            if e.key not in best or p > best[e.key][0]:
                best[e.key] = float(p), e
        return [e for _, e in best.values()]

    def chances(self, r: Read) -> list[tuple[Example, float]]:
        """The candidates that have their likeliest end, and how likely they stand."""
        best = self.best(r)
        if not best:
            return []
        p = self.stands.chances([e.features for e in best], self.numbers(best))
        return [(e, float(q)) for e, q in zip(best, p, strict=True)]


def _ends(e: Example) -> list[str]:
    return [f for f in e.features if f.startswith(ENDS)]


def told(chances: Sequence[tuple[Example, float]], limits: tuple[float, float]) -> list[tuple[Example, float]]:
    """What is told of a report, as the package decides it by these limits."""
    best: dict[int, tuple[float, float, Example]] = {}
    for e, p in chances:
        rank = p + AHEAD * (RULED in e.features)
        enough = p >= least_of(e.features, limits)
        if enough and (e.key[0] not in best or rank > best[e.key[0]][0]):
            best[e.key[0]] = rank, p, e
    kept: list[tuple[Example, float]] = []
    for _, p, e in sorted(best.values(), key=lambda b: -b[0]):
        if all(e.content != k.content for k, _ in kept):
            kept.append((e, p))
    return kept


# -- measuring ------------------------------------------------------------------------------------------------------


def measure(reports: Sequence[Read], numbers: Callable[[Sequence[Example]], Any]) -> dict[str, float]:
    """Print what the regressions reach on real reports that they were not fitted on, and fit there how often it is so.

    What comes back makes of the chance of what is told how often it is right: the likeliest of several is overrated.
    """
    real = [r for r in reports if r.real]
    gold = sum(r.gold for r in real)
    ruled = [[e for e in r.examples if RULED in e.features and e.speaks] for r in real]
    _line("the rules alone", sum(len(matched([x.same for x in e])) for e in ruled), sum(map(len, ruled)), gold)
    told_: list[tuple[float, bool]] = []
    for draw in DRAWS:
        part = {r.name: part_of(draw + r.name, PARTS) for r in reports}
        chances: dict[str, list[tuple[Example, float]]] = {}
        for k in range(PARTS):
            model = Model([r for r in reports if part[r.name] != k], numbers)
            chances |= {r.name: model.chances(r) for r in real if part[r.name] == k}
        for limits in ((LEAST, RULED_LEAST), (0.6, 0.35), (0.7, 0.35), (0.55, 0.3), (2.0, 0.35)):
            kept = [told(chances[r.name], limits) for r in real]
            hits = sum(len(matched([e.same for e, _ in one])) for one in kept)
            _line(f"parts {draw!r}, from {limits}", hits, sum(map(len, kept)), gold)
        kept = [told(chances[r.name], (LEAST, RULED_LEAST)) for r in real]
        for one in kept:
            ok = matched([e.same for e, _ in one])
            told_ += [(p, n in ok) for n, (_, p) in enumerate(one)]
    x = np.array([[1.0, log(p / (1 - p))] for p, _ in told_])
    y = np.array([ok for _, ok in told_], float)
    steepest = curvature(lambda v: x.T @ (x @ v), 2)
    w = lowest(lambda b: x.T @ (sigmoid(x @ b) - y) + 0.01 * b, 2, 4 / steepest, rounds=2000, nearest=1e-7)
    for low, high in pairwise((0.0, 0.6, 0.7, 0.8, 0.9, 1.0)):
        listed = [(sigmoid(w[0] + w[1] * log(p / (1 - p))), ok) for p, ok in told_ if low <= p < high]
        if listed:
            mean, share = (sum(one[k] for one in listed) / len(listed) for k in (0, 1))
            print(f"    chance {low} to {high}: told {mean:.2f}, right {share:.2f} of {len(listed)}")
    return {"always": round(float(w[0]), 2), "chance": round(float(w[1]), 2)}


def _line(what: str, hits: int, told_: int, gold: int) -> None:
    p, r = 100 * hits / max(told_, 1), 100 * hits / gold
    print(
        f"{what}: P {p:.1f} R {r:.1f} F1 {2 * p * r / max(p + r, 1e-9):.1f} ({hits} right of {told_}, {gold} in gold)"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True, nargs="+", type=Path, help="folders or lines of records of reports")
    parser.add_argument("--invented", required=True, type=Path, help="the corpus as records")
    parser.add_argument("--out", required=True, type=Path, help="the file of weights to write")
    options = parser.parse_args()
    held_out = {name for name, split in read_splits().items() if split == "test"}
    reports = read([g for path in options.gold for g in load_gold(path)], real=True)
    reports += read([g for g in load_gold(options.invented) if g.name not in held_out], real=False)
    every = [e for r in reports for e in r.examples]
    of_cue, of_source = (
        Components(np.array([e[k] for e in every], float), n) for k, n in zip((1, 2), COMPONENTS, strict=True)
    )

    def numbers(examples: Sequence[Example]) -> Any:
        cue, source = (np.array([e[k] for e in examples], float) for k in (1, 2))
        return np.concatenate([of_cue(cue), of_source(source)], 1)

    told_chance = measure(reports, numbers)
    model = Model(reports, numbers)
    cue, source = model.stands.of_numbers[: COMPONENTS[0]], model.stands.of_numbers[COMPONENTS[0] :]
    directions = of_cue.axes @ cue, of_source.axes @ source
    stands = model.stands.of_features()
    stands["always"] -= round(float(of_cue.mean @ directions[0] + of_source.mean @ directions[1]), 3)
    weights = {
        "ends": model.ends.of_features(),
        "stands": stands,
        "told": told_chance,
        "cue": [float(f"{x:.4g}") for x in directions[0]],
        "source": [float(f"{x:.4g}") for x in directions[1]],
    }
    real = sum(r.real for r in reports)
    about = (
        "Weights of the features that tell which statements told inside others stand and where they end, and the "
        "directions in which the encoder's states are read; see communique.extract.statements.nested. Fitted by "
        f"training/nested.py on {real} reports annotated by hand and {len(reports) - real} passages of the corpus, "
        "those of train and dev."
    )
    encoder = manifest(FOLDER).files["encoder.onnx"].sha256
    stored = {"about": about, "encoder": encoder, "weights": weights}
    options.out.write_text(json.dumps(stored, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()

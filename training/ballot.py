"""Fit which acts are told as events: the regression over rules and the act head, and its two limits.

    python -m training.ballot --heads RUN --gold GOLD [GOLD ...] --out src/communique/extract/data/acts.json

``RUN`` is where ``training/acts.py`` left its encoders: ``encoder-0.onnx`` ... ``encoder-2.onnx``, each with a head
that has not seen the reports of one part in three, so that the regression sees the head as new text will. ``GOLD`` is
what ``communique evaluate`` takes, every event of it annotated; of what is ``--unseen`` no head has seen anything, so
the shipped one reads it. Of the corpus ``test`` is left out. What is printed is measured on parts left out. ``--sure``
leaves the decisions as they ship, and fits on unseen reports only how sure events are. Needs numpy only.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from corpus.splits import read_splits

from communique.evaluate import load_gold
from communique.evaluate.gold import Gold
from communique.evaluate.rules import judged
from communique.extract.events.act import act_span
from communique.extract.events.act_finder import ACTS
from communique.extract.events.ballot import CHANCE, SURELY, Weights, same_act, shipped
from communique.extract.events.casting import AS_RULED
from communique.extract.events.evidence import features, of_cast
from communique.extract.events.extractor import Acts
from communique.extract.events.modality import HELD
from communique.extract.statements.attributor import Attributions
from communique.knowledge import plover
from communique.learn.judged import OPEN, candidates, open_reader
from communique.learn.logistic import Logistic, fit
from communique.model import Span
from communique.reader import Reader, all_steps, leading_to
from communique.sources import from_text
from training.confidence import calibration_error, ranking
from training.manifest import FILES, write_manifest
from training.matching import matched
from training.reports import part_of, report_of

FOLDS = 3
PENALTIES = (4.0, 8.0, 16.0)
KEEP, ADD = 0.3, 0.32  # the limits, chosen on parts left out: as many more as leave precision where it was
INVENTED = 0.7
"""What a row of the corpus weighs beside one of a report."""
WHOLE = 8.0  # penalty of the regression that tells whether all who act are right
EXAMPLE = 0.15
"""What the example of a rule weighs: nearly all of them are acts, and rules are not that often right."""


class Candidate(NamedTuple):
    """An act that rules or the act head tell."""

    token: int
    type: str
    span: Span
    ruled: bool
    traits: dict[str, float]
    same: tuple[int, ...]
    """Numbers of the gold events that say the same."""


class Read(NamedTuple):
    """One report: its name, how many gold events it has, and the candidates."""

    name: str
    real: bool
    gold: int
    candidates: list[Candidate]


def fold_of(name: str) -> int:
    """The part that a report belongs to."""
    return part_of(name, FOLDS)


def reader_with(encoder: Path, folder: Path, *, whole: bool = False, weights: Weights | None = None) -> Reader:
    """A reader whose tagger has another encoder; ``folder`` is where its files are put together."""
    from communique.language.attribution import AttributionTagger
    from communique.language.attribution.weights import FOLDER, manifest

    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to((encoder if name == "encoder.onnx" else FOLDER / name).resolve())
    about = manifest(FOLDER)
    write_manifest(folder, about.name, about.decoding, about.confidence, about.run)
    first = Attributions()
    first.use(AttributionTagger(folder))
    acts = Acts(weights) if weights is not None else Acts(OPEN, AS_RULED)
    steps = [first if isinstance(s, Attributions) else acts if isinstance(s, Acts) else s for s in all_steps()]
    return Reader(steps if whole else leading_to(ACTS, steps))


def read(gold: Sequence[Gold], heads: Path, real: frozenset[str]) -> Iterator[Read]:
    """The candidates of each report, the act head being one that has not seen it."""
    with tempfile.TemporaryDirectory() as scratch:
        for fold in range(FOLDS):
            reader = reader_with(heads / f"encoder-{fold}.onnx", Path(scratch) / str(fold))
            for g in gold:
                if fold_of(g.name) == fold:
                    yield Read(g.name, g.name in real, len(_held(g)), list(_candidates(reader, g)))


def read_unseen(gold: Iterable[Gold]) -> Iterator[Read]:
    """The candidates of reports that the shipped act head has not seen."""
    reader = open_reader()
    for g in gold:
        yield Read(g.name, True, len(_held(g)), list(_candidates(reader, g)))


def _held(gold: Gold) -> list[Mapping[str, Any]]:
    return [e for e in gold.record.get("events") or [] if (e.get("modality") or "actual") in HELD]


def _candidates(reader: Reader, gold: Gold) -> Iterator[Candidate]:
    events = _held(gold)
    for c in candidates(reader, report_of(gold)):
        kind = c.act.shape.type
        same = tuple(n for n, e in enumerate(events) if e["type"] == kind and _over(e, c.span))
        yield Candidate(c.act.match.token.i, kind, c.span, c.ruled, c.traits, same)


def _over(event: Mapping[str, Any], span: Span) -> bool:
    """Whether an event's act, or else its evidence, shares a character with a span."""
    act = (event.get("spans") or {}).get("act")
    listed = [act] if act else event.get("evidence") or []
    return any(s["start"] < span.end and span.start < s["end"] for s in listed)


def rows(reads: Sequence[Read]) -> tuple[list[dict[str, float]], list[bool], list[float], list[str]]:
    """Traits, whether right, weight and report of every candidate."""
    x, y, w, names = [], [], [], []
    for r in reads:
        order = sorted(range(len(r.candidates)), key=lambda k: (not r.candidates[k].ruled, -_here(r.candidates[k])))
        right = matched([c.same for c in r.candidates], order)
        for k, c in enumerate(r.candidates):
            x.append(c.traits)
            y.append(k in right)
            w.append(1.0 if r.real else INVENTED)
            names.append(r.name)
    return x, y, w, names


def _here(c: Candidate) -> float:
    return c.traits.get("voted: here", c.traits.get("ruled: here", -9.0))


def chosen(candidates: Sequence[Candidate], chances: Sequence[float], keep: float, add: float) -> list[int]:
    """The candidates that are told, by the rules of :func:`communique.extract.events.ballot.vote`."""
    told = [k for k, c in enumerate(candidates) if c.ruled and chances[k] >= keep]
    for k in sorted(range(len(candidates)), key=lambda k: (-chances[k], candidates[k].token)):
        c = candidates[k]
        if not c.ruled and chances[k] >= add and not any(
            same_act(c.token, c.type, candidates[o].token, candidates[o].type) for o in told
        ):  # fmt: skip
            told.append(k)
    return told


def score(
    reads: Sequence[Read], chances: Mapping[str, Sequence[float]], keep: float, add: float
) -> tuple[int, int, int]:
    """(right, told, gold) over the reports."""
    right = told = gold = 0
    for r in reads:
        c = chosen(r.candidates, chances[r.name], keep, add)
        right += len(matched([one.same for one in r.candidates], c))
        told += len(c)
        gold += r.gold
    return right, told, gold


def figures(right: int, told: int, gold: int) -> str:
    """Precision, recall, F1 in words."""
    p, r = right / max(told, 1), right / max(gold, 1)
    return f"P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(p + r, 1e-9):.1f} ({told})"


def examples(encoder: Path) -> list[dict[str, float]]:
    """The traits of each rule's own example, of which its author says that it is an act."""
    with tempfile.TemporaryDirectory() as scratch:
        reader = reader_with(encoder, Path(scratch))
        return [
            c.traits
            for rule in plover.rules()
            if rule.example
            for c in candidates(reader, from_text(rule.example, "example", any_language=True))
            if c.act.match.rule.name == rule.name
        ]


def held_out(reads: Sequence[Read], told: Sequence[dict[str, float]], penalty: float) -> dict[str, list[float]]:
    """The chances of every report's candidates by a regression that has not seen it."""
    chances: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        model = fitted([r for r in reads if fold_of(r.name) != fold], told, penalty)
        for r in reads:
            if fold_of(r.name) == fold:
                chances[r.name] = [model.chance(c.traits) for c in r.candidates]
    return chances


def fitted(reads: Sequence[Read], told: Sequence[dict[str, float]], penalty: float) -> Logistic:
    """The regression, on candidates and on the examples of rules."""
    x, y, w, _ = rows(reads)
    return fit([*x, *told], [*y, *[True] * len(told)], penalty, [*w, *[EXAMPLE] * len(told)])


def whole(told: Iterable[tuple[Reader, Sequence[Gold]]]) -> dict[str, float]:
    """What tells whether all who act are right too, fitted on events told by readers that have not seen the reports."""
    x: list[dict[str, float]] = []
    y: list[bool] = []
    names: list[str] = []
    for reader, gold in told:
        for g in gold:
            for marks, right in _told(reader, g):
                x.append(marks)
                y.append(right)
                names.append(g.name)
    held = np.zeros(len(y))
    for fold in range(FOLDS):
        rest = [n for n, name in enumerate(names) if fold_of(name) != fold]
        part = fit([x[n] for n in rest], [y[n] for n in rest], WHOLE)
        for n, name in enumerate(names):
            if fold_of(name) == fold:
                held[n] = part.chance(x[n])
    right = np.array(y, float)
    high = held >= 0.8
    print(f"with all who act: {len(y)} told, {right.mean():.3f} right, mean chance {held.mean():.3f}, "
          f"at .8 or more {high.mean():.3f}, of these right {right[high].mean():.3f}, "
          f"ranking {ranking(held, right):.3f}, calibration error {calibration_error(held, right):.3f}")  # fmt: skip
    return {k: round(v, 3) for k, v in sorted(fit(x, y, WHOLE).weights.items()) if round(v, 3) or k == "always"}


def readers(
    gold: Sequence[Gold],
    unseen: Sequence[Gold],
    reads: Sequence[Read],
    shown: Sequence[dict[str, float]],
    penalty: float,
    heads: Path,
) -> Iterator[tuple[Reader, list[Gold]]]:
    """For each part, readers whose head and weights have not seen its reports, and those reports."""
    with tempfile.TemporaryDirectory() as scratch:
        for fold in range(FOLDS):
            model = fitted([r for r in reads if fold_of(r.name) != fold], shown, penalty)
            weights = Weights(model.weights, KEEP, ADD)
            folder = Path(scratch) / str(fold)
            seeing = reader_with(heads / f"encoder-{fold}.onnx", folder, whole=True, weights=weights)
            yield seeing, [g for g in gold if fold_of(g.name) == fold]
            yield _reader(weights), [g for g in unseen if fold_of(g.name) == fold]


def _reader(weights: Weights) -> Reader:
    return Reader([Acts(weights) if isinstance(s, Acts) else s for s in all_steps()])


def _told(reader: Reader, gold: Gold) -> Iterator[tuple[dict[str, float], bool]]:
    """What tells how sure each event of a report is, and whether it is right."""
    document = reader.document(report_of(gold))
    record, found = reader.record(document), document.layers[ACTS]
    acts = {(act_span(a.match), a.shape.type): a for a in (*found.voted, *found.acts)}
    right = judged(gold.record, record.to_dict())["events"]
    statements = {s.id: s for s in record.statements}
    for event in (e for e in record.events if e.id in right and e.modality in HELD):
        act = acts[event.spans.act, event.type]
        if act.chance is None:
            continue
        marks = features(event, record.actor, statements.get(event.statement or ""), record.report.text) | of_cast(act)
        chance = min(max(act.chance, SURELY), 1 - SURELY)
        yield {**dict.fromkeys(marks, 1.0), CHANCE: log(chance / (1 - chance))}, right[event.id]
    document.let_go()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--heads", type=Path, help="the folder of the encoders of the parts")
    parser.add_argument("--gold", nargs="*", type=Path, default=[], help="folders or lines of records of reports")
    parser.add_argument("--unseen", nargs="*", type=Path, default=[], help="the same, which no act head was trained on")
    parser.add_argument("--corpus", type=Path, help="the corpus as records")
    parser.add_argument("--sure", action="store_true", help="fit only how sure events are, and that on what is unseen")
    parser.add_argument("--out", required=True, type=Path, help="the file of weights to write")
    options = parser.parse_args()
    unseen = [g for path in options.unseen for g in load_gold(path)]
    if options.sure:
        held = shipped()
        write(msgspec.structs.replace(held, whole=whole([(_reader(held), unseen)])), options.out)
        return
    if options.heads is None:
        parser.error("--heads is missing, without which only --sure can be fitted")
    test = {name for name, split in read_splits().items() if split == "test"}
    real = [g for path in options.gold for g in load_gold(path)]
    invented = [g for g in load_gold(options.corpus) if g.name not in test] if options.corpus else []
    reads = list(read([*real, *invented], options.heads, frozenset(g.name for g in real)))
    reads += read_unseen(unseen)
    told = [r for r in reads if r.real]
    shown = examples(options.heads / "encoder-0.onnx")
    best: tuple[float, float] | None = None
    for penalty in PENALTIES:
        chances = held_out(reads, shown, penalty)
        p = np.clip([c for r in told for c in chances[r.name]], 1e-6, 1 - 1e-6)
        y = np.array(rows(told)[1], float)
        loss = -float(np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
        print(f"penalty {penalty}: log loss {loss:.4f}, {len(y)} candidates, {int(y.sum())} right")
        if best is None or loss < best[0]:
            best = loss, penalty
    assert best is not None
    chances = held_out(reads, shown, best[1])
    for name, of in (("reports", told), ("corpus", [r for r in reads if not r.real])):
        print(f"{name}: rules {figures(*score(of, chances, 0.0, 2.0))}")
        for keep in (0.2, 0.23, 0.25, 0.3, 0.35, 0.4):
            for add in (2.0, 0.5, 0.4, 0.35, 0.3):
                print(f"  keep {keep} add {add}: {figures(*score(of, chances, keep, add))}")
    weights = fitted(reads, shown, best[1]).weights
    told_weights = {k: round(v, 3) for k, v in sorted(weights.items()) if round(v, 3)}
    about = (
        "Weights of what tells whether an act is one, see communique.extract.events.ballot. Fitted by "
        f"training/ballot.py on {len(told)} reports annotated by hand and {len(invented)} passages of the corpus."
    )
    sure = whole(readers(real, unseen, reads, shown, best[1], options.heads))
    write(Weights(told_weights, KEEP, ADD, about=about, whole=sure), options.out)


def write(weights: Weights, path: Path) -> None:
    """Write the file of weights."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")


if __name__ == "__main__":
    main()

"""Fit who takes part in an act: the weights of its options (:mod:`communique.extract.events.casting`).

    python -m training.participants --gold GOLD [GOLD ...] --old OLD --corpus corpus.jsonl \
        --out src/communique/extract/data/participants.json

``GOLD`` are folders or lines of records of reports, every event of them annotated, ``OLD`` some that weigh less; the
corpus is what ``python -m corpus.markup build`` writes; of it ``test`` is left out. Every gold event teaches, found or
not: where no rule tells it, its words are read as the act head would have them. What is printed is measured on fifths
of the reports left out. Needs numpy only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from corpus.splits import origin, read_splits

from communique.evaluate import load_gold
from communique.evaluate.gold import Gold
from communique.evaluate.rules import same_actors
from communique.extract.events.act import Act, act_span
from communique.extract.events.act_finder import ActFinder
from communique.extract.events.casting import Casting, choice, probabilities
from communique.extract.events.extractor import Acts, ids_of
from communique.extract.events.modality import HELD
from communique.extract.events.options import Stage
from communique.extract.events.traits import ROLES, Scene
from communique.extract.events.voted import act_of
from communique.language.document import Document
from communique.model import Span
from communique.reader import Reader, all_steps
from training.descent import curvature, lowest
from training.reports import part_of, report_of

FOLDS = 5
SELDOM = 4
"""A trait of fewer options than this gets no weight."""
PENALTY = 3.0
LEAST = 0.02
"""A weight nearer to nothing does not ship."""
WEIGHS = {"report": 1.0, "old": 0.5, "corpus": 0.7}
LIMITS = (0.4, 0.45), (2.0, 2.0), (4.0, 2.0)
"""For each role how likely another choice must be, and how many times as likely as the rule's, where the rule says
nobody and where it names somebody: by fifths left out, and so that what rules were tuned to stays as right."""
LEADS = (1.0, 1.5, 2.0, 4.0)
"""How many times as likely as the rule's another choice must be, in what is printed."""
ROUNDS = 400


class Choice(NamedTuple):
    """One role of one gold event: the traits of its options, which are right, and which is the rule's."""

    report: str
    source: str
    """"report", "old" or "corpus"."""
    role: str
    told: bool
    """Whether the program tells the act, so that the choice counts in what is read."""
    traits: list[list[str]]
    right: list[bool]
    ruled: int


class Recording(Acts):
    """The step of the acts, which chooses nobody and keeps the options of each gold event."""

    def __init__(self) -> None:
        super().__init__()
        self.gold: list[Mapping[str, Any]] = []
        self.found: list[tuple[Mapping[str, Any], bool, Scene]] = []
        self.company: Any = None

    def _cast(self, document: Document, found: ActFinder) -> None:
        stage = Stage(document, found.company, (a for a in (*found.acts, *found.voted) if not a.dropped))
        self.company = found.company
        self.found = []
        for event in self.gold:
            act, told = _act(found, event)
            if act is not None:
                self.found.append((event, told, Scene(stage, act)))


def _act(found: ActFinder, event: Mapping[str, Any]) -> tuple[Act | None, bool]:
    """The act that is a gold event, and whether it is told; made of the event's words where nothing finds it."""
    spans = _spans(event)
    near = [a for a in (*found.acts, *found.voted) if any(_over(act_span(a.match), s) for s in spans) and not a.own]
    same = [a for a in near if a.shape.type == event["type"]]
    same.sort(key=lambda a: (a.dropped, a.shape.modality not in HELD))
    if same:
        return same[0], not same[0].dropped and same[0].shape.modality in HELD
    if (event.get("spans") or {}).get("act") is None:
        return None, False
    if near:
        near.sort(key=lambda a: (a.dropped, a.shape.modality not in HELD))
        near[0].shape = msgspec.structs.replace(near[0].shape, type=event["type"])
        return near[0], False
    tokens = found.document.tokens_in(spans[0])
    head = next((t for t in tokens if t.head.i < tokens[0].i or t.head.i > tokens[-1].i or t.head is t), None)
    if head is None:
        return None, False
    return act_of(found.company, head, event["type"], found.matches, found.told_in, alone=True), False


def _spans(event: Mapping[str, Any]) -> list[Span]:
    act = (event.get("spans") or {}).get("act")
    return [Span(s["start"], s["end"]) for s in ([act] if act else event.get("evidence") or [])]


def _over(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def read(gold: Iterable[Gold], source: str) -> list[Choice]:
    """The choices of reports."""
    step = Recording()
    reader = Reader([step if isinstance(s, Acts) else s for s in all_steps()])
    return [c for g in gold for c in _choices(reader, step, g, source)]


def _choices(reader: Reader, step: Recording, g: Gold, source: str) -> list[Choice]:
    events = [e for e in g.record.get("events") or [] if (e.get("modality") or "actual") in HELD]
    step.gold = events
    document = reader.document(report_of(g))
    record = reader.record(document).to_dict()
    known = {a["id"] for a in record["actors"]}
    more = [msgspec.to_builtins(a) for a in step.company.added.values() if a.id not in known]
    same = same_actors(g.record, {**record, "actors": [*record["actors"], *more]})
    found: list[Choice] = []
    for event, told, scene in step.found:
        wanted = [event.get("actors") or [], event.get("recipients") or []]
        if event["type"] == "CONSULT" and len(wanted[0]) > 1 and not wanted[1]:
            continue  # that two meet may be told of both or of one and the other: whose act it is gold does not say
        ids = [ids_of(document, list(o.people)) for o in scene.options]
        common = [scene.common(o) for o in scene.options]
        for k, role in enumerate(ROLES):
            right = [same(wanted[k], i) for i in ids]
            marks = [c + scene.of_role(o, k) for c, o in zip(common, scene.options, strict=True)]
            ruled = scene.ruled(role)
            found.append(Choice(g.name, source, role, told, marks, right if any(right) else [], ruled))
    document.let_go()
    return found


# -- the fit --------------------------------------------------------------------------------------------------------


class Table:
    """Choices of one role as numbers: which traits each option has, which options are one choice, which are right."""

    def __init__(self, choices: Sequence[Choice], names: Sequence[str] | None = None) -> None:
        count = Counter(n for c in choices for t in c.traits for n in t)
        self.names = list(names) if names is not None else sorted(n for n, k in count.items() if k >= SELDOM)
        index = {n: k for k, n in enumerate(self.names)}
        rows, columns, group, right, weight = [], [], [], [], []
        for g, c in enumerate(choices):
            for marks, ok in zip(c.traits, c.right, strict=True):
                here = [index[n] for n in marks if n in index]
                rows += [len(group)] * len(here)
                columns += here
                group.append(g)
                right.append(ok)
            weight.append(WEIGHS[c.source])
        self.rows, self.columns, self.group = (np.array(x, np.int64) for x in (rows, columns, group))
        self.right, self.weight = np.array(right, float), np.array(weight)
        self.starts = np.searchsorted(self.group, np.arange(len(choices)))

    def chances(self, w: Any) -> Any:
        """The probability of each option."""
        scores = np.bincount(self.rows, w[self.columns], len(self.group))
        scores -= np.maximum.reduceat(scores, self.starts)[self.group]
        exps = np.exp(scores)
        return exps / np.add.reduceat(exps, self.starts)[self.group]

    def slope(self, w: Any) -> Any:
        """The slope of the weighted log loss of the right options."""
        p = self.chances(w)
        told = p * self.right
        sums = np.add.reduceat(told, self.starts)[self.group]
        miss = (p - told / np.maximum(sums, 1e-12)) * self.weight[self.group]
        return np.bincount(self.columns, miss[self.rows], len(self.names))


def fit(choices: Sequence[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of least penalised loss."""
    table = Table([c for c in choices if c.right])
    n = len(table.names)

    def product(v: Any) -> Any:
        scores = np.bincount(table.rows, v[table.columns], len(table.group))
        return np.bincount(table.columns, scores[table.rows], n)

    step = 1 / (curvature(product, n) / 4 + penalty)
    found = lowest(lambda w: table.slope(w) + penalty * w, n, step, rounds=ROUNDS, nearest=1e-5)
    return {n: float(x) for n, x in zip(table.names, found, strict=True)}


def shipped(actor: Mapping[str, float], recipient: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The weights of both roles together, without those next to nothing."""
    found = {n: (round(actor.get(n, 0.0), 3), round(recipient.get(n, 0.0), 3)) for n in sorted({*actor, *recipient})}
    return {n: w for n, w in found.items() if max(map(abs, w)) >= LEAST}


# -- measuring ------------------------------------------------------------------------------------------------------


def held_out(choices: Sequence[Choice], penalty: float) -> list[tuple[Choice, list[float]]]:
    """The choices of a role with the chances of their options by weights that have not seen their reports."""
    told: list[tuple[Choice, list[float]]] = []
    for fold in range(FOLDS):
        weights = fit([c for c in choices if part_of(c.report, FOLDS) != fold], penalty)
        told += [(c, chances(weights, c)) for c in choices if part_of(c.report, FOLDS) == fold]
    return told


def chances(weights: Mapping[str, float], choice: Choice) -> list[float]:
    """The probability of each option."""
    return probabilities([sum(weights.get(n, 0.0) for n in names) for names in choice.traits])


def measure(choices: Sequence[Choice], role: str, penalty: float) -> None:
    """Print how often the rule's choice is right, how often some option is, and how often the chosen one is."""
    told = held_out(choices, penalty)
    kinds: dict[str, Callable[[Choice], bool]] = {
        "reports, acts that are told": lambda c: c.source == "report" and c.told,
        "reports, all acts": lambda c: c.source == "report",
        "later passages, acts that are told": lambda c: c.source == "corpus" and c.told and origin(c.report) == "new",
        "corpus, all acts": lambda c: c.source == "corpus",
    }
    for name, of in kinds.items():
        some = [(c, p) for c, p in told if of(c)]
        if not some:
            continue
        rule = sum(bool(c.right) and c.right[c.ruled] for c, _ in some)
        could = sum(any(c.right) for c, _ in some)
        print(f"{role}, {name}: {len(some)}, the rule's {rule / len(some):.3f}, some option {could / len(some):.3f}")
        for lead in LEADS:
            print(f"    {lead} times as likely: {changes(some, LIMITS[0][ROLES.index(role)], lead)}")


def changes(told: Sequence[tuple[Choice, Sequence[float]]], least: float, lead: float) -> str:
    """How many choices are mended and spoilt, by what becomes of the rule's."""
    found: Counter[tuple[str, str]] = Counter()
    for c, p in told:
        k = choice(p, c.ruled, range(len(p)), least, lead)
        if k != c.ruled:
            nobody = len(p) - 1
            kind = "for nobody" if c.ruled == nobody else "nobody instead" if k == nobody else "others instead"
            was, now = (bool(c.right) and c.right[n] for n in (c.ruled, k))
            found[kind, "mended" if now and not was else "spoilt" if was and not now else "as before"] += 1
    return ", ".join(f"{kind} {what} {n}" for (kind, what), n in sorted(found.items()))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True, nargs="+", type=Path, help="folders or lines of records of reports")
    parser.add_argument("--old", nargs="*", type=Path, default=[], help="the same, which weigh less")
    parser.add_argument("--corpus", type=Path, help="the corpus as records")
    parser.add_argument("--out", required=True, type=Path, help="the file of weights to write")
    options = parser.parse_args()
    test = {name for name, split in read_splits().items() if split == "test"}
    corpus = [g for g in load_gold(options.corpus) if g.name not in test] if options.corpus else []
    golds = {
        "report": [g for path in options.gold for g in load_gold(path)],
        "old": [g for path in options.old for g in load_gold(path)],
        "corpus": corpus,
    }  # fmt: skip
    choices = [c for source, gold in golds.items() for c in read(gold, source)]
    weights = []
    for role in ROLES:
        of = [c for c in choices if c.role == role]
        measure(of, role, PENALTY)
        weights.append(fit(of, PENALTY))
    about = (
        "Weights of what tells who takes part in an act, see communique.extract.events.casting. Fitted by "
        f"training/participants.py on {len(golds['report']) + len(golds['old'])} reports annotated by hand and "
        f"{len(corpus)} passages of the corpus."
    )
    found = Casting(shipped(*weights), *LIMITS, about)
    options.out.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


if __name__ == "__main__":
    main()

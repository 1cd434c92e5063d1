"""How far two annotations agree on facts of all kinds: F1, shares and kappa of fields, and differences by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.comparison import Fact, Record, Rule, Sameness, Test, evidence, iou, rules
from corpus.counting import Count, kappa, pair
from corpus.passage import Passage
from corpus.record import record

KINDS = ("positions", "conditionals", "meetings", "agreements", "relations", "events", "times")


@dataclass
class FactAgreement:
    """Figures over some passages."""

    passages: int = 0
    kinds: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    fields: dict[str, list[bool]] = field(default_factory=dict)  # "events date": whether a pair has the same
    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # "events type": the values of each pair
    classes: dict[str, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in KINDS})

    def share(self, name: str) -> float | None:
        """The part of the pairs that have the field the same."""
        pairs = self.fields.get(name)
        return sum(pairs) / len(pairs) if pairs else None

    def kappa(self, name: str) -> float | None:
        """Cohen's kappa of a field of few values."""
        return kappa(self.values.get(name, []))


@dataclass
class Difference:
    """One fact that one annotation has alone, or a field in which a pair differs."""

    kind: str
    what: str
    first: Fact | None
    second: Fact | None

    def line(self, passage: Passage) -> str:
        sides = " / ".join(_told(f, passage.text) for f in (self.first, self.second))
        return f"{self.kind}, {self.what}: {sides}"


def compare(first: Passage, second: Passage, actors: dict[str, str], into: FactAgreement) -> list[Difference]:
    """Add one passage's figures, and say what differs; ``actors`` pairs the keys of the first and the second."""
    one, two = record(first), record(second)
    into.passages += 1
    out: list[Difference] = []
    for kind, rule in rules(Sameness(one, two, actors)).items():
        found = list(_differences(kind, rule, one, two, into))
        for difference in found:
            into.classes[kind][difference.what] += 1
        out += found
    return out


def _differences(kind: str, rule: Rule, one: Record, two: Record, into: FactAgreement) -> Iterator[Difference]:
    ours, theirs = list(one[kind]), list(two[kind])
    pairs = _laid(rule, rule.same, ours, theirs)
    into.kinds[kind].add(len(pairs), len(ours), len(theirs))
    for i, j in pairs.items():
        for name, test in rule.fields.items():
            right = test(ours[i], theirs[j])
            into.fields.setdefault(f"{kind} {name}", []).append(right)
            if not right:
                yield Difference(kind, f"other {name}", ours[i], theirs[j])
    for name, (test, value) in rule.values.items():
        for i, j in _laid(rule, test, ours, theirs).items():
            a, b = str(value(ours[i])), str(value(theirs[j]))
            into.values.setdefault(f"{kind} {name}", []).append((a, b))
            if a != b and pairs.get(i) == j:
                yield Difference(kind, f"other {name}", ours[i], theirs[j])
    left = (
        [f for i, f in enumerate(ours) if i not in pairs],
        [f for j, f in enumerate(theirs) if j not in set(pairs.values())],
    )
    for what, test in rule.near:
        near = _laid(rule, test, *left)
        for i, j in near.items():
            yield Difference(kind, f"another {what}", left[0][i], left[1][j])
        left = (
            [f for i, f in enumerate(left[0]) if i not in near],
            [f for j, f in enumerate(left[1]) if j not in set(near.values())],
        )
    for fact in left[0]:
        yield Difference(kind, "only first", fact, None)
    for fact in left[1]:
        yield Difference(kind, "only second", None, fact)


def _laid(rule: Rule, same: Test, ours: list[Fact], theirs: list[Fact]) -> dict[int, int]:
    """The largest one-to-one pairing by a test; of several partners the one that covers and says most of the same."""

    def weight(i: int, j: int) -> float:
        a, b = ours[i], theirs[j]
        if not same(a, b):
            return 0.0
        right = sum(test(a, b) for test in rule.fields.values())
        return 1 + iou(rule.cover(a), rule.cover(b)) + right / 10

    return pair(len(ours), len(theirs), weight)


def _told(fact: Fact | None, text: str) -> str:
    """A fact in a few words: its own values and the first words of its evidence."""
    if fact is None:
        return "–"
    if "evidence" in fact:
        covered = sorted(evidence(fact))
        words = " ".join(text[covered[0] : covered[-1] + 1].split())
    else:
        words = text[fact["start"] : fact["end"]]
    names = ("type", "stance", "kind", "status", "value", "actor", "source", "target", "actors", "participants")
    values = [fact[n] for n in names if fact.get(n)]
    shown = " ".join(",".join(v) if isinstance(v, list) else str(v) for v in values)
    return f"{shown} “{words[:60]}{'…' if len(words) > 60 else ''}”"

"""How far two annotations of the same passages agree: `passages/`, and the second annotation of some in `second/`.

`python -m corpus.agreement` prints a table by style; with `--differences` also every statement and mention that only
one annotation has, and every field in which a pair differs. Run it in the folder that holds `corpus/`. Standard
library only.

Neither annotation is right: F1 is the same whichever is taken as gold, and a share is one of pairs. Statements are
paired one to one where the intersection of their contents is at least half of the union (Jaccard 1901); actors by the
mentions that they have in common. The kappa of a field is Cohen's (1960).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.markup import PASSAGES, record
from corpus.passage import MarkupError, Passage, Span, Statement, read_passage

SECOND = Path(__file__).parent / "second"
FIELDS = ("act", "mode", "polarity", "factuality")
LEAST = 0.5  # intersection over union from which two stretches are the same

Weight = Callable[[int, int], float]


@dataclass
class Count:
    """How many items each annotation has, and how many are in both."""

    both: int = 0
    first: int = 0
    second: int = 0

    def add(self, both: int, first: int, second: int) -> None:
        self.both += both
        self.first += first
        self.second += second

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the parts that are shared; None where neither annotation has an item."""
        total = self.first + self.second
        return 2 * self.both / total if total else None


@dataclass
class Agreement:
    """Figures over some passages. ``overlaps`` and ``values`` are of the paired statements."""

    passages: int = 0
    statements: Count = field(default_factory=Count)  # contents and speakers agree
    content: Count = field(default_factory=Count)
    outer: Count = field(default_factory=Count)  # contents of those that lie in no other
    nested: Count = field(default_factory=Count)
    mentions: Count = field(default_factory=Count)  # of paired actors
    found: Count = field(default_factory=Count)  # whoever's they are
    overlaps: dict[str, list[float]] = field(default_factory=lambda: {"source": [], "cue": []})
    values: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: {name: [] for name in FIELDS})

    def overlap(self, name: str) -> float | None:
        """Mean intersection over union of the sources or cues of pairs."""
        seen = self.overlaps[name]
        return sum(seen) / len(seen) if seen else None

    def share(self, name: str) -> float | None:
        """The part of the pairs with the same value."""
        pairs = self.values[name]
        return sum(a == b for a, b in pairs) / len(pairs) if pairs else None

    def kappa(self, name: str) -> float | None:
        """Agreement beyond what the two distributions of values give by chance; None where that is certain."""
        pairs = self.values[name]
        if not pairs:
            return None
        one, two = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        chance = sum(one[v] * two[v] for v in one) / len(pairs) ** 2
        return ((self.share(name) or 0.0) - chance) / (1 - chance) if chance < 1 else None


def overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Intersection over union of the characters, 0..1; 1 where both are empty."""
    one, two = ({i for start, end in spans for i in range(start, end)} for spans in (a, b))
    return len(one & two) / len(one | two) if one | two else 1.0


def pair(first: int, second: int, weight: Weight, least: float = LEAST) -> dict[int, int]:
    """The largest one-to-one pairing of ``first`` and ``second`` items that weigh ``least`` together.

    The heaviest pairs come first; augmenting paths (Kuhn 1955) then make room for what is left.
    """
    weights = {(i, j): w for i in range(first) for j in range(second) if (w := weight(i, j)) >= least}
    partners: dict[int, list[int]] = {}
    taken: dict[int, int] = {}  # second -> first
    done: set[int] = set()
    for i, j in sorted(weights, key=lambda ij: (-weights[ij], ij)):
        partners.setdefault(i, []).append(j)
        if i not in done and j not in taken:
            taken[j] = i
            done.add(i)

    def augment(i: int, seen: set[int]) -> bool:
        for j in partners[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or augment(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in partners:
        if i not in done:
            augment(i, set())
    return dict(sorted((i, j) for j, i in taken.items()))


@dataclass
class Pairing:
    """Two annotations of one passage, laid side by side."""

    first: Passage
    second: Passage
    actors: dict[str, str]  # keys of the first -> keys of the second
    statements: dict[int, int]  # numbers whose contents agree
    spoken: dict[int, int]  # of which the speakers do, too
    mentions: list[tuple[tuple[str, Span], tuple[str, Span]]]  # by span
    owned: int  # mentions paired by span and actor

    @classmethod
    def of(cls, first: Passage, second: Passage) -> Pairing:
        """Pair two annotations; raises MarkupError if they are not of one text."""
        if first.text != second.text:
            raise second.fail(second.text_line, f"is not the text of {first.path}")
        actors = _pair_actors(first, second)
        ours, theirs = (sorted(p.statements.items()) for p in (first, second))

        def content(i: int, j: int) -> float:
            a, b = ours[i][1], theirs[j][1]
            same = overlap(a.content, b.content)
            return same + 0.01 * overlap(a.cue, b.cue) if same >= LEAST else 0.0

        def spoken(i: int, j: int) -> float:
            return content(i, j) if _same_actor(actors, ours[i][1].speaker, theirs[j][1].speaker) else 0.0

        found = [[(k, m) for k, a in p.actors.items() for m in a.mentions] for p in (first, second)]

        def near(i: int, j: int) -> float:
            same = overlap([found[0][i][1]], [found[1][j][1]])
            return same + 0.01 * (actors.get(found[0][i][0]) == found[1][j][0]) if same >= LEAST else 0.0

        def own(i: int, j: int) -> float:
            return near(i, j) if actors.get(found[0][i][0]) == found[1][j][0] else 0.0

        sizes, many = (len(ours), len(theirs)), (len(found[0]), len(found[1]))
        return cls(
            first,
            second,
            actors,
            {ours[i][0]: theirs[j][0] for i, j in pair(*sizes, content).items()},
            {ours[i][0]: theirs[j][0] for i, j in pair(*sizes, spoken).items()},
            [(found[0][i], found[1][j]) for i, j in pair(*many, near).items()],
            len(pair(*many, own)),
        )


def _pair_actors(first: Passage, second: Passage) -> dict[str, str]:
    """Actors with mentions in common, most first; one without a mention by its name."""
    ours, theirs = list(first.actors.items()), list(second.actors.items())

    def common(i: int, j: int) -> float:
        a, b = ours[i][1], theirs[j][1]
        shared = sum(any(overlap([m], [n]) >= LEAST for n in b.mentions) for m in a.mentions)
        alike = {n.casefold() for n in a.names} & {n.casefold() for n in b.names}
        return shared + 0.6 * bool(alike)

    return {ours[i][0]: theirs[j][0] for i, j in pair(len(ours), len(theirs), common).items()}


def _same_actor(actors: dict[str, str], one: str | None, two: str | None) -> bool:
    return two is None if one is None else actors.get(one) == two


def count(agreement: Agreement, pairing: Pairing) -> None:
    """Add one passage's pairing to the figures."""
    first, second = pairing.first, pairing.second
    ours, theirs = first.statements, second.statements
    agreement.passages += 1
    agreement.content.add(len(pairing.statements), len(ours), len(theirs))
    agreement.statements.add(len(pairing.spoken), len(ours), len(theirs))
    for inner, figure in ((False, agreement.outer), (True, agreement.nested)):
        one, two = ({n for n, s in p.items() if (s.parent is not None) == inner} for p in (ours, theirs))
        figure.add(sum(i in one and j in two for i, j in pairing.statements.items()), len(one), len(two))
    mentions = [sum(len(a.mentions) for a in p.actors.values()) for p in (first, second)]
    agreement.found.add(len(pairing.mentions), mentions[0], mentions[1])
    agreement.mentions.add(pairing.owned, mentions[0], mentions[1])
    for i, j in pairing.statements.items():
        for name, spans in _parts(ours[i], theirs[j]).items():
            agreement.overlaps[name].append(overlap(*spans))
    for name, pairs in _values(pairing).items():
        agreement.values[name] += [(a, b) for _, a, b in pairs]


def _parts(a: Statement, b: Statement) -> dict[str, tuple[list[Span], list[Span]]]:
    return {"source": (a.source, b.source), "cue": (a.cue, b.cue)}


def _values(pairing: Pairing) -> dict[str, list[tuple[int, str, str]]]:
    """For each field, the number of the first statement and the values of both, over the pairs."""
    one, two = ({s["id"]: s for s in record(p)["statements"]} for p in (pairing.first, pairing.second))
    return {
        name: [(i, one[f"s{i}"][name], two[f"s{j}"][name]) for i, j in pairing.statements.items()] for name in FIELDS
    }


def differences(pairing: Pairing) -> list[str]:
    """What only one annotation has, and where a pair differs, a line each."""
    first, second = pairing.first, pairing.second
    ours, theirs, text = first.statements, second.statements, first.text
    there = set(pairing.statements.values())

    def shown(spans: Iterable[Span]) -> str:
        return " … ".join(" ".join(text[start:end].split()) for start, end in spans) or "-"

    def told(statement: Statement) -> str:
        return f"{shown(statement.source)} | {shown(statement.cue)} | {shown(statement.content)}"

    lines = [f"only first: {told(s)}" for n, s in ours.items() if n not in pairing.statements]
    lines += [f"only second: {told(s)}" for n, s in theirs.items() if n not in there]
    for i, j in pairing.statements.items():
        a, b = ours[i], theirs[j]
        if not _same_actor(pairing.actors, a.speaker, b.speaker):
            lines.append(f"speaker: {a.speaker} / {b.speaker}: {told(a)}")
        if (a.parent is None) != (b.parent is None):
            lines.append(f"nested: {a.parent} / {b.parent}: {told(a)}")
        parts = {**_parts(a, b), "content": (a.content, b.content)}
        lines += [f"{name}: {shown(x)} / {shown(y)}" for name, (x, y) in parts.items() if x != y]
    for name, pairs in _values(pairing).items():
        lines += [f"{name}: {a} / {b}: {told(ours[i])}" for i, a, b in pairs if a != b]
    for which, passage in enumerate((first, second)):
        known = {side[which] for side in pairing.mentions}
        label = ("first", "second")[which]
        for key, actor in passage.actors.items():
            lines += [
                f"mention only {label}: {shown([m])} ({key}) at {m.start}"
                for m in actor.mentions
                if (key, m) not in known
            ]
    lines += [
        f"mention: {shown([m])} ({k}) / {shown([n])} ({other})"
        for (k, m), (other, n) in pairing.mentions
        if m != n or pairing.actors.get(k) != other
    ]
    return lines


COLUMNS: tuple[tuple[str, Callable[[Agreement], float | None]], ...] = (
    ("content", lambda a: a.content.f1),
    ("speaker", lambda a: a.statements.f1),
    ("spans", lambda a: a.found.f1),
    ("mentions", lambda a: a.mentions.f1),
    ("source", lambda a: a.overlap("source")),
    ("cue", lambda a: a.overlap("cue")),
    ("act", lambda a: a.share("act")),
    ("mode", lambda a: a.share("mode")),
    ("polarity", lambda a: a.share("polarity")),
    ("factual", lambda a: a.share("factuality")),
)


def table(styles: dict[str, Agreement]) -> str:
    """The figures in per cent, a line a style, in Markdown."""

    def per_cent(value: float | None) -> str:
        return "–" if value is None else f"{100 * value:.0f}"

    head = ["style", "passages", "statements", *(name for name, _ in COLUMNS)]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    for style, a in styles.items():
        cells = [style, str(a.passages), f"{a.content.first} / {a.content.second}"]
        lines.append("| " + " | ".join(cells + [per_cent(get(a)) for _, get in COLUMNS]) + " |")
    return "\n".join(lines)


def measure(first: Path = PASSAGES, second: Path = SECOND) -> tuple[dict[str, Agreement], list[Pairing]]:
    """Agreement by style, "all" last, on every passage of ``second``; and the pairings."""
    pairings = [Pairing.of(read_passage(first / p.name), read_passage(p)) for p in sorted(second.glob("*.txt"))]
    styles: dict[str, Agreement] = {}
    everything = Agreement()
    for pairing in pairings:
        count(styles.setdefault(pairing.first.header["style"], Agreement()), pairing)
        count(everything, pairing)
    return {**styles, "all": everything}, pairings


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.agreement", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--first", type=Path, default=PASSAGES, help="folder of the first annotation")
    parser.add_argument("--second", type=Path, default=SECOND, help="folder of the second annotation")
    parser.add_argument("--differences", action="store_true", help="print what the two disagree about")
    given = parser.parse_args(arguments)
    try:
        styles, pairings = measure(given.first, given.second)
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    if given.differences:
        for pairing in pairings:
            print(pairing.first.path.stem, *(f"  {line}" for line in differences(pairing)), sep="\n")
    print(table(styles))
    everything = styles["all"]
    for name, figure in (("outer", everything.outer), ("nested", everything.nested)):
        f1 = "–" if figure.f1 is None else f"{100 * figure.f1:.1f}"
        print(f"{name} statements, content: F1 {f1} ({figure.both} of {figure.first} and {figure.second})")
    kappas = [(name, everything.kappa(name)) for name in FIELDS]
    print("kappa: " + ", ".join(f"{name} {'–' if k is None else f'{k:.2f}'}" for name, k in kappas))
    return 0


if __name__ == "__main__":
    sys.exit(main())

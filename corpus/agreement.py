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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.counting import LEAST, Count, interval, kappa, pair
from corpus.fact_agreement import KINDS, Difference, FactAgreement, compare
from corpus.markup import PASSAGES
from corpus.passage import MarkupError, Passage, Span, Statement, read_passage
from corpus.record import record

SECOND = Path(__file__).parent / "second"
FIELDS = ("act", "mode", "polarity", "factuality")


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
        """Cohen's kappa of a field; None where chance alone would give it."""
        return kappa(self.values[name])


def overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Intersection over union of the characters, 0..1; 1 where both are empty."""
    one, two = ({i for start, end in spans for i in range(start, end)} for spans in (a, b))
    return len(one & two) / len(one | two) if one | two else 1.0


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


def pairs_of(first: Path = PASSAGES, second: Path = SECOND, complete: bool = False) -> list[Pairing]:
    """Every passage of ``second`` beside its first annotation; ``complete``: only where both are of all kinds."""
    found = [Pairing.of(read_passage(first / p.name), read_passage(p)) for p in sorted(second.glob("*.txt"))]
    return [p for p in found if not complete or (p.first.complete and p.second.complete)]


def measure(pairings: Iterable[Pairing]) -> dict[str, Agreement]:
    """Agreement on statements and mentions by style, "all" last."""
    styles: dict[str, Agreement] = {}
    everything = Agreement()
    for pairing in pairings:
        count(styles.setdefault(pairing.first.header["style"], Agreement()), pairing)
        count(everything, pairing)
    return {**styles, "all": everything}


def measure_facts(pairings: Iterable[Pairing]) -> tuple[dict[str, FactAgreement], dict[str, list[Difference]]]:
    """Agreement on facts by style, "all" last, and the differences by passage, where both annotations are complete."""
    styles: dict[str, FactAgreement] = {}
    everything = FactAgreement()
    found: dict[str, list[Difference]] = {}
    for p in pairings:
        if p.first.complete and p.second.complete:
            compare(p.first, p.second, p.actors, styles.setdefault(p.first.header["style"], FactAgreement()))
            found[p.first.path.stem] = compare(p.first, p.second, p.actors, everything)
    return {**styles, "all": everything}, found


def fact_table(styles: Mapping[str, FactAgreement]) -> str:
    """F1 of each kind in per cent with the sizes of the two annotations, a line a style, in Markdown."""
    lines = ["| style | passages | " + " | ".join(KINDS) + " |", "|---|" + "--:|" * (len(KINDS) + 1)]
    for style, a in styles.items():
        counts = (a.kinds[kind] for kind in KINDS)
        cells = ["–" if c.f1 is None else f"{100 * c.f1:.0f} ({c.first}/{c.second})" for c in counts]
        lines.append("| " + " | ".join([style, str(a.passages), *cells]) + " |")
    return "\n".join(lines)


def by_passage(pairings: Iterable[Pairing]) -> dict[str, list[Count]]:
    """What each passage adds to the F1 of a kind; facts only of passages that both have in all kinds."""
    found: dict[str, list[Count]] = {name: [] for name in ("statements", "mentions", *KINDS)}
    for p in pairings:
        one = measure([p])["all"]
        found["statements"].append(one.statements)
        found["mentions"].append(one.mentions)
        facts = measure_facts([p])[0]["all"]
        for kind in KINDS if facts.passages else ():
            found[kind].append(facts.kinds[kind])
    return found


def print_intervals(pairings: Sequence[Pairing]) -> None:
    """How far the F1 of each kind is the chance of which passages were drawn."""
    told = []
    for name, counts in by_passage(pairings).items():
        if (between := interval(counts)) is not None:
            told.append(f"{name} {100 * between[0]:.0f}–{100 * between[1]:.0f}")
    print("95 % of draws of passages: " + ", ".join(told))


def print_facts(pairings: Sequence[Pairing]) -> None:
    """The table of facts, the fields of pairs, and the differences by class."""
    styles, _ = measure_facts(pairings)
    everything = styles["all"]
    if not everything.passages:
        return
    print("", fact_table(styles), "", sep="\n")
    shares = {name: everything.share(name) for name in sorted(everything.fields)}
    print("fields: " + ", ".join(f"{n} {100 * s:.0f} of {len(everything.fields[n])}" for n, s in shares.items() if s))
    kappas = {name: everything.kappa(name) for name in sorted(everything.values)}
    print("kappa: " + ", ".join(f"{n} {'–' if k is None else f'{k:.2f}'}" for n, k in kappas.items()))
    for kind in KINDS:
        classes = everything.classes[kind]
        print(f"{kind} differ: " + (", ".join(f"{what} {n}" for what, n in classes.most_common()) or "nowhere"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.agreement", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--first", type=Path, default=PASSAGES, help="folder of the first annotation")
    parser.add_argument("--second", type=Path, default=SECOND, help="folder of the second annotation")
    parser.add_argument("--complete", action="store_true", help="only passages annotated in all kinds")
    parser.add_argument("--differences", action="store_true", help="print what the two disagree about")
    given = parser.parse_args(arguments)
    try:
        pairings = pairs_of(given.first, given.second, given.complete)
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    styles = measure(pairings)
    if given.differences:
        facts = measure_facts(pairings)[1]
        for p in pairings:
            found = [d.line(p.first) for d in facts.get(p.first.path.stem, ())]
            print(p.first.path.stem, *(f"  {line}" for line in differences(p) + found), sep="\n")
    print(table(styles))
    everything = styles["all"]
    for name, figure in (("outer", everything.outer), ("nested", everything.nested)):
        f1 = "–" if figure.f1 is None else f"{100 * figure.f1:.1f}"
        print(f"{name} statements, content: F1 {f1} ({figure.both} of {figure.first} and {figure.second})")
    kappas = [(name, everything.kappa(name)) for name in FIELDS]
    print("kappa: " + ", ".join(f"{name} {'–' if k is None else f'{k:.2f}'}" for name, k in kappas))
    print_facts(pairings)
    print_intervals(pairings)
    return 0


if __name__ == "__main__":
    sys.exit(main())

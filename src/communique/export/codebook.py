"""Codebooks as YAML and CSV, and what is coded by them, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from communique.export.csv import csv_line, header_line
from communique.export.layout import Line, Segment, coloured, wrapped
from communique.export.safe import one_line
from communique.linking.issues import issue_profile
from communique.model.codebook import Codebook, Concept
from communique.query.concepts import ConceptCount

__all__ = ["as_csv", "as_yaml", "draft", "draft_yaml", "render"]

ASIDE = 12
"""Columns for the number of positions."""
DRAFT = """\
# A codebook to be edited: give concepts that are one a single entry, with the names of the others as its examples.
#   concept            what it is called; positions whose issue is called so are coded as it
#   description        what belongs to it, for those who code
#   examples           other names of it in the words of reports; what is like them is coded as it too
#   counter-examples   what is like them, and is none
#   issues             ids of issues of the store (communique issues list --format json)
#   broader            the concept of which it is a part
# `communique codebook check FILE` says what it would code, `communique codebook use FILE` puts it in force.
"""


def as_yaml(book: Codebook) -> str:
    """A codebook as YAML, which reads back as it is."""
    concepts = [
        {name: list(value) if isinstance(value, tuple) else value for name, value in _told(one) if value}
        for one in book.concepts
    ]
    told = {"codebook": book.name, **({"version": book.version} if book.version else {}), "concepts": concepts}
    return str(yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=110))


def draft_yaml(book: Codebook, counts: Iterable[ConceptCount]) -> str:
    """A codebook that is to be edited as YAML: what a concept can say, and how many positions each one has."""
    many: dict[str, ConceptCount] = {}
    for one in counts:
        for name in (one.concept, *one.labels[:1]):
            many.setdefault(name, one)
    lines = [DRAFT]
    concepts = iter(book.concepts)
    for line in as_yaml(book).splitlines(keepends=True):
        if line.startswith("- concept:") and (told := many.get(next(concepts).name)) is not None:
            lines.append(f"# {told.positions} position{'s' if told.positions != 1 else ''}: {_sides(told)}\n")
        lines.append(line)
    return "".join(lines)


def as_csv(book: Codebook) -> str:
    """A codebook as CSV, safe to open in a spreadsheet."""
    lines = [header_line([*(name for name, _ in _told(Concept(""))), "version"])]
    for one in book.concepts:
        cells = {name: "; ".join(value) if isinstance(value, tuple) else value for name, value in _told(one)}
        lines.append(csv_line({**cells, "version": book.version}))
    return "".join(lines)


def _told(one: Concept) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    yield "concept", one.name
    yield "description", one.description
    yield "examples", one.examples
    yield "counter-examples", one.counter_examples
    yield "issues", one.issues
    yield "broader", one.broader


def draft(name: str, counts: Iterable[ConceptCount]) -> Codebook:
    """A codebook to begin with: each issue a concept, with how reports call it as its examples.

    A concept is called as most reports call it, unless people gave the issue a name. What has only general words ("the
    deal") is left out: it is another thing in each story.
    """
    concepts: list[Concept] = []
    seen: set[str] = set()
    for one in counts:
        named = one.labels[0] if one.labels and one.concept in one.labels else one.concept
        if (own := named[:190]).casefold() not in seen and not issue_profile(named).general:
            fresh = [label for label in one.labels if label.casefold() not in seen | {own.casefold()}]
            seen |= {own.casefold(), *(label.casefold() for label in fresh)}
            concepts.append(Concept(own, examples=tuple(fresh)))
    return Codebook(name, "", tuple(concepts))


def render(counts: Iterable[ConceptCount], *, color: bool = False, width: int = 100) -> Iterator[str]:
    """Concepts with how much is coded as each."""
    told = list(counts)
    coded = any(one.in_codebook for one in told)
    for one in told:
        shown = list(_count(one, width, coded))
        yield coloured(shown) if color else "".join("".join(w for w, _ in line).rstrip() + "\n" for line in shown)


def _count(one: ConceptCount, width: int, coded: bool) -> Iterator[Line]:
    body: list[Segment] = [(one_line(one.concept), "name"), (f"  {_sides(one)}", "dim")]
    if coded and not one.in_codebook:
        body.append(("  in no codebook", "dim"))
    elif by := ", ".join(f"{many} by {HOW[how]}" for how, many in sorted(one.by.items()) if how in HOW):
        body.append((f"; {by}", "dim"))
    if one.description:
        body.append((f"  {one_line(one.description)}", ""))
    if also := [label for label in one.labels if label.casefold() != one.concept.casefold()]:
        body.append((f"  also {one_line('; '.join(also))}", "dim"))
    first = True
    for line in wrapped(body, width, "", " " * ASIDE, first=ASIDE):
        yield [(str(one.positions).rjust(ASIDE - 2) + "  ", "place"), *line] if first else line
        first = False


def _sides(one: ConceptCount) -> str:
    sides = ((one.in_favour, "for"), (one.against, "against"), (one.ambivalent, "ambivalent"))
    return ", ".join(f"{many} {word}" for many, word in sides if many) or "nothing yet"


HOW = {"coder": "coders", "example": "its examples", "issue": "its issues", "words": "like words"}
"""How a choice is told."""

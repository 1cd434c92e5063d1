"""Codebooks as files: YAML or CSV. What contradicts itself in one is an error that says where.

YAML has ``codebook`` (its name), ``version`` and ``concepts``, a list of mappings with ``concept``, ``description``,
``examples``, ``counter-examples``, ``issues`` and ``broader``. CSV has these as columns, several in a cell with ``;``
between them, and its version in a column of its own or not at all.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from communique.errors import InputError, UnreadableError, printable
from communique.knowledge.yaml_text import MOST_CHARACTERS, read_yaml
from communique.model.codebook import Codebook, Concept
from communique.sources.decode import decode

__all__ = ["FIELDS", "check_codebook", "parse_codebook", "read_codebook"]

FIELDS = {
    "concept": "name", "description": "description", "examples": "examples", "counter-examples": "counter_examples",
    "issues": "issues", "broader": "broader",
}  # fmt: skip
"""What is said of a concept, and the field of :class:`Concept` that keeps it."""
OTHER_NAMES = {
    "name": "concept", "label": "concept", "definition": "description", "example": "examples",
    "counterexamples": "counter-examples", "counter_examples": "counter-examples", "counter examples":
    "counter-examples", "counter-example": "counter-examples", "issue": "issues", "parent": "broader",
}  # fmt: skip
DISARMED = re.compile("^'(?=[=+\\-@|%])")
"""What a spreadsheet's file has before a cell that it would run: "'=1+1"."""
LISTS = ("examples", "counter-examples", "issues")
LONGEST = 190
"""Characters of a concept's name: what Discourse Network Analyzer takes."""
MOST_CONCEPTS = 5_000
REMEDY = "Mend the codebook; `communique codebook check` looks at it again"


def read_codebook(path: Path) -> Codebook:
    """The codebook in a file, CSV if its name ends so.

    Raises:
        UnreadableError: the file is not there or may not be opened.
        InputError: it is malformed, or contradicts itself; says where.
    """
    source = str(path)
    try:
        if path.stat().st_size > 4 * MOST_CHARACTERS:
            raise InputError(source, f"it has more than {MOST_CHARACTERS:,} characters", REMEDY)
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(source, f"it cannot be opened ({reason})", "Check the path and your rights") from error
    text = decode(raw, source)
    return parse_codebook(text, source, form="csv" if path.suffix.lower() in (".csv", ".tsv") else "yaml")


def parse_codebook(text: str, source: str, form: str = "yaml") -> Codebook:
    """The codebook that a text says, in the form "yaml" or "csv".

    Raises:
        InputError: it is malformed, or contradicts itself; says where.
    """
    stem = Path(source).stem
    book = _of_rows(text, source, stem) if form == "csv" else _of_yaml(read_yaml(text, source), source, stem)
    check_codebook(book, source)
    return book


def _of_yaml(told: Any, source: str, stem: str) -> Codebook:
    if isinstance(told, list):
        told = {"concepts": told}
    if not isinstance(told, dict) or not isinstance(told.get("concepts"), list):
        raise InputError(source, "it has no list of concepts", "Write `concepts:` and below it `- concept: ...`")
    if unknown := sorted(set(told) - {"codebook", "version", "concepts"}):
        raise _unknown(source, "the codebook", unknown[0], ("codebook", "version", "concepts"))
    for name in ("codebook", "version"):
        if not isinstance(told.get(name, ""), str):
            raise InputError(source, f"its {name} is no text", REMEDY)
    concepts = []
    for number, one in enumerate(told["concepts"], 1):
        where = f"concept {number}"
        if isinstance(one, str):
            one = {"concept": one}
        if not isinstance(one, dict):
            raise InputError(source, f"{where} is no mapping", "Write `- concept: ...` and what is said of it below")
        concepts.append(_concept(one, source, where))
    return Codebook(told.get("codebook", "").strip() or stem, told.get("version", "").strip(), tuple(concepts))


def _of_rows(text: str, source: str, stem: str) -> Codebook:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
        names = rows.fieldnames or []
        own = {name: _known(name) for name in names if name}
        if "concept" not in own.values():
            raise InputError(source, "it has no column `concept`", f"Name its columns: {', '.join(FIELDS)}")
        versions: dict[str, None] = {}
        concepts = []
        for number, row in enumerate(rows, 2):
            if None in row or None in row.values():
                raise InputError(source, f"row {number} has more or fewer cells than the first", REMEDY)
            told: dict[str, Any] = {}
            for name, known in own.items():
                cell = DISARMED.sub("", row[name].strip())
                if known == "version":
                    versions.setdefault(cell)
                elif cell or known == "concept":
                    told[known] = cell.split(";") if known in LISTS else cell
            if any(told.values()):
                concepts.append(_concept(told, source, f"row {number}"))
    except csv.Error as error:
        raise InputError(source, f"it is not CSV ({error})", REMEDY) from error
    versions.pop("", None)
    if len(versions) > 1:
        raise InputError(source, "its rows are of several versions", "Give all rows the same version")
    return Codebook(stem, next(iter(versions), ""), tuple(concepts))


def _known(name: str) -> str:
    small = " ".join(name.split()).casefold()
    return OTHER_NAMES.get(small, small)


def _concept(told: Mapping[str, Any], source: str, where: str) -> Concept:
    found: dict[str, Any] = {}
    for name, value in told.items():
        known = _known(name)
        if known not in FIELDS:
            raise _unknown(source, where, name, FIELDS)
        if known in LISTS:
            listed = value if isinstance(value, list) else [value]
            if not all(isinstance(one, str) for one in listed):
                raise InputError(source, f"the {known} of {where} are no texts", REMEDY)
            found[FIELDS[known]] = tuple(dict.fromkeys(filter(None, (" ".join(one.split()) for one in listed))))
        elif not isinstance(value, str):
            raise InputError(source, f"the {known} of {where} is no text", REMEDY)
        else:
            found[FIELDS[known]] = " ".join(value.split())
    if not found.get("name"):
        raise InputError(source, f"{where} has no name", "Write what it is called: `concept: ...`")
    if len(found["name"]) > LONGEST:
        raise InputError(source, f"the name of {where} is longer than {LONGEST} characters", "Shorten it")
    return Concept(**found)


def _unknown(source: str, where: str, name: str, known: Iterable[str]) -> InputError:
    return InputError(source, f"{where} has {printable(str(name))!r}, which says nothing", f"Use: {', '.join(known)}")


def check_codebook(book: Codebook, source: str) -> None:
    """See that no concept stands twice, nothing is said to be two concepts, and none is broader than itself.

    Raises:
        InputError: something contradicts itself; says what.
    """
    if len(book.concepts) > MOST_CONCEPTS:
        raise InputError(source, f"it has more than {MOST_CONCEPTS:,} concepts", "Make a codebook of fewer")
    names: dict[str, str] = {}
    for one in book.concepts:
        if one.name.casefold() in names:
            raise InputError(source, f"the concept {printable(one.name)!r} stands in it twice", REMEDY)
        names[one.name.casefold()] = one.name
    owner: dict[str, str] = dict(names)
    for one in book.concepts:
        for label in (*one.examples, *one.issues):
            other = owner.setdefault(label.casefold(), one.name)
            if other.casefold() != one.name.casefold():
                what = f"{printable(label)!r} is under two concepts, {printable(other)!r} and {printable(one.name)!r}"
                raise InputError(source, what, REMEDY)
        not_it = {label.casefold() for label in one.counter_examples}
        for label in (one.name, *one.examples, *one.issues):
            if label.casefold() in not_it:
                what = f"{printable(label)!r} is and is not {printable(one.name)!r}"
                raise InputError(source, what, "Leave it under examples or under counter-examples")
        if one.broader and one.broader.casefold() not in names and book.concept(one.broader) is None:
            what = f"{printable(one.name)!r} is part of {printable(one.broader)!r}, which is no concept of it"
            raise InputError(source, what, REMEDY)
    _see_that_none_goes_round(book, source)


def _see_that_none_goes_round(book: Codebook, source: str) -> None:
    broader = {one.name.casefold(): one.broader.casefold() for one in book.concepts}
    done: set[str] = set()
    for one in book.concepts:
        path: list[str] = []
        at = one.name.casefold()
        while at and at not in done:
            if at in path:
                told = " is part of ".join(printable(name) for name in (*path[path.index(at) :], at))
                raise InputError(source, f"its concepts go round: {told}", REMEDY)
            path.append(at)
            at = broader.get(at, "")
        done.update(path)

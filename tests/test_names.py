"""Names that can be told apart: of classes over the whole package, of files in a folder."""

from __future__ import annotations

import ast
import re
from itertools import combinations
from pathlib import Path

import pytest

from tests.test_architecture import FILES, name_of

PARTICIPLE = re.compile(r"^(?:Chosen|Found|Held|Known|Meant|Seen|Told)$|[a-z]{2}ed$")
"""A type called by what was done to it: "Found", "Added", "Chosen"."""
PARTICIPLES = {"Published": "the record's own word, which JSON and Python users have"}
"""Such names that stay, each with its reason."""


def classes() -> list[tuple[str, str]]:
    """Every public class of the package with its module."""
    return [
        (node.name, name_of(file))
        for file in FILES
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]


def test_no_class_name_stands_twice() -> None:
    where: dict[str, list[str]] = {}
    for name, module in classes():
        where.setdefault(name, []).append(module)
    assert {name: modules for name, modules in where.items() if len(modules) > 1} == {}


def test_no_type_is_a_participle() -> None:
    assert {name for name, _ in classes() if PARTICIPLE.search(name)} == set(PARTICIPLES)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Found", True), ("Added", True), ("Chosen", True), ("NamedActors", False), ("Token", False), ("Seed", False)],
)
def test_what_a_participle_is(name: str, is_one: bool) -> None:
    assert bool(PARTICIPLE.search(name)) is is_one


def one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes one name the other: "clue" and "clues"."""
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_no_two_files_of_a_folder_are_one_letter_apart() -> None:
    pairs = combinations(sorted((file.parent, file.stem) for file in FILES), 2)
    assert [(a, b) for (x, a), (y, b) in pairs if x == y and one_letter_apart(a, b)] == []


def raises(function: ast.FunctionDef) -> bool:
    """Whether an exception leaves a function by a ``raise`` of its own."""
    stack, found = list(function.body), []
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            found.append(node)
        if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            stack += [child for child in ast.iter_child_nodes(node) if isinstance(child, (ast.stmt, ast.excepthandler))]
    return bool(found)


def silent(source: str) -> list[str]:
    """The public functions and methods of public classes that raise and do not say so."""
    tree = ast.parse(source)
    public = [n for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and not n.name.startswith("_")]
    functions = [f for n in public for f in (n.body if isinstance(n, ast.ClassDef) else [n])]
    return [
        f.name
        for f in functions
        if isinstance(f, ast.FunctionDef) and not f.name.startswith("_") and raises(f)
        and "Raises:" not in (ast.get_docstring(f) or "")
    ]  # fmt: skip


TELLING = ("query", "export", "knowledge", "linking", "model", "sources", "evaluate")


@pytest.mark.parametrize("file", [f for f in FILES if name_of(f).split(".")[0] in TELLING], ids=name_of)
def test_a_public_function_says_what_it_raises(file: Path) -> None:
    assert silent(file.read_text(encoding="utf-8")) == []


def test_a_silent_raise_is_seen() -> None:
    source = 'class A:\n    def f(self):\n        """Adds."""\n        if self:\n            raise ValueError("no")\n'
    assert silent(source) == ["f"]
    assert silent(source.replace("Adds.", "Adds.\n\n    Raises:\n        ValueError: no.\n")) == []

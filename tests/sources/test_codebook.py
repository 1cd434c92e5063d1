"""Codebooks as files: what is read, and what contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError, UnreadableError
from communique.model.codebook import Codebook, Concept
from communique.sources.codebook import parse_codebook, read_codebook

YAML = """\
codebook: Toll
version: 2
concepts:
  - concept: Bridge toll
    description: Paying to cross.
    examples: [the toll on the bridge, "no"]
    counter-examples: [toll of the dead]
    issues: [e3f2a90cbb1d2c44]
  - concept: Trade
  - Free crossing
  - {concept: Ferry, broader: trade}
"""
CSV = """\
concept;description;examples;counter-examples;version
Bridge toll;Paying to cross.;"the toll on the bridge; no";toll of the dead;2
Trade;;;;2
"""


def test_yaml_is_read_as_it_is_written() -> None:
    assert parse_codebook(YAML, "toll.yaml") == Codebook("Toll", "2", (
        Concept("Bridge toll", "Paying to cross.", ("the toll on the bridge", "no"), ("toll of the dead",),
                ("e3f2a90cbb1d2c44",)),
        Concept("Trade"), Concept("Free crossing"), Concept("Ferry", broader="trade"),
    ))  # fmt: skip


def test_csv_is_read_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "toll.csv"
    path.write_text("\ufeff" + CSV)
    assert read_codebook(path) == Codebook("toll", "2", (
        Concept("Bridge toll", "Paying to cross.", ("the toll on the bridge", "no"), ("toll of the dead",)),
        Concept("Trade"),
    ))  # fmt: skip


def test_an_alias_may_say_something_again() -> None:
    text = "concepts:\n- concept: A\n  examples: &e [x, y]\n- concept: B\n  counter-examples: *e\n"
    assert parse_codebook(text, "b.yaml").concepts[1].counter_examples == ("x", "y")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("concepts: [{concept: A, examples: [x]}, {concept: B, examples: [X]}]", "'X' is under two concepts, 'A'"),
        ("concepts: [{concept: A, issues: [e1]}, {concept: B, issues: [e1]}]", "'e1' is under two concepts"),
        ("concepts: [{concept: A}, {concept: B, examples: [a]}]", "'a' is under two concepts"),
        ("concepts: [{concept: A}, {concept: a}]", "'a' stands in it twice"),
        ("concepts: [{concept: A, examples: [x], counter-examples: [x]}]", "'x' is and is not 'A'"),
        ("concepts: [{concept: A, broader: B}, {concept: B, broader: C}, {concept: C, broader: A}]",
         "go round: a is part of b is part of c is part of a"),
        ("concepts: [{concept: A, broader: a}]", "go round: a is part of a"),
        ("concepts: [{concept: A, broader: Z}]", "part of 'Z', which is no concept of it"),
        ("concepts: [{concept: A, colour: red}]", "'colour', which says nothing"),
        ("concepts: [{concept: A, concept: B}]", "'concept' is said twice, again in line 1"),
        ("concepts: [{description: A}]", "concept 1 has no name"),
        ("concepts: [{concept: [A]}]", "the concept of concept 1 is no text"),
        ("concepts: [[A]]", "concept 1 is no mapping"),
        ("concepts: 3", "no list of concepts"),
        ("", "no list of concepts"),
        ("concepts: [", "not YAML in line 1"),
        ("concepts: [\x00]", "not YAML"),
        ("concepts: &a [*a]", "what begins in line 1 stands in itself"),
        (BOMB, "its aliases come to more than 200,000 entries"),
        ("concepts: " + "[" * 5000, "more than 40 deep"),
        ("x: !!python/object/apply:os.system [echo]\nconcepts: []", "'x', which says nothing"),
        (f"concepts: [{{concept: {'x' * 191}}}]", "longer than 190 characters"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        parse_codebook(text, "book.yaml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,examples\nA,x\nB,x\n", "'x' is under two concepts"),
        ("label,examples\nA,x,y\n", "row 2 has more or fewer cells"),
        ("examples\nx\n", "no column `concept`"),
        ("concept,version\nA,1\nB,2\n", "of several versions"),
        ('concept\n"A\n', "it is not CSV"),
        ("concept,examples\n,x\n", "row 2 has no name"),
    ],
)
def test_what_is_wrong_in_csv_is_said(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        parse_codebook(text, "book.csv", "csv")


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_codebook(tmp_path / "none.yaml")

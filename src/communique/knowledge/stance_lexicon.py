"""Words by which an actor is for or against something: ``data/position_words.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast

import msgspec

from communique.knowledge.inflection import noun_forms, spellings, verb_forms
from communique.knowledge.tables import Row, overlay_folder, read_table

__all__ = ["PositionFrame", "PositionWord", "position_words"]

Shape = Literal["obj", "inf", "obj_inf", "clause", "wh", "pp", "judged", "reason", "felt"]
Part = Literal["verb", "noun", "adj"]
SHAPES = ("obj", "inf", "obj_inf", "clause", "wh", "pp", "judged", "reason", "felt")
ONLY_DENIED = "denied"
"""Stands among the frames of a word that tells a stance only where it is denied: "will not tolerate"."""
COLUMNS = ("word", "pos", "stance", "frames", "forms", "strength", "example")


class PositionFrame(msgspec.Struct, frozen=True):
    """One shape in which the issue stands by the word, with its prepositions."""

    shape: Shape
    prepositions: tuple[str, ...] = ()
    turned: bool = False
    """Whether the word tells the other stance in this shape: "voted against"."""


class PositionWord(msgspec.Struct, frozen=True):
    """One word, the stance that it tells, its frames in their order, and how surely (0..1)."""

    word: str
    stance: Literal["for", "against"]
    frames: tuple[PositionFrame, ...]
    strength: float
    particle: str = ""
    """What the verb needs beside it: "rule [out]"."""
    only_denied: bool = False
    """Whether it tells a stance only where it is denied, which is then the other one."""


def position_words(part: Part, overlay: Path | str | None = None) -> Mapping[str, PositionWord]:
    """Every form of the words of a part of speech, in lower case."""
    return _table(overlay_folder(overlay))[part]


@cache
def _table(folder: Path | None) -> Mapping[str, Mapping[str, PositionWord]]:
    found: dict[str, dict[str, PositionWord]] = {"verb": {}, "noun": {}, "adj": {}}
    for row in read_table("position_words", COLUMNS, ("word", "pos"), folder):
        if row["pos"] not in found:
            raise row.error(f"there is no part of speech {row['pos']!r}", "Use verb, noun or adj.")
        if row["stance"] not in ("for", "against"):
            raise row.error(f"there is no stance {row['stance']!r}", "Use for or against.")
        try:
            strength = float(row.required("strength"))
        except ValueError as error:
            raise row.error(f"{row['strength']!r} is no number", "Write a strength from 0 to 1.") from error
        stance = cast("Literal['for', 'against']", row["stance"])
        only_denied = ONLY_DENIED in row["frames"].split()
        base, _, particle = row["word"].partition(" ")
        word = PositionWord(row["word"], stance, _frames(row), strength, particle, only_denied)
        for lemma in base.split("/"):
            for form in _forms(row, lemma):
                found[row["pos"]][form] = word
    return found


def _frames(row: Row) -> tuple[PositionFrame, ...]:
    frames: list[PositionFrame] = []
    for item in row.required("frames").split():
        if item == ONLY_DENIED:
            continue
        shape, _, prepositions = item.removeprefix("-").partition(":")
        if shape not in SHAPES:
            raise row.error(f"there is no frame {shape!r}", f"Use some of: {' '.join(SHAPES)}.")
        frames.append(
            PositionFrame(cast("Shape", shape), tuple(p for p in prepositions.split(",") if p), item[0] == "-")
        )
    return tuple(frames)


def _forms(row: Row, lemma: str) -> frozenset[str]:
    if row["pos"] == "verb":
        return verb_forms(lemma, row["forms"].split())
    return noun_forms(lemma) if row["pos"] == "noun" and not lemma.endswith("s") else frozenset(spellings(lemma))

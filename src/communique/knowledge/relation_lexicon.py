"""Words that tell a relation between actors: ``data/relation_frames.tsv``, whose header explains the frames."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.inflection import noun_forms, verb_forms
from communique.knowledge.tables import Row, overlay_folder, read_table
from communique.model.relation import RelationType

__all__ = ["RelationFrame", "nouns", "phrases", "verbs"]

COLUMNS = ("word", "pos", "type", "frame", "forms", "strength", "example")
KEY = ("word", "pos", "frame")
PartOfSpeech = Literal["verb", "noun", "phrase"]
Shape = Literal["obj", "obj_back", "pp", "of", "of_back", "between", "for", "from", "with", "to"]
SHAPES: Mapping[PartOfSpeech, tuple[Shape, ...]] = {
    "verb": ("obj", "obj_back", "pp"), "noun": ("of", "of_back", "between", "for", "from"), "phrase": ("with", "to"),
}  # fmt: skip


class RelationFrame(msgspec.Struct, frozen=True):
    """One word in one frame: the relation, where source and target stand, and how surely (0..1)."""

    word: str
    type: RelationType
    shape: Shape
    prepositions: tuple[str, ...]
    strength: float


def verbs(overlay: Path | str | None = None) -> Mapping[str, tuple[RelationFrame, ...]]:
    """The frames of every form of a verb, in lower case."""
    return _table(overlay_folder(overlay))["verb"]


def nouns(overlay: Path | str | None = None) -> Mapping[str, tuple[RelationFrame, ...]]:
    """The frames of every form of a noun, in lower case."""
    return _table(overlay_folder(overlay))["noun"]


def phrases(overlay: Path | str | None = None) -> Mapping[str, tuple[RelationFrame, ...]]:
    """The frames of phrases of several words ("at odds")."""
    return _table(overlay_folder(overlay))["phrase"]


@cache
def _table(folder: Path | None) -> Mapping[PartOfSpeech, Mapping[str, tuple[RelationFrame, ...]]]:
    found: dict[PartOfSpeech, dict[str, list[RelationFrame]]] = {"verb": {}, "noun": {}, "phrase": {}}
    for row in read_table("relation_frames", COLUMNS, KEY, folder):
        if row["pos"] not in found:
            raise row.error(f"there is no part of speech {row['pos']!r}", "Use verb, noun or phrase.")
        pos: PartOfSpeech = row["pos"]
        frame = _frame(row, pos)
        for form in _forms(row, pos):
            found[pos].setdefault(form, []).append(frame)
    return {pos: {form: tuple(frames) for form, frames in table.items()} for pos, table in found.items()}


def _frame(row: Row, pos: PartOfSpeech) -> RelationFrame:
    if row["type"] not in get_args(RelationType):
        raise row.error(f"there is no relation {row['type']!r}", f"Use one of: {' '.join(get_args(RelationType))}.")
    shape, _, prepositions = row.required("frame").partition(":")
    if shape not in SHAPES[pos]:
        raise row.error(f"a {pos} has no frame {shape!r}", f"Use one of: {' '.join(SHAPES[pos])}.")
    try:
        strength = float(row.required("strength"))
    except ValueError as error:
        raise row.error(f"{row['strength']!r} is no number", "Write a strength from 0 to 1.") from error
    return RelationFrame(
        row["word"], cast("RelationType", row["type"]), shape,
        tuple(p for p in prepositions.split(",") if p), strength,
    )  # fmt: skip


def _forms(row: Row, pos: PartOfSpeech) -> set[str]:
    forms: set[str] = set()
    for lemma in row["word"].split("/"):
        given = row["forms"].split()
        if pos == "verb":
            forms |= verb_forms(lemma, given)
        else:
            forms |= noun_forms(lemma, given) if pos == "noun" else {lemma}
    return forms

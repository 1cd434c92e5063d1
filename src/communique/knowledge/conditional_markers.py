"""Words that bring a condition: ``data/conditional_markers.tsv``, whose header explains the columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.tables import overlay_folder, read_table

__all__ = ["Marker", "markers"]

Shape = Literal["clause", "tense", "noun", "else", "inverted", "choice"]
COLUMNS = ("marker", "shape", "strength", "example")


class Marker(msgspec.Struct, frozen=True):
    """One marker: its words in lower case, what follows it, and how surely it is one (0..1)."""

    words: tuple[str, ...]
    shape: Shape
    strength: float


def markers(overlay: Path | str | None = None) -> Mapping[str, tuple[Marker, ...]]:
    """The markers by their first word, the longest first."""
    return _markers(overlay_folder(overlay))


@cache
def _markers(folder: Path | None) -> Mapping[str, tuple[Marker, ...]]:
    found: dict[str, list[Marker]] = {}
    for row in read_table("conditional_markers", COLUMNS, ("marker",), folder):
        if row["shape"] not in get_args(Shape):
            raise row.error(f"there is no shape {row['shape']!r}", f"Use one of: {' '.join(get_args(Shape))}.")
        try:
            strength = float(row.required("strength"))
        except ValueError as error:
            raise row.error(f"{row['strength']!r} is no number", "Write a strength from 0 to 1.") from error
        words = tuple(row["marker"].split())
        marker = Marker(words, cast("Shape", row["shape"]), strength)
        found.setdefault(words[0], []).append(marker)
    return {first: tuple(sorted(listed, key=lambda m: -len(m.words))) for first, listed in found.items()}

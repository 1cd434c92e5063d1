"""Rows as columns for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.export.safe import cells, one_line

__all__ = ["column_lines"]

WIDEST = 40
"""Columns of a terminal that a cell takes at most."""


def column_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each row, its cells below the names of the columns; long ones are cut."""
    listed = list(rows)
    names = list(dict.fromkeys(name for row in listed for name in row))
    table = [[_cut(name) for name in names], *([_cut(row.get(name)) for name in names] for row in listed)]
    widths = [max(cells(row[n]) for row in table) for n in range(len(names))]
    for row in table if names else ():
        padded = (cell + " " * (wide - cells(cell)) for cell, wide in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _cut(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    text = "" if value is None else one_line(str(value))
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"

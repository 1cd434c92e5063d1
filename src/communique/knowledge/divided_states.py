"""States that share a name: both Koreas, the Sudans, the two Germanys; "the North" and "the South" for one of them.

The table is ``data/divided_states.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from communique.knowledge.states import by_code
from communique.knowledge.surface_forms import normalise
from communique.knowledge.tables import Row, overlay_folder, read_table

__all__ = ["DIRECTIONS", "DividedState", "by_plural", "divided_states"]

DIRECTIONS = ("north", "south", "east", "west")
COLUMNS = ("name", "plurals", "members", *DIRECTIONS)


class DividedState(msgspec.Struct, frozen=True):
    """A name that several states share: its plurals, their codes, and whom a direction alone means ("north" -> PRK)."""

    name: str
    plurals: tuple[str, ...]
    members: tuple[str, ...]
    directions: Mapping[str, str]


def divided_states(overlay: Path | str | None = None) -> tuple[DividedState, ...]:
    """All of them, in the order of the table; ``overlay`` as in ``tables``."""
    return _divided(overlay_folder(overlay))


def by_plural(word: str, overlay: Path | str | None = None) -> DividedState | None:
    """Those whom a plural names ("Koreas"), or None."""
    return _plurals(overlay_folder(overlay)).get(normalise(word))


@cache
def _divided(folder: Path | None) -> tuple[DividedState, ...]:
    return tuple(_row(row, folder) for row in read_table("divided_states", COLUMNS, ("name",), folder))


@cache
def _plurals(folder: Path | None) -> Mapping[str, DividedState]:
    return MappingProxyType({normalise(plural): state for state in _divided(folder) for plural in state.plurals})


def _row(row: Row, folder: Path | None) -> DividedState:
    directions = {d: row[d] for d in DIRECTIONS if row[d]}
    members = row.items("members")
    for code in (*members, *directions.values()):
        if by_code(code, folder) is None:
            raise row.error(f"there is no state {code!r}", "Use a code of states.tsv.")
    return DividedState(row["name"], row.items("plurals"), members, MappingProxyType(directions))

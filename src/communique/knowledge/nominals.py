"""Nouns that stand for actors when they are described rather than named."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from communique.knowledge.tables import overlay_folder, read_table

COLUMNS = ("noun", "plural", "kind", "sector", "flags")


class Nominal(msgspec.Struct, frozen=True):
    """One form of a noun: what kind of actor it describes, and how."""

    noun: str
    kind: str
    """person, state, organization or group: of the singular."""
    sector: str | None
    plural: bool
    """Whether this form is the plural."""
    names: bool
    """Whether it heads proper names ("Joint Planning Group")."""
    acts: bool
    """Whether a description with it is an actor on its own ("diplomats said")."""


def nominals(overlay: Path | str | None = None) -> Mapping[str, Nominal]:
    """Every form, in lower case, and what it says."""
    return _nominals(overlay_folder(overlay))


@cache
def _nominals(folder: Path | None) -> Mapping[str, Nominal]:
    found: dict[str, Nominal] = {}
    for row in read_table("nominals", COLUMNS, ("noun",), folder):
        flags = row.items("flags")
        for form, plural in ((row["plural"], row["plural"] != row["noun"]), (row["noun"], False)):
            found[form] = Nominal(row["noun"], row["kind"], row["sector"] or None, plural, "name" in flags, "acts" in flags)
    return found

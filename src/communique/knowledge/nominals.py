"""Nouns that stand for actors when they are described rather than named."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast, get_args

import msgspec

from communique.knowledge.tables import overlay_folder, read_table
from communique.model.actor import ActorKind

COLUMNS = ("noun", "plural", "kind", "sector", "flags")


class Nominal(msgspec.Struct, frozen=True):
    """One form of a noun: what kind of actor it describes, and how."""

    noun: str
    kind: ActorKind
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
        if row["kind"] not in get_args(ActorKind):
            raise row.error(f"{row['kind']!r} is no kind of actor", f"Use one of: {', '.join(get_args(ActorKind))}.")
        kind = cast("ActorKind", row["kind"])
        for form, plural in ((row["plural"], row["plural"] != row["noun"]), (row["noun"], False)):
            found[form] = Nominal(row["noun"], kind, row["sector"] or None, plural, "name" in flags, "acts" in flags)
    return found

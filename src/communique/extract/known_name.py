"""A thing that the tables know, as one of its forms names it: what every finder of known names gives."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.knowledge import groups, organizations
from communique.knowledge.surface_forms import NameEntry

KnownKind = Literal["state", "demonym", "capital", "seat", "organization", "group", "body", "region", "place", "none"]
"""What a form is. ``body``: one that every state has ("foreign ministry"); ``region``: several states by where they lie
("Europe"), who are an actor where they act; ``none``: a name that only looks like another's ("South China Sea")."""


class KnownName(msgspec.Struct, frozen=True):
    """A thing that the tables know, as one of its forms names it."""

    kind: KnownKind
    code: str
    """The state's code, or the organisation's or group's key."""
    name: str
    country: str | None = None
    sector: str | None = None
    plural: bool = False
    ambiguous: bool = False


FORMS: dict[str, KnownKind] = {
    "name": "state",
    "abbreviation": "state",
    "demonym": "demonym",
    "capital": "capital",
    "seat": "seat",
    "place": "place",
}


def organization_of(entry: NameEntry) -> KnownName | None:
    """The organisation of the table that a form of a name is of."""
    body = organizations.by_key(entry.code)
    if body is None:
        return None
    return KnownName("organization", entry.code, body.name, body.country, entry.sector or body.sector, entry.plural)


def group_of(entry: NameEntry) -> KnownName | None:
    """The group of the table that a form of a name is of."""
    group = groups.by_key(entry.code)
    if group is None:
        return None
    return KnownName(group.kind, entry.code, group.name, group.country, entry.sector or group.sector, entry.plural)

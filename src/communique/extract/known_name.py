"""A thing that the tables know, as one of its forms names it: what every finder of known names gives."""

from __future__ import annotations

from typing import Literal

import msgspec

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

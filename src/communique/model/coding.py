"""Coded statements: who takes which side on what, as discourse network analysis counts them.

They come of a store's positions (``query.codings``) or of a ``.dna`` file that people coded (``sources.dna``);
networks, agreement between coders, plots and exports take them, whichever they come of.
"""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["AGREEMENT", "CodedEntity", "CodedStatement", "CodingTable", "CodingVariable"]

AGREEMENT = "agreement"
"""The qualifier: 1 for, 0 against."""


class CodedStatement(msgspec.Struct, frozen=True, kw_only=True):
    """One actor's stance on one concept at one place of one document."""

    id: str
    """What finds it again: a position's id, or the number of a statement in its file."""
    person: str = ""
    """Who says it; empty where nobody is told."""
    organization: str = ""
    """The state or body for which he says it, or which says it itself."""
    concept: str = ""
    """What it is about."""
    agreement: int | None = None
    """1 for it, 0 against it, null where it is neither ("ambivalent", or not coded)."""
    values: dict[str, str | int | None] = {}
    """Further variables, by their names as :class:`CodingTable` lists them."""
    date: str | None = None
    """ISO 8601, a day or a day and a time (``2005-01-26T14:30:00``) in UTC; as precise as known in a store."""
    document: str = ""
    """Id of the document, one for one in the table."""
    title: str = ""
    author: str = ""
    source: str = ""
    """Where the document is from: the publisher of a report."""
    section: str = ""
    type: str = ""
    """Of the document: a report's genre."""
    coder: str = ""
    """Who coded it; empty for the machine."""
    machine: bool = False
    """Whether no person has looked at it."""
    certainty: float = 1.0
    """How often such a coding is right; what people code or confirm is certain."""
    start: int | None = None
    end: int | None = None
    """Code points of the document's text; ends before ``end``."""
    words: str = ""
    """Those characters."""

    def value(self, variable: str) -> str | int | None:
        """What it has for a variable or a property of its document: "organization", "section"; empty if nothing."""
        if variable in self.values:
            return self.values[variable]
        return getattr(self, variable, "") if variable in COLUMNS else ""


COLUMNS = frozenset((
    "id", "person", "organization", "concept", "agreement", "date", "document", "title", "author", "source", "section",
    "type", "coder",
))  # fmt: skip
"""The fields by which statements may be chosen and counted."""


class CodedEntity(msgspec.Struct, frozen=True):
    """A person, organisation or concept that can be coded, whether any statement names it or not."""

    name: str
    attributes: dict[str, str] = {}
    """What is known of it: ``{"Type": "NGO"}``."""
    colour: str | None = None
    """``#RRGGBB``."""


class CodingVariable(msgspec.Struct, frozen=True):
    """A variable and what it can be."""

    name: str
    """As in the fields of a statement or its ``values``."""
    type: str = "short text"
    """"short text", "long text", "integer" or "boolean"."""
    entities: tuple[CodedEntity, ...] = ()
    """All that it can be, of short texts."""


class CodingTable(msgspec.Struct, frozen=True):
    """Coded statements in the order of their file or store, with the variables that they are coded by."""

    statements: tuple[CodedStatement, ...]
    variables: tuple[CodingVariable, ...] = ()
    origin: str = ""
    """The store or file, as the user named it."""
    notes: tuple[str, ...] = ()
    """What a user should know of it: what was left out, and why."""
    about: dict[str, Any] = {}
    """Of the file: its version, its date."""

    def variable(self, name: str) -> CodingVariable | None:
        """The variable of this name."""
        return next((one for one in self.variables if one.name == name), None)

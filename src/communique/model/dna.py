"""All that a file of Discourse Network Analyzer 3 holds; ``sources.dna`` reads it, ``export.dna`` writes it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

__all__ = [
    "CERTAINTY",
    "FACT",
    "MACHINE",
    "SAID_ON",
    "STATEMENT_TYPE",
    "UNDATED",
    "DataType",
    "DnaDocument",
    "DnaEntity",
    "DnaFile",
    "DnaStatement",
    "DnaType",
    "DnaVariable",
]

STATEMENT_TYPE = "DNA Statement"
"""The type of statements that a new file has for discourse networks."""
MACHINE = "communique"
"""The coder whose statements no person has looked at."""
CERTAINTY, SAID_ON, FACT = "certainty", "said on", "fact"
"""Variables of statements that come of a store: how sure (per cent), the day for which it is told, its id there."""
UNDATED = "No date is known."
"""Stands in the notes of a document that has the date of 1 January 1970 for want of another."""

DataType = Literal["short text", "long text", "integer", "boolean"]


class DnaVariable(msgspec.Struct, frozen=True):
    """What is coded of a statement: its person, organization, concept or agreement."""

    name: str
    type: DataType


class DnaType(msgspec.Struct, frozen=True):
    """A type of statements with its variables."""

    name: str
    variables: tuple[DnaVariable, ...]


class DnaDocument(msgspec.Struct, frozen=True):
    """A document; ``date`` is in UTC, to the second, without a time zone."""

    id: int
    title: str
    text: str
    date: datetime
    author: str = ""
    source: str = ""
    section: str = ""
    type: str = ""
    notes: str = ""
    coder: str = "Admin"


class DnaStatement(msgspec.Struct, frozen=True):
    """A stretch of a document, half open, in code points of its text, with what it was coded as."""

    id: int
    document: int
    start: int
    stop: int
    values: dict[str, str | int]
    """By the names of its type's variables; a boolean is 0 or 1. What a file has no row of is not there."""
    type: str = STATEMENT_TYPE
    coder: str = "Admin"


class DnaEntity(msgspec.Struct, frozen=True):
    """A value of a short-text variable with its attributes."""

    variable: str
    value: str
    attributes: dict[str, str]
    parent: str | None = None
    """The value whose child it is."""
    type: str = STATEMENT_TYPE
    colour: str | None = None
    """``#RRGGBB``."""


class DnaFile(msgspec.Struct, frozen=True):
    """All of a file but passwords, colours and permissions."""

    types: tuple[DnaType, ...]
    documents: tuple[DnaDocument, ...]
    """By id."""
    statements: tuple[DnaStatement, ...]
    """By document, then start, stop and id."""
    entities: tuple[DnaEntity, ...] = ()
    coders: tuple[str, ...] = ("Admin",)
    version: str = "3.0.11"

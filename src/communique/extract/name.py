"""The names and titles of a text as they are found, before anybody decides who they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.extract.vocabulary import Known
from communique.knowledge.titles import TitleMatch

if TYPE_CHECKING:
    from communique.extract.drafts import Draft


@dataclass(slots=True)
class Name:
    """One name in the text: tokens ``i`` to ``j`` (exclusive), its characters, and the evidence about it."""

    i: int
    j: int
    start: int
    end: int
    text: str
    known: Known | None = None
    """What the tables say, if they know it."""
    votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Evidence for person, organization, place, other; in points."""
    titles: list[TitleUse] = field(default_factory=list)
    owner: Draft | None = None
    country: str | None = None
    """Of a person: the state in "France's Jean-Marc Ayrault"."""
    inside_title: bool = False
    """A state inside a title before a name ("U.S. Secretary of State"): whose office it is, but no mention."""


@dataclass(slots=True)
class TitleUse:
    """A title in the text and whose office the words beside it say it is."""

    i: int
    j: int
    start: int
    end: int
    match: TitleMatch
    text: str
    of: Known | None = None
    holder: Name | None = None

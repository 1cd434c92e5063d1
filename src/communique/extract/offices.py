"""Offices that people held once: what stands before a title tells so."""

from __future__ import annotations

from communique.knowledge.titles import TitleMatch, title
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Role

REACH = 50  # characters before a title in which "former" is looked for
WORDS = 3  # words before it, at most: "former U.S. ambassador"
AMERICAN = "USA"
CHAMBERS = ("us-senate", "us-house")
"""Keys of the American chambers, whose members' titles are listed."""


def held_once(document: Document, role: Role) -> bool:
    """Whether "former" stands before state and title: "former U.S. ambassador"."""
    if role.evidence is None:
        return False
    return _once_before(document.view, role.evidence.start)


def once(text: str, match: TitleMatch, start: int) -> bool:
    """The same of a title that begins at ``start``, by its own words too: "former president"."""
    return match.has("former") or _once_before(text, start)


def _once_before(text: str, start: int) -> bool:
    before = text[max(0, start - REACH) : start].casefold().split()
    return bool(word_list("once_in_office") & set(before[-WORDS:]))


def former(document: Document, role: Role) -> bool:
    """Whether it is an office held no longer, by its own words or those before it."""
    matched = title(role.title)
    words = role.title.casefold().split()
    return (
        (matched is not None and matched.has("former"))
        or (bool(words) and words[0].strip("-") in word_list("former_offices"))
        or held_once(document, role)
    )

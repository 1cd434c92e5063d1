"""Offices that people held once: what stands before a title tells so."""

from __future__ import annotations

from communique.knowledge.titles import title
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Role

REACH = 50  # characters before a title in which "former" is looked for
WORDS = 3  # words before it, at most: "former U.S. ambassador"


def held_once(document: Document, role: Role) -> bool:
    """Whether "former" stands before state and title: "former U.S. ambassador"."""
    if role.evidence is None:
        return False
    before = document.view[max(0, role.evidence.start - REACH) : role.evidence.start].casefold().split()
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

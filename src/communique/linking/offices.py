"""Offices: which of them one person holds at a time, and what a title's words make them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from communique.knowledge import titles
from communique.knowledge.surface_forms import normalise
from communique.knowledge.word_lists import word_list

__all__ = ["OfficeTitle", "is_office", "office_title"]

UNIQUE = frozenset(
    ("foreign_minister", "defence_minister", "interior_minister", "head_of_state", "head_of_government", "head",
     "deputy_head_of_state", "opposition_leader", "party_leader", "mayor", "governor")
)  # fmt: skip
"""Ranks of which a state or body has one holder at a time."""


OFFICES = ("leads", "represents")
"""How those stand to a state or body who hold an office of it."""
UNOFFICIAL = ("lawyer", "criminal", "fighter")
"""Ranks that are no offices, however their holders stand to it."""


@lru_cache(maxsize=10_000)
def is_office(title: str) -> bool:
    """Whether a title is an office of a state or body, and not only what somebody is: "student", "analyst"."""
    found = titles.title(title)
    if found is None or found.title.rank in UNOFFICIAL:
        return False
    return found.title.relation in OFFICES or found.title.rank == "judge"


class OfficeTitle(msgspec.Struct, frozen=True):
    """A title as the store files it. ``unique``: one holder at a time; ``past``: held no longer when it was written."""

    title: str
    unique: bool
    past: bool


@lru_cache(maxsize=10_000)
def office_title(title: str) -> OfficeTitle:
    """The office of a title's words: "Foreign Minister" and "Minister of Foreign Affairs" are one."""
    form = normalise(title)
    found = titles.title(title)
    if found is None:
        return OfficeTitle(form, False, form.startswith(("former ", "ex ", "late ")))
    rank = found.title.rank
    past = found.has("former", "dead", "future")
    deputy = found.has("deputy")
    if rank in UNIQUE and not deputy:
        # A state has one president and one king, but a body may have a president and a director.
        name = normalise(found.title.title) if rank == "head" else rank.replace("_", " ")
        return OfficeTitle(name, rank != "head" or form not in word_list("general_offices"), past)
    bare = normalise(found.title.title)
    unique = rank == "minister" and bare not in word_list("general_offices") and not deputy and "minister" in bare
    return OfficeTitle(("deputy " if deputy else "") + bare, unique, past)

"""Acts without politics: what private persons and firms do to each other is no event between parties to a conflict."""

from __future__ import annotations

from communique.extract.events.act import Act
from communique.extract.events.matching import VERBAL
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.model import Actor

PRIVATE = frozenset(("BUS", "CVL"))
"""Sectors of firms and of persons without an office."""


def is_private(document: Document, act: Act) -> bool:
    """Whether an act of words has nobody but single persons or firms that nothing ties to a state.

    "The actress threatened to leave the film", "a bank rejected the offer of a rival". A crowd, an armed group, a
    state or whoever holds an office makes an act public, and so does one whose state or sector nobody knows by name.
    Nor is it politics how somebody wants to be quoted ("demanded anonymity").
    """
    if any(o.text.casefold() in word_list("press_formulas") for o in clauses.children(act.match.token, "dobj")):
        return True
    if act.match.rule.type not in VERBAL:
        return False
    people = [document.actor(p.actor.id) or p.actor for p in (*act.actors, *act.recipients)]
    return any(a.sector in PRIVATE for a in people) and all(_is_private(a) for a in people)


def _is_private(actor: Actor) -> bool:
    one = actor.kind == "person" and actor.sector in (None, *PRIVATE)  # "a rival", "the actress"
    if actor.kind in ("state", "group") or actor.members or not (one or actor.sector == "BUS"):
        return False
    return actor.country is None and all(m.form in ("nominal", "pronoun") for m in actor.mentions)

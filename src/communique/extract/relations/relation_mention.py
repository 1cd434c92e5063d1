"""A relation as one rule finds it, before it gets an id and its statement."""

from __future__ import annotations

import msgspec

from communique.extract.relations.terms import Term
from communique.model import Actor, Span
from communique.model.relation import RelationType


class RelationMention(msgspec.Struct, frozen=True):
    """Source, target and evidence of one relation."""

    type: RelationType
    source: Actor
    target: Actor
    evidence: tuple[Span, ...]
    confidence: float
    topic: Span | None = None
    negated: bool = False
    term: Term = Term()
    office: str = ""
    """The title by which the source leads or represents the target."""

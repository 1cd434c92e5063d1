"""Relations between actors that last: membership, hierarchy, office, alliance, dispute."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span
from communique.model.statement import Polarity

RelationType = Literal["member_of", "part_of", "leads", "represents", "supports", "at_odds", "ally_of", "hosts"]


class Relation(msgspec.Struct, frozen=True):
    """``source`` is member of, part of, leader of ... ``target``. ``at_odds`` and ``ally_of`` have no direction."""

    id: str
    type: RelationType
    source: str
    target: str
    evidence: tuple[Span, ...]
    topic: Span | None = None
    polarity: Polarity = "affirmed"
    """"is not a member of" is negated."""
    since: str | None = None
    until: str | None = None
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

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
    """What the source is to the target."""
    source: str
    """Id of the actor that is member of, part of, leader of."""
    target: str
    """Id of the actor at the other end."""
    evidence: tuple[Span, ...]
    topic: Span | None = None
    """What they are at odds over, or support."""
    polarity: Polarity = "affirmed"
    """"is not a member of" is negated."""
    since: str | None = None
    """Since when, ISO 8601, if the text says: "has led it since 2016", "took office in May"."""
    until: str | None = None
    """Until when, ISO 8601, if the text says: "ambassador from 2006 to 2009", "resigned on Monday"."""
    statement: str | None = None
    confidence: float = 0.5
    extractor: str = ""

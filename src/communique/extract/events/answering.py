"""Whom an answer answers: "Uganda rejected the accusation" falls on whoever had accused it before."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.events.act import Act
from communique.extract.events.participants import Participant
from communique.knowledge import plover
from communique.language import clauses

ANSWERS = frozenset(("REJECT", "AGREE", "SUPPORT", "CONCEDE"))
ANSWERED = frozenset(("ACCUSE", "REQUEST", "AGREE", "THREATEN"))
NEAR = 12
"""Acts looked back over: what was said longer ago is taken up by a name."""


def answer(acts: Sequence[Act]) -> None:
    """Fills the recipients of acts that answer an act told before; ``acts`` are in text order."""
    for at, act in enumerate(acts):
        if act.recipients or not act.actors or act.shape.type not in ANSWERS or act.match.rule.pos != "verb":
            continue
        kinds = {
            entry.rule.type
            for noun in clauses.logical_objects(act.match.token)
            if not clauses.children(noun, "poss")
            for entry in plover.nouns(noun.text)
            if not entry.rest
        }
        wanted = kinds & ANSWERED
        if wanted:
            act.recipients.extend(_answered(acts[max(at - NEAR, 0) : at], wanted, act.actors))


def _answered(before: Sequence[Act], kinds: set[str], actors: Sequence[Participant]) -> list[Participant]:
    """The actors of the last act of one of the kinds that fell on one of the actors or his state."""
    own = {p.actor.id for p in actors}
    states = {p.actor.country for p in actors if p.actor.country}
    for act in reversed(before):
        if act.shape.type not in kinds or not act.actors:
            continue
        if any(p.actor.id in own or p.actor.country in states for p in act.recipients):
            return [p for p in act.actors if p.actor.id not in own]
    return []

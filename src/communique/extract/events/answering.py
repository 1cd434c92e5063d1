"""Whom an answer answers: "Uganda rejected the accusation" falls on whoever had accused it before."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.events.act import Act
from communique.extract.events.participants import Participant
from communique.knowledge import plover
from communique.knowledge.word_lists import word_list
from communique.language import clauses

ANSWERS = frozenset(("REJECT", "AGREE", "SUPPORT", "CONCEDE"))
TAKEN_UP = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
"""Types that fall on whoever did what their object takes up: "welcomed the move"."""
ANSWERED = frozenset(("ACCUSE", "REQUEST", "AGREE", "THREATEN"))
SENTENCE = 40
"""Tokens before the sentence in which the deed that "the move" takes up was told."""
NEAR = 12
"""Acts looked back over: what was said longer ago is taken up by a name."""


def answer(acts: Sequence[Act]) -> None:
    """Fills the recipients of acts that answer an act told before; ``acts`` are in text order."""
    for at, act in enumerate(acts):
        if act.recipients or not act.actors or act.match.rule.pos != "verb":
            continue
        if act.shape.type in TAKEN_UP and _takes_up(act):
            act.recipients.extend(_last_doers(acts[max(at - NEAR, 0) : at], act))
            continue
        if act.shape.type not in ANSWERS:
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


def _takes_up(act: Act) -> bool:
    """Whether its object is but a deed told before: "welcomed the move", "criticised this approach"."""
    return any(
        noun.text.casefold() in word_list("deeds_taken_up")
        and not clauses.children(noun, "poss", "amod", "compound", "prep", "relcl", "acl")
        and any(c.text.casefold() in ("the", "this", "that", "these", "such") for c in clauses.children(noun, "det"))
        for noun in clauses.logical_objects(act.match.token)
    )


def _last_doers(before: Sequence[Act], act: Act) -> list[Participant]:
    """Who did the last act told before, in the same sentence or the one before it, by another side."""
    own = {p.actor.id for p in act.actors}
    states = {p.actor.country for p in act.actors if p.actor.country}
    first = act.match.token.sent[0].i if len(act.match.token.sent) else act.match.token.i
    for other in reversed(before):
        if first - other.match.token.i > SENTENCE:
            return []
        doers = [p for p in other.actors if p.actor.id not in own and p.actor.country not in states]
        if doers and len(doers) == len(other.actors):
            return doers
    return []


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

"""Whom an answer answers: "Uganda rejected the accusation" falls on whoever had accused it before."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.events.act import Act
from communique.extract.events.modality import HELD
from communique.extract.events.participants import Participant
from communique.knowledge import plover
from communique.knowledge.word_lists import word_list
from communique.language import clauses

ANSWERS = frozenset(("REJECT", "AGREE", "SUPPORT", "CONCEDE"))
TAKEN_UP = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
"""Types that fall on whoever did what their object takes up: "welcomed the move"."""
TAKES_UP: tuple[tuple[str, frozenset[str]], ...] = (
    ("words_taken_up", frozenset(("ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "AGREE"))),
    ("proposals_taken_up", frozenset(("AGREE", "REQUEST", "COOPERATE", "AID", "SUPPORT", "CONSULT", "CONCEDE"))),
)
"""What the nouns of a list can take up; the other nouns take up any deed but blame ("the move")."""
ANSWERED = frozenset(("ACCUSE", "REQUEST", "AGREE", "THREATEN"))
SENTENCE = 40
"""Tokens before the sentence in which the deed that "the move" takes up was told."""
CHARGE = 120
"""Tokens before it in which what is answered was told: "rejected the accusation"."""
NEAR = 12
"""Acts looked back over: what was said longer ago is taken up by a name."""


def answer(acts: Sequence[Act]) -> None:
    """Fills the recipients of acts that answer an act told before; ``acts`` are in text order."""
    for at, act in enumerate(acts):
        if act.recipients or not act.actors or act.match.rule.pos != "verb":
            continue
        if act.shape.type in TAKEN_UP and (noun := _takes_up(act)) is not None:
            act.recipients.extend(_last_doers(acts[max(at - NEAR, 0) : at], act, noun))
            continue
        if act.shape.type not in ANSWERS:
            continue
        kinds = {
            entry.rule.type
            for noun in clauses.logical_objects(act.match.token)
            if not clauses.children(noun, "poss") and noun.text.casefold() not in word_list("agreements_by_any_name")
            for entry in plover.nouns(noun.text)
            if not entry.rest
        }
        wanted = kinds & ANSWERED
        if wanted:
            act.recipients.extend(_answered(acts[max(at - NEAR, 0) : at], wanted, act))


def _takes_up(act: Act) -> str | None:
    """The object that is but a deed told before: "welcomed the *move*", "criticised this *approach*"."""
    return next(
        (
            noun.text.casefold()
            for noun in clauses.logical_objects(act.match.token)
            if noun.text.casefold() in word_list("deeds_taken_up")
            and not clauses.children(noun, "poss", "amod", "compound", "prep", "relcl", "acl")
            and any(
                c.text.casefold() in ("the", "this", "that", "these", "such") for c in clauses.children(noun, "det")
            )
        ),
        None,
    )


def _last_doers(before: Sequence[Act], act: Act, noun: str) -> list[Participant]:
    """Who did the last act of another side, in the same sentence or the one before, if the noun can take that up."""
    own = {p.actor.id for p in act.actors}
    states = {p.actor.country for p in act.actors if p.actor.country}
    first = _sentence_start(act)
    for other in reversed(before):
        if first - other.match.token.i > SENTENCE:
            return []
        if other.shape.modality not in HELD and noun not in word_list("proposals_taken_up"):
            continue
        doers = [p for p in other.actors if p.actor.id not in own and p.actor.country not in states]
        if doers and len(doers) == len(other.actors):
            return doers if _may_take_up(noun, other.shape.type) else []
    return []


def _may_take_up(noun: str, kind: str) -> bool:
    """Whether a noun may mean an act of a type: no plan is an accusation, no move blame alone."""
    return next((kind in kinds for words, kinds in TAKES_UP if noun in word_list(words)), kind != "ACCUSE")


def _sentence_start(act: Act) -> int:
    """The token at which the act's sentence begins."""
    token = act.match.token
    return token.sent[0].i if len(token.sent) else token.i


def _answered(before: Sequence[Act], kinds: set[str], act: Act) -> list[Participant]:
    """The actors of the last act of one of the kinds that fell on one who answers, or his state."""
    own = {p.actor.id for p in act.actors}
    states = {p.actor.country for p in act.actors if p.actor.country}
    first = _sentence_start(act)
    for other in reversed(before):
        if first - other.match.token.i > CHARGE:
            return []
        if other.shape.type not in kinds or not other.actors:
            continue
        if any(p.actor.id in own or p.actor.country in states for p in other.recipients):
            return [p for p in other.actors if p.actor.id not in own]
    return []

"""What of an event tells how sure it is: its rule, who takes part, and who tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.extract.events.act import Act
from communique.model import Actor, Event, Statement, hull

LIKELY = (0.4, 0.55, 0.7, 0.8, 0.9, 0.96)
"""Probabilities of participants that are told apart."""
MOST = 3
"""Participants counted; more are as many."""


def features(
    event: Event, actor: Callable[[str | None], Actor | None], statement: Statement | None, text: str
) -> set[str]:
    """The features of an event, as :func:`communique.extract.confidence.likelihood` takes them.

    Args:
        event: the event; its own confidence is not looked at.
        actor: gives the actor of an id.
        statement: the one that the event is told in.
        text: of the report.
    """
    rule = event.extractor.rpartition("/")[2]
    found = {f"rule:{rule}", f"type:{event.type}", f"modality:{event.modality}"}
    if "-noun" in rule:
        found.add("noun")
    acting, receiving = ([a for a in map(actor, ids) if a is not None] for ids in (event.actors, event.recipients))
    found |= _of_sides(acting, receiving)
    if event.statement is not None:
        found.add("in a statement")
        if statement is not None:
            found.add(f"statement:{statement.mode}")
    if event.spans.actor is not None:
        found.add("actor is told")
        found |= _of_name(event.spans.actor.of(text))
    return found


def of_act(act: Act, text: str) -> set[str]:
    """The same of an act that is no event yet; what its date says of its modality is not known here."""
    rule, shape = act.match.rule.name, act.shape
    found = {f"rule:{rule}", f"type:{shape.type}", f"modality:{shape.modality}", f"{act.match.rule.pos}"}
    acting, receiving = ([p.actor for p in people] for people in (act.actors, act.recipients))
    found |= _of_sides(acting, receiving)
    if act.statement is not None:
        found |= {"in a statement", f"statement:{act.statement.mode}", f"act:{act.statement.act}"}
    if act.own is not None:
        found.add("is a statement")
    if act.actors:
        found |= _of_name(hull(p.span for p in act.actors).of(text))
    return found


def of_cast(act: Act) -> set[str]:
    """How likely those who take part in an act do, where that was weighed."""
    found: set[str] = set()
    for cast in act.cast:
        likely = sum(cast.chances[1] >= step for step in LIKELY)
        found.add(f"{cast.role}s likely {likely}")
        if cast.chosen != cast.ruled:
            found.add(f"{cast.role}s other than the rule's")
    return found


def _of_sides(acting: Sequence[Actor], receiving: Sequence[Actor]) -> set[str]:
    """What those tell who act and who are acted upon."""
    found = {f"{min(len(acting), MOST)} actors"}
    for end, people in (("actor", acting), ("recipient", receiving)):
        first = people[0] if people else None
        found.add(f"{end}:{first.kind if first else 'none'}")
        if first is not None and first.country:
            found.add(f"{end} has a country")
    if acting:
        found.add(f"actor's sector:{acting[0].sector}")
    if acting and receiving and None not in (pair := (acting[0].country, receiving[0].country)) and pair[0] != pair[1]:
        found.add("two countries")
    return found


def _of_name(words: str) -> set[str]:
    """A single word in small letters by which whoever acts is called: "protesters"."""
    return {f"actor:{words}"} if " " not in words and words.islower() else set()

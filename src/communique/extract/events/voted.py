"""Acts that no rule of the lexicon tells and the act head does: the words, their type, and who takes part.

Whoever takes part stands where rules of that type mostly look; whether the act stands is judged afterwards
(:mod:`communique.extract.events.ballot`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from communique.extract.events.act import Act
from communique.extract.events.derive import Shape
from communique.extract.events.frames import Frame
from communique.extract.events.matching import Match
from communique.extract.events.modality import HELD, judge
from communique.extract.events.participants import Participant, ParticipantFinder
from communique.knowledge.plover import EventRule, PartOfSpeech
from communique.language.document import Document
from communique.language.tags import ADJECTIVES, COMMON_NOUNS, VERBS
from communique.language.tree import Token
from communique.language.votes import TYPES, VOTES, Floats
from communique.model import Span, Statement

LEAST = 0.08
"""Probability of an act from which on a word is looked at."""
VOTED = "head-"
"""What the names of their rules begin with."""
NEAR = 5
"""Tokens within which two words of a type tell one act."""
SECOND = 0.25
"""Share of the likeliest type's probability from which on another type is looked at where a rule has the likeliest."""
ACTORS = {"verb": ("subj",), "noun": ("subj", "poss", "by", "mod", "from", "of"), "adj": ("subj",)}
"""Places in which whoever acts is looked for, by the part of speech."""
RECIPIENTS = {
    "ACCUSE": ("obj", "against", "at", "on", "of", "clause", "with", "for"),
    "REQUEST": ("obj", "dat", "to", "clause", "on", "from", "for", "with"),
    "AGREE": ("with", "to", "dat", "obj", "between", "for"),
    "SUPPORT": ("obj", "with", "for", "to", "of", "behind", "clause"),
    "CONSULT": ("with", "obj", "to", "between", "in"),
    "REJECT": ("obj", "with", "to", "from", "of", "by", "clause"),
    "THREATEN": ("obj", "against", "to", "on", "with", "clause"),
    "SANCTION": ("on", "against", "obj", "from", "to", "with", "of"),
    "ASSAULT": ("obj", "on", "against", "at", "of", "in", "into"),
    "MOBILIZE": ("against", "toward", "near", "to", "in", "on"),
    "COERCE": ("obj", "of", "against", "on"),
    "AID": ("dat", "to", "for", "obj", "of"),
    "COOPERATE": ("with", "dat", "obj", "to", "between"),
    "CONCEDE": ("dat", "to", "obj", "with", "of"),
    "RETREAT": ("from", "to", "of", "obj"),
    "PROTEST": ("against", "at", "over", "outside"),
}  # fmt: skip
"""Places in which whoever is acted upon is looked for, by the type."""


def voted(
    document: Document,
    company: ParticipantFinder,
    acts: Sequence[Act],
    matches: Mapping[int, Match],
    told_in: Callable[[int], Statement | None],
) -> list[Act]:
    """Acts of words that the act head takes for such and no rule does, in text order.

    Args:
        document: what is read.
        company: finds the participants.
        acts: those that rules tell.
        matches: of the rules, by token; they govern modality.
        told_in: the innermost statement in whose content an offset lies.
    """
    taken = {(a.match.token.i, a.shape.type) for a in acts}
    ruled = {a.match.token.i for a in acts}
    found: list[Act] = []
    for token, scores in _words(document):
        order = np.argsort(-scores[1:])
        first = float(scores[1 + order[0]])
        for n in order[:2] if token.i in ruled else order[:1]:
            kind = TYPES[n]
            if scores[1 + n] < SECOND * first or scores[1 + n] < LEAST / 2 or (token.i, kind) in taken:
                continue
            act = act_of(company, token, kind, matches, told_in)
            if act is not None:
                found.append(act)
    return found


def _words(document: Document) -> Iterator[tuple[Token, Floats]]:
    """Words that may tell an act, with the probabilities of none and of each type."""
    votes = document.layers[VOTES]
    for start, end in votes.likely(LEAST):
        token = next(iter(document.tokens_in(Span(start, end))), None)
        if token is None or token.idx != start or _part(token) is None:
            continue
        values = votes.of(start, end)
        assert values is not None
        yield token, np.asarray(np.exp(values), np.float32)


def _part(token: Token) -> PartOfSpeech | None:
    """Verb, noun or adjective; None of other words."""
    if token.tag_ in VERBS:
        return "verb"
    if token.tag_ in COMMON_NOUNS:
        return "noun"
    return "adj" if token.tag_ in ADJECTIVES else None


def act_of(
    company: ParticipantFinder,
    token: Token,
    kind: str,
    matches: Mapping[int, Match],
    told_in: Callable[[int], Statement | None],
    *,
    alone: bool = False,
) -> Act | None:
    """The act of a type that a word tells; None where nobody takes part, unless it may stand ``alone``."""
    part = _part(token) or "noun"
    held = matches.get(token.i)
    frame = Frame(company, token, part)
    if held is not None:
        actors, recipients = held.actors, held.recipients
    else:
        actors = _first(frame, ACTORS[part], ())
        recipients = _first(frame, RECIPIENTS[kind], actors)
    if not actors and not recipients and not alone:
        return None
    name = f"{VOTED}{kind.lower()}" + ("-noun" if part == "noun" else "-adj" if part == "adj" else "")
    rule = EventRule(name, (token.text,), part, kind, None, (), (), (), None, (), "")
    match = Match(
        token, rule, token.text.casefold(), 0, actors, recipients, verb=frame.verb, light=frame.light, frame=frame
    )
    judged = judge(match, matches)
    modality = judged.modality if judged.modality in HELD else "actual"
    shape = Shape(kind, None, None, modality, "the act head tells it, no rule does")
    return Act(match, judged, shape, actors, recipients, told_in(token.idx))


def _first(frame: Frame, places: Sequence[str], others: Sequence[Participant]) -> list[Participant]:
    """Who stands in the first of the places where somebody does who is not among the others."""
    own = {p.actor.id for p in others}
    for place in places:
        found: dict[str, Participant] = {}
        for p in frame.people(place):
            if p.actor.id not in own:
                found.setdefault(p.actor.id, p)
        if found:
            return list(found.values())
    return []

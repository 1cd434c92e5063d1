"""One act: what the lexicon found, before it is an event."""

from __future__ import annotations

import msgspec

from communique.extract.events.derive import Shape
from communique.extract.events.matching import Match
from communique.extract.events.modality import ModalityJudgement
from communique.extract.events.participants import Participant
from communique.model import Span, Statement, hull


class Cast(msgspec.Struct, frozen=True):
    """How a role of an act was filled (:mod:`communique.extract.events.casting`)."""

    role: str
    """"actor" or "recipient"."""
    ruled: tuple[Participant, ...]
    """Whom the rule chose."""
    chosen: tuple[Participant, ...]
    chances: tuple[float, float]
    """How likely the rule's choice is to be right, and how likely what was chosen."""


class Gist(msgspec.Struct, frozen=True):
    """What the words of an act are about."""

    heads: frozenset[str]
    """The heads of its objects, stemmed."""
    modifiers: frozenset[str]
    """The words before them, stemmed."""
    words: frozenset[str]
    """Nouns and verbs behind it, stemmed."""
    numbers: frozenset[str]


class Act(msgspec.Struct):
    """One act found: its match, what it became and why, before it is an event."""

    match: Match
    judged: ModalityJudgement
    shape: Shape
    actors: list[Participant]
    recipients: list[Participant]
    statement: Statement | None
    own: Statement | None = None
    """The statement that the act is, where no verb of acting tells it: "said he must leave"."""
    chance: float | None = None
    """How likely the act is one, by rule and act head together; None where the head was not asked."""
    dropped: bool = False
    """Whether that is too little for an event."""
    cast: tuple[Cast, ...] = ()
    """How its roles were filled, where that was weighed."""
    gist: Gist | None = None
    """What it is told to be about, once somebody has asked."""


def act_span(match: Match) -> Span:
    """The words of the act: the verb with its auxiliaries, particle and the nouns that belong to it."""
    t = match.token
    parts = [t]
    if match.rule.pos == "verb":
        parts += [c for c in t.children if c.dep_ in ("prt", "neg", "auxpass") or (c.dep_ == "aux" and c.i < t.i)]
        parts += [t.doc[i] for i in match.consumed if abs(i - t.i) < 12]
        if match.complement is not None and 0 < match.complement.i - t.i < 12:
            parts.append(match.complement)
    elif match.verb is not None and abs(match.verb.i - t.i) < 12:
        parts.append(match.verb)
    return hull(Span(p.idx, p.idx + len(p.text)) for p in parts)

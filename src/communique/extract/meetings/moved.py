"""The day to which a meeting is moved."""

from __future__ import annotations

from communique.extract.time_index import DateRange, TimeIndex
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tree import Token


def new_day(calendar: TimeIndex, noun: Token, *, postponed: bool) -> DateRange | None:
    """The day to which a meeting is moved: "was put off until Tuesday", "brought forward from May 9 to April 3"."""
    verb = clauses.governing_verb(noun)
    if verb is None or (not postponed and not _moves(verb, noun)):
        return None
    told = (*calendar.adjuncts(verb), *(calendar.adjuncts(noun) if not postponed else ()))
    moved = [a.dates for a in told if a.words and a.words[0] in ("until", "till", "to")]
    return moved[-1] if moved else None


def _moves(verb: Token, noun: Token) -> bool:
    """Whether a verb gives a meeting another day: "moved the talks to", "was brought forward to"."""
    return noun.dep_ in ("dobj", "nsubjpass") and verb.text.casefold() in word_list("meeting_moving")

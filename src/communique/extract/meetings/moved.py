"""The day to which a meeting is moved, and the one that it had before."""

from __future__ import annotations

from communique.extract.time_index import Adjunct, DateRange, TimeIndex
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tree import Token
from communique.model import Span

GOALS = frozenset(("until", "till", "to"))
LEAP_DAY = "02-29"


def new_day(calendar: TimeIndex, noun: Token, *, postponed: bool) -> DateRange | None:
    """The day to which a meeting is moved: "was put off until Tuesday", "brought forward from May 9 to April 3"."""
    verb = clauses.governing_verb(noun)
    if verb is None or (not postponed and not _moves(verb, noun)):
        return None
    told = (*calendar.adjuncts(verb), *(calendar.adjuncts(noun) if not postponed else ()))
    moved = [a for a in told if a.words and a.words[0] in GOALS]
    return _ahead(calendar, moved[-1]) if moved else None


def former_day(calendar: TimeIndex, noun: Token, words: Span, moved: DateRange) -> DateRange | None:
    """The day that it had before: "from May 9 to", "Friday's talks were", "the talks due on May 9 were"."""
    verb = clauses.governing_verb(noun)
    told = [a for a in (calendar.adjuncts(verb) if verb is not None else ()) if a.words and a.words[0] == "from"]
    told += [a for c in noun.children if c.dep_ in ("acl", "amod", "relcl") for a in calendar.adjuncts(c)]
    before = _ahead(calendar, told[0]) if told else calendar.inside(words)
    return before if before is not None and before.exact and not before.agrees(moved) else None


def _ahead(calendar: TimeIndex, told: Adjunct) -> DateRange:
    """The day, in the report's year if it tells no year: the tense of the moving is not that of the meeting."""
    document, day = calendar.document, told.dates
    published = document.published.value or ""
    words = document.view[told.time.start : told.time.end].split()
    if len(published) != 10 or not day.exact or any(w.isdigit() and len(w) == 4 for w in words):
        return day
    this = published[:4] + day.start[4:]
    last_year = int(day.start[:4]) == int(published[:4]) - 1 and day.start[5:] != LEAP_DAY
    return DateRange(this, this) if last_year and this > published else day


def _moves(verb: Token, noun: Token) -> bool:
    """Whether a verb gives a meeting another day: "moved the talks to", "was brought forward to"."""
    return noun.dep_ in ("dobj", "nsubjpass") and verb.text.casefold() in word_list("meeting_moving")

"""Since when and until when a relation holds: "minister since 2014", "led the party from 2001 to 2010", "until May"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from communique.extract.time_index import Adjunct, TimeIndex
from communique.knowledge.word_lists import word_list
from communique.language.tags import PRESENT_VERBS
from communique.language.tree import Token

Turn = Literal["begins", "ends"]
UNTIL = frozenset(("through", "til", "till", "until"))


class Term(NamedTuple):
    """First and last day of a relation, ISO 8601, as precise as told; None where the text does not tell."""

    since: str | None = None
    until: str | None = None


def term(times: TimeIndex, words: Iterable[Token], turn: Turn | None = None) -> Term:
    """The term that the times on these words tell: on the verb or noun of a relation, and on what carries it.

    Bounds tell it ("since", "until", "from ... to"); what begins a relation also dates its first day with any time
    ("became president [in 2014]"), and what ends one its last ("resigned [on Monday]").

    Args:
        turn: whether the words together begin or end it ("took office"); by default as each tells by itself.
    """
    since = until = None
    for word in words:
        adjuncts, how = times.adjuncts(word), turn or turn_of(word)
        for a in adjuncts:
            first, last = _bounds(a, adjuncts)
            if a.then and word.tag_ not in PRESENT_VERBS:  # "leaves office in January" is a plan
                first, last = a.dates.iso if how == "begins" else first, a.dates.iso if how == "ends" else last
            since, until = since or first, until or last
    return Term(since, until)


def turn_of(word: Token) -> Turn | None:
    """Whether a word by itself begins or ends a relation."""
    low = word.text.casefold()
    if low in word_list("beginning_a_term"):
        return "begins"
    return "ends" if low in word_list("ending_a_term") else None


def _bounds(a: Adjunct, beside: list[Adjunct]) -> tuple[str | None, str | None]:
    """The first and the last day that a time with its preposition tells."""
    own = a.words[0] if a.words else ""
    if own == "since":
        return a.dates.start, None
    if own in ("from", "between"):  # "from 2001 to 2010" is one time or two
        whole = a.dates.end if a.dates.end != a.dates.start else None
        if own == "between" and any(x is not a and x.words == a.words and x.time.start < a.time.start for x in beside):
            return None, a.dates.end
        return a.dates.start, whole
    if own in UNTIL or a.words[:2] == ("to", "from"):
        return None, a.dates.end
    return None, None

"""Places where something happens: from the phrase that a preposition brings, with the state that it lies in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from communique.knowledge import places, states
from communique.knowledge.word_lists import word_list
from communique.language.clauses import conjuncts
from communique.language.document import Document
from communique.language.tags import PROPER_NOUNS
from communique.model.meeting import Place

IN = frozenset(("in", "at", "near", "outside"))
NOT_PLACES = frozenset((
    "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "PERSON", "EVENT", "LAW", "NORP"
))  # fmt: skip
PARTS_OF_DAY = frozenset(("day", "morning", "afternoon", "evening", "night", "week", "month", "year"))


def place_under(document: Document, head: Any, prepositions: frozenset[str] = IN) -> Place | None:
    """The place in the first fitting phrase that hangs on a noun or verb, or on a noun in its phrase."""
    for child in _prepositions(head):
        if child.text.casefold() not in prepositions:
            continue
        for obj in child.children:
            if obj.dep_ == "pobj" and (found := place(document, obj)) is not None:
                return found
    return None


def _prepositions(head: Any) -> list[Any]:
    found = [c for c in head.children if c.dep_ == "prep"]
    for c in list(found):  # "on the margins of the summit in Bali": the parser hangs places on the nearest noun
        for obj in c.children:
            word = obj.text.casefold()
            if obj.dep_ == "pobj" and (word in PARTS_OF_DAY or word in ("margins", "sidelines", "fringes")):
                found += [g for g in obj.children if g.dep_ == "prep"]
    return found


def place(document: Document, token: Any) -> Place | None:
    """The place that a noun phrase names, or None if it names none."""
    if token.tag_ not in PROPER_NOUNS and token.text.casefold() not in word_list("fact_general"):
        return None
    if token.ent_type_ in NOT_PLACES or _is_time(document, token):
        return None
    first = token
    for left in reversed(token.doc[max(0, token.i - 5) : token.i]):
        if left.tag_ not in PROPER_NOUNS or left.head.i > token.i:
            break
        first = left
    if token.tag_ not in PROPER_NOUNS and first is token:
        return None
    end = token
    names = [
        c for c in conjuncts(token)[1:] if c.tag_ in PROPER_NOUNS and c.i - token.i < 4 and not _is_time(document, c)
    ]
    if names:
        end = names[-1]
    name = document.view[first.idx : end.idx + len(end.text)]
    country = country_of(document.view[first.idx : token.idx + len(token.text)])
    if country is None and token.ent_type_ == "ORG" and token.text.casefold() not in word_list("fact_general"):
        return None  # "at the Association"
    known = places.by_name(name)
    if known is not None and known.kind in ("sea", "group"):
        return None  # "talks over oil in the Aegean Sea": nobody meets at sea
    return Place(" ".join(name.split()), country)


def _is_time(document: Document, token: Any) -> bool:
    return any(t.start <= token.idx < t.end for t in document.times)


@lru_cache(maxsize=20_000)
def country_of(name: str) -> str | None:
    """The state that a place lies in, when the tables know it and it is one."""
    state = states.by_name(name) or states.by_capital(name) or states.by_seat(name)
    if state is not None:
        return state.code
    found = places.by_name(name)
    return found.states[0] if found is not None and len(found.states) == 1 else None

"""Places where something happens: from the phrase that a preposition brings, with the state that it lies in."""

from __future__ import annotations

import msgspec

from communique.extract.mention_index import MentionIndex
from communique.extract.states_in_phrases import states_in
from communique.extract.time_index import is_time
from communique.knowledge import agreements, meetings, places, states
from communique.knowledge.gazetteer import cities
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language.clauses import conjuncts
from communique.language.tags import COMMON_NOUNS, PROPER_NOUNS
from communique.language.tree import Token
from communique.memory import remembered
from communique.model.meeting import Place

IN = frozenset(("in", "at", "near", "outside"))
ALONG = frozenset(("on", "along"))
"""Prepositions that tell a place before an area alone: "on the border"."""


def place_under(who: MentionIndex, head: Token, prepositions: frozenset[str] = IN) -> Place | None:
    """The place in the first fitting phrase that hangs on a noun or verb, or on a noun in its phrase."""
    for child in _prepositions(who, head):
        word = child.text.casefold()
        for obj in child.children:
            if obj.dep_ != "pobj" or not (word in prepositions or (word in ALONG and _is_area(obj))):
                continue
            if (found := place(who, obj) or _seat(who, obj)) is not None:
                return found
    return None


def _prepositions(who: MentionIndex, head: Token) -> list[Token]:
    found = [c for c in head.children if c.dep_ == "prep"]
    for c in list(found):  # "on the margins of the summit in Bali": the parser hangs places on the nearest noun
        for obj in c.children:
            word = obj.text.casefold()
            near = word in word_list("parts_of_day") or word in word_list("edges_of_meetings")
            if obj.dep_ == "pobj" and (near or is_time(who.document, obj)):
                found += [g for o in (obj, *_of(obj)) for g in o.children if g.dep_ == "prep"]
    return found


def _is_area(noun: Token) -> bool:
    """Whether a common noun means a part of the earth that has its name beside it: "town", "border", "suburb"."""
    return noun.tag_ in COMMON_NOUNS and noun.text.casefold() in word_list("areas")


def _area(who: MentionIndex, noun: Token) -> Place | None:
    """ "The town of Harim", "the capital, Khartoum", "Aleppo province", "the Gaza border"."""
    for named in (*_of(noun), *(c for c in noun.children if c.dep_ == "appos" and c.i > noun.i)):
        if (found := place(who, named)) is not None:
            return found
    before = [c for c in noun.children if c.dep_ in ("compound", "nmod") and c.tag_ in PROPER_NOUNS and c.i < noun.i]
    if before:
        first = before[0].left_edge
        name = who.document.view[first.idx : noun.idx + len(noun.text)]
        own = country_of(who.document.view[first.idx : before[-1].idx + len(before[-1].text)])
        country = country_of(name) or own or _owner_state(noun)
        return Place(" ".join(name.split()), country) if country is not None else None
    return None


def _owner_state(noun: Token) -> str | None:
    """The one state that stands before a noun as its owner: "[Syria]'s northern Aleppo province"."""
    codes = {code for c in noun.children if c.i < noun.i for code in states_in(c.text)}
    return next(iter(codes)) if len(codes) == 1 else None


def _seat(who: MentionIndex, body: Token) -> Place | None:
    """Where a body sits that is no place itself: "at the Academy of Sciences in Sofia"."""
    return place_under(who, body) if body.tag_ in PROPER_NOUNS else None


def place(who: MentionIndex, token: Token) -> Place | None:
    """The place that a noun phrase names, or None if it names none."""
    document, general = who.document, token.text.casefold() in word_list("fact_general")
    if _is_area(token) and (area := _area(who, token)) is not None:
        return area
    if token.tag_ not in PROPER_NOUNS and not general:
        return None
    if is_time(document, token):
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
        c for c in conjuncts(token)[1:] if c.tag_ in PROPER_NOUNS and c.i - token.i < 4 and not is_time(document, c)
    ]
    if names:
        end = names[-1]
    name = document.view[first.idx : end.idx + len(end.text)]
    country = country_of(document.view[first.idx : token.idx + len(token.text)])
    if country is None and general and first is token:
        house = _house(who, token)
        return Place(house, None) if house is not None else None
    if country is None and not general and _no_place(who, token):
        return None
    known = places.by_name(name)
    if known is not None and known.kind in ("sea", "group"):
        return None  # "talks over oil in the Aegean Sea": nobody meets at sea
    return Place(" ".join(name.split()), country)


def located(found: Place | None) -> Place | None:
    """The place with the coordinates of the city that it is; a state or a region has none."""
    if found is None or found.country is None or states.by_name(found.name) is not None:
        return found
    city = next((c for c in cities(found.name) if c.country == found.country), None)
    if city is None:
        return found
    return msgspec.structs.replace(found, latitude=city.latitude, longitude=city.longitude)


def _house(who: MentionIndex, token: Token) -> str | None:
    """The name of a house by its common noun: "the Ministry of Trade", "the People's Theatre"; not "the Ministry"."""
    view, end = who.document.view, token.idx + len(token.text)
    for owner in token.children:
        if owner.dep_ == "poss" and owner.tag_ in PROPER_NOUNS and who.mention(owner) is None:
            return " ".join(view[owner.idx : end].split())
    ends = [o.idx + len(o.text) for o in _of(token) if o.tag_ in PROPER_NOUNS]
    if (found := who.mention(token)) is not None and found[0].form == "name" and view[found[0].end :][:1] not in "'’":
        ends.append(found[0].end)
    last = max(ends, default=end)
    return " ".join(view[token.idx : last].split()) if last > end else None


def _of(token: Token) -> list[Token]:
    return [o for c in token.children if c.text == "of" for o in c.children if o.dep_ == "pobj"]


def _no_place(who: MentionIndex, token: Token) -> bool:
    """Whether a name without a known place is somebody's, a body's, a meeting's or a text's: "at the Association"."""
    word = token.text.casefold()
    if word in nominals() or word in meetings.nouns() or word in agreements.nouns():
        return True
    found = who.mention(token)
    return found is not None and found[1].kind != "state"


@remembered
def country_of(name: str) -> str | None:
    """The state that a place lies in, when the tables know it and it is one."""
    state = states.by_name(name) or states.by_capital(name) or states.by_seat(name)
    if state is not None:
        return state.code
    found = places.by_name(name)
    return found.states[0] if found is not None and len(found.states) == 1 else None

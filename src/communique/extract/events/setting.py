"""When and where an act happened: the time and the place in its own clause."""

from __future__ import annotations

import re

from communique.extract.events.matching import Match
from communique.extract.name_index import states_in
from communique.extract.time_index import times_from
from communique.knowledge import places, states
from communique.knowledge.gazetteer import find_city
from communique.language import clauses
from communique.language.document import Document
from communique.language.tags import COMMON_NOUNS, PROPER_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Span
from communique.model.meeting import Place

PLACING = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "off", "throughout", "over"))
REACH = 40  # tokens between an act and its time
DATED = re.compile(r"^\d{4}(?:-(?:\d{2}(?:-\d{2})?|W\d{2}))?")  # "2013-04-17", "2013-W15"


def date_of(document: Document, match: Match, modality: str) -> str | None:
    """The time told in the act's own clause, else the report's date; past acts without a time have none."""
    if (told := told_date(document, match)) is not None:
        return told
    if modality == "past" and not (match.rule.pos == "noun" and match.rule.type == "CONSULT"):
        return None  # but "told reporters after talks with Roe" tells the news of the day
    return document.published.value


def told_date(document: Document, match: Match) -> str | None:
    """The time told in the act's own clause, None if it tells none."""
    verb = match.verb if match.verb is not None else clauses.governing_verb(match.token)
    tokens = document.syntax
    first, last = tokens[max(match.token.i - REACH, 0)], tokens[min(match.token.i + REACH, len(tokens) - 1)]
    for time in times_from(document, Span(first.idx, last.idx + len(last.text))):
        token = document.token_at(time.start)
        dated = DATED.match(time.value)
        if token is None or dated is None or abs(token.i - match.token.i) > REACH:
            continue
        own = clauses.governing_verb(token)
        if _inside(token, match.token) or (verb is not None and own is not None and own.i == verb.i):
            return dated.group()
    return None


def _inside(token: Token, head: Token) -> bool:
    if head.tag_ not in COMMON_NOUNS:
        return False
    return _own(token, head)


def place_of(document: Document, match: Match) -> Place | None:
    """The first place told in the act's clause: a city, a region or a state, with its country."""
    heads = [match.token] if match.verb is None or match.verb.i == match.token.i else [match.token, match.verb]
    for head in heads:
        for token in head.subtree:
            if token.dep_ != "prep" or token.text.casefold() not in PLACING or not _own(token, head):
                continue
            for obj in clauses.children(token, "pobj"):
                if (found := _place(document, obj)) is not None:
                    return found
    return None


def _own(token: Token, head: Token) -> bool:
    """Whether no other verb stands between a token and the head above it."""
    for above in token.ancestors:
        if above.i == head.i:
            return True
        if above.tag_ in VERBS:
            return False
    return False


def _place(document: Document, obj: Token) -> Place | None:
    for token in (
        obj,
        *clauses.children(obj, "appos"),
        *(
            o
            for p in clauses.children(obj, "prep")
            if p.text.casefold() in ("of", "in")
            for o in clauses.children(p, "pobj")
        ),
    ):
        if not token.text[:1].isupper() or token.tag_ not in PROPER_NOUNS:
            continue
        left = min(
            [c.left_edge.i for c in token.children if c.i < token.i and c.dep_ in ("compound", "nmod", "amod")],
            default=token.i,
        )
        name = token.doc.part(left, token.i + 1).text
        state = states.by_name(name)
        if state is not None:
            return Place(state.name, state.code)
        capital = states.by_capital(name)
        if capital is not None:
            return Place(name, capital.code)
        known = places.by_name(name)
        if known is not None and known.kind != "compound":
            return Place(name, known.country)
        near = states_in(document.sentence_at(token.idx).of(document.view))
        city = find_city(name, tuple(sorted(near)))
        if city is not None:
            return Place(name, city.country)
    return None

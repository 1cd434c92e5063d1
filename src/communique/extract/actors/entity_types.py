"""What speaks for a name being a person, a body, a place or something else: its own words, and those beside it."""

from __future__ import annotations

import re

from communique.extract.actors.drafts import NameMention
from communique.knowledge import agreements, offices
from communique.knowledge.given_names import gender, is_family_name_first, is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language.tags import (
    ADJECTIVES,
    COMMON_NOUNS,
    FINITE,
    NOUNS_AND_ADJECTIVES,
    PARTICIPLES,
    PROPER_NOUNS,
    SINGULAR_VERBS,
)
from communique.language.tree import Token, Tokens
from communique.language.truecase import usually_lower

MARKS = frozenset(('"', "“", "”", "‘", "’", "'", "(", "[", "``", "''"))  # before and behind a ship's name
MODIFIED = NOUNS_AND_ADJECTIVES | PARTICIPLES  # what an adjective stands before: "Kurdish-led", "Sunni extremists"
SEAT = re.compile(r"[RDI]-(?:[A-Z][\w.]*)?")  # ``Ann Hale, R-Fla.``
SHOUTED = 40  # tokens beside a heading in capitals in which the report is in small letters
ACTS, LOOKS = 0.75, 0.25  # points, by hand: a name that acts as people do; two words that look like a name


def vote(tokens: Tokens, name: NameMention) -> None:
    """Evidence from the name's own words and from the words beside it."""
    words = name.text.split()
    heads = nominals()
    last = heads.get(words[-1].casefold())
    first = heads.get(words[0].casefold())
    if (last and last.names and len(words) > 1) or (first and first.names and len(words) > 2):
        name.votes["organization"] += 4
    elif inner := [
        k for k, w in enumerate(words[1:-1], 1) if (h := heads.get(w.casefold())) and h.names and w[:1].isupper()
    ]:
        goes_on = any(words[k + 1].casefold() in word_list("links_in_names") for k in inner)
        name.votes["organization"] += 4 if goes_on else 2  # "Rafik Hadad Center for the Levant"
    if len(words) > 1 and (gender(words[0]) or is_given_name(words[0])):
        name.votes["person"] += 2
    elif len(words) == 1 and is_given_name(words[0]):
        name.votes["person"] += 1
    elif 1 < len(words) < 4 and is_family_name_first(words[0]) and not any(map(usually_lower, words[1:])):
        name.votes["person"] += ACTS  # "Kim Yo Jong"
    if len(words) == 1 and words[0].istitle() and _in_office(tokens, name):
        name.votes["person"] += 3
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6:
        name.votes["organization"] += 2
    if any(t.holder is name for t in name.titles):
        name.votes["person"] += 4
    if len(words) > 4 and not name.votes["organization"]:
        name.votes["other"] += 1
    if all(usually_lower(w) for w in words) and not any(is_given_name(w) for w in words) and not name.titles:
        name.votes["other"] += 2  # "Bilateral Cooperation", "Point Consensus"
    if len(words) == 1 and last is not None:
        name.votes["organization" if last.kind == "organization" else "other"] += 2  # "Parliament", "President"
    if name.country and len(words) == 1 and last is None and not usually_lower(words[0]):
        token = tokens[name.i]
        if token.dep_ in ("dobj", "dative") and token.head.text.casefold() in word_list("to_people"):
            name.votes["person"] += ACTS  # "Russia's Orlov phoned Spain's Calvo"
    if words[-1].casefold() in word_list("kinds_of_places") or words[0].casefold() in word_list("kinds_of_heights"):
        told = len(words) == 1 or (is_given_name(words[0]) and len(words) < 4 and not _in_a_place(tokens, name))
        surname = told and words[-1].casefold() in word_list("places_as_surnames")
        name.votes["place"] += 1 if surname else 4  # "Marc Hill"; "Khilani Square", "Mount Elgon"
    if len(words) > 1 and words[-1].casefold() in word_list("heads_of_things") and not name.titles:
        name.votes["other"] += 5  # "Nobel Peace Prize", "Winter Olympics"
    if len(words) > 1 and words[0].casefold() in word_list("before_names_of_things") and not name.titles:
        name.votes["other"] += 8  # "Hurricane Dorian"
    if name.text.isupper() and len(words[0]) > 1 and _shouted(tokens, name):
        name.votes["other"] += 4  # "DANGER", of which the report is not written in capitals
    if (
        words[-1].casefold() in word_list("portfolios")
        and (len(words) > 1 or _cut_off(tokens, name))
        and not name.titles
    ):
        name.votes["other"] += 3  # "Minister of Strategic Affairs"
    if all(w.casefold() in word_list("named_nobody") for w in words) or agreements.by_name(name.text) is not None:
        name.votes["other"] += 8
    if len(words) > 1 and words[-1].casefold().rstrip(".") in word_list("kinds_of_companies"):
        name.votes["organization"] += 5  # "Honeywell International Inc."
    if len(words) == 1 and sum(map(str.isalpha, name.text)) == 1 and not name.titles:
        name.votes["other"] += 8  # "Plan B", "5 G"
    if name.j < len(tokens) and tokens[name.j].text in word_list("behind_outlets") and not name.titles:
        name.votes["organization"] += 3  # "the Al Akhbar news agency"
    if any(c.isdigit() for c in name.text):
        name.votes["other"] += 2 if len(words) > 1 else 5  # "Section 301"; "COVID-19", "B-1B"
    if _is_thing(tokens, name):
        name.votes["other"] += 8
    before = tokens[name.i - 1] if name.i else None
    noun = heads.get(before.text.casefold()) if before is not None and before.text.islower() else None
    if (
        noun is not None
        and noun.kind == "organization"
        and not noun.plural
        and (noun.sector == "JRN" or tokens[name.i - 2].text == "news" or not any(is_given_name(w) for w in words))
    ):
        name.votes["organization"] += 2  # "the daily Vodiy Sadosi", "the news agency Dogan"
    if noun is not None and noun.kind == "person" and not noun.plural:
        name.votes["person"] += 2  # "his counterpart Mensah"
    if before is not None and before.text.casefold() in word_list("place_prepositions"):
        name.votes["place"] += 1
    if before is not None and before.text.casefold() == "the" and len(words) == 1:
        name.votes["person"] -= 1
    after = tokens[name.j] if name.j < len(tokens) else None
    last_token = tokens[name.j - 1]
    if after is not None and len(words) < 3 and after.text.casefold() in word_list("parts_of_cities"):
        name.votes["place"] += 6  # "the Sheikh Maqsoud neighborhood"
    if after is not None and len(words) == 1 and not name.titles:
        _as_modifier(name, last_token, after)
    if len(words) <= 3 and name.i > 1 and _of_a_place(tokens, name):
        name.votes["place"] += 6  # "the village of Ais", "the town of Maaret Alnouman"
    if len(words) <= 3 and not (before is not None and before.text.casefold() == "the"):
        if last_token.dep_ in ("nsubj", "nsubjpass", "poss", "agent", "dative") or (
            after is not None and after.tag_ in SINGULAR_VERBS
        ):
            name.votes["person"] += ACTS
        elif len(words) == 2 and all(w[:1].isupper() and w[1:].islower() for w in words):
            name.votes["person"] += LOOKS


def _shouted(tokens: Tokens, name: NameMention) -> bool:
    """Whether ordinary words stand in capitals in a sentence or a report that does not: "NAME", "STEPS"."""
    words = name.text.split()
    if not all(map(usually_lower, words)) or (len(words) == 1 and name.text.casefold() in nominals()):
        return False
    near = tokens[max(0, name.i - SHOUTED) : name.j + SHOUTED]
    return any(t.text.islower() and t.text.isalpha() for t in near)


def _cut_off(tokens: Tokens, name: NameMention) -> bool:
    """Whether a word with a capital stands just before a name and is no part of it: "African [Affairs]"."""
    return name.i > 0 and tokens[name.i - 1].text[:1].isupper() and not tokens[name.i].is_sent_start


def _in_a_place(tokens: Tokens, name: NameMention) -> bool:
    """Whether something is there: "in Hyde Park", "the Warren Bridge"."""
    before = tokens[name.i - 1].text.casefold() if name.i else ""
    return before in word_list("place_prepositions") | {"the"}


def _in_office(tokens: Tokens, name: NameMention) -> bool:
    """Whether a word is the surname of somebody who held office and acts as people do: "Trump met", "Ban's envoy"."""
    last = tokens[name.j - 1]
    after = tokens[name.j] if name.j < len(tokens) else None
    acts = last.dep_ == "nsubj" and after is not None and after.tag_ in FINITE
    owns = last.dep_ == "poss" and after is not None and after.tag_ == "POS"
    return (acts or owns) and last.tag_ in PROPER_NOUNS and bool(offices.holders(name.text))


def _as_modifier(name: NameMention, last: Token, after: Token) -> None:
    """A single word before a thing that it qualifies is seldom a person: "Katyusha rockets", "a Musudan missile"."""
    noun = nominals().get(after.text.casefold())
    if after.text.casefold() in word_list("kinds_of_places"):
        name.votes["place"] += 3
    elif (
        last.dep_ in ("compound", "nmod", "amod") and last.head is after and after.tag_ in COMMON_NOUNS and noun is None
    ):
        name.votes["other"] += ACTS


def _is_thing(tokens: Tokens, name: NameMention) -> bool:
    """Whether a name is of no actor by the words beside it: an adjective, a vehicle's, a platform's, a seat's.

    "Kurdish forces", "the tanker Stena Impero", "Typhoon fighters", "on Twitter", "Ann Hale, R-Fla.".
    """
    words = name.text.casefold().split()
    before = tokens[name.i - 1] if name.i else None
    if before is not None and before.text in MARKS and name.i > 1:
        before = tokens[name.i - 2]
    at = name.j
    while at < len(tokens) and (tokens[at].text in MARKS or tokens[at].tag_ == "CD"):
        at += 1
    after = tokens[at] if at < len(tokens) else None
    if len(words) == 1 and words[0] in word_list("of_a_faith_or_people"):
        return tokens[name.j - 1].tag_ in ADJECTIVES or (
            after is not None and after.tag_ in MODIFIED and after.i == name.j and after.dep_ != "punct"
        )
    if len(words) == 1 and words[0] in word_list("platforms"):
        return tokens[name.j - 1].dep_ not in ("nsubj", "agent") or name.text.isupper()
    if is_seat(name.text):
        return True
    if name.titles or (after is not None and after.tag_ == "POS"):
        return False
    vehicles = word_list("kinds_of_vehicles")
    return (before is not None and before.text in vehicles and before.tag_ in COMMON_NOUNS) or (
        after is not None and after.text in vehicles and after.tag_ in COMMON_NOUNS and len(words) < 3
    )


def is_seat(text: str) -> bool:
    """Whether a word is party and state of a member of the American Congress: "R-Fla."."""
    return SEAT.fullmatch(text) is not None


def _of_a_place(tokens: Tokens, name: NameMention) -> bool:
    at = name.i - 1
    if at > 1 and tokens[at].text in ("-", "–", "‑") and tokens[at - 1].text.casefold() in word_list("joined_articles"):
        at -= 2  # "the village of al-Ais"
    of = at > 0 and tokens[at].text.casefold() == "of"
    return of and tokens[at - 1].text.casefold() in word_list("kinds_of_places")

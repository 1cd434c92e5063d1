"""In which state those are of whom no words tell it: "the rebels" of a report on Peru's war, "protesters ... in Lima".

Only who belongs to a place is looked at: rebels, opposition, police, people. A noun that the report has with its state
("Peruvian rebels") tells the state of the same noun without one; else a state or city in the sentence does, if it names
only one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.drafts import ActorDraft
from communique.knowledge import meetings
from communique.knowledge.gazetteer import city_country
from communique.knowledge.nominals import nominals
from communique.knowledge.places import by_name
from communique.knowledge.states import by_capital
from communique.knowledge.states import by_name as state_by_name
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.tags import POSSESSIVES, PROPER_NOUNS

AT_HOME = frozenset(("REB", "OPP", "COP", "CVL", "PRM", "MIL"))
"""Sectors of those who are somewhere in a state and belong to it."""
AT_ODDS = frozenset(("REB", "OPP"))
ABROAD_TOO = frozenset(("MIL",))
"""Sectors of those who may be in another state than their own: a place tells nothing of theirs."""
SAY_ANYWHERE = frozenset(
    (
        "analyst", "author", "critic", "economist", "expert", "historian", "inspector", "investigator", "monitor",
        "observer", "researcher", "scientist", "settler", "source", "volunteer",
        "asylum", "athlete", "hostage", "immigrant", "migrant", "refugee", "seeker", "tourist", "traveler", "visitor",
    )
)  # fmt: skip
"""Nouns of those who speak of a place from elsewhere, or have come to it."""
FROM_ANYWHERE = frozenset(("attacker", "extremist", "gunman", "jihadist", "militant", "terrorist"))
"""Nouns of those of whom a place does not tell that they are of its state."""
LONGEST_PLACE = 3  # words of a place's name


def give_group_homes(document: Document, cast: ActorDrafts) -> None:
    """Give a country to groups and nameless bodies at home in a state that the report tells elsewhere.

    Args:
        document: the report.
        cast: the drafts with all their descriptions.
    """
    by_noun: defaultdict[str, set[str]] = defaultdict(set)
    at_odds: set[str] = set()
    for draft in cast.drafts:
        if draft.country is None or draft.kind not in ("group", "organization") or not draft.places:
            continue
        for noun in draft.nouns:
            by_noun[noun].add(draft.country)
        if draft.sector in AT_ODDS and "/" in (draft.code or "/"):
            at_odds.add(draft.country)
    for draft in _without_home(document, cast):
        told: set[str] = at_odds if _of_a_government(draft) else set()
        if len(told) != 1 and (draft.sector in AT_ODDS | {"COP"} or _is_bare(draft)):
            told = set().union(*(by_noun[noun] for noun in draft.nouns - word_list("anywhere_people")))
        if len(told) != 1 and draft.sector in AT_ODDS:
            told = at_odds
        if len(told) != 1 and draft.sector not in ABROAD_TOO and not draft.nouns & FROM_ANYWHERE:
            told = _where(document, cast, draft)
        if len(told) == 1:
            draft.country = next(iter(told))


def _without_home(document: Document, cast: ActorDrafts) -> Iterator[ActorDraft]:
    for draft in cast.drafts:
        nameless = draft.code is None and not draft.names and draft.kind in ("group", "organization")
        at_home = draft.sector in AT_HOME and not draft.nouns & SAY_ANYWHERE
        if (
            nameless
            and at_home
            and draft.country is None
            and draft.places
            and not draft.members
            and not _anywhere(draft)
            and not _owned(document, draft)
        ):
            yield draft


def _owned(document: Document, draft: ActorDraft) -> bool:
    """Whether they are somebody's: "his family", "the report's victims"."""
    words = (document.syntax[p.i : p.j] for p in draft.places if p.form != "pronoun")
    return any(t.tag_ in POSSESSIVES for tokens in words for t in tokens)


def _anywhere(draft: ActorDraft) -> bool:
    """Whether words before the noun say that they are of many states or of another: "foreign fighters"."""
    words = set(draft.name.casefold().replace("-", " ").split())
    return bool(words & word_list("of_many_states")) or any(w[:1].isupper() for w in draft.name.split()[1:])


def _is_bare(draft: ActorDraft) -> bool:
    """Whether nothing but the noun, or a number, tells who they are: "the soldiers", not "dismissed soldiers"."""
    words = draft.name.casefold().split()
    return all(w.isdigit() or not w.isalpha() or w in nominals() or w in word_list("of_any_force") for w in words)


def _of_a_government(draft: ActorDraft) -> bool:
    """Whether they are the forces of those whom rebels fight: "government forces", "regime troops"."""
    return draft.sector == "MIL" and bool(word_list("governments") & set(draft.name.casefold().split()))


def _where(document: Document, cast: ActorDrafts, draft: ActorDraft) -> set[str]:
    """The states in which the places are that stand behind "in" or "at" in the sentences of the first mentions."""
    first = min((p for p in draft.places if p.form != "pronoun"), key=lambda p: p.start, default=None)
    if first is None:
        return set()
    tokens = document.syntax
    sentence = tokens[first.i].sent
    found: set[str] = set()
    for k in range(sentence.start, sentence.end - 1):
        if tokens[k].text.casefold() not in word_list("place_prepositions") or not tokens[k + 1].text[:1].isupper():
            continue
        if tokens[k].head.text.casefold() in meetings.nouns():
            continue  # "the talks in Geneva"
        end = k + 1
        while end < sentence.end and end - k <= LONGEST_PLACE and tokens[end].tag_ in PROPER_NOUNS:
            end += 1
        name = tokens.part(k + 1, end).text
        code = _state_of(name)
        if code is not None and not (state_by_name(name) is not None and cast.find_state(code) is None):
            found.add(code)  # Georgia only where it is the state
    return found


def _state_of(name: str) -> str | None:
    state = state_by_name(name) or by_capital(name)
    place = by_name(name) if state is None else None
    if state is not None:
        return state.code
    return place.country if place is not None else city_country(name)

"""Which offices are one by their titles: a premier is a prime minister, Germany's prime minister its chancellor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.extract.actors.drafts import TitleMention
from communique.knowledge import offices
from communique.knowledge.titles import Modifier, Title, TitleMatch, title
from communique.knowledge.word_lists import word_list

LEADERS = frozenset(("head_of_state", "head_of_government", "leader", "rebel_leader", "party_leader", "head"))


def same_house(held: Title, wanted: Title) -> bool:
    """Whether two titles are of one house: "the senator" is "Sen." Roe, "the congressman" "Rep." Gil."""
    words = {wording(held.title), wording(wanted.title)}
    return any(words <= word_list(house) for house in ("titles_of_senators", "titles_of_representatives"))


def is_shorter(wanted: Title, held: TitleMatch, use: TitleMention | None) -> bool:
    """Whether a title takes up a longer one: "the minister" a foreign minister, "the deputy minister" a deputy one."""
    own = use.match.modifiers if use is not None else ()
    if any(m.kind != "deputy" for m in own):
        return False
    short, long = _words_of(wanted, own), _words_of(held.title, held.modifiers)
    return short < long and not {"vice", "deputy", "assistant", "under", "first"} & (long - short)


def _words_of(held: Title, modifiers: Sequence[Modifier]) -> set[str]:
    """The words of a title with those that make it a deputy's."""
    deputy = (m.modifier for m in modifiers if m.kind == "deputy")
    return set(" ".join((held.title, *deputy)).casefold().split())


def is_same_office(held: Title, wanted: Title, code: str | None) -> bool:
    """Whether two titles are of one office: a premier is a prime minister, Germany's prime minister its chancellor.

    No king is "the president", and "the prime minister" no chancellor unless a state is told.
    """
    if held == wanted or {wording(held.title), wording(wanted.title)} <= word_list("titles_of_premiers"):
        return True
    if held.rank != wanted.rank or held.sector != wanted.sector or held.rank not in offices.SHARED_RANKS:
        return False
    if held.rank == "head_of_state":
        return wording(wanted.title) in word_list("titles_of_any_ruler")
    return code is not None or held.rank != "head_of_government"


def is_like(held: str, wanted: Title, code: str | None) -> bool:
    """Whether an office of the table is the one that a title means."""
    match = title(held)
    return match is not None and is_same_office(match.title, wanted, code)


def has_office(state: str, wanted: Title) -> bool:
    """Whether the tables know of somebody who held that office in the state, or of nobody who held any there."""
    held = _offices_in(state)
    return not held or wanted.title in held or wording(wanted.title) in word_list("titles_of_any_ruler")


@cache
def _offices_in(state: str) -> frozenset[str]:
    return frozenset(o.title for o in offices.offices() if o.of == state)


def wording(words: str) -> str:
    """A title as the lists of words have it: "prime-minister"."""
    return words.casefold().replace(" ", "-")


def leads_by_title(held: str) -> bool:
    match = title(held)
    return match is not None and match.title.relation == "leads" and match.title.rank in LEADERS

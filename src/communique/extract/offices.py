"""Whose an office is by the tables, and offices that people held once: what stands before a title tells so."""

from __future__ import annotations

from communique.extract.known_name import KnownName
from communique.knowledge import bodies, offices, organizations, states
from communique.knowledge.surface_forms import normalise
from communique.knowledge.titles import Title, TitleMatch, title
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.memory import remembered
from communique.model import Role

REACH = 50  # characters before a title in which "former" is looked for
WORDS = 3  # words before it, at most: "former U.S. ambassador"
AMERICAN = "USA"
CHAMBERS = ("us-senate", "us-house")
"""Keys of the American chambers, whose members' titles are listed."""


def held_once(document: Document, role: Role) -> bool:
    """Whether "former" stands before state and title: "former U.S. ambassador"."""
    if role.evidence is None:
        return False
    return _once_before(document.view, role.evidence.start)


def once(text: str, match: TitleMatch, start: int) -> bool:
    """The same of a title that begins at ``start``, by its own words too: "former president"."""
    return match.has("former") or _once_before(text, start)


def _once_before(text: str, start: int) -> bool:
    before = text[max(0, start - REACH) : start].casefold().split()
    return bool(word_list("once_in_office") & set(before[-WORDS:]))


def former(document: Document, role: Role) -> bool:
    """Whether it is an office held no longer, by its own words or those before it."""
    matched = title(role.title)
    words = role.title.casefold().split()
    return (
        (matched is not None and matched.has("former"))
        or (bool(words) and words[0].strip("-") in word_list("former_offices"))
        or held_once(document, role)
    )


@remembered
def office_country(name: str, title: str | None = None) -> str | None:
    """The country of the known holders of that name, if it is one and the same for all of them.

    Without the ``title`` of the office that the text gives, only a full name tells.
    """
    if title is None and len(name.split()) < 2:
        return None
    countries = {h.of for h in offices.holders(name) if title is None or h.title == title}
    country = countries.pop() if len(countries) == 1 else None
    return country if country and states.by_code(country) else None


@remembered
def body_of_office(title: Title) -> KnownName | None:
    """The body or state whose office a title tells by itself: "UN envoy", "White House press secretary"."""
    if title.body is None:
        return None
    found = organizations.by_name(title.body) if title.sector == "IGO" else None
    if found is not None:
        return KnownName("organization", found.key, found.name, found.country, found.sector)
    body = bodies.body(title.body)
    state = states.by_code(body.country) if body is not None and body.country else None
    return KnownName("state", state.code, state.name, state.code) if state is not None else None


def institution(seat: str) -> KnownName | None:
    """The body that is called by the house in which it sits and by no other name: "the White House", "the Pentagon"."""
    if normalise(seat).removeprefix("the ").replace(" ", "-") not in word_list("called_by_their_house"):
        return None
    body = bodies.body(seat)
    if body is None or body.country is None:
        return None
    return KnownName("organization", f"{body.name}/{body.country}", body.name, body.country, body.sector)


def seated_at(text: str) -> tuple[str, ...]:
    """Keys of the organisations for which a city stands ("Brussels")."""
    return tuple(e.code for e in organizations.vocabulary().get(normalise(text), ()) if e.form == "seat")

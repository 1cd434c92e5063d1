"""Whom the table of office holders knows under the names and titles by which a report calls somebody.

A surname alone is whoever held the office then that the report names, or, without a title, the one of that surname who
was in office then, of a state or body of which the report tells. Where two could be meant nobody is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence

from communique.knowledge import organizations
from communique.knowledge.offices import SHARED_RANKS, Office, holders
from communique.knowledge.states import by_code
from communique.knowledge.surface_forms import normalise
from communique.knowledge.titles import TitleMatch
from communique.knowledge.titles import title as title_of
from communique.linking.names import generation, variant

__all__ = ["listed_holder"]

NO_OFFICE = frozenset(("leader", "honorific", "official", "candidate", "politician", "source"))
"""Ranks of titles that name no office by which the table could tell who is meant."""
LEADING = frozenset(("leader", "head_of_state"))
HANDOVER = 60
"""Days about a handover in which papers still, or already, call somebody by the office."""
BEFOREHAND, BY_COURTESY = 730, 15 * 365
"""Days before an office for which somebody is called by it ("President-elect"), and behind it ("President Carter")."""
WITHOUT_TITLE = 730
"""Days before and behind an office in which a surname without a title may mean its holder."""


def listed_holder(
    names: Collection[str],
    roles: Sequence[str],
    country: str | None,
    told: Collection[str],
    day: str | None,
) -> str | None:
    """The person, as the table calls him, whom a report means; None if the table knows none or two may be meant.

    Args:
        names: normalised, without titles.
        roles: the titles that the report gives, as written.
        country: the actor's, a code of ISO 3166-1.
        told: codes of states and keys of bodies of which the report tells.
        day: of the report, "2013-04-17".
    """
    known = _persons(names)
    if not known:
        return None
    when = datetime.date.fromisoformat(day) if day else None
    known = {p: held for p, held in known.items() if country is None or _of_country(held, country)}
    if any(" " in name and holders(name) and name not in _alone(known) for name in names):
        return _only(known) or (_in_office(known, when, 0) if when else None)
    known = _offices(known, lambda h: h.of == country or h.of in told)
    titles = [t for role in roles if (t := title_of(role)) is not None and t.title.rank not in NO_OFFICE]
    if titles:
        former = all(t.has("former", "dead") for t in titles)
        known = _offices(known, lambda h: _is_held(h, titles) and (former or when is None or _not_far(h, when)))
        return _only(known) or (_in_office(known, when, HANDOVER) if when and not former else None)
    if when is None:
        return None
    near = _offices(known, lambda h: h.days_from(when) <= WITHOUT_TITLE)
    return _in_office(near, when, 0) or _only(near)


def _offices(known: dict[str, list[Office]], wanted: Callable[[Office], bool]) -> dict[str, list[Office]]:
    """Those persons who have offices that are wanted, with these."""
    return {p: found for p, held in known.items() if (found := [h for h in held if wanted(h)])}


def _not_far(office: Office, when: datetime.date) -> bool:
    """Whether somebody may go by this office on a day: the table is not complete, and may lack who held it then."""
    days = office.days_from(when)
    return days <= (BEFOREHAND if office.since > when.isoformat() else BY_COURTESY)


def _persons(names: Collection[str]) -> dict[str, list[Office]]:
    """Persons of the table whom all the names may mean, with their offices."""
    found: dict[str, list[Office]] = {}
    for name in names:
        for office in holders(name):
            if office not in found.setdefault(office.person, []):
                found[office.person].append(office)
    return {p: held for p, held in found.items() if all(_may_be(p, held[0], name) for name in names)}


def _is_held(office: Office, titles: Sequence[TitleMatch]) -> bool:
    """Whether one of the titles may be the office: itself, one of its rank, or short of it: "Secretary Brand"."""
    own = title_of(office.title)
    assert own is not None  # the table is held to the titles
    for found in titles:
        if found.has("deputy", "opposition"):
            continue
        if found.title.title == office.title or (found.title.rank == own.title.rank and own.title.rank in SHARED_RANKS):
            return True
        if {found.title.rank, own.title.rank} <= LEADING and by_code(office.of) is not None:
            return True  # of a state whose leader is called its president, and the other way round
        shorter = set(found.title.title.split()) < set(office.title.split())
        if shorter and not own.title.rank.startswith("deputy"):
            return True
    return False


def _may_be(person: str, office: Office, name: str) -> bool:
    if any(h.person == person for h in holders(name)):
        return True
    forms = [normalise(form) for form in (person, *office.aliases)]
    return " " in name and any(variant(form, name) > 0 and generation(form) == generation(name) for form in forms)


def _alone(known: Collection[str]) -> set[str]:
    """Family names of several words that stand alone: "al assad", "von der leyen"."""
    rest = [normalise(person).split()[1:] for person in known]
    return {" ".join(words[n:]) for words in rest for n in range(len(words))}


def _of_country(held: Sequence[Office], country: str) -> bool:
    """Whether some office is that country's, or all are of bodies, whose heads are of any."""
    return any(h.of == country for h in held) or all(organizations.by_key(h.of) is not None for h in held)


def _only(known: Collection[str]) -> str | None:
    return next(iter(known)) if len(known) == 1 else None


def _in_office(known: dict[str, list[Office]], when: datetime.date, days: int) -> str | None:
    """The one who held an office of those then; with ``days`` the nearest, if he held it within so many."""
    away = {p: min(h.days_from(when) for h in held) for p, held in known.items()}
    least = min(away.values(), default=days + 1)
    near = [p for p, d in away.items() if d == least]
    return near[0] if least <= days and len(near) == 1 else None

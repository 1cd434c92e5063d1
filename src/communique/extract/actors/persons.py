"""Whose a person is: roles by the titles beside a name, country, sector and gender from the text and the tables."""

from __future__ import annotations

import datetime
import re

from communique.extract.actors.drafts import ActorDraft, NameMention, RoleDraft
from communique.extract.offices import office_country, once
from communique.extract.states_in_phrases import states_in
from communique.knowledge import offices
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.given_names import gender
from communique.knowledge.word_lists import word_list

# ``Sen. Ann Hale, R-Fla.``, ``Rep. Ann Hale (D-Texas)``: party and state of a member of the American Congress
SEAT_IN_CONGRESS = re.compile(r",?\s\(?[RDI][-–‑](?:[A-Z][a-z]+\.?|[A-Z]\.?\s?[A-Z]\.?)(?![\w-])")
LEADERS = frozenset(("president", "prime minister", "chancellor", "supreme leader"))
"""Titles of those who are known by their surname alone while they hold office, whatever else a report speaks of."""
STYLE = "REL"  # sector of titles that go with other offices: "Sheikh", "Ayatollah"
OF_A_STATE = re.compile(r" of ([A-Z][a-z]{1,5}|[A-Z]\.\s?[A-Z])\.(?!\w)")  # ``Rep. Al Moss of Calif.``
COUNTERPART = re.compile(r"([A-Z][\w.-]*(?: [A-Z][\w.-]*)?) counterpart,? $")


def in_congress(draft: ActorDraft, spoken_of: set[str]) -> bool:
    """Whether a short title makes somebody a member of the American Congress: "Sen. Roe", where no like one is near."""
    short = any(
        r.match.title.title in word_list("short_titles_in_congress")
        or r.text.casefold().replace(" ", "-") in word_list("offices_in_congress")
        for r in draft.roles
    )
    return short and "USA" in spoken_of and not {c.casefold() for c in spoken_of} & word_list("with_such_titles_too")


def leads(surname: str, day: datetime.date) -> bool:
    """Whether it is the surname of who led a state on that day: "the Obama administration"."""
    return any(h.title in LEADERS for h in offices.holders(surname, day)) and " " not in surname


def of_a_surname(draft: ActorDraft, spoken_of: set[str], day: datetime.date | None) -> str | None:
    """The country of who held office then under that surname, if the report speaks of it: "Mr Kerry"."""
    if any(r.match.title.sector not in OF_STATES or _of_all(r.of) for r in draft.roles):
        return None
    if any(r.match.title.rank in word_list("ranks_below_office") for r in draft.roles):
        return None  # "Rasmussen, a retired officer" is no prime minister
    now = offices.holders(draft.name, day) if day is not None else ()
    countries = {h.of for h in now} or {h.of for h in offices.holders(draft.name)}
    known = countries <= spoken_of or (day is not None and leads(draft.name, day))
    if len(countries) > 1 and len(countries & spoken_of) == 1:  # "Kim", of a report that has only one of two Koreas
        countries, known = countries & spoken_of, True
    return countries.pop() if len(countries) == 1 and known else None


def settle_person(text: str, draft: ActorDraft) -> None:
    """Gender, country and sector of a person, from what the text gives and then from the tables."""
    first = draft.name.split()[0]
    draft.gender = draft.gender or gender(first)
    of_all = any(_of_all(r.of) and not r.match.has("former") for r in draft.roles)
    for role in draft.roles:
        if role.of is not None and draft.country is None and not (of_all and once(text, role.match, role.start)):
            draft.country = role.of.country
    draft.sector = draft.sector or _sector(draft.roles)
    if draft.country is None and (behind := next((c for n in draft.names if (c := _counterpart_of(text, n))), None)):
        draft.country = behind
    if draft.country is None and not any(r.match.title.sector == "IGO" or _of_all(r.of) for r in draft.roles):
        draft.country = (
            next((n.country for n in draft.names if n.country), None)
            or office_country(draft.name)
            or next((c for r in draft.roles if (c := office_country(draft.name, r.match.title.title))), None)
            or ("USA" if any(_of_a_state(text, n) for n in draft.names) else None)
        )


def _of_a_state(text: str, name: NameMention) -> bool:
    """Whether an American state stands behind a legislator or governor: "(D-Texas)", "of Calif."."""
    found = OF_A_STATE.match(text, name.end)
    return SEAT_IN_CONGRESS.match(text, name.end) is not None or (
        found is not None
        and found[1].replace(".", "").replace(" ", "").casefold() in word_list("american_states")
        and any(u.match.title.rank in ("legislator", "governor") for u in name.titles)
    )


def _sector(roles: list[RoleDraft]) -> str | None:
    """The sector of an office before that of a style: a sheikh who is the emir is of the government."""
    told = [r.match.title.sector for r in roles]
    return next((s for s in told if s != STYLE), next(iter(told), None))


def _counterpart_of(text: str, name: NameMention) -> str | None:
    """The state of "her Chilean counterpart Diego Fuentes", "her Chilean counterpart, Diego Fuentes,"."""
    found = COUNTERPART.search(text, max(0, name.start - 60), name.start)
    codes = states_in(found[1]) if found else frozenset()
    return next(iter(codes)) if len(codes) == 1 else None


def _of_all(body: ActorDraft | None) -> bool:
    """Whether an office is one of a body of several states: who holds it acts for none of them."""
    return body is not None and body.sector == "IGO" and body.country is None

"""States and chambers that are on stage by their officials alone: "Turkish officials said", "Sen. Jane Roe"."""

from __future__ import annotations

import datetime
import re

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.drafts import ActorDraft, DraftMention
from communique.extract.actors.office_titles import is_like
from communique.extract.known_name import KnownName
from communique.extract.offices import AMERICAN, CHAMBERS
from communique.extract.states_in_phrases import seats_in, states_in
from communique.knowledge import offices, organizations
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.word_lists import word_list

IN_A_CAPITAL = re.compile(r" (?:in|from) ([A-Z][\w.]*(?: [A-Z][\w.]*)?)")
PAIR = re.compile(
    r"\b((?:[A-Z][\w.]*[ ])?[A-Z][\w.]*)[-–/]((?:[A-Z][\w.]*[ ])?[A-Z][\w.]*)(?:[ ]\w+){0,3}[ ]"
    r"(?i:talks|summit|meeting|negotiations|dialogue|consultations)\b"
)
"""Two who meet: "the Kenya-Somalia border meeting", "Ghana/Togo sea border talks"."""


def implied_states(cast: ActorDrafts, text: str, day: datetime.date | None) -> list[ActorDraft]:
    """The drafts, without mentions, of the states that no name in the text is a mention of.

    A state is implied by somebody in office and by a body of its own, where the words beside them tell whose: its name
    or adjective in the description ("a Turkish diplomat"), or a title that only its officers bear there.

    Args:
        cast: the drafts, finished but for these.
        text: which their places count in.
        day: of the report. Whom the tables alone put into a state's office implies it only if he held one that day.
    """
    codes: dict[str, None] = {}
    for draft in list(cast.drafts):
        if draft.kind == "state" or draft.country is None or draft.sector not in OF_STATES or not draft.places:
            continue
        in_office = any(r.match.title.relation != "none" for r in draft.roles) and not _out_of_office(draft, day)
        told = in_office or any(
            draft.country in _told_in(text, p) for p in draft.places if p.form in ("name", "nominal")
        )
        if told and cast.find_state(draft.country) is None:
            codes[draft.country] = None
    for pair in PAIR.finditer(text):
        two = [states_in(word) for word in pair.groups()]
        if all(len(found) == 1 for found in two):
            codes |= {code: None for found in two for code in found if cast.find_state(code) is None}
    return [cast.state(code) for code in codes]


def _told_in(text: str, place: DraftMention) -> frozenset[str]:
    """The states whose name or adjective stands in a mention, or whose capital: "officials in Islamabad"."""
    where = IN_A_CAPITAL.search(text, place.start, place.end)
    return states_in(text[place.start : place.end]) | (seats_in(where[1]) if where is not None else frozenset())


def _out_of_office(draft: ActorDraft, day: datetime.date | None) -> bool:
    """Whether the tables alone tell whose somebody is, and that he did not hold the office on the day of the report."""
    if draft.kind != "person" or day is None or any(r.of is not None for r in draft.roles):
        return False
    if not any(o.of == draft.country for o in offices.holders(draft.name)):
        return False
    held = [o for o in offices.holders(draft.name, day) if o.of == draft.country]
    wanted = [r.match.title for r in draft.roles if r.match.title.rank in offices.SHARED_RANKS]
    return not any(is_like(o.title, t, draft.country) for o in held for t in wanted) if wanted else not held


def implied_chambers(cast: ActorDrafts) -> list[ActorDraft]:
    """The drafts, without mentions, of the chambers in which those sit who bear a title of their members."""
    keys: dict[str, None] = {}
    for draft in cast.drafts:
        if draft.kind == "person" and draft.country == AMERICAN:
            titles = {r.match.title.title for r in draft.roles if not r.match.has("former", "dead", "future")}
            keys |= {key: None for key in CHAMBERS if titles & word_list(key)}
    found = [(key, organizations.by_key(key)) for key in keys if cast.find("organization", key) is None]
    return [cast.known(KnownName("organization", k, o.name, o.country, o.sector)) for k, o in found if o is not None]

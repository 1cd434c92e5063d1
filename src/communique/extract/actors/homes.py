"""Whose an office or body is of which no word tells it: the issuer's state, or that of the dateline.

A report from Harare calls the Zimbabwean minister "the minister", and a White House read-out its own "the President".
What the words beside a name tell comes before; an office of several states is nobody's, and where another state has
just been spoken of, the office may as well be that one's.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.drafts import ActorDraft, DraftMention, RoleDraft
from communique.extract.actors.group_homes import give_group_homes
from communique.extract.issuers import issuing_state
from communique.extract.offices import seated_at
from communique.knowledge import organizations
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.gazetteer import city_country
from communique.knowledge.states import by_capital
from communique.knowledge.word_lists import word_list
from communique.language.clauses import governing_verb, subject
from communique.language.document import Document
from communique.language.phrases import head_of
from communique.language.tags import NOUN_PHRASE, NOUNS
from communique.model import Span
from communique.sources.dateline import find_dateline

ISSUED, AT_HOME, READ_AT_HOME = 1.6, 1.0, 0.6
"""What tells whose "the president" is, in points, by hand: whose office published the report, where it was written, and
where its outlet is read."""
BEHIND = re.compile(r"( (?:at|in|of|for|with|from|within|inside) )(?:the |a |an |its |his )?")
"""Between an office and the body whose it is: "an official at [the ministry]", "in [the] Obama administration"."""
OF_A_STATE = frozenset(
    (
        "head_of_state", "head_of_government", "deputy_head_of_state", "deputy_head_of_government", "leader",
        "minister", "foreign_minister", "defence_minister", "interior_minister", "deputy_minister", "envoy",
        "spokesperson", "adviser", "official",
    )
)  # fmt: skip
"""Ranks whose office is the state's where no words tell another body; a governor's or a senator's is not."""
AT_HOME_IN_IT = OF_A_STATE - {"envoy", "official"}
"""Ranks of those who are at home where their state acts: an envoy speaks of the state to which he is sent."""
BEFORE_NAME = 4  # words before a name in which "visiting" stands: "the visiting Foreign Minister"
FIRMS = "BUS"  # sector of companies
FURTHEST = 50  # characters behind an office in which the body whose it is stands
HELD_BY_ONE = frozenset(("head_of_state", "head_of_government", "foreign_minister", "defence_minister"))
TOLD_BY_OFFICES = frozenset(("communique", "readout"))
"""Genres in which an office without an owner is the issuer's."""


def give_homes(document: Document, cast: ActorDrafts, issuer: str | None) -> None:
    """Give a country to office holders and bodies of states of whom nothing tells theirs.

    Args:
        document: the report, for its dateline and genre.
        cast: the drafts with all their mentions.
        issuer: code of the state whose government's office published the report, or None.
    """
    give_group_homes(document, cast)
    wanting = list(_without_owner(cast))
    if not wanting:
        return
    if issuer is not None or document.report.genre in TOLD_BY_OFFICES:
        for draft in wanting:
            draft.country = issuer if not _second_of(draft, cast, issuer) else None
        return
    home, seat = _dateline(document), _written_at_a_seat(document)
    spoken, bodies, others = _told(document, cast)
    acting = _Acting(document, cast)
    for draft in wanting:
        if _comes(document, draft) or _of_a_club(document, draft):
            continue
        first = document.sentence_number(min(p.start for p in draft.places))
        if _speaks(draft) and (body := acting.body_of_all(first)) is not None:
            _act_for(draft, body)
            continue
        here, before = spoken[first], spoken[first - 1]
        if _speaks(draft) and others & {first, first - 1} and not (bodies[first] or bodies[first - 1]):
            continue  # "criticism of the company ..., a spokeswoman said"
        told = home is not None and not (_speaks(draft) and seat) and (home in here or not (before - {home}))
        if told and (draft.kind == "person" or not (here - {home})):
            draft.country = home
        elif _speaks(draft):
            near = bodies[first] or bodies[first - 1] or spoken[first] | spoken[first - 1]
            draft.country = next(iter(near)) if len(near) == 1 else None
        elif (
            draft.kind == "person"
            and draft.names
            and (own := acting.of(draft, first)) is not None
            and home in (None, own)
        ):
            draft.country = own


def _second_of(draft: ActorDraft, cast: ActorDrafts, issuer: str | None) -> bool:
    """Whether another of the issuer's has the very office, of which a state has one: he is a guest of whom no words
    tell whose he is: "National Security Adviser Roe met with National Security Adviser Petit".
    """
    mine = {o for r in draft.roles if (o := _only_one(r)) is not None}
    others = (d for d in cast.drafts if d is not draft and d.kind == "person" and d.names and d.country == issuer)
    return bool(mine) and bool(draft.names) and any(_only_one(r) in mine for d in others for r in d.roles)


def _only_one(role: RoleDraft) -> str | None:
    """The title of an office that one person of a state holds at a time; None of others, and of what is past."""
    held = role.match.title
    one = held.rank in HELD_BY_ONE or held.title.startswith("national security")
    return held.title.replace("advisor", "adviser") if one and not role.match.modifiers else None


def give_offices(document: Document, cast: ActorDrafts) -> None:
    """Say of each office of which no title tells whose it is: of the body behind it ("an official at the presidential
    office"), or of its holder's state ("President Roe").

    Args:
        document: the report.
        cast: the drafts with their countries; of a state that is none of them no office is.
    """
    behind = {p.start: d for d in cast.drafts if d.kind == "organization" for p in d.places if p.form != "pronoun"}
    for draft in cast.drafts:
        if draft.kind != "person" or draft.plural:
            continue
        for role in draft.roles:
            title = role.match.title
            if role.of is not None:
                continue
            role.of = _behind(document, role, behind)
            if role.of is not None and draft.country is None and not role.match.has("former"):
                draft.country = (
                    role.of.country if role.of.sector != "IGO" else None
                )  # "an analyst at the Peru Institute"
            if (
                role.of is None
                and draft.country is not None
                and title.relation != "none"
                and title.sector in OF_STATES
                and title.rank in OF_A_STATE
            ):
                role.of = cast.find_state(draft.country)


def _behind(document: Document, role: RoleDraft, bodies: dict[int, ActorDraft]) -> ActorDraft | None:
    """The body in which the words behind a title place its holder: "a source in [the military intelligence]"."""
    link = BEHIND.match(document.view, role.end)
    if link is None:
        return None
    return bodies.get(link.end(1)) or bodies.get(link.end())


def _told(
    document: Document, cast: ActorDrafts
) -> tuple[defaultdict[int, set[str]], defaultdict[int, set[str]], set[int]]:
    """By sentence: the states on stage, those of which a body is, and where a firm is.

    Of a body: "the Foreign Office brushed that aside"; a firm: "the company".
    """
    spoken: defaultdict[int, set[str]] = defaultdict(set)
    bodies: defaultdict[int, set[str]] = defaultdict(set)
    others: set[int] = set()
    for draft in cast.drafts:
        if draft.sector == "JRN":
            continue
        numbers = [document.sentence_number(place.start) for place in draft.places]
        if draft.kind == "organization" and draft.sector == FIRMS:
            others.update(numbers)
        if draft.country is not None:
            for number in numbers:
                spoken[number].add(draft.country)
                if draft.kind == "organization" and draft.sector in OF_STATES:
                    bodies[number].add(draft.country)
    return spoken, bodies, others


class _Acting:
    """The states, and bodies of several, that act in a sentence: whose an office is that is told beside them.

    "Ecuador will expel the consul. Foreign Minister Roe announced the step", "Foreign Minister Li said China would
    sign".
    """

    def __init__(self, document: Document, cast: ActorDrafts) -> None:
        self._document = document
        self._by_sentence: defaultdict[int, set[str]] = defaultdict(set)
        self._bodies: defaultdict[int, dict[int, ActorDraft]] = defaultdict(dict)
        for draft in cast.drafts:
            of_all = draft.kind == "organization" and draft.sector == "IGO" and draft.code is not None
            for place in draft.places if of_all or draft.kind == "state" else ():
                if place.form != "pronoun" and self._acts(place):
                    number = document.sentence_number(place.start)
                    if of_all:
                        self._bodies[number][id(draft)] = draft
                    elif draft.country is not None:
                        self._by_sentence[number].add(draft.country)

    def _acts(self, place: DraftMention) -> bool:
        """Whether a state does or will do something, not ought to: "Chad must leave" may be anybody's word."""
        head = head_of(self._document.syntax[place.i : place.j])
        verb = governing_verb(head)
        if verb is None or subject(verb) is not head:
            return False
        return not any(c.text.casefold() in word_list("of_duty") for c in verb.children)

    def body_of_all(self, sentence: int) -> ActorDraft | None:
        """The one body of states that acts there or before, where no state does: "NATO left. A spokesman said"."""
        here = self._bodies[sentence] | self._bodies[sentence - 1]
        state = self._by_sentence[sentence] | self._by_sentence[sentence - 1]
        return next(iter(here.values())) if len(here) == 1 and not state else None

    def of(self, draft: ActorDraft, sentence: int) -> str | None:
        """The one state that acts in the sentence of an office holder and that before it, if no other does."""
        if not any(r.match.title.rank in AT_HOME_IN_IT for r in draft.roles):
            return None
        here = self._by_sentence[sentence] | self._by_sentence[sentence - 1]
        return next(iter(here)) if len(here) == 1 else None


def _act_for(draft: ActorDraft, body: ActorDraft) -> None:
    """Say of somebody of whom no title tells whose he is that he is a body's, and of no state."""
    draft.sector = body.sector
    for role in draft.roles:
        role.of = role.of or body


def _speaks(draft: ActorDraft) -> bool:
    return any(r.match.title.rank == "spokesperson" for r in draft.roles)


def _of_a_club(document: Document, draft: ActorDraft) -> bool:
    """Whether the words behind an office name a body of no state: "president of the private exporters' association"."""
    for role in draft.roles:
        behind = document.tokens_in(Span(role.end, role.end + FURTHEST)) if role.of is None else ()
        if [t.text for t in behind[:1]] == ["of"]:
            phrase = itertools.takewhile(lambda t: t.tag_ in NOUN_PHRASE or t.tag_ == "POS", behind[1:])
            head = next((t.text.casefold() for t in reversed(list(phrase)) if t.tag_ in NOUNS), None)
            if head in word_list("bodies_of_no_state"):
                return True
    return False


def _without_owner(cast: ActorDrafts) -> Iterator[ActorDraft]:
    for draft in cast.drafts:
        if draft.country is not None or not draft.places or draft.members or draft.plural:
            continue
        if draft.kind == "person":
            told = [r for r in draft.roles if r.match.title.relation != "none"]
            if any(r.match.title.sector in OF_STATES for r in told) and all(r.of is None for r in told):
                yield draft
        elif draft.kind == "organization" and draft.sector in OF_STATES and (draft.code or "/").endswith("/"):
            if draft.code is None and not draft.names and any(w[:1].isupper() for w in draft.name.split()):
                continue  # "the National Socialist regime" is not at home wherever one writes of it
            yield draft


def _comes(document: Document, draft: ActorDraft) -> bool:
    """Whether somebody only comes to the place of the dateline: "President Roe arrived from Nairobi", "is visiting"."""
    for place in draft.places:
        if place.form == "pronoun":
            continue
        head = document.syntax[place.j - 1]
        verb = governing_verb(head)
        if verb is not None and verb.text.casefold() in word_list("verbs_of_coming") and subject(verb) is head:
            return True
        first = document.syntax[max(place.i - BEFORE_NAME, 0) : place.i]
        if any(t.text.casefold() == "visiting" and t.sent.start == head.sent.start for t in first):
            return True
    return False


def _dateline(document: Document) -> str | None:
    """The state in which the report was written."""
    city = _written_in(document)
    state = by_capital(city) if city is not None else None
    return state.code if state is not None else city_country(city) if city is not None else None


def _written_in(document: Document) -> str | None:
    """The city of the dateline."""
    line = find_dateline(document.text, document.report.boilerplate)
    if line is None or line.place is None:
        return None
    return document.text[line.place.start : line.place.end].split(",")[0].strip().title()


def _written_at_a_seat(document: Document) -> bool:
    """Whether the dateline is a city where bodies of states sit, whose spokespersons are not the city's state's."""
    city = _written_in(document)
    return city is not None and bool(seated_at(city))


def homes(document: Document) -> dict[str, float]:
    """Points for the states with which a report is at home: its issuer's, that of its dateline and of its outlet."""
    found: dict[str, float] = {}
    for code, points in (
        (issuing_state(document), ISSUED),
        (_dateline(document), AT_HOME),
        (_of_the_outlet(document.report.publisher), READ_AT_HOME),
    ):
        if code is not None:
            found[code] = found.get(code, 0.0) + points
    return found


def _of_the_outlet(publisher: str | None) -> str | None:
    """Code of the state in which an outlet is read; of none what sends news to the whole world ("Reuters")."""
    words = [w for w in (publisher or "").split() if w.strip("()-").casefold() not in word_list("of_an_outlet")]
    for name in (" ".join(words), " ".join((publisher or "").split())):
        outlet = organizations.by_name(name) if name else None
        if outlet is not None and outlet.sector == "JRN":
            return None if outlet.key in word_list("read_everywhere") else outlet.country
    return None

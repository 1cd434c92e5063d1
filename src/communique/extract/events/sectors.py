"""PLOVER's sector and country of the actors of a report: from the text's own words first, then from what is known.

The manual codes whom a phrase describes at the report's date: who held office and holds it no more is of the elite.
"""

from __future__ import annotations

import datetime

import msgspec

from communique.extract.events.coding import Coder, not_political, phrase_words
from communique.extract.events.participants import ParticipantFinder
from communique.extract.offices import former
from communique.extract.states_in_phrases import states_in
from communique.knowledge import groups, meetings, offices, places, states
from communique.knowledge.gazetteer import city_country
from communique.knowledge.sectors import agent_words, sector_of_words
from communique.knowledge.titles import title
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.phrases import head_of, noun_phrase
from communique.language.tags import FINITE, NOMINALS, PLURAL_NOUNS
from communique.language.tree import Token
from communique.model import Actor, Mention, Span
from communique.model.actor import ActorKind
from communique.model.identity import fact_identity

ALONE = 0.4  # confidence of an actor that is all the text tells, by hand

IN_OFFICE = frozenset(("GOV", "LEG", "MIL", "JUD", "SPY", "COP"))
FEWEST_WORDS, MOST_WORDS = 1, 16  # of a text that is nothing but a description


def settled(document: Document, actor: Actor, coder: Coder) -> Actor:
    """The actor with sector and country as the text and the tables tell them."""
    if actor.kind == "state":
        return actor
    sector, country = actor.sector, actor.country
    place = places.by_name(actor.name)
    if place is not None and place.kind == "breakaway":
        return msgspec.structs.replace(actor, sector=places.BREAKAWAY, country=country or place.country)
    if actor.kind == "person":
        sector = _of_person(document, actor, coder) or sector
        country = country or (None if sector == "IGO" else _office_country(actor))
    else:
        sector = _of_body(document, actor, coder) or sector
    if actor.kind == "group" and actor.name.split()[-1].casefold() in word_list("beside_states"):
        own = states_in(actor.name)
        country = next(iter(own)) if len(own) == 1 else None  # "his counterparts" are of other countries than he
    elif actor.kind == "organization" and (listed := groups.by_name(actor.name)) is not None and not listed.country:
        country = None  # "the Islamic State of Iraq" is no body of Iraq's, nor of those on whom it preys
    elif country is None and sector != "IGO":
        country = _told_country(document, actor, coder)
    if (sector, country) == (actor.sector, actor.country):
        return actor
    return msgspec.structs.replace(actor, sector=sector, country=country)


def _heads(document: Document, actor: Actor) -> list[Token]:
    """Head tokens of the mentions that name or describe the actor."""
    found = []
    for m in actor.mentions:
        if m.form == "pronoun":
            continue
        tokens = document.tokens_in(m.span)
        if tokens:
            found.append(head_of(tokens))
    return found


def _of_person(document: Document, actor: Actor, coder: Coder) -> str | None:
    """A person's sector: by "former", then the titles, then the description, then the office held that day.

    Who held one office and holds another ("a former minister who is now the U.N. envoy") is what he is now.
    """
    once, now = _offices(document, actor)
    if once:
        return next((s for t, s in now if t not in {t for t, _ in once} and s in IN_OFFICE | {"IGO"}), "ELI")
    if any(sector == "IGO" for _, sector in now):
        return "IGO"
    described = {t.i for m in actor.mentions if m.form == "nominal" for t in document.tokens_in(m.span)}
    for head in _heads(document, actor):
        for apposed in clauses.children(head, "appos"):
            if actor.sector is None and (told := coder.sector(apposed)) is not None:
                return told
        words = [t.text.casefold() for t in document.syntax[head.left_edge.i : head.i]]
        if any(w in word_list("former_offices") for w in words) and (actor.sector in IN_OFFICE or actor.sector is None):
            return "ELI"
        bare = actor.roles and head.text.casefold() in word_list("bare_people")  # "the man" is still a farmer
        if not bare and head.i in described and head.text[:1].islower() and (told := coder.sector(head)) is not None:
            return told  # never "un" of "Kim Jong-un"
    strong = [s.code for r in actor.roles if (s := sector_of_words(_telling(r.title))) is not None and s.strong]
    if strong:  # a sheikh who is the emir is of the government
        return next((code for code in strong if code != "REL"), strong[0] if actor.sector in (None, "REL") else None)
    if actor.sector is not None:
        return actor.sector
    return _office_sector(document, actor)


def _telling(title: str) -> list[str]:
    """The words of a title that tell a sector: no deputy adviser sits in parliament, no press secretary at a paper."""
    words = title.partition(" to ")[0].split()
    told = [w for w in words if w.casefold() not in word_list("told_by_the_rest_of_a_title")]
    return told or words


def _offices(document: Document, actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(title, sector) of the offices that a person held once, and of those that he holds."""
    once: list[tuple[str, str]] = []
    now: list[tuple[str, str]] = []
    for role in actor.roles:
        matched = title(role.title)
        of = document.actor(role.of)
        sector = "IGO" if of is not None and of.sector == "IGO" else matched.title.sector if matched else ""
        office = (matched.title.title if matched else role.title.casefold(), sector)
        (once if former(document, role) else now).append(office)
    return once, now


def _office_sector(document: Document, actor: Actor) -> str | None:
    held = offices.holders(actor.name) if " " in actor.name else _alone(actor.name)
    if not held or len({h.person for h in held}) > 1:
        return None
    on = _day(document)
    if (
        on is not None
        and not any(h.holds(on) for h in held)
        and all(h.until is not None and h.until[:4] <= str(on.year) for h in held)
    ):
        return "ELI"
    matched = title(held[0].title)
    return matched.title.sector if matched else None


def _alone(name: str) -> tuple[offices.Office, ...]:
    """Offices of the only person whose family name this is; none if it is anybody's."""
    found = offices.holders(name)
    return found if len({h.person for h in found}) == 1 else ()


def _office_country(actor: Actor) -> str | None:
    held = _alone(actor.name)
    codes = {h.of for h in held if len(h.of) == 3 and h.of.isupper()}
    return codes.pop() if len(codes) == 1 else None


def _day(document: Document) -> datetime.date | None:
    value = document.published.value
    try:
        return datetime.date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _of_body(document: Document, actor: Actor, coder: Coder) -> str | None:
    """Sector of a body or group by the words of its descriptions and of its name."""
    if actor.sector == "IGO" and any(w.casefold() in ("court", "tribunal") for w in actor.name.split()):
        return "JUD"
    for head in _heads(document, actor):
        if head.text.casefold() != actor.name.casefold() and (head.text[:1].islower() or actor.sector is None):
            told = coder.sector(head)
            if told is not None and (actor.sector is None or head.text[:1].islower()):
                return told
    if actor.sector is not None:
        return actor.sector
    words = actor.name.split()
    if not_political(words):
        return None
    found = sector_of_words([w for w in words if w.casefold() not in word_list("body_names_of")])
    return found.code if found is not None and found.code != "UNK" else None


def _told_country(document: Document, actor: Actor, coder: Coder) -> str | None:
    """The country that the words around a mention give: "the Mexican National Guard", "leaders in France"."""
    if actor.sector == "IGO" or actor.members or actor.name.startswith("International "):
        return None
    person = actor.kind == "person"
    own = frozenset(t.i for m in actor.mentions for t in document.tokens_in(m.span)) if person else frozenset()
    for head in _heads(document, actor):
        for described in (head, *clauses.children(head, "appos")):
            # A person's own name tells no country: "Jordan Roe", "Eva Lima"; "Euclid" is no town.
            codes = coder.countries(described, of_places=not person, apart_from=own)
            if len(codes) == 1:
                return codes[0]
        if (code := _in_brackets(document, head)) is not None:
            return code
        if not person and (code := coder.country_after(head)) is not None:
            return code
    return None


def _in_brackets(document: Document, head: Token) -> str | None:
    """The state in brackets behind a name: "the National Guard (Saudi)"."""
    tokens = document.syntax
    if head.i + 2 < len(tokens) and tokens[head.i + 1].text == "(":
        end = next((k for k in range(head.i + 2, min(head.i + 6, len(tokens))) if tokens[k].text == ")"), None)
        codes = states_in(tokens.part(head.i + 2, end).text) if end else frozenset()
        if len(codes) == 1:
            return next(iter(codes))
    return None


def described_alone(company: ParticipantFinder) -> list[Actor]:
    """The actor of a text that is nothing but a description ("Shanghai police"), as lists of actors have them."""
    document = company.document
    words = [t for t in document.syntax if t.text[:1].isalnum()]
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or any(t.tag_ in FINITE and t.text.islower() for t in words):
        return []
    root = _root(words)
    held = company.mentioned(root)
    if held is not None or any(
        company.mentioned(t) is not None
        for t in words
        if t.i <= root.i and t.dep_ not in ("compound", "amod", "poss", "nmod")
    ):
        return []
    if root.text.casefold() in meetings.nouns() and root.tag_ in PLURAL_NOUNS:
        return []  # "new trade talks"
    if all(t.text[:1].isupper() for t in words):
        return [_named_alone(company, words)]
    codes = company.coder.countries(root) or sorted(states_in(document.view))
    country = codes[0] if len(codes) == 1 else company.coder.country_after(root)
    if not phrase_words(root):
        return []
    actor = company.described(root, noun_phrase(root), country)
    if (
        actor.sector is None
        and (told := sector_of_words([t.text for t in words if t.i <= root.i])) is not None
        and told.code != "UNK"
    ):
        actor = msgspec.structs.replace(actor, sector=told.code)
    return [actor]


def _root(words: list[Token]) -> Token:
    """The noun that a description hangs on; behind "a team of" the one that follows."""
    root = next((t for t in words if t.dep_ == "ROOT"), words[0])
    told = agent_words()
    while root.tag_ not in NOMINALS and root.text.casefold() not in told and root.i < words[-1].i:
        root = root.nbor(1)
    if root.text.casefold() in word_list("quantifiers"):
        for p in clauses.children(root, "prep"):
            if p.text.casefold() == "of" and (inner := clauses.children(p, "pobj")):
                return inner[0]
    return root


def _named_alone(company: ParticipantFinder, words: list[Token]) -> Actor:
    """The actor of a text that is nothing but a name: a place of a state, else an office holder or a person."""
    document = company.document
    span = Span(words[0].idx, words[-1].idx + len(words[-1].text))
    name = " ".join(t.text for t in words)
    capital = states.by_capital(name)
    mention = Mention(span.start, span.end, "metonym" if capital else "name")
    if capital is not None:
        return msgspec.structs.replace(company.state(capital.code), mentions=(mention,), sector="GOV")
    described = sector_of_words(name.split())
    seat = states.by_seat(name)
    city = city_country(name) if described is None else None
    if city is not None:
        return Actor(
            fact_identity("actor", document.report.text_id, [span], "group", name, city),
            name,
            "group",
            (mention,),
            country=city,
            sector="CVL",
            confidence=ALONE,
        )
    codes = [seat.code] if seat is not None else sorted(states_in(name))
    kind: ActorKind = "person" if described is None else "organization"
    made = Actor(
        fact_identity("actor", document.report.text_id, [span], kind, name, ""), name, kind, (mention,),
        country=codes[0] if len(codes) == 1 else None,
        sector=described.code if described and described.code != "UNK" else None, confidence=ALONE,
    )  # fmt: skip
    return settled(document, made, company.coder)

"""Meetings that a verb tells: "they met in Oslo", "the king will visit Oman", "spoke by phone"."""

from __future__ import annotations

from communique.extract.meetings.apposed import list_behind
from communique.extract.meetings.by_noun import right_behind
from communique.extract.meetings.hosts import host_of
from communique.extract.meetings.meeting_mention import MEDIA, MeetingMention, unique
from communique.extract.meetings.status import status_of
from communique.extract.mention_index import MentionIndex
from communique.extract.places import place, place_under
from communique.extract.time_index import TimeIndex
from communique.knowledge.meetings import MeetingWord
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.clauses import conjuncts
from communique.language.document import Document
from communique.language.phrases import noun_phrase
from communique.language.tags import PLURAL_NOUNS, PROPER_NOUNS
from communique.language.tree import Token
from communique.model import Actor, Span
from communique.model.meeting import Place

VOTING = ("LEG", "IGO", "GOV")


def by_verb(
    document: Document, who: MentionIndex, calendar: TimeIndex, verb: Token, meeting: MeetingWord
) -> MeetingMention | None:
    need = meeting.needs[0]
    agent, passive = clauses.subject(verb), clauses.passive(verb)
    objects = [*clauses.objects(verb), *clauses.indirect_objects(verb)]
    withs = [
        g
        for c in verb.children
        if c.dep_ == "prep" and c.text.casefold() == "with"
        for g in c.children
        if g.dep_ == "pobj"
    ]
    agents = who.actors_in_coordination(agent) if agent is not None else _for_agent(who, verb)
    others = [a for o in withs for a in [*who.actors_in_coordination(o), *list_behind(who, o)]]
    direct = [a for o in objects for a in [*who.actors_in_coordination(o), *list_behind(who, o)]]
    phone = any(t.text.casefold() in ("phone", "telephone") for t in verb.subtree if t.i - verb.i in range(1, 5))
    seen = MeetingMention(
        verb.i,
        Span(verb.idx, verb.idx + len(verb.text)),
        meeting.format,
        True,
        False,
        *status_of(verb),
        noun=meeting.word,
    )
    if passive and need not in ("intransitive", "body"):
        return None
    if any(o.text.casefold() in word_list("rounds_of_sports") for p, o in clauses.prepositional([verb]) if p == "in"):
        return None  # "will meet in the final"
    if need == "both":
        others += direct
        if (objects and not direct) or not _can_meet(agents, others, agent):
            return None
        seen.participants = [*agents, *others]
    elif need == "with":
        seen.participants = [*agents, *others]
        if not others or not agents:
            return None
    elif need == "phone":
        if (
            not agents
            or not (phone or others)
            or all(a.sector == MEDIA for a in others or agents)
            or any(reports_for_an_outlet(who, o) for o in withs)
            or (not phone and meeting.word == "talk")
        ):
            return None
        seen.format = "call" if phone else "talks"
        seen.participants = [*agents, *others]
    elif need == "object":
        if (
            any(c.dep_ in ("oprd", "ccomp", "xcomp", "prt", "advcl") for c in verb.children)
            or not agents
            or not any(a.kind == "person" for a in direct)
        ):
            return None
        if meeting.word == "call" and not phone:
            return None
        seen.participants = [*agents, *direct]
    elif need == "place":
        if not _travels(document, who, verb, meeting, agents, objects, seen):
            return None
    elif need == "receive":
        direct += [a for o in objects for a in who.actors_within(_whole(o))]
        people = [a for a in unique(direct) if a.kind in ("person", "group")]
        where = place_under(who, verb, frozenset(("to", "at", "in")))
        if not people or where is None:
            return None
        seen.participants, seen.host, seen.place = [*agents, *people], next(iter(agents), None), where
    elif need == "intransitive":
        gathered = agents if not passive else []
        if objects or not gathered or not any(_plural(a) or a.kind == "organization" for a in gathered):
            return None
        seen.body = next((a for a in gathered if a.kind == "organization"), None)
        seen.participants = [a for a in gathered if a is not seen.body]
    elif need == "body":
        seen.body = next((a for a in agents if a.kind == "organization" and a.sector in VOTING), None)
        if seen.body is None or passive:
            return None
    seen.participants = [a for a in unique(seen.participants) if a.sector != MEDIA]
    sentence = document.sentence_at(verb.idx)
    seen.dates = calendar.of(verb, (), sentence)
    seen.place = seen.place or place_under(who, verb) or (right_behind(who, verb) if need in ("both", "with") else None)
    seen.span = _clause(verb, agent, [*objects, *withs])
    if need == "receive" and objects:
        seen.span = Span(seen.span.start, max(seen.span.end, _whole(objects[0]).end))
    if seen.place is not None:  # "he headed" tells less than "he headed to Oslo"
        at = document.view.find(seen.place.name, seen.span.end, seen.span.end + 60)
        if at >= 0 and not any(c in ".!?\n" for c in document.view[seen.span.end : at]):
            seen.span = Span(seen.span.start, at + len(seen.place.name))
    if need == "intransitive" and seen.dates is None and seen.place is None:
        return None
    seen.host = seen.host or host_of(who, (verb,))
    return seen


def reports_for_an_outlet(who: MentionIndex, token: Token) -> bool:
    """Whether somebody asks for an outlet: "spoke with [CNN's Jane Roe]"."""
    owners = (who.actor_of(c) for c in token.children if c.dep_ == "poss")
    return any(a is not None and a.sector in (MEDIA, "MED") for a in owners)


def _whole(token: Token) -> Span:
    """The phrase of a token with all that is coordinated with it or stands in apposition, without clauses."""
    end = token
    waiting = [token]
    while waiting:
        here = waiting.pop()
        end = max(end, here, key=lambda t: t.i)
        waiting += [
            c
            for c in here.children
            if c.i > token.i
            and c.dep_ in ("conj", "appos", "prep", "pobj", "compound")
            and c.text.casefold() not in ("to", "at", "in")
        ]
    return Span(token.left_edge.idx, end.idx + len(end.text))


def _for_agent(who: MentionIndex, verb: Token) -> list[Actor]:
    """ "plans for Jane Roe to visit": the subject of an infinitive stands behind "for"."""
    for child in verb.head.children:
        if child.dep_ == "prep" and child.text.casefold() == "for":
            return [a for o in child.children if o.dep_ == "pobj" for a in who.actors_in_coordination(o)]
    return []


def _can_meet(agents: list[Actor], others: list[Actor], agent: Token | None) -> bool:
    if others:
        return bool(agents) or any(a.kind == "person" for a in others)
    return (
        len(agents) > 1
        or any(_plural(a) for a in agents)
        or (bool(agents) and agent is not None and agent.tag_ in PLURAL_NOUNS)
    )


def _plural(actor: Actor) -> bool:
    return actor.kind == "group" or bool(actor.members)


def _travels(
    document: Document,
    who: MentionIndex,
    verb: Token,
    meeting: MeetingWord,
    agents: list[Actor],
    objects: list[Token],
    seen: MeetingMention,
) -> bool:
    if not any(a.kind in ("person", "group") for a in agents) or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")):
        return False
    if any(c.text.casefold() in ("can", "could") for c in clauses.children(verb, "aux")):
        return False  # "so that they can head to Peru"
    where: Place | None = None
    if meeting.word in ("visit", "tour"):
        for o in objects:
            actor = who.actor_of(o)
            if actor is not None and actor.kind == "state":
                named = who.mention(o)
                by_name = named is not None and named[0].form == "name"
                where = Place(_words(document, o) if by_name else actor.name, actor.country)
            else:
                where = where or _sight(who, o, meeting)
            if actor is not None and actor.kind == "person":
                agents = [*agents, actor]
                where = where or place_under(who, verb) or Place("", None)
            elif meeting.word == "visit" and (_is_house(o) or (actor is not None and actor.kind == "organization")):
                where = where or place_under(who, verb) or place_under(who, o) or Place("", None)
    else:
        where = place_under(who, verb, frozenset(("to", "into")))
    if where is None:
        return False
    home = {a.country for a in agents}
    if where.country is not None and home == {where.country} and meeting.word != "tour":
        return False  # "returned to the United States" of its own secretary of state
    seen.place = where if where.name else None
    seen.participants = [a for a in agents if a.kind in ("person", "group")]
    return True


def _is_house(token: Token) -> bool:
    """ "visited the Ministry": a visit, although nobody says where."""
    return token.tag_ in PROPER_NOUNS and token.text.casefold() in word_list("fact_general")


def _sight(who: MentionIndex, token: Token, meeting: MeetingWord) -> Place | None:
    """The place that is visited; a tour of what is no town or country ("toured the exhibition") is no visit."""
    found = place(who, token)
    return found if meeting.word == "visit" or (found is not None and found.country) else None


def _words(document: Document, token: Token) -> str:
    span = noun_phrase(token)
    words = document.view[span.start : span.end].split()
    if words and words[0].casefold() == "the":
        words = words[1:]
    return " ".join(words[:5])


def _clause(verb: Token, agent: Token | None, objects: list[Token]) -> Span:
    """Verb with subject and objects, if they stand near; the verb's own words else."""
    tokens = [verb, *objects]
    for o in objects:
        tokens += [t for t in conjuncts(o) if t.i - o.i < 20]
    start = noun_phrase(agent).start if agent is not None and 0 < verb.i - agent.i < 15 else verb.idx
    last = max(tokens, key=lambda t: t.i)
    return Span(min(start, verb.idx), max(last.idx + len(last.text), verb.idx + len(verb.text)))

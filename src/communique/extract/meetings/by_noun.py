"""Meetings that a noun names: "talks with the premier", "the upcoming summit in Oslo on 3 May"."""

from __future__ import annotations

from communique.extract.meetings.apposed import list_behind
from communique.extract.meetings.hosts import host_of
from communique.extract.meetings.meeting_mention import MEDIA, MeetingMention, unique
from communique.extract.meetings.moved import former_day, new_day
from communique.extract.meetings.status import called_for, calls_off, status_of
from communique.extract.mention_index import MentionIndex
from communique.extract.places import IN, place, place_under
from communique.extract.states_in_phrases import states_in
from communique.extract.time_index import TimeIndex
from communique.knowledge.meetings import Format, MeetingWord, nouns
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.phrases import noun_phrase, trimmed
from communique.language.tags import (
    NOUNS_AND_PRONOUNS,
    PAST_AND_PARTICIPLES,
    PLURAL_NOUNS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token
from communique.model import Actor, Mention, Span
from communique.model.meeting import Place

WITH = ("with", "between", "among", "involving", "including")
LONGEST_NAME = 60  # characters of a body's name before the noun
LONG = 300


def by_noun(
    document: Document, who: MentionIndex, calendar: TimeIndex, noun: Token, meeting: MeetingWord
) -> MeetingMention | None:
    doc, word = noun.doc, noun.text.casefold()
    before = doc[noun.i - 1].text.casefold() if noun.i else ""
    after = doc[noun.i + 1].text.casefold() if noun.i + 1 < len(doc) else ""
    if (
        before in meeting.not_beside
        or after in meeting.not_beside
        or (document.view[noun.idx : noun.idx + 1].isupper() and _in_name(who, noun))
    ):
        return None
    if before == "-" and noun.i > 1 and doc[noun.i - 2].text.casefold() in meeting.not_beside:
        return None
    if word == "talks" and noun.tag_ in VERBS_AND_MODALS:
        return None
    head = noun
    if _ballots(noun, meeting):
        return None
    if noun.dep_ == "appos" and noun.head.text.casefold() in nouns():
        return None  # "held talks, the first such meeting since 2016": told already
    if meeting.needs == ("of",):  # "a second round of talks" is told by "talks"
        return None
    round_of = clauses.attached(noun, "of")
    if round_of is not None and round_of.text.casefold() not in word_list("rounds"):
        round_of = None
    fused = _fused(noun)
    head = round_of or fused or noun
    status, sure = status_of(head)
    moved = new_day(calendar, noun, postponed=status == "postponed")
    if moved is not None and status != "postponed":
        status, sure = "planned", True
    seen = MeetingMention(
        noun.i, _span(document, head, noun), meeting.format, False, False, status, sure, noun=word,
        plural=word in word_list("meetings_plural"),
    )  # fmt: skip
    lefts = [c for t in {noun.i: noun, head.i: head}.values() for c in t.children if c.i < t.i]
    seen.definite = any(c.text.casefold() in word_list("meeting_definite") or c.dep_ == "poss" for c in lefts)
    seen.ordinal = next((c.text.casefold() for c in lefts if c.text.casefold() in word_list("meeting_ordinals")), None)
    seen.words = frozenset(
        c.text.casefold() for c in noun.children if c.dep_ in ("amod", "compound") and c.i < noun.i and c.text.islower()
    )
    if seen.words & word_list("phones") and meeting.format == "talks":
        seen.format = "call"
    if meeting.word in ("meeting", "visit", "talks") and "summit" in seen.words:
        seen.format = "summit"
    if fused is not None and (found := who.mention(fused)) is not None and found[1].kind == "organization":
        seen.body = found[1]
    if seen.body is None and noun.i and (called := _called(who, noun)) is not None:
        seen.span = Span(min(called[0].start, seen.span.start), seen.span.end)
        seen.body = called[1]
    _participants(who, noun, seen)
    carriers = (fused, *_carriers(noun)) if fused is not None else _carriers(noun)
    sentence = document.sentence_at(noun.idx)
    seen.dates = moved or calendar.inside(seen.span) or calendar.of(noun, carriers, sentence)
    seen.moved = moved is not None
    seen.moved_from = former_day(calendar, noun, seen.span, moved) if moved is not None else None
    seen.place = _place(who, noun, carriers, meeting.format) or (
        _place(who, fused, (), meeting.format) if fused is not None else None
    )
    told = noun.dep_ in ("dobj", "dative") and noun.head.text.casefold() == "told"
    if seen.dates is None and status == "held" and (told or (_first(noun).dep_ == "pobj" and _adjunct(noun))):
        verb = clauses.governing_verb(noun)
        if verb is not None and verb.tag_ in PAST_AND_PARTICIPLES:
            seen.past_of_speech = True
            seen.dates = calendar.of(noun, (verb,), sentence)
    if not _enough(seen, meeting, noun):
        return None
    seen.host = seen.host or host_of(who, tuple(dict.fromkeys((head, noun, *carriers))))
    return seen


def _called(who: MentionIndex, noun: Token) -> tuple[Mention, Actor] | None:
    """The body whose name stands right before the noun, however the parser hangs it: "the Group of 20 summit"."""
    before = noun.nbor(-1)
    end = before.idx + len(before.text)
    found = who.document.mentions_in(Span(max(end - LONGEST_NAME, 0), end))
    named = ((m, a) for m, a in reversed(found) if m.form == "name" and a.kind == "organization")
    return next(((m, a) for m, a in named if m.end == end), None)


def _in_name(who: MentionIndex, noun: Token) -> bool:
    """Whether the noun is a part of an actor's name ("the Conference on Disarmament", "African Summit Group")."""
    found = who.mention(noun)
    return (
        found is not None
        and found[0].form == "name"
        and found[1].kind == "organization"
        and noun.text.casefold() not in ("summit", "meeting")
    )


def _ballots(noun: Token, meeting: MeetingWord) -> bool:
    """ "the votes he needed": votes are cast, a vote is held."""
    return meeting.format == "vote" and noun.tag_ in PLURAL_NOUNS


def _fused(noun: Token) -> Token | None:
    """The name in front of the noun, where the parser took "Friends of Kenya meeting" for a name with an apposition."""
    if noun.dep_ != "appos" or noun.head.i > noun.i or any(t.is_punct for t in noun.doc[noun.head.i + 1 : noun.i]):
        return None
    return noun.head


def _first(noun: Token) -> Token:
    """The first of nouns that are coordinated: in "after talks with X and a meeting with Y" the talks."""
    here = noun
    while here.dep_ == "conj" and here.head.tag_ in NOUNS_AND_PRONOUNS:
        here = here.head
        above = clauses.attached(here)
        if above is not None and above.text.casefold() in nouns():
            here = above  # the parser hangs "and a meeting" on X
    return here


def _adjunct(noun: Token) -> bool:
    """ "after talks", "during a visit", "at the end of their meeting": when something else happened."""
    noun = _first(noun)
    end = clauses.attached(noun, "of")
    return noun.head.text.casefold() in word_list("during_meetings") or (
        end is not None and end.text.casefold() in word_list("ends_of_meetings")
    )


def _span(document: Document, head: Token, noun: Token) -> Span:
    """The noun phrase with what tells who, where and when, without clauses."""
    span = noun_phrase(head)
    end = max(span.end, noun_phrase(noun).end)
    start = span.start
    if end - start > LONG:
        end = noun.idx + len(noun.text)
        start = max(start, end - LONG)
    view = document.view
    while start > 0 and (view[start - 1].isalnum() or view[start - 1] in "-–"):
        start -= 1  # "G-20 summit" begins before the number
    return trimmed(view, Span(start, end)) or Span(start, end)


def _participants(who: MentionIndex, noun: Token, seen: MeetingMention) -> None:
    found: list[Actor] = []
    with_whom: list[Actor] = []
    for child in noun.children:
        word = child.text.casefold()
        if child.dep_ == "prep" and word in WITH:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    with_whom += [*who.actors_in_coordination(obj), *list_behind(who, obj)]
        elif child.dep_ == "prep" and word in ("of", "by"):
            for obj in child.children:
                if obj.dep_ == "pobj":
                    for actor in who.actors_in_coordination(obj):
                        _of(seen, found, actor)
        elif child.dep_ == "poss" or (child.dep_ in ("compound", "nmod", "amod") and child.i < noun.i):
            _before(who, seen, found, child, possessive=child.dep_ == "poss")
    first = _first(noun)
    if first is not noun:  # "his talks with X and a meeting with Y"
        found += [
            a for c in first.children if c.dep_ == "poss" for a in who.actors_in_coordination(c) if a.kind == "person"
        ]
    own = any(c.dep_ == "poss" for t in (noun, first) for c in t.children)
    verb = clauses.governing_verb(noun)
    if verb is not None and not own:
        found += _through_verb(who, first, verb, bool(with_whom), seen)
    people = [*found, *with_whom]
    seen.partners = bool(with_whom)
    seen.participants = [a for a in unique(people) if a.sector != MEDIA and (seen.body is None or a.id != seen.body.id)]


def _of(seen: MeetingMention, found: list[Actor], actor: Actor) -> None:
    if actor.kind == "organization" and seen.format in ("other", "summit", "talks", "vote", "conference"):
        seen.body = seen.body or actor
    elif actor.kind in ("person", "group") or (actor.kind == "state" and seen.format in ("talks", "other")):
        found.append(actor)


def _before(who: MentionIndex, seen: MeetingMention, found: list[Actor], child: Token, *, possessive: bool) -> None:
    """What stands before the noun: "Lavrov's visit", "the Security Council meeting", "U.S.-Iran talks"."""
    actors = (
        who.actors_in_coordination(child)
        if possessive
        else [a for t in _left(child) if (m := who.mention(t)) and (a := m[1])]
    )
    for actor in actors:
        if actor.kind == "organization" and seen.format not in ("visit", "call"):
            seen.body = seen.body or actor
        elif possessive or actor.kind == "person":
            found.append(actor)
    if not possessive and child.dep_ == "nmod" and any(g.dep_ == "conj" for g in child.children):
        found += [a for a in who.actors_in_coordination(child) if a.kind in ("person", "state") and a not in found]
    if not possessive and not actors:
        codes = [c for t in _left(child) for c in sorted(states_in(t.text))]
        hyphenated = child.doc.part(max(child.head.left_edge.i, child.head.i - 8), child.head.i)
        if len(set(codes)) < 2:
            codes = sorted(states_in(hyphenated.text.replace("/", " ")))
        if len(set(codes)) > 1:
            by = {a.country: a for a in who.document.actors if a.kind == "state"}
            found += [by[c] for c in dict.fromkeys(codes) if c in by]


def _left(token: Token) -> list[Token]:
    return [
        *[t for t in token.children if t.i < token.i and t.dep_ in ("compound", "nmod", "amod", "npadvmod", "dep")],
        token,
    ]


def _through_verb(who: MentionIndex, noun: Token, verb: Token, with_whom: bool, seen: MeetingMention) -> list[Actor]:
    """The subject of the verb that governs the meeting's noun, when the verb makes it a participant."""
    passive = clauses.passive(verb)  # "threatened to cancel": the subject of the verb above
    agent = clauses.subject(verb) or (clauses.logical_subject(verb) if calls_off(verb) else None)
    if agent is None:
        return []
    word = verb.text.casefold()
    direct = noun.head.i == verb.i and noun.dep_ in ("dobj", "nsubjpass")
    through = noun.dep_ == "pobj" and noun.head.dep_ == "prep"
    attends = word in word_list("meeting_holding") or word in word_list("meeting_attending")
    if passive and word in word_list("hosting_passive"):
        by = clauses.agent(verb)
        if by is not None and word != "held":
            seen.host = next(iter(who.actors_in_coordination(by)), None)
        return []
    if not passive and direct and word in word_list("hosting"):
        seen.host = who.actor_of(agent)
    if _predicate_in(noun):
        return [a for a in who.actors_in_coordination(agent) if a.kind != "organization" or with_whom]
    if through and seen.format == "call" and noun.head.text.casefold() in word_list("by_telephone"):
        told = [
            a
            for c in verb.children
            if c.dep_ in ("dobj", "dative")
            for a in who.actors_in_coordination(c)
            if a.kind == "person"
        ]
        return [*(a for a in who.actors_in_coordination(agent) if a.kind == "person"), *told]
    if (
        (direct and attends)
        or (through and (attends or with_whom))
        or (through and seen.format == "talks" and noun.head.text.casefold() in word_list("toward_places"))
    ):
        return [a for a in who.actors_in_coordination(agent) if a.sector != MEDIA]
    if through and seen.format == "visit" and noun.head.text.casefold() in word_list("during_meetings"):
        return [
            a for a in who.actors_in_coordination(agent) if a.kind == "person"
        ]  # "during a visit to Oslo, Roe said"
    with_them = any(c.text == "with" for c in noun.children)
    proposes = direct and word in word_list("meeting_proposing") and not passive
    if with_them and ((direct and calls_off(verb)) or proposes or called_for(noun)):
        return [a for a in who.actors_in_coordination(agent) if a.sector != MEDIA]
    if with_whom and direct and seen.status == "held" and word not in word_list("meeting_only_spoken_of"):
        return [a for a in who.actors_in_coordination(agent) if a.kind == "person"]
    return []


def _predicate_in(noun: Token) -> bool:
    """ "are in talks", "were deep in negotiations"."""
    prep = noun.head
    return (
        noun.dep_ == "pobj" and prep.text.casefold() == "in" and prep.head.text.casefold() in word_list("in_meetings")
    )


def _carriers(noun: Token) -> tuple[Token, ...]:
    """The verbs whose time and place are the meeting's."""
    verb = clauses.governing_verb(noun)
    if verb is None:
        return ()
    word = verb.text.casefold()
    direct = noun.head.i == verb.i and noun.dep_ in ("dobj", "nsubjpass", "nsubj")
    if word in word_list("meeting_attending") and not direct and noun.head.text.casefold() != "from":
        return (verb,)
    if direct and (word in word_list("meeting_holding") or word in word_list("meeting_setting")):
        carriers = [verb]
        if (
            verb.dep_ in ("advcl", "xcomp")
            and verb.head.tag_ in VERBS_AND_MODALS
            and verb.head.text.casefold() in word_list("meeting_attending")
        ):
            carriers.append(verb.head)
        return tuple(carriers)
    return ()


def _place(who: MentionIndex, noun: Token, carriers: tuple[Token, ...], how: Format) -> Place | None:
    prepositions = frozenset(("to", "of")) if how == "visit" else IN
    found = place_under(who, noun, prepositions) or place_under(who, noun)
    if found is None and how == "visit":
        found = _visited(who, noun, prepositions)
    if found is None:
        for child in noun.children:
            if child.dep_ in ("acl", "relcl"):
                found = found or place_under(who, child) or _hosting_city(who, child)
    for verb in carriers:
        found = found or place_under(who, verb)
    if found is None:
        found = right_behind(who, noun)
    return found


def _hosting_city(who: MentionIndex, verb: Token) -> Place | None:
    """ "the talks hosted by Geneva"; a capital that stands for its government hosts wherever it likes."""
    by = clauses.agent(verb) if verb.text.casefold() == "hosted" else None
    found = place(who, by) if by is not None and who.mention(by) is None else None
    return found if found is not None and found.country is not None else None


def _visited(who: MentionIndex, noun: Token, prepositions: frozenset[str]) -> Place | None:
    """ "his visit to the island": the place is what the words take up."""
    for child in noun.children:
        if child.dep_ == "prep" and child.text.casefold() in prepositions:
            for obj in child.children:
                actor = who.actor_of(obj) if obj.dep_ == "pobj" else None
                if actor is not None and actor.kind == "state":
                    return Place(actor.name, actor.country)
    return None


def right_behind(who: MentionIndex, noun: Token) -> Place | None:
    """ "a meeting with the premier in Oslo", where the tree hangs Oslo on the premier or on the verb."""
    for token in noun.doc[noun.i + 1 : noun.i + 14]:
        if token.is_punct or token.tag_ in VERBS_AND_MODALS or token.is_sent_start:
            return None
        if token.tag_ == "IN" and token.text.casefold() in IN:
            for obj in token.children:
                if obj.dep_ == "pobj" and (found := place(who, obj)) is not None:
                    return found
    return None


def _enough(seen: MeetingMention, meeting: MeetingWord, noun: Token) -> bool:
    """Whether the words make it a meeting and not a manner of dealing ("peace talks", "further dialogue")."""
    if seen.status == "none":
        return True
    coming = seen.status is not None and bool(seen.words & word_list("meeting_of_a_time"))
    definite = seen.definite or seen.ordinal is not None or coming
    has = {
        "who": bool(seen.participants), "with": seen.partners and "joint" in seen.words, "time": seen.dates is not None,
        "place": seen.place is not None, "body": seen.body is not None, "definite": definite,
        "phone": bool(seen.words & word_list("phones")),
    }  # fmt: skip
    sought = (
        seen.status in ("planned", "proposed")
        and seen.sure
        and meeting.format in ("conference", "summit")
        and not seen.plural
    )
    if meeting.needs and not sought and not any(has.get(n, False) for n in meeting.needs):
        return False
    if meeting.word == "call" and not (seen.partners or has["time"] or has["phone"] or (seen.plural and seen.definite)):
        return False
    if seen.dates is None and seen.place is None and not seen.definite:
        if noun.tag_ in PLURAL_NOUNS and seen.words & word_list("meeting_many"):
            return False  # "past negotiations and ceasefires": a manner of dealing
        generic = bool(seen.words & word_list("meeting_generic")) and meeting.format == "talks"
        wished = seen.partners and called_for(noun)
        if generic and not (seen.status == "held" and seen.sure) and not wished:
            return False
        if seen.status == "proposed" and not seen.sure and not wished:
            return False  # "we would have to open a discussion"
    if seen.status is None and not seen.definite and seen.dates is None:
        return False  # "the need for delicate talks with Peru": nobody says that they are held
    bare = not seen.definite and not any(c.dep_ == "det" for c in noun.children)
    if bare and seen.tells == 0 and (seen.plural or meeting.format == "talks" or noun.tag_ == "NN"):
        return False
    return not (seen.plural and seen.tells < 2 and not seen.definite)

"""Offices that a predicate tells with their term: "has been premier since 2006", "was sworn in as envoy in May"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.mention_index import MentionIndex
from communique.extract.relations.offices import kind_of, states_of
from communique.extract.relations.relation_mention import RelationMention
from communique.extract.relations.terms import Term, Turn, term, turn_of
from communique.extract.states_in_phrases import states_in
from communique.extract.time_index import TimeIndex
from communique.knowledge import bodies, titles
from communique.knowledge.titles import TitleMatch
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import negated
from communique.language.phrases import noun_phrase
from communique.language.tags import NOUNS, PROPER_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Actor, Span, hull

NEAR = 30  # tokens between a subject and its verb
SURE = 0.8  # confidence, by hand: between an office beside its state and one that is inferred


def from_predicates(document: Document, who: MentionIndex, times: TimeIndex) -> Iterator[RelationMention]:
    """One relation for each office that a verb gives a person together with its term."""
    states = states_of(document)
    for noun in document.syntax:
        if noun.tag_ not in NOUNS or (verb := _gives(noun)) is None or clauses.infinitive(verb) or negated(verb):
            continue
        if any(c.text.casefold() in word_list("unreal_relations") for c in verb.children if c.dep_ in ("aux", "mark")):
            continue
        held = term(times, (noun, verb))
        person = _holder(who, verb) if held != Term() else None
        match = _title(noun) if person is not None else None
        if person is None or person.kind != "person" or match is None or match.plural or match.has("future"):
            continue
        if match.title.relation == "none":
            continue
        of = _of(who, noun, match)
        elsewhere = any(p == "of" and o.tag_ in PROPER_NOUNS for p, o in clauses.prepositional([noun]))
        if of is None and match.title.sector in bodies.OF_STATES and not elsewhere:  # "mayor of Mombasa"
            of = states.get(person.country or "")
        kind = kind_of(match, of) if of is not None else None
        if of is None or kind is None or of.id == person.id:
            continue
        yield RelationMention(kind, person, of, (_evidence(verb, noun),), SURE, term=held, office=match.title.title)


def _gives(noun: Token) -> Token | None:
    """The verb that says that somebody is, becomes or no longer is what the noun says."""
    if noun.dep_ in ("attr", "oprd") and noun.head.tag_ in VERBS:
        return noun.head
    verb = clauses.attached(noun, "as")
    if verb is not None and verb.tag_ in VERBS:
        return verb if verb.text.casefold() in word_list("holding_an_office") or turn_of(verb) else None
    return None


def _holder(who: MentionIndex, verb: Token) -> Actor | None:
    """Who holds the office: the subject, or of "appointed her envoy" the object."""
    objects = clauses.children(verb, "dobj")
    if objects and not clauses.passive(verb):
        return who.actor_of(objects[0])
    agent = clauses.subject(verb)
    return who.actor_of(agent) if agent is not None else None


def _title(noun: Token) -> TitleMatch | None:
    """The title that a noun heads, with its modifiers."""
    first = noun.left_edge.i
    words = [t.text for t in noun.doc[first : noun.i + 6]]
    at = noun.i - first
    found = (titles.match(words, k) for k in range(at + 1))
    return next((m for m in found if m is not None and m.start <= at < m.end), None)


def _of(who: MentionIndex, noun: Token, match: TitleMatch) -> Actor | None:
    """Whose office it is: "[Kenya]'s president", "president of [Kenya]", "the [Kenyan] president"; none of where to."""
    start = noun.doc[noun.left_edge.i + match.start].idx if match.start else noun.left_edge.idx
    before = [a for a in who.actors_within(Span(noun.left_edge.idx, start)) if a.kind in ("state", "organization")]
    if before:
        return before[-1]
    for preposition, obj in clauses.prepositional([noun]):
        actor = who.actor_of(obj) if preposition == "of" else None
        if actor is not None and actor.kind in ("state", "organization"):
            return actor
    codes = {c for t in noun.lefts for c in states_in(t.text)}
    return next((a for a in who.document.actors if a.kind == "state" and a.country in codes), None)


def _evidence(verb: Token, noun: Token) -> Span:
    """From the holder to the office."""
    agent = clauses.subject(verb)
    parts = [noun_phrase(noun), Span(verb.idx, verb.idx + len(verb.text))]
    if agent is not None and 0 < verb.i - agent.i < NEAR:
        parts.append(noun_phrase(agent))
    return hull(parts)


def turns(document: Document, who: MentionIndex, times: TimeIndex) -> dict[str, Term]:
    """When a person took or left office, by his id, where no office is named: "took office in May", "resigned"."""
    found: dict[str, Term] = {}
    for verb in document.syntax:
        if verb.tag_ not in VERBS or not _turns_alone(verb) or clauses.infinitive(verb) or negated(verb):
            continue
        held = term(times, (verb,), _with_office(verb))
        agent = clauses.subject(verb) if held != Term() else None
        person = who.actor_of(agent) if agent is not None else None
        if person is not None and person.kind == "person":
            before = found.get(person.id, Term())
            found[person.id] = Term(before.since or held.since, before.until or held.until)
    return found


def _turns_alone(verb: Token) -> bool:
    """Whether a verb says by itself or with "office" that somebody holds, takes or leaves one, and names none."""
    low = verb.text.casefold()
    holds = low in word_list("holding_power") or _with_office(verb) is not None
    if not holds and low not in word_list("resigning") and not clauses.passive(verb):
        return False  # nearly every verb
    seats = word_list("seats_of_office")
    named = [c.text.casefold() for c in clauses.children(verb, "dobj", "attr", "oprd", "acomp")]
    moved = [o.text.casefold() for p, o in clauses.prepositional([verb]) if p in ("as", "from", "in", "into", "to")]
    if holds:
        return any(word in seats for word in (*named, *moved))
    if named or any(p in ("as", "from", "to") for p, _ in clauses.prepositional([verb])):
        return False
    beside = {c.text.casefold() for c in verb.children}
    alone = low in word_list("resigning") and (low not in word_list("stepping_down") or beside & {"aside", "down"})
    return bool(alone) or (clauses.passive(verb) and turn_of(verb) is not None)


def _with_office(verb: Token) -> Turn | None:
    """Whether a verb with "office" or "power" tells that it begins or ends: "took office", "left power"."""
    low = verb.text.casefold()
    if low in word_list("taking_office"):
        return "begins"
    return "ends" if low in word_list("leaving_office") else None

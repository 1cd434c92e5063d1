"""Where an act happened: the place in its clause, of what it is done to, or of the meeting that a read-out tells."""

from __future__ import annotations

from communique.extract.events.act import Act
from communique.extract.events.matching import VERBAL, Match
from communique.extract.meeting_layer import MEETINGS
from communique.extract.mention_index import MENTION_INDEX, MentionIndex
from communique.extract.places import place, place_under
from communique.extract.states_in_phrases import states_in
from communique.knowledge import places, states
from communique.knowledge.gazetteer import find_city
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.tags import COMMON_NOUNS, VERBS
from communique.language.tree import Token
from communique.model.meeting import Place

DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"))
PLACING = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "off", "throughout", "over"))


def place_of(document: Document, match: Match) -> Place | None:
    """The first place told with the act: of its words, of their objects if it is a deed, where a visit goes."""
    who = document.index(MENTION_INDEX)
    said = match.rule.pos == "verb" and match.rule.type in VERBAL and match.rule.type != "CONSULT"
    heads = [match.token] if match.verb is None or match.verb.i == match.token.i else [match.token, match.verb]
    if not said:
        heads += [x for h in heads if h.tag_ in VERBS for x in (*clauses.logical_objects(h), *_leaders(h))]
    if match.rule.type in DEEDS and (hit := next((h for o in heads if (h := _hit(who, o)) is not None), None)):
        return hit
    for head in heads:
        if (found := place_under(who, head, PLACING)) is not None and (found.country or not said):
            return found
    verb = match.verb if match.verb is not None else match.token
    if not said and verb.dep_ == "conj" and verb.tag_ in VERBS and verb.head.tag_ in VERBS:
        beside = [verb.head, *clauses.logical_objects(verb.head)]  # "hit a hospital in Aleppo and killed ten"
        for head in beside:
            if (found := place_under(who, head, PLACING)) is not None and found.country:
                return found
    where = verb.dep_ == "relcl" and any(c.text.casefold() == "where" for c in clauses.children(verb, "advmod"))
    if where and (found := place(who, verb.head)) is not None:
        return found
    if not said and match.rule.type not in VERBAL:
        for obj in (o for head in heads for o in _beside(head)):  # "fired on protesters in the square"
            if (found := place_under(who, obj, PLACING)) is not None and found.country:
                return found
    if match.rule.mode == "visit" or match.rule.type == "MOBILIZE":
        goals = [o for p, o in clauses.prepositional(heads) if p in ("to", "in", "into")]
        for goal in (*goals, *(clauses.logical_objects(match.token) if match.rule.pos == "verb" else ())):
            if (found := place(who, goal)) is not None and found.country:
                return found
    return None


def place_read_out(document: Document, act: Act) -> Place | None:
    """Where those met who speak in a read-out: what its words tell that they said and agreed was said there."""
    if document.report.genre != "readout" or act.shape.modality != "actual" or act.match.rule.type not in VERBAL:
        return None
    held = [m for m in document.layers[MEETINGS] if m.status == "held" and m.place is not None]
    if len(held) != 1 or not act.actors:
        return None
    met = [actor for i in held[0].participants if (actor := document.actor(i)) is not None]
    there = {a.id for a in met} | {a.country for a in met}
    return held[0].place if all(p.actor.id in there or p.actor.country in there for p in act.actors) else None


def _hit(who: MentionIndex, noun: Token) -> Place | None:
    """The town or area that a deed is done to: "shelled [the town of Harim]", "seized [Mosul]"."""
    if noun.tag_ in VERBS:
        return None
    found = place(who, noun)
    known = found is not None and (found.country or noun.tag_ in COMMON_NOUNS)
    return found if known and found is not None and states.by_name(found.name) is None else None


def _leaders(head: Token) -> list[Token]:
    """Who leads those on whom an act falls, where the parser hangs its place: "met a team led by Roe in Oslo"."""
    objects = clauses.logical_objects(head) if head.tag_ in VERBS else ()
    led = [c for o in objects for c in clauses.children(o, "acl") if c.text.casefold() in word_list("led_by")]
    return [x for clause in led if (by := clauses.agent(clause)) is not None for x in (by, clause)]


def _beside(head: Token) -> list[Token]:
    """Who takes part beside the objects: behind a preposition, and the subject."""
    subject = clauses.logical_subject(head) if head.tag_ in VERBS else None
    objects = [o for p, o in clauses.prepositional([head]) if p in ("on", "at", "against", "with", "over", "to")]
    return [*objects, *([subject] if subject is not None else [])]


def with_country(document: Document, found: Place, act: Token) -> Place:
    """A place with the state of the known place or city of that name, near the states that the sentence names."""
    if found.country is not None:
        return found
    if (known := places.by_name(found.name)) is not None:
        return Place(found.name, known.country)
    near = states_in(document.sentence_at(act.idx).of(document.view))
    city = find_city(found.name, tuple(sorted(near)))
    return Place(found.name, city.country) if city is not None else found

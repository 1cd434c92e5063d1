"""Relations that verbs, nouns and phrases tell: "Peru backs the rebels", "a close ally of Kenya", "are at odds"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from communique.extract.mention_index import MentionIndex
from communique.extract.relations.phrases import from_phrases
from communique.extract.relations.relation_mention import RelationMention
from communique.extract.relations.sides import expanded, objects_of, pairs, unreal
from communique.extract.relations.terms import Term, term
from communique.extract.relations.topics import kind_of_dispute, topic_of, whose_what
from communique.extract.states_in_phrases import states_in
from communique.extract.time_index import TimeIndex
from communique.knowledge.relation_lexicon import RelationFrame, nouns, verbs
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.clauses import conjuncts
from communique.language.document import Document
from communique.language.negation import negated
from communique.language.tags import NOUNS_AND_PRONOUNS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.model import Actor, Span

EACH_OTHER = 0.7  # confidence of a quarrel told by "each other", by hand
BY_NOUN = 0.1  # taken off where a noun and its prepositions tell it

# Kinds of actors that may stand at the ends; others are the parser's errors.
PARTNERS = ("state", "organization", "group", "person")
ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "member_of": (("state", "organization", "group", "person"), ("organization", "group")),
    "part_of": (("organization", "group"), ("organization", "group", "state")),
    "leads": (("person",), ("state", "organization", "group")),
    "represents": (("person", "organization", "group"), ("state", "organization", "group")),
    "hosts": (("state", "organization"), ("organization",)),
}
RECIPROCAL = frozenset(("other", "another"))


def from_frames(document: Document, who: MentionIndex, times: TimeIndex) -> Iterator[RelationMention]:
    """Every relation that a word of the tables tells, between actors that stand where its frame says, and its term."""
    verb_table, noun_table = verbs(), nouns()
    for found, held in from_phrases(document, who, times):
        yield from _kept(iter((found,)), held)
    reciprocal = word_list("relation_reciprocal_verbs")
    for token, word in zip(document.syntax, document.folded, strict=True):
        if token.tag_ in VERBS_AND_MODALS:
            for frame in verb_table.get(word, ()):
                yield from _kept(_verb(who, token, frame), term(times, (token,)))
            if word in reciprocal:
                yield from _kept(_reciprocal(who, token))
        elif token.tag_ in NOUNS_AND_PRONOUNS or (token.dep_ == "attr" and token.tag_ == "JJ"):
            written = _hyphenated(token)
            for frame in noun_table.get(written, noun_table.get(word, ())):
                yield from _kept(_noun(who, token, frame), term(times, (token, *_copula(token))))


def _copula(noun: Token) -> list[Token]:
    """The verb that says that somebody is what the noun says: "[has been] a member since 2004"."""
    return [noun.head] if noun.dep_ in ("attr", "oprd") and noun.head.tag_ in VERBS_AND_MODALS else []


def _kept(found: Iterator[RelationMention], held: Term = Term()) -> Iterator[RelationMention]:  # noqa: B008
    for f in found:
        sources, targets = ENDS.get(f.type, (PARTNERS, PARTNERS))
        if f.source.kind not in sources or f.target.kind not in targets or f.source.id == f.target.id:
            continue
        if f.type == "member_of" and not _named(f.target) and f.target.kind == "group":
            continue
        if f.type == "part_of" and f.source.members:
            continue
        if _named(f.target) or _named(f.source):  # "analysts" at odds with "experts" are nobody's relation
            yield f if held == Term() else msgspec.structs.replace(f, term=held)


def _named(actor: Actor) -> bool:
    return bool(actor.members) or not actor.mentions or any(m.form in ("name", "metonym") for m in actor.mentions)


def _hyphenated(token: Token) -> str:
    """The word with what hyphens join to it: "sub-organ" is three tokens."""
    i, doc = token.i, token.doc
    if i >= 2 and doc[i - 1].text in ("-", "‑", "–") and doc[i - 2].idx + len(doc[i - 2].text) == doc[i - 1].idx:
        return f"{doc[i - 2].text}-{token.text}".casefold()
    return str(token.text.casefold())


# -- verbs --------------------------------------------------------------------------------------------------------


def _verb(who: MentionIndex, verb: Token, frame: RelationFrame) -> Iterator[RelationMention]:
    if unreal(verb) or (verb.tag_ == "VBG" and verb.dep_ == "pcomp"):
        return
    agent, passive = clauses.subject(verb), clauses.passive(verb)
    if agent is None or (passive and frame.type == "member_of"):
        return
    objects = clauses.objects(verb)
    if frame.shape == "pp":
        objects = objects_of(verb, *frame.prepositions)
        if passive:
            return
    elif passive:
        by = clauses.agent(verb)
        if by is None:
            return
        objects, agent = [agent], by
    sources = who.actors_in_coordination(agent)
    targets = [a for o in objects for a in who.actors_in_coordination(o)]
    through = not targets and frame.type == "supports"
    if through:
        targets = [a for o in objects if (a := _through(who, o)) is not None]
    if frame.shape == "obj_back":
        if any(o.tag_ == "PRP" for o in objects):
            return  # "they included him"
        sources, targets = targets, sources
    span = _clause(verb, agent, objects)
    topic = topic_of(who.document, verb, objects) or (whose_what(who, objects, targets) if through else None)
    for s in sources:
        for t in targets:
            yield RelationMention(frame.type, s, t, (span,), frame.strength, topic, negated(verb))


def _through(who: MentionIndex, token: Token) -> Actor | None:
    """The actor in "the government of Kenya", "an Assad-led government": who is supported by what is his."""
    for child in token.subtree:
        if child.i > token.i + 6 or child.dep_ in ("relcl", "acl"):
            break
        if child.dep_ in ("poss", "npadvmod") and (found := who.mention(child)):
            return found[1]
    return None


def _reciprocal(who: MentionIndex, verb: Token) -> Iterator[RelationMention]:
    """ "accused each other": the two are at odds."""
    if not any(c.dep_ == "dobj" and c.text.casefold() in RECIPROCAL for c in verb.children):
        return
    agent = clauses.subject(verb)
    if agent is not None:
        span = _clause(verb, agent, [c for c in verb.children if c.dep_ == "dobj"])
        yield from pairs(
            "at_odds", expanded(who, who.actors_in_coordination(agent)), span, EACH_OTHER, None, negated(verb)
        )


def _clause(verb: Token, agent: Token, objects: Sequence[Token]) -> Span:
    """From the subject to the end of the object, or to the verb."""
    tokens = [t for t in (agent, verb, *objects) if t is not None]
    last = max(tokens, key=lambda t: t.i)
    first = min(tokens, key=lambda t: t.i)
    for t in conjuncts(last)[1:]:
        if t.i - last.i < 30 and t.tag_ in NOUNS_AND_PRONOUNS:
            last = t
    start = min(first.left_edge.idx, first.idx)
    return Span(start, last.idx + len(last.text))


# -- nouns --------------------------------------------------------------------------------------------------------


def _noun(who: MentionIndex, noun: Token, frame: RelationFrame) -> Iterator[RelationMention]:
    if frame.shape in ("of", "of_back"):
        yield from _of(who, noun, frame)
    elif frame.shape == "between":
        yield from _between(who, noun, frame)
    elif frame.shape == "from":
        verb = clauses.governing_verb(noun)
        beside = [*objects_of(noun, "from"), *(objects_of(verb, "from") if verb is not None else ())]
        givers = [a for o in beside for a in who.actors_in_coordination(o)]
        agent = clauses.subject(verb) if verb is not None else None
        for giver in givers:
            for taker in who.actors_in_coordination(agent) if agent is not None else []:
                span = _phrase_span(noun, "from")
                yield RelationMention(frame.type, giver, taker, (span,), frame.strength - BY_NOUN, None, negated(noun))
    elif frame.shape == "for":
        to_whom = objects_of(noun, "for", "to")
        if not to_whom and noun.dep_ == "dobj" and noun.head.text.casefold() in word_list("relation_giving"):
            to_whom = [  # "has provided support to the rebels"
                o
                for c in clauses.children(noun.head, "dative", "prep")
                if c.text.casefold() == "to"
                for o in c.children
            ]
        targets = [a for o in to_whom for a in who.actors_in_coordination(o)]
        holders = _holders(who, noun)
        if targets and not _sought(noun):
            for holder in holders:
                for target in targets:
                    span = _phrase_span(noun, "for", "to")
                    yield RelationMention(frame.type, holder, target, (span,), frame.strength, None, negated(noun))


def _sought(noun: Token) -> bool:
    """ "called for support", "needs backing": it is asked for, not given."""
    here = noun
    for _ in range(4):
        if here.text.casefold() in word_list("relation_seeking"):
            return True
        if here.head == here:
            return False
        here = here.head
    return False


def _holders(who: MentionIndex, noun: Token) -> list[Actor]:
    """Whose a noun is: its possessor or the state in front ("U.S. support"), else the subject of its verb."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return [a for o in owners for a in who.actors_in_coordination(o)]
    states = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod") and c.i < noun.i]
    if states and (own := [a for c in states if (a := _named_in(who, c)) is not None]):
        return own
    verb = clauses.governing_verb(noun)
    agent = clauses.subject(verb) if verb is not None and not unreal(verb) else None
    return who.actors_in_coordination(agent) if agent is not None else []


def _of(who: MentionIndex, noun: Token, frame: RelationFrame) -> Iterator[RelationMention]:
    """X is a WORD of Y; Y's WORD X; X, a WORD of Y; the Y WORD X."""
    if any(c.text.casefold() in word_list("relation_no_partner") for c in noun.children if c.i < noun.i):
        return
    targets = [a for o in objects_of(noun, "of", "to") for a in who.actors_in_coordination(o)]
    targets += [a for c in noun.children if c.dep_ == "poss" for a in who.actors_in_coordination(c) if not _mine(c, a)]
    if not targets and frame.type in ("member_of", "part_of"):
        targets = _of_which(who, noun)
    topic = topic_of(who.document, noun, [])
    if not targets and frame.type == "at_odds":  # "critics of the premier's opening"
        objects = objects_of(noun, "of", "to")
        targets = [a for o in objects if (a := _through(who, o)) is not None]
        topic = topic or whose_what(who, objects, targets)
    if not targets and frame.type in ("ally_of", "member_of", "part_of"):
        for c in noun.children:
            if c.dep_ in ("compound", "amod", "nmod") and c.i < noun.i:
                targets += [a] if (a := _named_in(who, c)) is not None else []
    if not targets:
        return
    sources: list[Actor] = []
    if noun.dep_ in ("attr", "oprd"):
        agent = clauses.subject(noun.head)
        sources = who.actors_in_coordination(agent) if agent is not None else []
    elif noun.dep_ == "appos":
        sources = [a] if (a := who.actor_of(noun.head)) is not None else []
    elif noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i:
        sources = who.actors_in_coordination(noun.head)
    elif noun.dep_ in ("pobj",) and noun.head.text.casefold() == "as":
        sources = _taken_for(who, noun.head)
    if not sources:
        sources = [a for c in noun.children if c.dep_ == "appos" for a in who.actors_in_coordination(c)]
    if not sources and (own := who.mention(noun)) is not None and own[1].kind in ("group", "person"):
        sources = [own[1]]
    span = _hull(noun)
    for s in sources:
        for t in targets:
            yield RelationMention(frame.type, s, t, (span,), frame.strength, topic, negated(noun))


def _taken_for(who: MentionIndex, preposition: Token) -> list[Actor]:
    """Who is what stands behind "as": "named [Peru] as a foe", "the designation of [Peru] as", "[Peru] serves as"."""
    above = preposition.head
    if above.tag_ in VERBS_AND_MODALS:
        named = clauses.logical_objects(above)
        agent = clauses.subject(above)
        found = named or ([agent] if agent is not None else [])
    else:
        found = objects_of(above, "of") or [above]
    return [a for o in found for a in who.actors_in_coordination(o)]


def _of_which(who: MentionIndex, noun: Token) -> list[Actor]:
    """The body in "the council, of which Peru is a member"."""
    verb = clauses.governing_verb(noun)
    if verb is None or verb.dep_ != "relcl":
        return []
    first = verb.doc[verb.left_edge.i : verb.left_edge.i + 2]
    if [t.text.casefold() for t in first] != ["of", "which"]:
        return []
    return [a] if (a := who.actor_of(verb.head)) is not None else []


def _mine(token: Token, actor: Actor) -> bool:
    """ "our allies" in the mouth of somebody whose state is not known: not his own."""
    return actor.kind == "person" and token.text.casefold() in ("our", "my")


def _named_in(who: MentionIndex, token: Token) -> Actor | None:
    """The actor in a modifier: "NATO member", and the state of an adjective: "Turkish ally"."""
    if (found := who.mention(token)) is not None:
        return found[1] if found[1].kind in ("state", "organization") else None
    codes = states_in(token.text)
    if len(codes) != 1:
        return None
    return next((a for a in who.document.actors if a.kind == "state" and a.country in codes), None)


def _between(who: MentionIndex, noun: Token, frame: RelationFrame) -> Iterator[RelationMention]:
    """WORD between X and Y; X's WORD with Y; their WORD; X and Y ... in a WORD."""
    if noun.text.casefold() in word_list("relation_close_only") and not _close(noun):
        return  # "diplomatic ties with Peru"
    topic = topic_of(who.document, noun, []) or kind_of_dispute(who, noun)
    denied = negated(noun)
    both = [a for o in objects_of(noun, "between", "among") for a in who.actors_in_coordination(o)]
    span = _phrase_span(noun, "between", "among", "with", "against", "over")
    if len(both) > 1:
        yield from pairs(frame.type, expanded(who, both), span, frame.strength, topic, denied)
        return
    waged = ("in", "on") if noun.text.casefold() == "war" else ()  # "Peru's war in Chile"
    withs = [a for o in objects_of(noun, "with", "against", *waged) for a in who.actors_in_coordination(o)]
    owners = [a for c in noun.children if c.dep_ == "poss" for a in who.actors_in_coordination(c)]
    own = any(c.dep_ == "poss" and c.text.casefold() == "their" for c in noun.children)
    if withs:
        holders = owners or _holders(who, noun) or (_in_it(who, noun) if frame.type == "at_odds" else [])
        for h in holders:
            for w in withs:
                yield RelationMention(frame.type, h, w, (span,), frame.strength - BY_NOUN, topic, denied)
    elif own:
        verb = clauses.governing_verb(noun)
        agent = clauses.subject(verb) if verb is not None else None
        sides = expanded(who, owners)
        if len(sides) < 2 and agent is not None:
            sides = expanded(who, who.actors_in_coordination(agent))
        if len(sides) == 2:
            yield from pairs(frame.type, sides, span, frame.strength, topic, denied)


def _in_it(who: MentionIndex, noun: Token) -> list[Actor]:
    """Who wants to end what is there already: "wants to resolve the row with Peru"."""
    verb = clauses.governing_verb(noun)
    definite = any(c.text.casefold() in ("the", "this", "that") for c in noun.children if c.dep_ == "det")
    agent = clauses.subject(verb) if verb is not None and definite and clauses.infinitive(verb) else None
    return who.actors_in_coordination(agent) if agent is not None else []


def _close(noun: Token) -> bool:
    return any(c.text.casefold() in word_list("relation_close") for c in noun.children if c.i < noun.i)


def _phrase_span(noun: Token, *prepositions: str) -> Span:
    tokens = [noun]
    for o in objects_of(noun, *prepositions):
        tokens += [t for t in conjuncts(o) if t.i - o.i < 20]
    left = [c for c in noun.children if c.i < noun.i and c.dep_ in ("poss", "det", "amod", "compound", "nmod")]
    start = min([noun.idx, *(c.left_edge.idx for c in left)])
    last = max(tokens, key=lambda t: t.i)
    return Span(start, last.idx + len(last.text))


def _hull(noun: Token) -> Span:
    span = _phrase_span(noun, "of", "to")
    beside = noun.head if noun.dep_ in ("appos", "compound", "nmod") else None
    if noun.dep_ in ("attr", "oprd"):
        beside = clauses.subject(noun.head)
    tokens = [beside] if beside is not None else []
    tokens += [c for c in noun.children if c.dep_ == "appos"]
    start = min([span.start, *(t.left_edge.idx if t.i < noun.i else t.idx for t in tokens)])
    end = max([span.end, *(t.idx + len(t.text) for t in tokens)])
    return Span(start, end) if end - start < 400 else span

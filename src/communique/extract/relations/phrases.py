"""Relations that adjectives and phrases of several words tell: "are at odds", "at war with Peru", "loyal to Peru"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.mention_index import MentionIndex
from communique.extract.relations.relation_mention import RelationMention
from communique.extract.relations.sides import expanded, objects_of, pairs, unreal
from communique.extract.relations.terms import Term, term
from communique.extract.relations.topics import topic_of
from communique.extract.time_index import TimeIndex
from communique.knowledge.relation_lexicon import RelationFrame, phrases
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import negated
from communique.language.tags import NOUNS_AND_PRONOUNS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.model import Span


def from_phrases(document: Document, who: MentionIndex, times: TimeIndex) -> Iterator[tuple[RelationMention, Term]]:
    """What phrases tell, with the term in which it held: "X and Y are at odds over Z", "X is at odds with Y"."""
    table = {tuple(words.split()): frames for words, frames in phrases().items()}
    tokens = document.syntax
    first = {words[0] for words in table}
    for token, word in zip(tokens, document.folded, strict=True):
        if word not in first:
            continue
        for words, frames in table.items():
            if token.i + len(words) <= len(tokens) and all(
                tokens[token.i + k].text.casefold() == w for k, w in enumerate(words)
            ):
                for frame in frames:
                    held = term(times, (token, token.head))
                    last = tokens[token.i + len(words) - 1]
                    yield from ((found, held) for found in _phrase(who, token, last, frame))


def _phrase(who: MentionIndex, first: Token, last: Token, frame: RelationFrame) -> Iterator[RelationMention]:
    verb = first.head if first.head.tag_ in VERBS_AND_MODALS else clauses.governing_verb(first)
    if verb is None or unreal(verb):
        return
    agent = clauses.subject(verb)
    beside = frame.shape == "to" and first.dep_ != "acomp"  # "the tribes loyal to Roe"
    if (agent is None or beside) and first.head.tag_ in NOUNS_AND_PRONOUNS:
        agent = first.head
    if agent is None:
        return
    sides = who.actors_in_coordination(agent)
    behind = ("to",) if frame.shape == "to" else ("with",)
    places = (last,) if frame.shape == "to" else (first, last, verb)
    withs = [a for t in places for o in objects_of(t, *behind) for a in who.actors_in_coordination(o)]
    topic = topic_of(who.document, last, []) or topic_of(who.document, verb, [])
    end = last.idx + len(last.text)
    if topic is not None and 0 < topic.end - first.idx < 160:
        end = topic.end
    span = Span(min(agent.left_edge.idx, first.idx), end)
    if withs:
        for s in sides:
            for w in withs:
                yield RelationMention(frame.type, s, w, (span,), frame.strength, topic, negated(verb))
    elif frame.shape == "with":
        yield from pairs(frame.type, expanded(who, sides), span, frame.strength, topic, negated(verb))

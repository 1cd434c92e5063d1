"""Where the two of a relation stand around a word, and whom they are: what every shape of frame asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from communique.extract.mention_index import MentionIndex
from communique.extract.relations.relation_mention import RelationMention
from communique.knowledge.word_lists import word_list
from communique.language.tree import Token
from communique.model import Actor, Span
from communique.model.relation import RelationType


def objects_of(noun: Token, *prepositions: str) -> list[Token]:
    """The heads of what stands behind prepositions of a word."""
    return [
        g
        for c in noun.children
        if c.dep_ == "prep" and c.text.casefold() in prepositions
        for g in c.children
        if g.dep_ == "pobj"
    ]


def pairs(
    kind: RelationType, actors: list[Actor], span: Span, confidence: float, topic: Span | None, denied: bool
) -> Iterator[RelationMention]:
    """A relation between each two of some actors, of the first four."""
    for a, b in combinations(actors[:4], 2):
        yield RelationMention(kind, a, b, (span,), confidence, topic, denied)


def expanded(who: MentionIndex, actors: list[Actor]) -> list[Actor]:
    """ "both sides" are their members."""
    found: list[Actor] = []
    for actor in actors:
        members = [m for i in actor.members if (m := who.document.actor(i)) is not None]
        found += members or [actor]
    return list({a.id: a for a in found}.values())


def unreal(verb: Token) -> bool:
    """Whether a verb tells what only may be: "would support", "to support"."""
    if any(c.text.casefold() in word_list("unreal_relations") for c in verb.children if c.dep_ in ("aux", "mark")):
        return True
    infinitive = any(c.dep_ == "aux" and c.text.casefold() == "to" for c in verb.children)
    return infinitive and not (verb.dep_ == "xcomp" and verb.head.text.casefold() in word_list("relation_kept"))

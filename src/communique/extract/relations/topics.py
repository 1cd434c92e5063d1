"""What two actors are at odds over, or what of another's one supports."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.mention_index import MentionIndex
from communique.extract.time_index import is_time
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.phrases import noun_phrase, subtree_span, trimmed
from communique.language.tags import COMMON_NOUNS
from communique.language.tree import Token
from communique.model import Actor, Span


def topic_of(document: Document, token: Token, objects: Sequence[Token]) -> Span | None:
    """What it is over: the object of "over", "about", "on"."""
    for head in (token, *(o for each in objects for o in clauses.conjuncts(each))):
        for c in head.children:
            if c.dep_ == "prep" and c.text.casefold() in word_list("relation_topics"):
                for g in c.children:
                    if g.dep_ != "pobj" or is_time(document, g) or g.text.casefold() in word_list("no_topics"):
                        continue
                    if (span := subtree_span(g)) is not None:
                        return trimmed(document.view, span)
    return None


def kind_of_dispute(who: MentionIndex, noun: Token) -> Span | None:
    """What it is over by the nouns in front: "a [trade] war", "the [maritime boundary] dispute"."""
    parts = [c for c in clauses.children(noun, "compound") if c.tag_ in COMMON_NOUNS and who.mention(c) is None]
    if any(c.text.casefold() in word_list("stretches_of_time") or is_time(who.document, c) for c in parts):
        return None  # "the three-week conflict" tells how long
    if not parts or parts[-1].i != noun.i - 1:
        return None
    described = clauses.children(parts[0], "amod", "compound")
    return trimmed(who.document.view, Span(min([parts[0], *described], key=lambda t: t.i).idx, noun.idx))


def whose_what(who: MentionIndex, objects: Sequence[Token], targets: list[Actor]) -> Span | None:
    """What of the others they support or oppose: "critics of the premier's [opening to Chad]"."""
    for o in objects:
        owner = clauses.first_child(o, "poss")
        if owner is not None and who.actor_of(owner) in targets and who.mention(o) is None:
            left = [c for c in o.children if owner.i < c.i < o.i]
            aim = [a.right_edge for a in clauses.children(o, "acl") if clauses.infinitive(a)]  # "efforts to end it"
            end = max([noun_phrase(o).end, *(t.idx + len(t.text) for t in aim)])
            return trimmed(who.document.view, Span(min([o.idx, *(c.left_edge.idx for c in left)]), end))
    return None

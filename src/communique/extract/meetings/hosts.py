"""Who receives: "talks hosted by Oman", "at the invitation of the king", "the summit's host, Brazil".

A meeting in somebody's capital is not for that his.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.mention_index import MentionIndex
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import COMMON_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Actor

NEAR = 40  # tokens between a meeting and its host
BEHIND = 8  # tokens behind "the host" in which his name begins, which the parser may hang elsewhere
PURPOSES = ("acl", "advcl", "ccomp", "xcomp")
KINDS = ("state", "organization", "person")


def host_of(who: MentionIndex, words: tuple[Token, ...]) -> Actor | None:
    """The host of the meeting that the first of the words tells; the others are verbs that carry it.

    None where the text names none, or names one that is no state, body or person.
    """
    for word in words:
        for token in _hosts(word):
            actor = who.actor_of(token)
            if actor is not None and actor.kind in KINDS:
                return actor
    sentence, here = words[0].sent, words[0].i
    for token in words[0].doc[max(sentence.start, here - NEAR) : min(sentence.end, here + NEAR)]:
        if _is_the_host(token):
            behind = token.doc[token.i + 1 : token.i + BEHIND]
            name = behind[1:] if behind and behind[0].text == "," else behind[:0]
            actors = (who.actor_of(token), *(found[1] for t in name if (found := who.mention(t)) is not None))
            return next((a for a in actors if a is not None and a.kind in KINDS), None)
    return None


def _is_the_host(noun: Token) -> bool:
    """Whether a noun names the host of what the sentence tells: "met the host, Prime Minister Roe", no "CNN host"."""
    if noun.tag_ not in COMMON_NOUNS or noun.text.casefold() not in word_list("hosts"):
        return False
    [*beside] = (c.text.casefold() for c in noun.children if c.dep_ not in ("appos", "punct"))
    return beside in (["the"], ["their"], ["his"], ["her"])


def _hosts(word: Token) -> Iterator[Token]:
    """The tokens that name the host of what a noun or verb tells."""
    for clause in clauses.children(word, "acl", "relcl", "amod"):
        yield from _by_verb(word, clause)
    for preposition, noun in clauses.prepositional([word]):
        if preposition == "at" and noun.text.casefold() in word_list("invitations"):
            yield from _owners(noun)
    yield from _inviting(word)
    if word.dep_ == "poss":  # "the summit's host, Brazil"
        yield from _host(word.head)
    above = clauses.attached(word, "of")
    if above is not None:
        yield from _host(above)


def _by_verb(noun: Token, clause: Token) -> Iterator[Token]:
    """ "talks hosted by [Oman]", "talks that [Oman] hosts", "[Oman]-hosted talks"."""
    low = clause.text.casefold()
    if low in word_list("hosting_passive") and low != "held" and (by := clauses.agent(clause)) is not None:
        yield by
    if low in word_list("hosting"):
        by = clauses.subject(clause)
        if by is not None and by is not noun and not clauses.passive(clause):
            yield by
        yield from (c for c in clauses.children(clause, "npadvmod", "nmod", "compound") if c.i < clause.i)


def _inviting(word: Token) -> Iterator[Token]:
    """Who invites to it: "invited by [Oman] to visit", "[Oman] invited her for talks", "[Oman]'s invitation to visit".

    Who invites others to meet is no host yet.
    """
    above = clauses.attached(word, "for", "to")
    if above is None and word.dep_ in PURPOSES and clauses.first_child(word, "dobj") is not None:
        above = word.head
    if above is None:
        return
    if above.text.casefold() in word_list("invitations"):
        yield from _owners(above)
    elif above.tag_ in VERBS and above.text.casefold() in word_list("inviting"):
        by = clauses.logical_subject(above)
        if by is not None:
            yield by


def _host(noun: Token) -> Iterator[Token]:
    if noun.text.casefold() in word_list("hosts"):
        yield noun
        yield from clauses.children(noun, "appos")
        if noun.dep_ == "appos":
            yield noun.head


def _owners(noun: Token) -> Iterator[Token]:
    """Whose an invitation is: "the king's invitation", "an invitation from the king"."""
    yield from clauses.children(noun, "poss")
    yield from (o for p, o in clauses.prepositional([noun]) if p in ("by", "from", "of"))

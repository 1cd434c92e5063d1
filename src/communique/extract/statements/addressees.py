"""Whom a statement was said to: the object of "told", who is urged or thanked, the audience of a speech or interview.

Never who is judged: "praised Chad's courage" is said to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.circumstances import of_attribution
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.tags import PREPOSITIONS, VERBS
from communique.language.tree import Token
from communique.model import Actor, Span

HEAD = 80  # characters of a content in which whoever is urged stands


def told_to(document: Document, a: Attribution, *, addresses: bool) -> Actor | None:
    """Whom the words told, asked, urged or thanked; None where they tell of nobody.

    Args:
        addresses: whether the cue takes whoever is addressed as its object ("told", "urged").
    """
    for token in _objects(document, a, addresses=addresses):
        actor = _at(document, token)
        if actor is not None:
            return actor
    return None


def audience(document: Document, a: Attribution) -> Actor | None:
    """Before whom somebody spoke meanwhile: "speaking to reporters", "in an interview with the paper"."""
    if not a.cue:
        return None
    inside = [c for c in (*a.content, *a.source) if c.end > c.start]
    for host in of_attribution(document, a):
        low = host.text.casefold()
        speaking = host.tag_ in VERBS and low in word_list("speaking")
        if not speaking and low not in word_list("occasions_with_audience"):
            continue
        for preposition, noun in clauses.prepositional([host]):
            if preposition in word_list("before_an_audience") and not any(c.start <= noun.idx < c.end for c in inside):
                actor = _at(document, noun)
                if actor is not None:
                    return actor
        for noun in clauses.children(host, "dobj") if speaking else ():
            actor = _at(document, noun)
            if actor is not None:
                return actor
    return None


def _objects(document: Document, a: Attribution, *, addresses: bool) -> Iterator[Token]:
    cue = [t for span in a.cue for t in document.tokens_in(span)]
    inside = {t.i for t in cue}
    first = a.content[0]
    for verb in cue:
        if verb.tag_ not in VERBS:
            continue
        direct = verb.text.casefold() in word_list("thanking")
        for c in verb.children:
            if c.i <= verb.i:
                continue
            in_content = any(s.start <= c.idx < s.end for s in a.content)
            if c.dep_ in ("dobj", "dative", "iobj") and c.tag_ not in PREPOSITIONS:
                if (addresses or direct) and (not in_content or c.idx < first.start + HEAD):
                    yield c
            elif c.dep_ in ("prep", "dative") and c.text.casefold() == "to" and not in_content:
                yield from clauses.children(c, "pobj")
            elif c.dep_ == "prep" and addresses and c.text.casefold() in word_list("asking_prepositions"):
                yield from clauses.children(c, "pobj")  # "called on Chad to"
            elif c.dep_ in ("xcomp", "ccomp") and addresses and c.i not in inside and clauses.infinitive(c):
                yield from clauses.children(c, "nsubj")  # "urged [Chad to leave]"


def _at(document: Document, token: Token) -> Actor | None:
    """The actor of whom a token is the head of a mention; never through "his" or a state's name before another noun."""
    if token.tag_ == "PRP$":
        return None
    phrase = Span(token.left_edge.idx, token.idx + len(token.text))
    found = [
        (m.start, m, actor)
        for m, actor in document.mentions_in(Span(phrase.start, phrase.end + 40))
        if m.start <= token.idx < m.end
    ]
    return min(found, key=lambda x: x[0], default=(0, None, None))[2]

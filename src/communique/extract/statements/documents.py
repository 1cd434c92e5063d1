"""Who speaks through a document: "Roe said in a statement that it was late. The statement added that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from communique.knowledge import states
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import head_of
from communique.language.tags import COMMON_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Actor

FAR = 12  # sentences between a document and what was told of it before
POINTING = frozenset(("that", "the", "this"))
"""Determiners of a document that was spoken of before."""
ISSUERS = frozenset(("by", "from"))


def issuer(document: Document, a: Attribution) -> Actor | None:
    """Whoever issued the document that is the source of an attribution; None where it is none, or nobody is told."""
    tokens = document.tokens_in(a.source[0]) if a.source else []
    if not tokens:
        return None
    head = head_of(tokens)
    if head.tag_ not in COMMON_NOUNS or head.text.casefold() not in word_list("telling_texts"):
        return None
    for named in (head, *_before(document, head)):
        for token in _issuers(named):
            actor = _speaking(document, token)
            if actor is not None:
                return actor
    return None


def state_before(document: Document, a: Attribution) -> Actor | None:
    """The state whose adjective or name stands before the noun that tells: "a U.S. [warning]"."""
    tokens = [t for s in a.source for t in document.tokens_in(s) if t.tag_ != "DT"]
    if len(tokens) != 1 or tokens[0].dep_ not in ("amod", "compound", "nmod"):
        return None
    if not any(s.start <= tokens[0].head.idx < s.end for s in a.cue):
        return None
    state = states.by_demonym(tokens[0].text) or states.by_name(tokens[0].text)
    code = state.code if state is not None else None
    return next((x for x in document.actors if x.kind == "state" and code and x.country == code), None)


def _before(document: Document, head: Token) -> Iterator[Token]:
    """The same noun where it was first spoken of, the nearest first; nothing if this is where."""
    if not any(c.text.casefold() in POINTING for c in head.children):
        return
    word = head.text.casefold()
    here = document.sentence_number(head.idx)
    for i in range(head.i - 1, -1, -1):
        token = document.syntax[i]
        if document.sentence_number(token.idx) < here - FAR:
            return
        if token.text.casefold() == word and token.tag_ in COMMON_NOUNS:
            yield token


def _issuers(noun: Token) -> Iterator[Token]:
    """Whose a document is: "Roe's letter", "a letter by Roe", "Roe said in a letter", "Roe signed a letter"."""
    yield from clauses.children(noun, "poss")
    yield from (o for p, o in clauses.prepositional([noun]) if p in ISSUERS)
    verb = clauses.governing_verb(noun)
    if verb is None or verb.tag_ not in VERBS:
        return
    in_it = clauses.attached(noun, "in") is verb
    made = noun.dep_ == "dobj" and noun.head is verb and verb.text.casefold() in word_list("issuing")
    if (in_it or made) and not clauses.passive(verb):
        subject = clauses.subject(verb)
        if subject is not None:
            yield subject


def _speaking(document: Document, token: Token) -> Actor | None:
    """The actor of whose mention a token is the head."""
    found = document.actors_at(token.idx)
    if len(clauses.conjuncts(token)) > 1:
        found = [a for a in found if a.members]  # "Chad and Mali sent a letter": both or nobody
    return found[0] if found else None

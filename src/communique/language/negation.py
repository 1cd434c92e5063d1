"""Whether a clause is denied: by a negation of its own, one shared with another clause, or one in what governs it.

Tokens go in, True or False comes out, nothing is raised. How far a negation reaches follows Huddleston and Pullum, "The
Cambridge Grammar of the English Language" (2002), chapter 9.
"""

from __future__ import annotations

from communique.knowledge.word_lists import word_list
from communique.language.clauses import SUBJECTS, first_child
from communique.language.tags import VERBS_AND_MODALS
from communique.language.tree import Token, once

INTO = frozenset(("xcomp", "ccomp", "pcomp", "attr", "acomp", "dobj", "prep", "pobj", "nsubjpass", "acl"))
"""Relations through which a negation reaches down."""
DENIABLE = frozenset(("xcomp", "ccomp", "dobj", "pcomp"))
ARGUMENTS = SUBJECTS | {"attr", "dobj"}
CLAUSE_PARTS = ARGUMENTS | {"prep"}
"""Relations of what denies a clause by itself: "nobody", "under no circumstances"."""
TELLING = frozenset(("neg", "advmod"))
"""Relations of words that deny also from behind."""
NO_LONGER = frozenset(("longer", "yet", "ever", "once"))
LEVELS = 3
"""Words up which a negation is looked for: "has not agreed to hold talks" takes three."""


@once
def denied(token: Token) -> bool:
    """Whether its own clause or phrase denies a verb, predicate or noun: "did not meet", "no talks", "nobody met".

    A verb shares the negation of the one that it is joined to by "or" or "nor" ("would not discuss it or hold talks"),
    and that of the subject which it shares ("no state has signed or ratified it").
    """
    for c in token.children:
        if (c.dep_ in TELLING or c.i < token.i) and _denies(c, token):
            return True
    if token.tag_ not in VERBS_AND_MODALS:
        return token.dep_ == "conj" and _joined_by_nor(token) and denied(token.head)
    for c in token.children:
        if c.dep_ in CLAUSE_PARTS and _denies_clause(c):
            return True
    if token.dep_ != "conj" or first_child(token, *SUBJECTS) is not None:
        return False
    above = token.head
    if _joined_by_nor(token):
        return denied(above)
    return any(c.dep_ in SUBJECTS and _denies_clause(c) for c in above.children)


def _denies(c: Token, token: Token) -> bool:
    """Whether a word says "no" or "not" to what it hangs on."""
    if c.dep_ == "neg":
        told = True
    elif c.dep_ != "advmod" and c.i >= token.i:
        return False
    else:
        low = c.text.casefold()
        if c.dep_ == "advmod" and (low in word_list("hardly") or low in NO_LONGER):
            told = low not in NO_LONGER or any(g.dep_ == "neg" for g in c.children)
        else:
            told = c.i < token.i and low in word_list("negations")
    # "not only Peru but also Chile" denies nothing
    return told and not (c.i + 1 < len(c.doc) and c.nbor(1).text.casefold() == "only")


def _denies_clause(c: Token) -> bool:
    """Whether a part of a clause denies its verb: "nobody", "no talks", "neither side", "under no circumstances"."""
    if c.dep_ in ARGUMENTS:
        return c.text.casefold() in word_list("nobodies") or any(_denies(g, c) for g in c.children if g.dep_ != "amod")
    if c.dep_ == "prep" and (obj := first_child(c, "pobj")) is not None:
        return obj.text.casefold() in word_list("circumstances") and denied(obj)
    return False


def _joined_by_nor(token: Token) -> bool:
    return any(c.dep_ == "cc" and c.text.casefold() in ("or", "nor") and c.i < token.i for c in token.head.children)


def negated(token: Token) -> bool:
    """Whether what a verb, predicate or noun tells is denied, by its own clause or by what governs it.

    "Refused to sign", "denied that it signed", "without signing", "does not want to sign", "is unlikely to sign", but
    not "did not say that it signed", nor "did not deny that it signed".
    """
    here = token
    for step in range(LEVELS):
        if denied(here):
            return True
        above = here.head
        if above is here or here.dep_ not in INTO:
            return False
        low = above.text.casefold()
        if low in word_list("negations"):
            return True
        if here.dep_ in DENIABLE and low in word_list("fact_negating_verbs"):
            return not denied(above)
        if here.dep_ == "ccomp" or (
            step and here.tag_ in VERBS_AND_MODALS and here.dep_ not in ("xcomp", "pcomp", "acl")
        ):
            return False
        here = above
    return False

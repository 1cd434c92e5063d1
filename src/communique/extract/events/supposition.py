"""What is but thought of: acts under a condition, as possible, for a purpose, of which nobody says that they are."""

from __future__ import annotations

from communique.extract.events.matching import Match
from communique.knowledge import plover
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.negation import denied
from communique.language.tags import VERBS
from communique.language.tree import Token

DEPTH = 6
UNASSERTED = frozenset(("can", "ca", "cannot", "could", "may", "might", "would", "should", "must", "ought"))
"""Auxiliaries of what need not be."""
BELOW = frozenset(("xcomp", "ccomp", "conj", "pcomp", "acl", "acomp", "oprd"))
"""Relations in which a clause is told but as what governs it is."""


def condition_of(verb: Token) -> str | None:
    """The word by which a clause is but a condition: "if", "unless", "as long as", "had" before its subject."""
    if verb.dep_ not in ("advcl", "ccomp", "pcomp", "xcomp"):
        return None
    before = [c for c in verb.children if c.i < verb.i]
    for c in before:
        if c.dep_ in ("mark", "advmod") and c.text.casefold() in word_list("supposing"):
            return c.text
    if verb.dep_ != "advcl":
        return None
    if any(c.text.casefold() == "long" and "as" in {g.text.casefold() for g in c.children} for c in before):
        return "as long as"
    first = next(iter(before), None)
    return first.text if first is not None and first.dep_ == "aux" and first.text.casefold() == "had" else None


def is_a_purpose(copula: Token) -> bool:
    """Whether what follows "is to" only tells what somebody is after: "the aim is to crush the rebels"."""
    subject = clauses.subject(copula)
    return subject is not None and subject.text.casefold() in word_list("purposes")


def goes_there(verb: Token, match: Match) -> bool:
    """Whether somebody is under way to a meeting, which then mostly came about: "flew to Cairo to meet"."""
    return match.rule.type == "CONSULT" and verb.text.casefold() in word_list("going_to_meet")


def is_made_for(participle: Token) -> bool:
    """Whether a participle tells what something is made for: "a law *intended* to punish Chad"."""
    return participle.text.casefold() in word_list("made_for") and (
        clauses.passive(participle) or participle.dep_ in ("acl", "acomp", "relcl")
    )


def only_thought(governor: Token, effect: str) -> bool:
    """Whether a governor leaves open what stands under it; who wishes, tries or allows something does that much.

    What he wishes is open too where he is himself only supposed to, or does not: "no sign of *wanting* to talk".
    """
    if effect != "conditional":
        return False
    return governor.text.casefold() not in word_list("wishing") or denied(governor) or _unasserted(governor)


def _unasserted(verb: Token) -> bool:
    """Whether nobody says that a verb's clause holds."""
    here = verb
    for _ in range(DEPTH):
        aux = {c.text.casefold() for c in clauses.children(here, "aux")}
        if aux & UNASSERTED or condition_of(here) is not None or clauses.infinitive(here):
            return True
        above = clauses.attached(here) if here.dep_ == "pcomp" else here.head
        if above is None or (here.dep_ == "pcomp" and above.tag_ not in VERBS):
            return True  # "no sign of wanting"
        if here.dep_ not in BELOW or here.head is here:
            return False
        if here.dep_ == "ccomp" and plover.effect(here.head.text) != "conditional":
            return False
        here = above
    return False

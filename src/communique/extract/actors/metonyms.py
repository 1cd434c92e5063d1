"""When a capital or a seat of government stands for its state: when it acts, not when things happen there."""

from __future__ import annotations

from communique.knowledge.word_lists import word_list
from communique.language.phrases import head_of
from communique.language.tags import SINGULAR_VERBS_AND_ING
from communique.language.tree import Token, Tokens

OPENED = frozenset((",", "and"))  # behind a city that a sentence is about: "For Washington, the deal"


def acts_as_state(tokens: Tokens, i: int, j: int, *, seat: bool) -> bool:
    """Whether the capital or seat in tokens ``i`` to ``j`` acts, speaks, is addressed or is dealt with like a state."""
    head = head_of(tokens[i:j])
    after = tokens[j] if j < len(tokens) else None
    before = tokens[i - 1].text.casefold() if i else ""
    if (
        after is not None
        and after.tag_ in SINGULAR_VERBS_AND_ING
        and after.text.casefold() not in word_list("of_a_place")
        and before in word_list("before_a_clause")
    ):
        return True
    owns = after is not None and after.tag_ == "POS"
    if not owns and before in word_list("place_prepositions"):
        return False
    if before == "for" and tokens[i - 1].is_sent_start and after is not None and after.text.casefold() in OPENED:
        return True  # "For Washington, the deal"
    while head.dep_ in ("conj", "appos") and head.head != head:
        head = head.head
    dep, governor = head.dep_, head.head
    if dep in ("nsubj", "csubj", "agent"):
        return seat or not (governor.text.casefold() in word_list("of_a_place") and not _does(governor))
    if dep == "nsubjpass":
        return seat or governor.text.casefold() in word_list("to_a_government")
    if dep == "poss":
        return governor.text.casefold() not in word_list("of_a_city")
    if dep == "dative" or (dep == "dobj" and any(c.dep_ == "dobj" and c is not head for c in governor.children)):
        return seat or governor.text.casefold() in word_list("to_a_government") | word_list("verbs_of_giving")
    if dep == "dobj":
        return seat or governor.text.casefold() in word_list("to_a_government")
    if dep in ("pobj", "pcomp"):
        preposition = governor.text.casefold()
        if preposition in word_list("place_prepositions"):
            return False
        if preposition in word_list("between_actors"):
            return bool(preposition != "by" or governor.dep_ == "agent")
        if preposition in word_list("towards"):
            taken_up = [governor.head, *(c for c in governor.head.children if c.dep_ == "dobj" and c.i < governor.i)]
            return any(t.text.casefold() in word_list("partner_nouns") for t in taken_up) or (
                seat and preposition == "from"
            )  # "pressure on Dakar", "put pressure on Dakar"
    return False


def _does(verb: Token) -> bool:
    """Whether "is", "has" only help another verb or take a clause: "Moscow is ready to", "Ankara has said"."""
    return any(c.dep_ in ("acomp", "xcomp", "ccomp", "attr", "dobj", "oprd") for c in verb.children)

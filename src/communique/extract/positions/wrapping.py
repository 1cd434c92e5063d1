"""What stands inside the words that only wrap an issue: "efforts to [end the war]", "continuing to [expand trade]".

Who is for continuing to expand trade is for expanding trade, and who is for ensuring that the truce holds is for the
truce holding. What is wrapped has the stance of its wrapping; words that turn it are no wrapping
(:func:`communique.extract.positions.issues.spared`).
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import ADJECTIVES, INFINITIVES_AND_ING, NOUNS, PREPOSITIONS, VERBS
from communique.language.tree import Token

DEEPEST = 4
"""Wrappings in each other that are taken off."""
OF = frozenset(("of", "for", "at"))
"""Prepositions behind a noun that wraps: "the need [for] an inquiry", "the importance [of] a truce"."""
TO = frozenset(("for", "to", "of"))
"""Prepositions behind a noun of wishing; whose wish it is "of" tells too: "the resolve of Chad"."""
ABOUT = frozenset(("about", "at", "for", "in", "of", "on", "over", "regarding", "to", "toward", "towards", "with"))
"""Prepositions behind a noun of feeling: "anger [over] the raid"."""
FOR = frozenset(("about", "for", "of", "over"))
"""Prepositions of reproach and praise: "slammed Chad [over] the raid"."""
WISHING = frozenset(("like", "need", "needed", "needs", "seek", "seeks", "want", "wanted", "wants", "wish"))
"""Verbs whose object is what is wished."""
BE = frozenset(("be", "been", "being", "is", "are", "was", "were", "'s", "’s", "'re", "’re", "'m", "’m", "am"))


def unwrapped(head: Token, last: int) -> tuple[Token, Token | None]:
    """The word that heads what the phrase or clause of ``head`` wraps, before the offset ``last``; else itself.

    And who does it, where only the wrapping says so: "persuading [Chad] to sign", "[the troops] need to stay".
    """
    agent = _barred(head)
    for _ in range(DEEPEST):
        inner = _inside(head, last)
        if inner is None:
            break
        agent = _doer(head) or agent if inner.tag_ in VERBS else None
        head = inner
    return head, agent


def _barred(verb: Token) -> Token | None:
    """Who is kept from doing it: "prevent [Chad] from leaving"."""
    above = clauses.attached(verb, "from")
    if above is not None and above.tag_ in NOUNS:
        return above if above.head.text.casefold() in word_list("position_barring") else None
    if above is None or above.text.casefold() not in word_list("position_barring"):
        return None
    return clauses.first_child(above, "dobj")


def _doer(head: Token) -> Token | None:
    """Who does what a verb wraps: whom it causes to, else its own subject."""
    if head.text.casefold() in word_list("issue_causing"):
        caused = clauses.first_child(head, "dobj", "dative")
        if caused is not None and caused.i > head.i:
            return caused
    return clauses.first_child(head, "nsubj") if head.tag_ in VERBS else None


def _inside(head: Token, last: int) -> Token | None:
    found = None
    if head.tag_ in PREPOSITIONS and head.dep_ in ("prep", "agent"):
        found = _called_on(head) or clauses.first_child(head, "pobj", "pcomp")  # "committed [to limits]"
    elif head.tag_ in NOUNS:
        found = _in_noun(head)
    elif head.tag_ in VERBS:
        found = _in_verb(head)
    return found if found is not None and found.idx < last and found.tag_ in NOUNS | VERBS else None


def _called_on(preposition: Token) -> Token | None:
    """ "a call on Chad [to stop the raids]": what somebody is called on to do."""
    whom = clauses.first_child(preposition, "pobj") if preposition.text.casefold() in ("on", "upon") else None
    if whom is None:
        return None
    below = (*whom.children, *preposition.children, *preposition.head.children)
    return next((c for c in below if c.i > whom.i and c.tag_ == "VB" and clauses.infinitive(c)), None)


def _in_noun(head: Token) -> Token | None:
    if head.text.casefold() in word_list("issue_feelings"):
        about = next(
            (c for c in head.children if c.i > head.i and c.dep_ == "prep" and c.text.casefold() in ABOUT), None
        )
        return clauses.first_child(about, "pobj", "pcomp") if about is not None else None
    wraps, wishes = (head.text.casefold() in word_list(name) for name in ("issue_wrappers", "issue_wishes"))
    if not wraps and not wishes:
        return None
    for c in head.children:
        if c.i < head.i:
            continue
        if c.dep_ in ("acl", "relcl") and clauses.infinitive(c) and clauses.first_child(c, "neg") is None:
            return c
        low = c.text.casefold()
        if c.dep_ == "prep" and (low in OF if wraps else low in TO):
            inner = clauses.first_child(c, "pobj", "pcomp")
            if inner is not None and (wraps or low == "for" or inner.tag_ in VERBS):
                return inner
    return None


def _in_verb(head: Token) -> Token | None:
    if clauses.first_child(head, "neg") is not None:
        return None
    low = head.text.casefold()
    if (planned := unplanned(head)) is not None:
        return planned
    done = next((c for c in head.children if c.dep_ == "xcomp" and c.i > head.i and _plain(c)), None)
    if low in word_list("issue_light_verbs") and done is not None:
        return done
    if low in WISHING and (wished := clauses.first_child(head, "dobj")) is not None and wished.tag_ in NOUNS:
        return wished  # "would like [further cuts]"
    if low in word_list("issue_light_clauses"):
        told = next((c for c in head.children if c.dep_ == "ccomp" and c.i > head.i and _whole(c)), None)
        if told is not None:
            return told
    if low in word_list("issue_causing") and (caused := _caused(head)) is not None:
        return caused
    if low in word_list("issue_calling") and any(c.text.casefold() == "what" for c in head.children):
        as_ = next((c for c in head.children if c.dep_ == "prep" and c.text.casefold() == "as"), None)
        told = next((c for c in head.children if c.dep_ in ("oprd", "attr", "ccomp", "dobj") and c.i > head.i), None)
        return told if as_ is None else clauses.first_child(as_, "pobj")  # "what she views as [a bias]"
    if low in BE | {"remain", "remained", "remaining", "remains"}:
        state = next((c for c in head.children if c.dep_ in ("acomp", "attr", "oprd") and c.i > head.i), None)
        return _of_state(state) if state is not None else None
    return _of_state(head) if low in word_list("issue_light_states") else None


def unplanned(verb: Token) -> Token | None:
    """What one has no intention of doing: "has no intention of [leaving]", "has no plans [to leave]"."""
    plan = clauses.first_child(verb, "dobj")
    if plan is None or plan.text.casefold() not in word_list("issue_no_plans"):
        return None
    if not any(c.dep_ in ("det", "neg") and c.text.casefold() == "no" for c in plan.children):
        return None
    for c in plan.children:
        if c.i > plan.i and c.dep_ == "acl" and clauses.infinitive(c):
            return c
        if c.dep_ == "prep" and (doing := clauses.first_child(c, "pcomp")) is not None:
            return doing
    return None


def _plain(verb: Token) -> bool:
    """Whether it is an infinitive or a gerund that is not denied: "to sign", "signing", "to be signed"."""
    active = verb.tag_ in INFINITIVES_AND_ING
    return (active or clauses.first_child(verb, "auxpass") is not None) and clauses.first_child(verb, "neg") is None


def _whole(verb: Token) -> bool:
    return verb.tag_ in VERBS and clauses.first_child(verb, "nsubj", "nsubjpass") is not None


def _caused(head: Token) -> Token | None:
    """ "persuading Chad [to sign]"."""
    for c in head.children:
        if c.i > head.i and c.dep_ in ("xcomp", "ccomp") and clauses.infinitive(c) and _plain(c):
            return c
    return None


def _of_state(state: Token) -> Token | None:
    """ "committed to [expanding trade]", "ready to [trade]", "supportive of [the talks]"."""
    if state.text.casefold() not in word_list("issue_light_states") or clauses.first_child(state, "neg") is not None:
        return None
    for c in state.children:
        if c.i > state.i and c.dep_ == "xcomp" and _plain(c):
            return c
        if c.i > state.i and c.dep_ == "prep" and c.text.casefold() in ("to", "of"):
            return clauses.first_child(c, "pobj", "pcomp")
    return None


def infinitive_in(words: Sequence[Token]) -> Token | None:
    """The first infinitive that a word of judging or time among these takes: "it is time for Chad [to sign]"."""
    for t in words:
        above = t.head
        if t.tag_ == "VB" and clauses.infinitive(t) and above.i < t.i and above in words:
            judged = above.tag_ in ADJECTIVES or above.text.casefold() in word_list("issue_timely") | BE
            if judged and clauses.first_child(t, "neg") is None:
                return t
    return None


def manner(c: Token, verb: Token) -> bool:
    """ "[fully] implement"."""
    return (
        c.dep_ == "advmod"
        and c.i < verb.i
        and c.text.casefold().endswith("ly")
        and (c.text.casefold() not in word_list("issue_hedges"))
    )


def sharer(verb: Token) -> Token | None:
    """The verb that has the object of this one: "reforming and [adapting] the council"."""
    near = (c for c in verb.children if c.dep_ == "conj" and c.tag_ in VERBS and verb.i < c.i <= verb.i + 3)
    return next((c for c in near if clauses.first_child(c, *clauses.SUBJECTS) is None), None)


def reason_of(whom: Token) -> Token | None:
    """What somebody is praised or reproached for, behind him: "accused Chad of [meddling]"."""
    verb = whom.head
    own = [c for c in whom.children if c.i > whom.i]
    doing = next((c for c in own if c.dep_ == "acl" and c.tag_ == "VBG"), None)  # "welcomes Chad [hosting the talks]"
    accused = verb.text.casefold().startswith("accus")
    beside = [c for c in verb.children if c.i > whom.i] if verb.tag_ in VERBS else []
    for c in (*own, *beside):
        low = c.text.casefold()
        if c.dep_ == "prep" and low in FOR:
            what = clauses.first_child(c, "pobj", "pcomp")
            if (
                what is not None
                and what.tag_ in NOUNS | {"VBG"}
                and (low != "of" or c in beside or what.tag_ == "VBG" or accused)
            ):
                return what
    return doing

"""How an agreement stands: signed, in force, proposed, rejected, suspended, broken, or only sought."""

from __future__ import annotations

from communique.knowledge.agreements import Standing, standings
from communique.knowledge.word_lists import word_list
from communique.language.negation import denied, negated
from communique.language.tags import COMMON_NOUNS, VERBS_AND_MODALS
from communique.language.tree import Token

ENDED = ("rejected", "suspended", "broken")


def standing_of(noun: Token) -> Standing | None:
    """How an agreement stands, by what modifies and governs its noun; the nearest word counts."""
    adjectives = standings("adj")
    for child in noun.children:
        if child.dep_ == "amod" and (found := adjectives.get(child.text.casefold())) is not None:
            return found
        if (
            child.dep_ in ("acl", "relcl")
            and child.i > noun.i
            and (told := standings("verb").get(child.text.casefold())) is not None
        ):
            ended = _governing(noun) if child.dep_ == "relcl" else None
            return ended if ended in ENDED else told  # "quit the accord, which it signed in 2010"
    if noun.dep_ == "pobj" and noun.head.text.casefold() == "under":
        return "in_force"  # "under the accord they will leave"
    return _governing(noun)


def _governing(noun: Token) -> Standing | None:
    """How it stands by the words above its noun, the nearest first."""
    here = noun
    for _ in range(5):
        if here.head == here:
            break
        above = here.head
        word = above.text.casefold()
        if here.dep_ in ("appos", "conj") or (above.tag_ == "IN" and word in word_list("agreement_apart")):
            break
        if above.tag_ in VERBS_AND_MODALS:
            found = standings("verb").get(word)
            if found == "signed" and (_unreal(above) or _hoped(above) or _not(above)):
                return "sought"
            if found == "broken" and (_unreal(above) or _hoped(above) or _not(above)):
                return None  # "vowed to tear up the accord"
            if found is not None:
                return found
            if here.dep_ not in ("xcomp", "acl", "pcomp", "advcl"):
                break
        elif above.tag_ in COMMON_NOUNS and (found := standings("noun").get(word)) is not None:
            return found
        elif word in ("under", "with") and above.head.text.casefold() in word_list("agreement_binding"):
            return "in_force"
        here = above
    return None


def _not(verb: Token) -> bool:
    """Whether signing is denied by the verb's own clause or by the one that governs it: "failed to sign"."""
    return denied(verb) or (verb.dep_ in ("ccomp", "xcomp") and negated(verb))


def _hoped(verb: Token) -> bool:
    """Whether a gerund tells what is only hoped for: "hopes of signing", "put great importance on sealing"."""
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG":
        return False
    preposition = verb.head
    above = preposition.head
    if preposition.text.casefold() == "on" and above.text.casefold() in word_list("set_upon"):
        return True
    return standings("noun").get(above.text.casefold()) == "sought"


def _unreal(verb: Token) -> bool:
    words = {c.text.casefold() for c in verb.children if c.dep_ in ("aux", "neg", "mark")}
    return bool(words & word_list("unreal_signing"))

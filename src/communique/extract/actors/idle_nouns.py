"""Nouns for actors where they mean none: "their leadership on climate", "the powers to police", "this front", "bodies".

What a noun is of tells it from the actor that it may be: who has authority acts, the authority to act does not.
"""

from __future__ import annotations

from communique.knowledge import cues
from communique.knowledge.nominals import Nominal
from communique.knowledge.word_lists import word_list
from communique.language.tags import BEFORE_GERUNDS, OUTSIDE_PHRASES, PLURAL_NOUNS, SINGULAR_NOUNS
from communique.language.tree import Token, Tokens

ACTING = frozenset(("nsubj", "agent"))


def is_idle(tokens: Tokens, token: Token, nominal: Nominal, left: int, end: int) -> bool:
    """Whether the noun at the head of a description is no actor there.

    Args:
        tokens: of the document.
        token: the noun.
        nominal: what the tables say of it.
        left: where its phrase begins.
        end: behind the noun.
    """
    noun = nominal.noun
    if _speaks(token):
        return False
    before = [t.text.casefold() for t in tokens[left : token.i]]
    after = [t.text.casefold() for t in tokens[end : end + 2]]
    owned = any(t.tag_ == "PRP$" for t in tokens[left : token.i])
    if noun in TOLD_BEFORE and word_list(TOLD_BEFORE[noun]) & set(before):
        return True
    if noun in word_list("qualities"):
        return _is_quality(tokens, token, left, owned=owned, to_do=after[:1] == ["to"])
    if noun in word_list("hardware") and noun != "bomber":
        return token.dep_ not in ACTING  # who shoots down a jet does nothing to its state
    if noun == "fund" and token.tag_ in PLURAL_NOUNS:
        return not word_list("funds_that_act") & set(before)
    if noun in word_list("ties") and owned:
        return True  # "our alliance"
    if noun in word_list("idle_with_of") and after[:1] == ["of"]:
        return token.dep_ not in ACTING and not _of_people(tokens, end)
    if noun in word_list("idle_in_plural") and token.tag_ in PLURAL_NOUNS:
        return not before or before == ["the"]  # "hundreds of bodies"
    governor = token.head.text.casefold()
    if noun == "front":
        return token.dep_ == "pobj" and governor == "on"
    if noun == "office":
        return governor in word_list("verbs_of_holding_office")
    return noun == "conference" and token.dep_ not in ACTING


TOLD_BEFORE = {
    "network": "idle_before_network",
    "paper": "idle_before_paper",
    "party": "idle_before_party",
    "power": "idle_before_power",
    "force": "idle_before_force",
    "source": "idle_before_source",
}
"""Nouns of which a word before them tells that they are no actor, with the list of these words: "position papers"."""


def _speaks(token: Token) -> bool:
    """Whether it says something: "the leadership said", "sources of the agency told"."""
    cue = cues.verb(token.head.text) if token.dep_ in ACTING else None
    return cue is not None and cue.act == "say"


def _is_quality(tokens: Tokens, token: Token, left: int, *, owned: bool, to_do: bool) -> bool:
    """Whether "leadership", "authority", "opposition" is what somebody shows or has, and nobody."""
    if to_do:
        return True
    if token.dep_ in ACTING and not owned:
        return False
    if token.dep_ in ("amod", "compound", "nmod"):
        return False
    first = tokens[left].text.casefold()
    possessive = any(t.tag_ == "POS" for t in tokens[left : token.i])
    if owned or (possessive and token.text.casefold() == "presidency"):
        return True
    return token.tag_ in SINGULAR_NOUNS and not possessive and first not in word_list("definite")


def _of_people(tokens: Tokens, end: int) -> bool:
    """Whether what follows "of" begins with a capital: "the movement of Hassan Moyo", "forces of Peru"."""
    at = end + 1
    while at < len(tokens) and tokens[at].text.casefold() in word_list("definite"):
        at += 1
    return at < len(tokens) and tokens[at].text[:1].isupper()


def extent(tokens: Tokens, left: int, i: int) -> int:
    """Where a description begins: behind whatever the parser put before it that is none of its words.

    "None of the charges allege [Trump advisers]", "Last Monday [regime forces]", "of harboring [terrorists]".
    """
    for k in range(i - 1, left - 1, -1):
        token = tokens[k]
        if _breaks(tokens, token, left, i):
            return k + 1
    return left


def _breaks(tokens: Tokens, token: Token, left: int, i: int) -> bool:
    word = token.text.casefold()
    if token.tag_ in OUTSIDE_PHRASES:
        return (
            token.dep_ not in ("amod", "compound", "poss", "quantmod", "nmod")
            or token.tag_ == "PRP"
            or token.tag_ == "WRB"
        )
    if token.text in "])":
        return not any(t.text in "[(" for t in tokens[left : token.i])
    if token.text in ("“", "``", '"'):
        return token.i > left and not any(t.text in ("”", "''", '"') for t in tokens[token.i + 1 : i + 2])
    if word in word_list("calendar"):
        return token.dep_ in ("npadvmod", "tmod", "nmod", "compound")
    gerund = token.tag_ == "VBG" or (token.tag_ in SINGULAR_NOUNS and _takes_an_object(tokens, token))
    if gerund and token.i == left and left > 0:
        return word not in word_list("participles_of_actors") and tokens[left - 1].tag_ in BEFORE_GERUNDS
    return False


def with_quantity(tokens: Tokens, left: int) -> int:
    """Where the words begin that count those described: "[dozens of] troops", "[more than half of the] members"."""
    if left < 2 or tokens[left - 1].text.casefold() != "of":
        return left
    noun = tokens[left - 2]
    counted = tokens.part(max(left - 3, 0), left - 1).text.casefold()
    if noun.text.casefold() not in word_list("quantities") or counted == "the number":
        return left
    first = min([noun.i, *(c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ in COUNTING)])
    return max(first, noun.sent.start)


def _takes_an_object(tokens: Tokens, token: Token) -> bool:
    """Whether a word in -ing that the parser took for a noun is a verb's: "denied harboring terrorists"."""
    verb = token.text.endswith("ing") and tokens[token.i - 1].text.casefold() in word_list("before_a_gerund")
    return verb and token.dep_ in ("compound", "nmod")


COUNTING = frozenset(("det", "nummod", "amod", "quantmod", "advmod", "predet", "compound"))

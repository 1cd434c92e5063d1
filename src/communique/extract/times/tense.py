"""Whether words tell what was or what is to come: "on Wednesday said", "will be held on Saturday"."""

from __future__ import annotations

from typing import Literal

from communique.knowledge import cues
from communique.knowledge.times import time_list
from communique.language.tags import PRESENT_VERBS, VERBS_AND_MODALS
from communique.language.tree import Token, Tokens

Tense = Literal["past", "future", "present"] | None

DEPTH = 12


def tense_at(doc: Tokens, first: int, before: int) -> Tense:
    """The tense of the clause that holds token ``first``; ``before`` is the token in front, or -1.

    By the verb that governs it (Penn tags and the parser's arcs), its auxiliaries, and words for what is planned.
    """
    lead = doc[before].lower_ if before >= 0 else ""
    if lead == "since":
        return "past"
    token = doc[first]
    if token.dep_ == "npadvmod" and token.head.i > first and before >= 0 and _said(doc[before]):
        return "past"  # "said Monday the road would stay open"
    if _before_what_was_said(token):
        return "past"
    waiting: Tense = None
    for _ in range(DEPTH):
        if token.tag_ in VERBS_AND_MODALS:
            told = _verb(token)
            if told is not None:
                return "future" if waiting == "future" and told != "past" else waiting or told
        elif any(child.lower_ in time_list("coming") for child in token.lefts):
            waiting = "future"
        if token.lower_ in time_list("planned"):
            waiting = "future"
        if _opens(token):
            return waiting or "present"
        head = token.head
        if head == token:
            break
        token = head
    if waiting is not None:
        return waiting
    return "future" if lead in time_list("until") else None


def _before_what_was_said(token: Token) -> bool:
    """ "Told them [on Tuesday] it should go": a time in front of what was said tells when that was."""
    here = token.head if token.dep_ == "pobj" else token
    verb = here.head
    if verb.dep_ != "ccomp" or not verb.head.i < here.i < verb.i or not _said(verb.head):
        return False
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and token.i < subject.left_edge.i


def plain_tense(doc: Tokens, before: int) -> Tense:
    """The tense of the verb that the preposition ``before`` of a time hangs on, or on whose object it hangs.

    Only "will" and the simple past of a main clause count: "will vote on the treaty in May", "In May they withdrew".
    """
    lead = doc[before]
    if lead.lower_ != "in":
        return None
    verb, noun = lead.head, None
    while verb.tag_ not in VERBS_AND_MODALS and verb.head.i != verb.i and verb.dep_ in ("dobj", "pobj", "prep"):
        verb, noun = verb.head, verb
    aux = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if aux & time_list("surely") and "have" not in aux:
        return "future"
    return "past" if verb.tag_ == "VBD" and verb.dep_ == "ROOT" and noun is None and lead.i < verb.i else None


def _opens(token: Token) -> bool:
    """Whether "open" is what somebody does, though the tagger has it for an adjective: "Talks open on Friday"."""
    if token.tag_ == "NNS":
        return any(c.i == token.i + 1 and c.lower_ == "open" for c in token.children)
    if token.tag_ != "JJ" or token.lower_ != "open" or not token.i:
        return False
    return token.nbor(-1).tag_ == "NNS" or any(c.dep_ == "nsubj" and c.tag_ == "NNS" for c in token.children)


def _said(token: Token) -> bool:
    """Whether a word is a verb of saying in the past tense."""
    return token.tag_ == "VBD" and (cue := cues.verb(token.text)) is not None and cue.attitude == "communication"


def _verb(verb: Token) -> Tense:
    """The tense of a verb with its auxiliaries; None when the verb above must tell."""
    aux = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in aux}
    if words & {"will", "wo", "'ll", "’ll", "shall", "would"}:
        return "future" if "have" not in words else "past"
    if words & time_list("modals"):
        return "future" if "have" not in words else "past"
    tag = verb.tag_
    if tag == "MD":
        return "future"
    if "to" in words:
        if "have" in words:
            return "past"
        above = verb.head
        happened = verb.dep_ == "advcl" or above.lower_ in time_list("implicative")
        if not happened and verb.dep_ == "xcomp":
            happened = any(c.lower_ in time_list("implicative") for c in above.children if c.i < verb.i)
        return None if happened else "future"  # "arrived to attend", "began to burn", "was first to report"
    if verb.lower_ in time_list("planned"):
        return "future"
    if tag == "VBD":
        return "past"
    if tag == "VBN":
        if words & {"is", "are", "am", "'s", "'re"} and not words & {"has", "have", "been"}:
            return "present"
        return "past"
    if tag == "VBG":
        if words & {"is", "are", "am", "'s", "'re", "’s", "’re"} and "been" not in words:
            return "future"
        return "past" if words & {"was", "were", "been"} else None
    if tag in PRESENT_VERBS:
        return "present"
    return None

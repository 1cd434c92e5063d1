"""Which candidates the rules tell by themselves: the surest shape of a cue, strong enough, and nothing against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.extract.statements.nested.nominals import brought
from communique.extract.statements.nested.shapes import NestedCandidate
from communique.knowledge import cues, states, titles
from communique.knowledge.cues import Shape
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import ADJECTIVES, COMMON_NOUNS
from communique.language.tree import Token

LEAST: Mapping[Shape, float] = {
    "clause": 0.5, "wh": 0.7, "quote": 0.9, "inf": 0.5, "ing": 0.6, "np": 0.5, "addr": 0.8, "pp": 0.4, "np_as": 0.5,
    "np_inf": 0.4, "np_comp": 0.5,
}  # fmt: skip
"""Strength of a frame from which such a shape inside others' words is a statement, and what is no shape of one."""
WANTED = 0.3
"""The same of the object of what somebody wants: inside others' words "wants [guarantees]" is told of him."""
NOMINAL = 0.4, 0.6
"""The same of the clause and infinitive of a noun, and of the object of its preposition or what an adjective brings."""


def first_read(of_one_word: Sequence[NestedCandidate]) -> NestedCandidate | None:
    """The one that the rules see of all candidates of one cue, in the order of its shapes; None if they see none."""
    return next((c for c in of_one_word if _plain(c)), None)


def told_by_rule(of_one_word: Sequence[NestedCandidate]) -> NestedCandidate | None:
    """The same if they tell it too."""
    first = first_read(of_one_word)
    return first if first is not None and strong(first) else None


def _plain(c: NestedCandidate) -> bool:
    """Whether all of it stands in the same words, in a shape of the lexicon, and its source may tell something."""
    frame, source = c.told.frame, c.source
    if frame is None or c.cut != "parse" or not c.part.covers(source.span) or source.head is None:
        return False
    if c.cue.pos == "noun":
        if source.way == "owner":
            return source.head.tag_ != "PRP$" or not brought(c.token, c.cue)
        if source.way == "adjective":  # "U.S. commitment to the pact"
            return states.by_demonym(source.head.text) is not None or states.by_name(source.head.text) is not None
        owned = word_list("of_whose")  # "the commitment of Peru to": what is told is another preposition's
        return (source.way == "of" and frame.preposition not in owned) or (
            source.way == "subject" and brought(c.token, c.cue)
        )
    if source.way not in ("own", "inherited", "agent") or c.token.dep_ == "parataxis":
        return False
    if c.cue.pos != "verb" or source.way == "agent":
        return c.told.shape == "np" if c.cue.pos == "verb" else True
    return can_tell(source.head) and not hedges(c.token, source.head)


def hedges(verb: Token, subject: Token) -> bool:
    """ "I think": a speaker's own hedge."""
    return verb.text.casefold() in word_list("hedging") and subject.text.casefold() in ("i", "we")


def can_tell(subject: Token) -> bool:
    """Whether a subject may tell something: a name, a pronoun, a noun for people or bodies, a document.

    None of nobody in particular ("anybody who wants", "any party wishing"), nor things ("the ceremony showed that").
    """
    if any(t.text.casefold() in word_list("anybody") for t in (subject, *clauses.children(subject, "det"))):
        return False
    if subject.tag_ not in COMMON_NOUNS:
        return True
    low = subject.text.casefold()
    return low in nominals() or low in word_list("telling_texts") or titles.match([subject.text], 0) is not None


def strong(c: NestedCandidate) -> bool:
    """Whether what the rules see of a cue is told by them: its shape is strong enough and nothing is against it."""
    frame, cue = c.told.frame, c.token
    if frame is None:
        return False
    if frame.act == "propose" and (
        cues.adjective(cue.text) is not None or (frame.shape == "inf" and cues.verb(cue.text) is None)
    ):
        return False  # "was ready to defend it" is what somebody is, unless he says so
    if cue.text.casefold() in word_list("planning_cues"):
        return False  # "plans to invite inspectors" is what he will do
    if _supposed(cue) or _to_end(cue):
        return False
    if clauses.infinitive(cue):
        return False  # "would make it hard for Peru to deny inspections"
    if cue.tag_ in COMMON_NOUNS or cue.tag_ in ADJECTIVES:
        return frame.strength >= (NOMINAL[1] if frame.shape == "pp" or cue.tag_ in ADJECTIVES else NOMINAL[0])
    modals = {c.text.casefold() for c in cue.children if c.tag_ == "MD"}
    if modals & word_list("possibility") and frame.shape != "clause":
        return False  # "could accept a compromise"
    if frame.shape in ("np", "pp") and cue.tag_ == "VBG" and cue.dep_ in ("pcomp", "xcomp"):
        return False  # "is committed to defending Japan", "to continue backing the regime"
    words = next((c for c in cue.rights if c.dep_ == "dobj"), None)
    retold = words is not None and (noun := cues.noun(words.text)) is not None and noun.attitude == "communication"
    if frame.shape == "np" and (frame.attitude == "intention" or retold):
        return frame.strength >= WANTED  # "wants guarantees", "noted Peru's demand"
    return frame.strength >= LEAST.get(frame.shape, 2)


def _supposed(cue: Token) -> bool:
    """Whether it is a condition: "if Peru decided to leave"."""
    return cue.dep_ == "advcl" and any(c.text.casefold() in ("if", "unless") and c.dep_ == "mark" for c in cue.children)


def _to_end(cue: Token) -> bool:
    """Whether it is to end: "should end its support for"."""
    if cue.tag_ not in COMMON_NOUNS or cue.dep_ != "dobj":
        return False
    verb = cue.head
    ends = word_list("position_denying") | word_list("issue_turning")
    asked = clauses.infinitive(verb) or any(c.tag_ == "MD" for c in verb.children)
    return asked and verb.text.casefold() in ends

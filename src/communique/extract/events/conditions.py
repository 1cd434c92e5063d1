"""Whether what stands in a place meets a condition of a rule."""

from __future__ import annotations

from communique.extract.events.frames import Frame
from communique.extract.events.participants import ParticipantFinder
from communique.knowledge import plover
from communique.knowledge.judgements import judgement
from communique.knowledge.plover import Condition
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import PLURAL_NOUNS, SINGULAR_NOUNS, VERBS
from communique.language.tree import Token

OFFICIALS = frozenset(("GOV", "MIL", "COP", "SPY", "LEG", "JUD", "IGO", "NGO", "REL", "BUS", "PTY"))
JUDGING = {"BLAME": "ACCUSE", "PRAISE": "SUPPORT"}
"""Kinds of words that judge, by what they are in ``judgements.tsv``."""
ARMED = frozenset(("MIL", "COP", "SPY"))


def meets(frame: Frame, condition: Condition) -> list[int] | None:
    """The heads that meet a condition, or None if it is not met."""
    place = condition.place
    if place == "comp":
        met = _complement_meets(frame, condition)
        return met if not condition.negated else [] if met is None else None
    if place == "tense":
        return [] if ("future" in condition.nouns) == _to_come(frame.token) else None
    if place == "voice":
        return [] if ("passive" in condition.nouns) == clauses.passive(frame.token) else None
    heads = frame.listed(place)
    if "pl" in condition.nouns:
        plural = len(heads) > 1 or any(
            h.tag_ in PLURAL_NOUNS
            or clauses.children(h, "nummod")
            or h.text.casefold() in word_list("many_by_themselves")
            or ((a := frame.company.mentioned(h)) is not None and len(a.members) > 1)
            for h in heads
        )
        return [] if plural else None
    if "none" in condition.nouns and place == "subj" and not heads:
        return []
    fitting = [h.i for h in heads if _is(frame, h, condition)]
    if condition.negated:
        return None if fitting else []
    return fitting or None


def words_beyond(frame: Frame, condition: Condition) -> int:
    """Words beyond the first by which a noun meets a condition: "hunger strike" says more than "strike"."""
    if condition.place == "comp":
        return 0
    best = 0
    for h in frame.heads(condition.place):
        words = frame.words(h)
        best = max(
            [best, *(k - 1 for k in range(2, min(4, len(words)) + 1) if " ".join(words[-k:]) in condition.nouns)]
        )
    return best


def _is(frame: Frame, head: Token, condition: Condition) -> bool:
    if condition.nouns:
        inner = [head]
        if head.text.casefold() in word_list("quantifiers") or head.tag_ == "CD":
            inner += [
                o
                for p in clauses.children(head, "prep")
                if p.text.casefold() == "of"
                for o in clauses.children(p, "pobj")
            ]
        for h in inner:
            words = frame.words(h)
            if plover.in_class(condition.nouns, words or [h.text.casefold()]) or h.text.casefold() in condition.nouns:
                return True
            tail = [
                o for p in clauses.children(h, "prep") if p.text.casefold() == "of" for o in clauses.children(p, "pobj")
            ]
            if any(f"{h.text} of {o.text}".casefold() in condition.nouns for o in tail):
                return True
    return any(_kind(frame.company, head, kind) for kind in condition.kinds)


def _kind(company: ParticipantFinder, head: Token, kind: str) -> bool:
    if kind == "ANY":
        return True
    if kind == "DISASTER":
        return head.text.casefold() in word_list("disasters")
    if kind in JUDGING:
        told = {judgement(head.text, "adj"), judgement(head.text, "noun")}
        told.update(judgement(c.text, "adj") for c in clauses.children(head, "amod"))
        return JUDGING[kind] in told
    if kind == "PLACE":
        return company.coder.place_country(head) is not None
    found = company.named(head)
    if not found:
        return False
    actor = found[0].actor
    if kind == "ACTOR":
        return True
    if kind == "STATE":
        return actor.kind == "state"
    if kind == "ORG":
        return actor.kind in ("organization", "state")
    if kind == "STATEORG":
        return actor.kind in ("organization", "state", "group") or actor.sector in ARMED
    if kind == "ONE":
        return actor.kind == "person"
    if kind == "PERSON":
        return actor.kind in ("person", "group") or actor.sector in ("MIL", "REB", "COP")
    if kind == "OFFICIAL":
        return actor.kind in ("state", "organization") or actor.sector in OFFICIALS
    if kind == "CROWD":
        return actor.kind in ("group", "organization", "person") and actor.sector not in (
            "GOV",
            "MIL",
            "COP",
            "SPY",
            "JUD",
            "LEG",
            "IGO",
        )
    return False


def _complement_meets(frame: Frame, condition: Condition) -> list[int] | None:
    found = frame.complements()
    for c in found:
        low = c.text.casefold()
        infinitive = clauses.infinitive(c)
        if "inf" in condition.nouns and infinitive:
            return []
        if "that" in condition.nouns and not infinitive and clauses.children(c, "nsubj", "nsubjpass"):
            return []
        if "any" in condition.nouns:
            return []
        if "should" in condition.nouns and _should(c):
            return []
        if "done" in condition.nouns and c.tag_ == "VBN" and clauses.children(c, "nsubj", "nsubjpass"):
            return []  # "wants the sanctions lifted"
        if (
            "not" in condition.nouns
            and any(g.dep_ == "neg" for g in c.children)
            and any(g.text.casefold() in word_list("will_and_would") for g in c.children)
        ):
            return []
        if low in condition.nouns or any(
            low.startswith(n.rstrip("e")) and len(low) - len(n) <= 3 for n in condition.nouns if len(n) > 3
        ):
            return []
    return None


def _should(clause: Token) -> bool:
    """Whether a clause tells what ought to be: "that it should leave", "that it leave"."""
    subjects = clauses.children(clause, "nsubj", "nsubjpass")
    if not subjects:
        return False
    helping = clauses.children(clause, "aux", "auxpass")
    if any(c.text.casefold() in word_list("obliged") for c in helping):
        return True
    first = helping[0] if helping else clause
    one = subjects[0].tag_ in SINGULAR_NOUNS and not clauses.children(subjects[0], "conj")
    return (first.tag_ == "VB" or (first.tag_ == "VBP" and one)) and not clauses.infinitive(clause)


def _to_come(verb: Token) -> bool:
    """Whether a verb tells what somebody will do, or is said to be ready to: "will respond", "vowed to respond"."""
    current = verb
    for _ in range(3):
        aux = {c.text.casefold() for c in clauses.children(current, "aux")}
        if aux & (word_list("will_and_would") | {"shall"}):
            return True
        if clauses.infinitive(current):
            above = current.head
            return above.i != current.i and (
                plover.effect(above.text) == "planned" or above.text.casefold() in word_list("committing")
            )
        if current.dep_ != "conj" or current.head.tag_ not in VERBS:
            return False
        current = current.head
    return False

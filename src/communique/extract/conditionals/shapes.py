"""Conditionals with a marker that opens no clause: a noun behind it, "or else", a choice, a verb before its subject."""

from __future__ import annotations

from communique.extract.conditionals.consequence import (
    ahead,
    beginning_behind,
    beginning_of,
    end_of,
    has_subject,
    would,
)
from communique.extract.conditionals.halves import EDGES, ConditionalSpans, both_halves
from communique.knowledge import agreements, meetings
from communique.knowledge.conditional_markers import Marker
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import denied
from communique.language.phrases import subtree_span
from communique.language.tags import BARE_VERBS, PRESENT_VERBS, VERBS_AND_MODALS
from communique.language.tree import Phrase, Token
from communique.model import Span


def by_noun(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """ "Without [a mandate] they would withdraw": the condition is what stands behind a preposition."""
    last = words[-1]
    obj = next((c for c in last.children if c.dep_ == "pobj"), None)
    if obj is None or (condition := subtree_span(obj)) is None:
        return None
    head = words[0].head
    for _ in range(6):
        if head.tag_ in VERBS_AND_MODALS or head.head == head:
            break
        head = head.head
    if head.tag_ not in VERBS_AND_MODALS or (marker.words[0] in ("without", "but") and not _needs(head, obj)):
        return None
    if head.i > obj.i:
        consequence = Span(max(beginning_behind(head, obj), condition.end), end_of(head, region))
    else:
        consequence = Span(beginning_of(head, region), words[0].idx)
    return both_halves(document, condition, consequence, region, marker, None, head)


def _needs(head: Token, wanted: Token) -> bool:
    """Whether a clause tells what follows without something: "without a deal, Chad will leave".

    Behind the clause it is a condition where the clause is denied ("cannot succeed without a truce", "there will be no
    peace without"); with a verb in the present where what is wanted is an agreement or talks ("without a deal, Chad
    faces ruin").
    """
    if head.i < wanted.i:
        denies = denied(head) or any(
            c.text.casefold() == "no" for o in clauses.children(head, "attr", "dobj", "nsubj") for c in o.children
        )
        return denies and ahead(head)
    wanted_ones = agreements.nouns().keys() | meetings.nouns().keys()
    return would(head) or (head.tag_ in PRESENT_VERBS and wanted.text.casefold() in wanted_ones)


def by_otherwise(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """ "They must leave, or else we attack": the condition is what was said before, were it refused."""
    first, last = words[0], words[-1]
    after = Span(last.idx + len(last.text), region.end)
    before = Span(region.start, first.idx)
    said = document.view[before.start : before.end].strip(EDGES + "'‘’")
    opens = not said or said[-1] in ".!?;"
    if not said:
        # The sentence before it, if the same speaker says it.
        number = document.sentence_number(first.idx)
        if number == 0:
            return None
        before = document.sentences[number - 1]
        if "\n\n" in document.view[before.end : first.idx]:
            return None
        if document.in_quotation(before.end - 2) != document.in_quotation(first.idx):
            return None  # another's words
    main = next((t for t in document.tokens_in(after) if t.tag_ in VERBS_AND_MODALS and t.dep_ != "aux"), None)
    if main is None or (marker.words == ("otherwise",) and not (opens and ahead(main))):
        return None
    return both_halves(document, before, after, region if not opens else None, marker, None, main)


def by_choice(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """ "Leave the town or we will attack": what is demanded before it, were it refused; with "and" were it done."""
    joint = words[0]
    demanded = joint.head
    main = next((c for c in clauses.children(demanded, "conj") if c.i > joint.i), None)
    if main is None or demanded.tag_ not in BARE_VERBS or has_subject(demanded) or clauses.infinitive(demanded):
        return None
    if not (ahead(main) and has_subject(main)) or joint.dep_ != "cc":
        return None
    then = clauses.subject(main)
    if marker.words == ("and",) and (not would(main) or then is None or then.text.casefold() == "you"):
        return None  # "read on and you will see"
    condition = Span(max(region.start, demanded.idx), joint.idx)
    consequence = Span(joint.idx + len(joint.text), end_of(main, region))
    return both_halves(document, condition, consequence, region, marker, None, main)


def by_inversion(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """ "Should the truce fail, ...", "Had he signed, ..." at the beginning of a clause."""
    aux = words[0]
    verb = aux.head if aux.dep_ in ("aux", "auxpass") else aux
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > aux.i), None)
    if (
        subject is None
        or verb.i < aux.i
        or subject.left_edge.i != aux.i + 1
        or verb.dep_ not in ("advcl", "ccomp", "csubj", "dep", "conj")
    ):
        return None
    if marker.words == ("were",) and not any(t.text == "to" for t in verb.subtree):
        return None
    main = verb.head
    if verb.dep_ == "conj":  # "..., and should the truce fail, the force would move"
        joined = (c for c in clauses.children(main, "conj") if c.i > verb.i and ahead(c) and has_subject(c))
        if (then := next(joined, None)) is None:
            return None
        main = then
    if not ahead(main):  # "said gas would be halved should one be declared": the parser hangs both on "said"
        beside = (c for c in clauses.children(main, "ccomp") if c.i < aux.i and ahead(c) and c != verb)
        main = next(beside, main)
    if main.tag_ not in VERBS_AND_MODALS or not ahead(main) or main == verb:
        return None
    if main.i > verb.i:
        edge = beginning_behind(main, verb)
        condition, consequence = Span(subject.left_edge.idx, edge), Span(edge, end_of(main, region))
    else:
        own = subtree_span(verb)
        condition = Span(subject.left_edge.idx, own.end if own else region.end)
        consequence = Span(beginning_of(main, region), aux.idx)
    return both_halves(document, condition, consequence, region, marker, verb, main)

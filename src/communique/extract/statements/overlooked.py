"""What the tagger overlooks and the parse tells plainly: "Peru aims to rely on it", "Peru's decision to leave"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.statements.nested.rules import can_tell
from communique.knowledge import cues
from communique.knowledge.cues import Cue
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import noun_phrase, subtree_span, trimmed
from communique.language.span_index import SpanIndex
from communique.language.tags import COMMON_NOUNS, FINITE_VERBS, NOUNS, RELATIVE_PRONOUNS
from communique.language.tree import Token
from communique.model import Span

LEAST = 0.5  # strength of the frame
TOLD = 0.55  # confidence, by hand
LACKING = frozenset(("csubj", "pcomp", "relcl"))
"""Relations of clauses that mostly lack what stands before them."""
OWNED_BY = NOUNS | {"PRP$"}


def overlooked(document: Document, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions of infinitives that verbs and nouns of wanting bring, in words that no attribution claims."""
    taken = SpanIndex((s.start, s.end, None) for a in found for s in (*a.source, *a.cue, *a.content))
    for token in document.syntax:
        if token.tag_ in FINITE_VERBS:
            made = _of_verb(document, token)
        elif token.tag_ == "VBN":
            made = _of_participle(document, token)
        elif token.tag_ in COMMON_NOUNS:
            made = _of_noun(document, token)
        else:
            continue
        if made is not None and not document.in_quotation(token.idx):
            spans = (*made.source, *made.cue, *made.content)
            if not any(taken.around(s.start, s.start + 1) for s in spans) and not taken.around(
                token.idx, token.idx + 1
            ):
                yield made


def _of_verb(document: Document, verb: Token) -> Attribution | None:
    """ "Peru [aims] to rely on it": a finite verb with its own subject, of what somebody wants or promises."""
    lower = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if lower is None or subject is None or not clauses.infinitive(lower):
        return None
    if verb.dep_ in LACKING and subject.tag_ not in RELATIVE_PRONOUNS:
        return None  # "what he wants to do", "a region we want to live in"
    cue = cues.verb(verb.text)
    if cue is None or not _strong(cue) or clauses.passive(verb) or not can_tell(subject):
        return None
    if clauses.passive(lower) and lower.text.casefold() in word_list("naming"):
        return None  # "who asked not to be named"
    if any(c.dep_ in ("mark", "advmod") and c.text.casefold() in word_list("supposing") for c in verb.children):
        return None
    first = min(
        [verb, *(c for c in verb.children if c.dep_ in ("aux", "neg") and subject.i < c.i < verb.i)], key=_place
    )
    return _made(document, noun_phrase(subject), Span(first.idx, verb.idx + len(verb.text)), lower)


def _of_noun(document: Document, noun: Token) -> Attribution | None:
    """ "Peru's [decision] to leave": a noun with its owner."""
    owner = clauses.first_child(noun, "poss")
    lower = next((c for c in noun.children if c.dep_ == "acl" and c.i > noun.i), None)
    if owner is None or lower is None or owner.tag_ not in OWNED_BY or not clauses.infinitive(lower):
        return None
    cue = cues.noun(noun.text)
    if cue is None or not _strong(cue) or (owner.tag_ in COMMON_NOUNS and not can_tell(owner)):
        return None
    return _made(document, noun_phrase(owner), Span(noun.idx, noun.idx + len(noun.text)), lower)


def _of_participle(document: Document, verb: Token) -> Attribution | None:
    """ "A general [accused] by prosecutors of selling arms": a participle with its agent, of what is said of a noun."""
    agent, cue = clauses.agent(verb), cues.verb(verb.text)
    if verb.dep_ not in ("acl", "advcl") or agent is None or agent.i < verb.i or cue is None or not can_tell(agent):
        return None
    behind = (c for c in (*agent.children, *verb.children) if c.dep_ == "prep" and c.i > agent.i)
    brings = next((c for c in behind if _says_of_him(cue, c)), None)
    told = subtree_span(brings) if brings is not None else None
    if brings is None or told is None:
        return None
    whole = noun_phrase(agent)
    source = trimmed(document.view, Span(whole.start, min(whole.end, brings.idx)))
    content = trimmed(document.view, Span(brings.idx, told.end))
    if source is None or content is None:
        return None
    return Attribution((source,), (Span(verb.idx, verb.idx + len(verb.text)),), (content,), TOLD, "rules")


def _says_of_him(cue: Cue, preposition: Token) -> bool:
    """Whether a preposition brings what a cue says of its object: "accused [of]", "described [as]"."""
    low = preposition.text.casefold()
    frame = cue.frame("np_as") if low == "as" else cue.frame("np_pp", low)
    return frame is not None and frame.strength >= LEAST


def _strong(cue: Cue) -> bool:
    frame = cue.frame("inf")
    return frame is not None and frame.strength >= LEAST


def _made(document: Document, source: Span, cue: Span, lower: Token) -> Attribution | None:
    told = subtree_span(lower)
    content = trimmed(document.view, Span(max(told.start, cue.end), told.end)) if told is not None else None
    if content is None or source.overlaps(content) or source.overlaps(cue):
        return None
    return Attribution((source,), (cue,), (content,), TOLD, "rules")


def _place(token: Token) -> int:
    return token.i

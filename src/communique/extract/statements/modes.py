"""How words are told: in quotation marks, as a clause, as the noun phrase of a cue; from characters and the parse."""

from __future__ import annotations

import re

from communique.extract.statements.cue_classes import find_cue
from communique.knowledge.word_lists import word_list
from communique.language.document import Attribution, Document
from communique.language.phrases import head_of
from communique.language.tags import FINITE, PHRASE_HEADS, QUESTIONS, VERBS
from communique.language.tree import Token
from communique.model import Span
from communique.model.statement import Mode

INNER = re.compile(r"(?<!\w)[‘“\"'](\w[^‘“”\"]{0,300}?)[’”\"'](?!\w)")
"""Words in marks inside a quotation; an apostrophe ends none: ``‘the ministers’ letters’``."""


def mode_of(document: Document, content: tuple[Span, ...], a: Attribution) -> Mode:
    """direct, mixed, indirect, reported or free, from the characters (and the shape of what the cue governs).

    Marks around the cue too are those of whoever is quoted as telling it: they count for nobody inside.
    """
    around = document.quotation_number(a.cue[0].start) if a.cue else None
    own = _marked_inside(document, content, around) if around is not None else []
    words = inside = 0
    for span in content:
        for token in document.tokens_in(span):
            if token.text[:1].isalnum() and not _brings(document, token, content):
                words += 1
                at = document.quotation_number(token.idx)
                inside += (at is not None and at != around) or any(s.start <= token.idx < s.end for s in own)
    if not a.cue and inside == words and not _labelled(document, content, a):
        return "free"
    if inside == words:
        return "direct"
    if inside:
        return "mixed"
    return "reported" if _is_thing(document, content, a) else "indirect"


def _brings(document: Document, token: Token, content: tuple[Span, ...]) -> bool:
    """Whether it is the "that" before a quotation: “said that "it goes"”."""
    first = token.idx == content[0].start and token.text.casefold() == "that"
    return first and document.in_quotation(token.idx + 6) and not document.in_quotation(token.idx)


def _is_thing(document: Document, content: tuple[Span, ...], a: Attribution) -> bool:
    """Whether what is told is a noun phrase of which nothing is said: no "urged [Chad] [to stay]"."""
    if any(t.tag_ == "TO" for span in content[1:] for t in document.tokens_in(span)[:1]):
        return False
    if any(_predicate(t, span) for span in content[1:] for t in document.tokens_in(span)):
        return False
    cue, _ = find_cue(document, [t for s in a.cue for t in document.tokens_in(s)])
    judges = cue is not None and cue.pos == "verb" and cue.attitude == "evaluation" and cue.frame("np_inf") is None
    if not _noun_phrase(document, content[0], loose=judges):
        return False
    if cue is not None and cue.act == "accuse" and _of_a_deed(document, content[0]):
        return False
    return cue is None or cue.frame("np_comp") is None or not _called(document, content, a)


def _predicate(token: Token, span: Span) -> bool:
    """Whether a token is the finite verb of a part that the cue cut off: "the plan, she said, [was bad]"."""
    outside = token.head is token or not span.start <= token.head.idx < span.end
    return outside and (
        token.tag_ in FINITE or any(c.tag_ in FINITE and c.dep_ in ("aux", "auxpass") for c in token.children)
    )


def _of_a_deed(document: Document, content: Span) -> bool:
    """ "Chad [of arming rebels]": what somebody is accused of is told as a clause."""
    return any(
        t.dep_ == "pcomp" and t.tag_ == "VBG" and t.head.text.casefold() == "of" for t in document.tokens_in(content)
    )


def _called(document: Document, content: tuple[Span, ...], a: Attribution) -> bool:
    """Whether it is said what something is: "called [the raid a crime]"."""
    cue = {t.i for s in a.cue for t in document.tokens_in(s)}
    tokens = document.tokens_in(content[0])
    return any(t.dep_ in ("oprd", "ccomp") and t.head.i in cue for t in tokens) and any(
        t.dep_ in ("dobj", "nsubj") for t in tokens
    )


def _labelled(document: Document, content: tuple[Span, ...], a: Attribution) -> bool:
    """Whether the source stands right behind the words as their label: “We will go.” — Jane Roe."""
    between = document.view[content[-1].end : a.source[0].start] if a.source else "."
    return (
        not any(c.isalnum() for c in between) and "\n" not in between.strip(" ") and content[-1].end < a.source[0].start
    )


def _marked_inside(document: Document, content: tuple[Span, ...], around: int) -> list[Span]:
    """The words in marks of their own inside a quotation: “He told us ‘never’”."""
    outer = document.quotations[around]
    behind = (
        2 if document.view[content[-1].end : content[-1].end + 1] in (",", ".", "!", "?") else 1
    )  # “'Never,'” he said
    start, end = max(content[0].start - 1, outer.start), min(content[-1].end + behind, outer.end)
    return [Span(*m.span(1)) for m in INNER.finditer(document.view, start, end)]


def _noun_phrase(document: Document, span: Span, *, loose: bool) -> bool:
    """Whether the content is a noun phrase and no clause; ``loose``: whatever the parser hung on the cue behind it."""
    tokens = [t for t in document.tokens_in(span) if not t.is_punct and not t.is_space]
    if not tokens or tokens[0].tag_ in QUESTIONS or tokens[0].text.casefold() in word_list("clause_openers"):
        return False
    roots = [t for t in tokens if not (span.start <= t.head.idx < span.end) or t.head == t]
    if len(roots) > 1 and any(t.tag_ in VERBS for t in roots[1:]) and not (loose and roots[0].tag_ in PHRASE_HEADS):
        return False  # "[both sides] [to return]"
    head = head_of(tokens)
    return head.tag_ in PHRASE_HEADS and not any(c.dep_ in ("nsubj", "cop") for c in head.children)

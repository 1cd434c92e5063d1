"""Who is quoted: "the agency quoted the minister as saying", "the minister was quoted by the agency as saying"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.statements.cue_rules import quotations_beside
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import noun_phrase, subtree_span, trimmed
from communique.language.tags import VERBS
from communique.language.tree import Token
from communique.model import Span, hull


def quoting(document: Document, cue: Sequence[Span]) -> tuple[Token, Token] | None:
    """The two verbs of a cue that quotes ("quoted", "saying"), whichever of them it holds; None of any other cue."""
    for span in cue:
        for token in document.tokens_in(span):
            quotes = clauses.attached(token, "as") if token.tag_ == "VBG" else None
            if quotes is not None and quotes.tag_ in VERBS and quotes.text.casefold() in word_list("quoting"):
                return quotes, token
            if token.tag_ in VERBS and token.text.casefold() in word_list("quoting"):
                says = [s for p in clauses.children(token, "prep") for s in clauses.children(p, "pcomp")]
                if says and says[0].head.text.casefold() == "as":
                    return token, says[0]
    return None


def with_quoted(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, with whoever is quoted as the source of what a quoting verb tells.

    Taggers take who quotes for the source, and who is quoted for a part of what is told or for all of it; what one verb
    of quoting tells is told once.
    """
    kept: list[Attribution] = []
    quoted: dict[int, list[Attribution]] = {}
    for a in found:
        verbs = quoting(document, a.cue)
        if verbs is None or _who(verbs[0]) is None:
            kept.append(a)
        else:
            quoted.setdefault(verbs[0].i, []).append(a)
    claimed = [c for a in kept for c in a.content]
    for same in quoted.values():
        made = _together(document, same, claimed)
        kept += same if made is None else [made]
    return kept


def _who(quotes: Token) -> Token | None:
    """Who is quoted: the object, of a passive the subject."""
    return clauses.subject(quotes) if clauses.passive(quotes) else clauses.first_child(quotes, "dobj")


def _named(head: Token) -> Span:
    """The words for whoever is quoted, with the name behind a comma: "the head of the council, Jane Roe"."""
    return hull([noun_phrase(head), *map(noun_phrase, clauses.children(head, "appos"))])


def _together(document: Document, same: Sequence[Attribution], claimed: Sequence[Span]) -> Attribution | None:
    """One attribution of what one verb of quoting tells, or None where nothing is told."""
    verbs = quoting(document, same[0].cue)
    who = _who(verbs[0]) if verbs is not None else None
    if verbs is None or who is None:
        return None
    says = verbs[1]
    source = _named(who)
    upto = says.idx + len(says.text)
    cut = Span(source.start, max(source.end, upto) if source.start < says.idx else source.end)
    content = {c for a in same for whole in a.content for c in _without(document, whole, cut)}
    clause = clauses.first_child(says, "ccomp")
    told = subtree_span(clause) if clause is not None else None
    if told is not None:  # "as telling reporters [that ...]"
        content = {Span(told.start, c.end) if upto <= c.start < told.start < c.end else c for c in content} or {told}
    if not content:
        beside = quotations_beside(document, says)
        content = {s for s in beside if not any(s.overlaps(c) for c in claimed)}
    if not content:
        return None
    cue = (_span(verbs[0]), Span(says.head.idx, upto))
    best = max(same, key=lambda a: a.confidence)
    return Attribution((source,), cue, tuple(sorted(content)), best.confidence, best.by)


def _without(document: Document, whole: Span, cut: Span) -> list[Span]:
    """What of a span lies before and behind another."""
    parts = [Span(whole.start, min(whole.end, cut.start)), Span(max(whole.start, cut.end), whole.end)]
    return [t for p in parts if p.start < p.end and (t := trimmed(document.view, p)) is not None]


def _span(verb: Token) -> Span:
    """A verb with its auxiliaries: "was quoted"."""
    first = min([verb, *clauses.children(verb, "aux", "auxpass")], key=lambda t: t.i)
    return Span(first.idx, verb.idx + len(verb.text))

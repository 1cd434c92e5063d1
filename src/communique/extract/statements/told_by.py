"""Who the tagger's words are told by, mended by the parse: a participle's subject, a name that was cut in two."""

from __future__ import annotations

from communique.extract.statements.cue_classes import felt, find_cue
from communique.extract.statements.modes import mode_of
from communique.knowledge import cues
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import head_of, noun_phrase, trimmed
from communique.language.tags import ADJECTIVES, COMMON_NOUNS, NOMINALS, PROPER_NOUNS, RELATIVE_PRONOUNS, VERBS
from communique.language.tree import Token
from communique.model import Span

KNOWN = 0.5  # confidence from which "reports that" of nobody is told
ADJECTIVES_OR_NAMES = ADJECTIVES | PROPER_NOUNS
UNSURE, HARDLY = 0.5, 0.3  # confidence below which the lexicon has to back a noun phrase, and back it well
SURE, SURER = 0.2, 0.5  # strength of its frame
SAID_OF_HIM = frozenset(("as", "for", "of"))
"""Prepositions of what a participle says of the noun before it: "accused by Chad [of] spying"."""
MOST = 160  # characters of the words for a speaker


def with_teller(document: Document, a: Attribution) -> Attribution:
    """The attribution with the words for whoever tells it, where the parse has them and the tagger none."""
    verb = _verb(document, a)
    if a.source or verb is None or verb.text.casefold() in word_list("seeming"):
        return a
    known = cues.adjective(verb.text)
    if clauses.passive(verb) and (known is None or not felt(verb, known)):
        return a
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
    beside = verb.tag_ == "VBG" and verb.dep_ == "advcl" and clauses.first_child(verb, "mark") is None
    subject = own or (clauses.subject(verb) if beside else None)
    if subject is None or subject.tag_ not in NOMINALS or subject.tag_ in RELATIVE_PRONOUNS or subject.i > verb.i:
        return a
    source = noun_phrase(subject)
    content = tuple(c for c in a.content if not c.overlaps(source) or c.start >= a.cue[0].end)
    if not content or len(source) > MOST or any(source.overlaps(s) for s in (*a.cue, *content)):
        return a
    return Attribution((source,), a.cue, content, a.confidence, a.by)


def with_agent(document: Document, a: Attribution) -> Attribution:
    """The attribution with the agent of its participle, which the content had: "suspected by [Chad] of a plot"."""
    verb = _verb(document, a)
    if a.source or verb is None or verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl", "amod"):
        return a
    agent = clauses.agent(verb)
    if agent is None or agent.i < verb.i or not any(c.start <= agent.idx < c.end for c in a.content):
        return a
    brings = (c for c in (*agent.children, *verb.children) if c.dep_ == "prep" and c.text.casefold() in SAID_OF_HIM)
    behind = next((c.idx for c in brings if c.i > agent.i), None)
    whole = noun_phrase(agent)
    source = trimmed(document.view, Span(whole.start, min(whole.end, behind or whole.end)))
    if source is None:
        return a
    by = document.view.rfind("by ", 0, source.start)
    parts = [p for c in a.content for p in (Span(c.start, min(c.end, by)), Span(max(c.start, source.end), c.end))]
    content = tuple(t for p in parts if p.end > p.start and (t := trimmed(document.view, p)) is not None)
    return Attribution((source,), a.cue, content, a.confidence, a.by) if content and by >= verb.idx else a


def without_undergoer(document: Document, a: Attribution) -> Attribution:
    """The attribution without whoever is spoken of: "[the premier] was criticized" is not told by him."""
    verb = _verb(document, a)
    if verb is None or not a.source or not any(c.dep_ == "auxpass" for c in verb.children):
        return a
    low = verb.text.casefold()
    if cues.adjective(verb.text) is not None or low in word_list("quoting") or cues.verb(verb.text) is None:
        return a
    undergoer = clauses.first_child(verb, "nsubjpass")
    if undergoer is None or not any(s.start <= undergoer.idx < s.end for s in a.source):
        return a
    agent = clauses.agent(verb)
    teller = noun_phrase(agent) if agent is not None else None
    source = (teller,) if teller is not None and not any(teller.overlaps(s) for s in (*a.cue, *a.content)) else ()
    return Attribution(source, a.cue, a.content, a.confidence, a.by)


def _verb(document: Document, a: Attribution) -> Token | None:
    words = [t for s in a.cue for t in document.tokens_in(s)]
    return next((t for t in reversed(words) if t.tag_ in VERBS), None)


def whole_names(document: Document, a: Attribution) -> Attribution:
    """The attribution with names uncut: "[State] Department spokesman Roe said", "Yusuf al-[Amin] told"."""
    if not a.source:
        return a
    first = a.source[0]
    tokens = document.tokens_in(first)
    token = document.token_at(first.start)
    if token is None or not len(tokens):
        return a
    start = first.start
    while start and document.view[start - 1] in "-’'" and document.view[start - 2 : start - 1].isalnum():
        token = document.token_at(start - 2)  # "al-|Amin"
        if token is None or start == token.idx:
            break
        start = token.idx
    head = head_of(tokens)
    left = head.left_edge
    if left.idx < start <= first.end and not left.is_sent_start and _names(document, left, start):
        start = left.idx
    if start == first.start:
        return a
    whole = Span(start, first.end)
    content = tuple(
        kept
        for c in a.content
        if (kept := trimmed(document.view, Span(c.start, min(c.end, start)) if c.start < start else c))
    )
    if not content or any(whole.overlaps(s) for s in (*a.cue, *content)):
        return a
    return Attribution((whole, *a.source[1:]), a.cue, content, a.confidence, a.by)


def _names(document: Document, left: Token, start: int) -> bool:
    """Whether all from there to the source are capitals of one name, as titles and bodies before a name are."""
    words = document.tokens_in(Span(left.idx, start))
    dated = any(t.text.casefold().removesuffix("s") in word_list("calendar") for t in words)
    return len(words) <= 4 and not dated and all(t.text[:1].isupper() and t.tag_ in ADJECTIVES_OR_NAMES for t in words)


def may_be_nobodys(document: Document, a: Attribution) -> bool:
    """Whether words that name no source can be told: "is expected to", "reports that", but no "seems"."""
    if a.source:
        return True
    words = [t for s in a.cue for t in document.tokens_in(s)]
    if any(t.text.casefold() in word_list("nicknaming") for t in words):
        return False  # "a film titled “No”"
    if any(t.tag_ in VERBS and (clauses.passive(t) or _asked(t)) for t in words):
        known = next((c for t in words if t.tag_ in VERBS and (c := cues.verb(t.text)) is not None), None)
        return known is None or known.attitude != "intention"  # "is aimed at"
    if all(document.in_quotation((c.start + c.end) // 2) for c in a.content):
        return True
    first = next((t for t in document.tokens_in(a.content[0]) if not t.is_punct), None)
    that = first is not None and first.text.casefold() == "that" and first.tag_ == "IN"
    return that and a.confidence >= KNOWN and any(t.tag_ in COMMON_NOUNS and cues.noun(t.text) for t in words)


def _asked(verb: Token) -> bool:
    return verb.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "aux") for c in verb.children)


def is_backed(document: Document, a: Attribution) -> bool:
    """Whether a thing of which the tagger is unsure that it is told is so by the lexicon: "rejected it", no "named it".

    The less sure the tagger is, the surer the word has to be that brings the noun phrase.
    """
    if a.confidence >= UNSURE or not a.cue or mode_of(document, a.content, a) != "reported":
        return True
    words = [t for s in a.cue for t in document.tokens_in(s)]
    if any(t.text.casefold() in word_list("quoting") for t in words):
        return True  # whose words are quoted, is told by what stands around
    cue, _ = find_cue(document, words)
    frame = cue.frame("np") or cue.frame("pp", words[-1].text.casefold()) or cue.frame("np_as") if cue else None
    return (frame.strength if frame is not None else 0.0) >= (SURER if a.confidence < HARDLY else SURE)

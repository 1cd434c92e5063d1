"""What verbs tell inside others' words, and who: "Oman wants X to", "proposed by Oman", "the ban Oman asked for"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.statements.nested.nominals import complements
from communique.extract.statements.nested.shapes import ContentOption, Source, told
from communique.knowledge import cues
from communique.knowledge.cues import Cue, Shape
from communique.language import clauses
from communique.language.document import Document
from communique.language.phrases import noun_phrase, subtree_span
from communique.language.tags import (
    INFINITIVES_AND_ING,
    NOMINALS,
    PARTICIPLES,
    QUESTION_WORDS,
    RELATIVE_PRONOUNS,
    VERBS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token
from communique.model import Span, hull

BESIDE = 3  # characters between a verb and the quotation that it brings: ': "'


def sources(verb: Token, outer: Source | None) -> list[Source]:
    """Who may be meant to say what an active verb tells, or what a passive one with an agent does."""
    if clauses.passive(verb):
        agent = clauses.agent(verb)
        return [Source(noun_phrase(agent), agent, "agent")] if agent is not None else []
    if _bids(verb):
        return []
    subject = clauses.subject(verb)
    if subject is None or subject is verb:
        return [outer] if outer is not None and verb.tag_ in INFINITIVES_AND_ING else []
    own = any(c is subject and c.dep_ in clauses.SUBJECTS for c in verb.children)
    return [Source(noun_phrase(subject), subject, "own" if own else "inherited")]


def _bids(verb: Token) -> bool:
    """Whether a verb bids others do what it tells: "they say, “[Declare] a truce”"."""
    own = any(c.dep_ in (*clauses.SUBJECTS, "aux") for c in verb.children)
    return verb.tag_ == "VB" and verb.dep_ == "ccomp" and not own


def contents(document: Document, verb: Token, cue: Cue) -> Iterator[ContentOption]:
    """What a verb brings, in all shapes that the tree shows."""
    if clauses.passive(verb):
        yield from told(cue, "np", _undergone(verb), verb)
        return
    subject = clauses.subject(verb)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is not None and not clauses.infinitive(clause) and _finite(clause):
        asked = any(c.tag_ in QUESTION_WORDS or c.text.casefold() in ("whether", "if") for c in clause.lefts)
        shape: Shape = "wh" if asked and cue.frame("wh") is not None else "clause"
        if cue.frame(shape) is None and cue.frame("addr") is not None:
            shape = "addr"
        yield from told(cue, shape, subtree_span(clause), verb)
        return
    if subject is not None:
        yield from _before(verb, subject, cue)
    if (around := beside(verb)) is not None:
        yield from told(cue, "clause", around, verb)
        return
    lacks = verb.dep_ == "relcl" and bool(clauses.objects(verb))  # "the arms it has reported, “and no more”"
    if not lacks and cue.frame("quote") is not None and (quoted := _quotation(document, verb)) is not None:
        yield from told(cue, "quote", quoted, verb)
        return
    object_ = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    lower = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if lower is None and object_ is None:  # "agreed in May to settle it"
        lower = next((c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and clauses.infinitive(c)), None)
    if lower is not None:
        yield from _infinitive(verb, lower, object_, cue)
    for preposition in (c for c in verb.children if c.dep_ in ("prep", "prt", "dative") and c.i > verb.i):
        name = preposition.text.casefold()
        noun = clauses.first_child(preposition, "pobj", "pcomp")
        if cue.frame("pp", name) is not None and noun is not None and noun.tag_ not in RELATIVE_PRONOUNS:
            yield from told(cue, "pp", subtree_span(noun), preposition, name)
    yield from _object(verb, object_, cue)


def _undergone(verb: Token) -> Span | None:
    """The words for what a passive is done to: its subject, or the noun that its participle hangs on."""
    if verb.dep_ == "acl" and verb.head.tag_ in NOMINALS and verb.head.i < verb.i:
        phrase = noun_phrase(verb.head)
        return Span(phrase.start, min(phrase.end, verb.idx))
    subject = clauses.subject(verb)
    if subject is None or subject.i > verb.i:
        return None
    own = subject.dep_ == "nsubjpass" and subject.head is verb and subject.right_edge.i < verb.i
    return subtree_span(subject) if own else noun_phrase(subject)


def _before(verb: Token, subject: Token, cue: Cue) -> Iterator[ContentOption]:
    """What stands before who says it: "“X,” the envoy said"."""
    before = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < subject.i < verb.i), None)
    if before is None or (span := subtree_span(before)) is None:
        return
    start = noun_phrase(subject).start
    if span.start < start:
        yield from told(cue, "quote", Span(span.start, min(span.end, start)), verb)


def beside(verb: Token) -> Span | None:
    """The clause in which somebody's word is put beside what he says: "as Oman said, [X]", "[X], I think, [Y]"."""
    main = verb.head
    as_ = verb.dep_ == "advcl" and any(c.text.casefold() == "as" and c.i < verb.i for c in verb.children)
    if not (as_ or verb.dep_ == "parataxis") or main.tag_ not in VERBS_AND_MODALS or main is verb:
        return None
    if any(c.dep_ in ("ccomp", "dobj", "xcomp") and c.i > verb.i for c in verb.children):
        return None  # "as Oman expects a ruling, it waits"
    first, last = verb.left_edge, verb.right_edge
    before = Span(main.left_edge.idx, first.idx) if main.left_edge.i < first.i else None
    end = main.right_edge
    after = Span(last.idx + len(last.text), end.idx + len(end.text)) if end.i > last.i else None
    return max([s for s in (before, after) if s is not None], key=len, default=None)


def _finite(clause: Token) -> bool:
    """Whether it is a whole clause and no predicate of an object: "found [it helpful]", "wants [it lifted]"."""
    if clause.tag_ not in VERBS_AND_MODALS:
        return False
    return clause.tag_ not in PARTICIPLES or any(c.dep_ in ("aux", "auxpass", "cop") for c in clause.children)


def _infinitive(verb: Token, lower: Token, object_: Token | None, cue: Cue) -> Iterator[ContentOption]:
    """ "wants to go", "wants Peru to go", "wants the ban lifted", "opposes going"."""
    shape: Shape
    subject = clauses.first_child(lower, "nsubj", "nsubjpass")
    if lower.tag_ == "VBG" and not clauses.infinitive(lower):
        shape = "ing"
    elif object_ is not None or subject is not None:
        shape = "np_inf"
    else:
        shape = "inf"
    span = subtree_span(lower)
    if span is not None and object_ is not None and object_.i < lower.i:
        span = Span(min(noun_phrase(object_).start, span.start), span.end)
    yield from told(cue, shape, span, verb)
    if shape == "np_inf" and clauses.infinitive(lower):  # "urged Peru [to leave]"
        to = next(c for c in lower.children if c.tag_ == "TO")
        right = lower.right_edge
        yield from told(cue, "inf", Span(to.idx, right.idx + len(right.text)), verb)


def _object(verb: Token, object_: Token | None, cue: Cue) -> Iterator[ContentOption]:
    """ "called the plan X", "described it as X", "opposes the plan", "the plan that Oman opposes"."""
    behind = [*verb.rights, *(object_.rights if object_ is not None else ())]
    as_ = next((c for c in behind if c.text.casefold() == "as" and c.dep_ in ("prep", "mark")), None)
    if as_ is not None and cue.frame("np_as") is not None and (described := subtree_span(as_)) is not None:
        if object_ is not None and object_.i < as_.i:
            phrase = noun_phrase(object_)
            yield from told(cue, "np_as", Span(phrase.start, max(phrase.end, described.end)), verb)
        elif described.end > as_.idx + 3:
            yield from told(cue, "np_as", Span(as_.idx + len(as_.text), described.end), as_)
        return
    called = next((c for c in verb.children if c.dep_ in ("oprd", "ccomp") and c.i > verb.i), None)
    if called is not None and cue.frame("np_comp") is not None and (span := subtree_span(called)) is not None:
        first = object_ if object_ is not None and object_.i < called.i else None
        yield from told(cue, "np_comp", hull([noun_phrase(first), span]) if first is not None else span, verb)
        return
    if object_ is not None:
        noun = cues.noun(object_.text)
        if noun is None or not cues.brings(verb.text, noun) or not any(complements(object_, noun)):
            yield from told(cue, "np", subtree_span(object_), verb)
        return
    missing = clauses.objects(verb)
    relative = any(c.dep_ == "dobj" and c.tag_ in RELATIVE_PRONOUNS for c in verb.children)
    if missing and not relative and missing[0].i < verb.i:
        phrase = noun_phrase(missing[0])
        yield from told(cue, "np", Span(phrase.start, min(phrase.end, verb.idx)), verb)


def _quotation(document: Document, verb: Token) -> Span | None:
    """The quotation that a verb outside it brings at once."""
    if document.in_quotation(verb.idx):
        return None
    end = verb.idx + len(verb.text)
    found = document.quotations_near(end, end + BESIDE)
    return next((q.span for q in found if q.start > end and len(q.span.of(document.view).split()) > 2), None)


# -- cues of several words ------------------------------------------------------------------------------------------


def phrase(
    document: Document, token: Token, cue: Cue, end: int, outer: Source | None
) -> tuple[list[Source], list[ContentOption]]:
    """ "called for X", "made clear that X", "is of the view that X": who says it, and what."""
    if cue.frame("source") is not None:
        return [], []
    words = document.syntax[token.i : end]
    if any(t.is_sent_start for t in words[1:]):
        return [], []
    inside = {t.i for t in words}
    head = next((t for t in words if t.tag_ in VERBS and t.head.i not in inside), token)
    if head.tag_ not in VERBS or clauses.passive(head):
        return [], []
    by = [s for s in sources(head, outer) if s.head is None or s.head.i not in inside]
    below = [c for t in words for c in t.children if c.i >= end]
    found: list[ContentOption] = []
    shapes: tuple[tuple[Shape, tuple[str, ...]], ...] = (
        ("clause", ("ccomp", "csubj")), ("inf", ("xcomp",)), ("ing", ("pcomp",)), ("np", ("dobj", "pobj")),
    )  # fmt: skip
    for shape, relations in shapes:
        child = next((c for c in below if c.dep_ in relations or (shape == "clause" and _that(c))), None)
        if shape == "clause" and cue.frame(shape) is not None and (around := beside(head)) is not None:
            found += told(cue, shape, around, words[-1])
        if cue.frame(shape) is not None and child is not None:
            found += told(cue, shape, subtree_span(child), words[-1])
    noun = next((c for c in below if c.dep_ in ("dobj", "pobj")), None)
    if cue.frame("np_inf") is not None and noun is not None:
        lower = next((c for c in (*below, *noun.children) if clauses.infinitive(c)), None)
        if lower is not None and (span := subtree_span(lower)) is not None:
            found += told(cue, "np_inf", hull([noun_phrase(noun), span]), words[-1])
    for preposition in (c for c in below if c.dep_ in ("prep", "dative")):
        name = preposition.text.casefold()
        noun = clauses.first_child(preposition, "pobj", "pcomp")
        if cue.frame("pp", name) is not None and noun is not None:
            found += told(cue, "pp", subtree_span(noun), preposition, name)
    return by, found


def _that(clause: Token) -> bool:
    """A "that" clause, whatever the parser hangs it on as."""
    return clause.dep_ == "advcl" and any(c.text.casefold() == "that" for c in clause.lefts)

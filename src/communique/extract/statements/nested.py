"""Statements told inside others: "said [Oman opposed the plan]", "welcomed [Chad's pledge to withdraw]".

A tagger gives each word one role, so that what stands inside a content has none. Here the content's own words of
saying, thinking and wanting are looked up in the lexicon and read in the shape that the tree shows: verbs with their
clauses, infinitives and objects, also as participles and in relative clauses ("a plan proposed by Peru", "the ban that
Peru had called for"); nouns with their owner ("Peru's support for"); adjectives ("is committed to"). Whoever says it
has to stand in the same words. Shapes and their names are those of :mod:`communique.knowledge.cues`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.extract.statements.cue_rules import RULES, STRENGTH
from communique.knowledge import cues, titles
from communique.knowledge.cues import Cue, CueFrame, Shape
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import noun_phrase, subtree_span, trimmed
from communique.language.span_index import SpanIndex
from communique.language.tags import (
    ADJECTIVES,
    CLAUSE_HEADS,
    COMMON_NOUNS,
    NOMINALS,
    PARTICIPLES,
    QUESTION_WORDS,
    RELATIVE_PRONOUNS,
    VERBS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token
from communique.model import Span, hull

NEAR = 6  # tokens between a verb and the auxiliaries and adverbs that belong to its cue
BESIDE = 3  # characters between a verb and the quotation that it brings: ': "'
LEAST: Mapping[Shape, float] = {
    "clause": 0.5, "wh": 0.7, "quote": 0.9, "inf": 0.5, "ing": 0.6, "np": 0.5, "addr": 0.8, "pp": 0.4, "np_as": 0.5,
    "np_inf": 0.4, "np_comp": 0.5,
}  # fmt: skip
"""Strength of a frame from which such a shape inside others' words is a statement, and what is no shape of one."""
WANTED = 0.3
"""The same of the object of what somebody wants: inside others' words "wants [guarantees]" is told of him."""
NOMINAL = 0.4, 0.6
"""The same of the clause and infinitive of a noun, and of the object of its preposition or what an adjective brings."""
LOOSE_ENDS = frozenset(("prep", "advcl", "acl", "xcomp", "dative"))
ARGUMENTS = frozenset(
    ("against", "as", "between", "for", "from", "into", "of", "over", "to", "toward", "towards", "with")
)
"""Prepositions that bring what a verb's object lacks rather than when or where it is said."""


class CueContent(NamedTuple):
    """What a cue tells: the frame in which it stands, the words for what is told, and the cue's last word."""

    frame: CueFrame
    content: Span
    last: Token


class NestedAttribution(NamedTuple):
    """An attribution found inside others' words, with its cue's word and the frame that it stands in."""

    cue: Token
    frame: CueFrame
    attribution: Attribution


def told_inside(document: Document, outer: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose source, cue and content all lie in one stretch of another's content, in text order."""
    return [found.attribution for found in candidates(document, outer) if _sure(found)]


def _sure(found: NestedAttribution) -> bool:
    frame, cue = found.frame, found.cue
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


def candidates(document: Document, outer: Sequence[Attribution]) -> Iterator[NestedAttribution]:
    """All that the lexicon and the tree allow, sure or not."""
    cued = SpanIndex((c.start, c.end, None) for a in outer for c in a.cue)
    seen: set[int] = set()
    for a in outer:
        for part in a.content:
            skip = 0
            for token in document.tokens_in(part):
                if token.i in seen or token.i < skip or cued.around(token.idx, token.idx + 1):
                    continue
                seen.add(token.i)
                if (found := _from(document, token, part)) is not None:
                    skip = max(skip, found[1])
                    yield found[0]


def _from(document: Document, token: Token, part: Span) -> tuple[NestedAttribution, int] | None:
    """The attribution of which a word is the cue, if it is one, and the token behind which to go on."""
    phrase = cues.match(document.words, token.i)
    if phrase is not None and phrase[1] > token.i + 1:
        made = _made(document, part, token, *_multiword(document, token, phrase[0].cue, phrase[1]))
        if made is not None:
            return made, phrase[1]
    for cue in _cues(token):
        made = _made(document, part, token, *_read(document, token, cue))
        if made is not None:
            return made, 0
    return None


def _cues(token: Token) -> Iterator[Cue]:
    """The lexicon's entries for a word as it is used."""
    if token.tag_ in VERBS:
        adjective = cues.adjective(token.text) if token.tag_ in PARTICIPLES else None
        by = clauses.agent(token) is not None
        if adjective is not None and _predicative(token) and (not by or adjective.frame("pp", "by") is not None):
            yield adjective
        if (verb := cues.verb(token.text)) is not None:
            yield verb
    elif token.tag_ in COMMON_NOUNS:
        if (noun := cues.noun(token.text)) is not None:
            yield noun
    elif token.tag_ in ADJECTIVES and (adjective := cues.adjective(token.text)) is not None:
        yield adjective


def _predicative(token: Token) -> bool:
    """Whether a participle stands behind a copula: "is committed to"."""
    return clauses.first_child(token, "auxpass") is not None or token.dep_ in ("acomp", "oprd", "xcomp", "conj")


def _read(document: Document, token: Token, cue: Cue) -> tuple[Span | None, CueContent | None]:
    if cue.pos == "verb":
        return _verb(document, token, cue)
    if cue.pos == "noun":
        return _noun(token, cue)
    return _adjective(token, cue)


def _made(
    document: Document, part: Span, token: Token, source: Span | None, told: CueContent | None
) -> NestedAttribution | None:
    """The attribution of a cue, None where its parts are not all there or overlap."""
    if source is None or told is None:
        return None
    cut = Span(told.content.start, min(_end(document, told, token), part.end))
    content = trimmed(document.view, cut) if cut.end > cut.start else None
    if content is not None:
        content = Span(content.start, min(_end_of_word(document, content.end), part.end))
    cue = _cue_words(token, told.last, content)
    if content is None or not all(part.covers(s) for s in (source, cue, content)):
        return None
    if source.overlaps(content) or source.overlaps(cue) or cue.overlaps(content):
        return None
    confidence = round(RULES + STRENGTH * told.frame.strength, 2)
    return NestedAttribution(token, told.frame, Attribution((source,), (cue,), (content,), confidence, "rules"))


def _end(document: Document, told: CueContent, token: Token) -> int:
    """Where the content ends that the parser may have cut: with what hangs on the cue right behind it."""
    end = told.content.end
    if told.frame.shape not in ("np", "pp", "np_inf", "inf", "ing"):
        return end
    for above in (token, told.last):
        for child in above.rights:
            left = child.left_edge.idx
            if child.dep_ not in LOOSE_ENDS or not 0 <= left - end <= 1 or document.view[end:left].strip():
                continue
            if child.dep_ == "prep" and child.text.casefold() not in ARGUMENTS:
                continue
            if child.dep_ == "advcl" and not (clauses.infinitive(child) or child.tag_ == "VBG"):
                continue
            right = child.right_edge
            end = max(end, right.idx + len(right.text))
    return end


def _end_of_word(document: Document, end: int) -> int:
    """The end of the written word in which an end lies: "the U.S|.", "non|-proliferation"."""
    token = document.token_at(end - 1)
    if token is None:
        return end
    end = max(end, token.idx + len(token.text))
    view = document.view
    while end < len(view) and (view[end - 1] in "-–" or view[end] in "-–") and view[end : end + 1].strip():
        following = document.token_at(end)
        if following is None or following.idx != end or (view[end] in "-–" and not view[end + 1 : end + 2].isalnum()):
            break
        end = following.idx + len(following.text)
    return end


def _cue_words(token: Token, last: Token, content: Span | None) -> Span:
    """The cue with its auxiliaries, its copula, its negation and the preposition that brings the content."""
    verb = token.head if token.dep_ in ("acomp", "oprd") and token.head.tag_ in VERBS else token
    parts = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and 0 < verb.i - c.i <= NEAR]
    close = [verb] if verb is token or token.i - verb.i <= 4 else [token]
    kept = [p for p in parts if p.tag_ != "WRB" and all(t in parts or t.is_punct for t in verb.doc[p.i : verb.i])]
    words = [*kept, *close, token, last]
    first, final = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    start, end = first.idx, final.idx + len(final.text)
    if content is not None and start < content.start < end:
        end = start + len(verb.doc.view[start : content.start].rstrip())
    return Span(start, end)


# -- verbs ----------------------------------------------------------------------------------------------------------


def _verb(document: Document, verb: Token, cue: Cue) -> tuple[Span | None, CueContent | None]:
    """ "said that X", "wants X to", "proposed by Peru", "the ban that Peru asked for"."""
    if clauses.passive(verb):
        agent = clauses.agent(verb)
        frame = cue.frame("np")
        undergone = _undergone(verb)
        if agent is None or frame is None or undergone is None:
            return None, None
        return noun_phrase(agent), CueContent(frame, undergone, verb)
    subject = clauses.subject(verb)
    if subject is None or _hedges(verb, subject) or not _can_tell(subject):
        return None, None
    return noun_phrase(subject), _governed(document, verb, subject, cue)


def _hedges(verb: Token, subject: Token) -> bool:
    """ "I think": a speaker's own hedge."""
    return verb.text.casefold() in word_list("hedging") and subject.text.casefold() in ("i", "we")


def _can_tell(subject: Token) -> bool:
    """Whether a subject may tell something: a name, a pronoun, a noun for people or bodies, a document.

    None of nobody in particular ("anybody who wants", "any party wishing"), nor things ("the ceremony showed that").
    """
    if any(t.text.casefold() in word_list("anybody") for t in (subject, *clauses.children(subject, "det"))):
        return False
    if subject.tag_ not in COMMON_NOUNS:
        return True
    low = subject.text.casefold()
    return low in nominals() or low in word_list("telling_texts") or titles.match([subject.text], 0) is not None


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


def _governed(document: Document, verb: Token, subject: Token, cue: Cue) -> CueContent | None:
    """What a verb brings, by the surest of its shapes."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is not None and not clauses.infinitive(clause) and _finite(clause):
        asked = any(c.tag_ in QUESTION_WORDS or c.text.casefold() in ("whether", "if") for c in clause.lefts)
        frame = (cue.frame("wh") if asked else None) or cue.frame("clause") or cue.frame("addr")
        if frame is not None:
            return _told(frame, subtree_span(clause), verb)
    before = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < subject.i < verb.i), None)
    if before is not None and (frame := cue.frame("quote")) is not None and (span := subtree_span(before)) is not None:
        start = noun_phrase(subject).start  # "“X,” the envoy said"
        return CueContent(frame, Span(span.start, min(span.end, start)), verb) if span.start < start else None
    beside = _quotation(document, verb)
    if beside is not None and (frame := cue.frame("quote")) is not None:
        return CueContent(frame, beside, verb)
    object_ = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    lower = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if lower is None and object_ is None:  # "agreed in May to settle it"
        lower = next((c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and clauses.infinitive(c)), None)
    if lower is not None:
        found = _infinitive(verb, lower, object_, cue)
        if found is not None:
            return found
    for preposition in (c for c in verb.children if c.dep_ in ("prep", "prt", "dative") and c.i > verb.i):
        frame = cue.frame("pp", preposition.text.casefold())
        noun = clauses.first_child(preposition, "pobj", "pcomp")
        if frame is not None and noun is not None and noun.tag_ not in RELATIVE_PRONOUNS:
            return _told(frame, subtree_span(noun), preposition)
    return _object(verb, object_, cue)


def _told(frame: CueFrame, content: Span | None, last: Token) -> CueContent | None:
    return CueContent(frame, content, last) if content is not None else None


def _finite(clause: Token) -> bool:
    """Whether it is a whole clause and no predicate of an object: "found [it helpful]", "wants [it lifted]"."""
    if clause.tag_ not in VERBS_AND_MODALS:
        return False
    return clause.tag_ not in PARTICIPLES or any(c.dep_ in ("aux", "auxpass", "cop") for c in clause.children)


def _infinitive(verb: Token, lower: Token, object_: Token | None, cue: Cue) -> CueContent | None:
    """ "wants to go", "wants Peru to go", "wants the ban lifted", "opposes going"."""
    frame: CueFrame | None
    subject = clauses.first_child(lower, "nsubj", "nsubjpass")
    if lower.tag_ == "VBG" and not clauses.infinitive(lower):
        frame = cue.frame("ing")
    elif object_ is not None or subject is not None:
        frame = cue.frame("np_inf")
    else:
        frame = cue.frame("inf")
    span = subtree_span(lower)
    if frame is None or span is None:
        return None
    if object_ is not None and object_.i < lower.i:
        phrase = noun_phrase(object_)
        span = Span(min(phrase.start, span.start), span.end)
    return CueContent(frame, span, verb)


def _object(verb: Token, object_: Token | None, cue: Cue) -> CueContent | None:
    frame: CueFrame | None
    behind = [*verb.rights, *(object_.rights if object_ is not None else ())]
    as_ = next((c for c in behind if c.text.casefold() == "as" and c.dep_ in ("prep", "mark")), None)
    if as_ is not None and (frame := cue.frame("np_as")) is not None:
        described = subtree_span(as_)
        if described is None:
            return None
        if object_ is not None and object_.i < as_.i:
            phrase = noun_phrase(object_)
            return CueContent(frame, Span(phrase.start, max(phrase.end, described.end)), verb)
        return (
            CueContent(frame, Span(as_.idx + len(as_.text), described.end), as_)
            if described.end > as_.idx + 3
            else None
        )
    called = next((c for c in verb.children if c.dep_ in ("oprd", "ccomp") and c.i > verb.i), None)
    if (
        called is not None
        and (frame := cue.frame("np_comp")) is not None
        and (span := subtree_span(called)) is not None
    ):
        first = object_ if object_ is not None and object_.i < called.i else None
        return CueContent(frame, hull([noun_phrase(first), span]) if first is not None else span, verb)
    frame = cue.frame("np")
    if frame is None:
        return None
    if object_ is None:
        missing = clauses.objects(verb)
        relative = next((c for c in verb.children if c.dep_ == "dobj" and c.tag_ in RELATIVE_PRONOUNS), None)
        if relative is not None or not missing or missing[0].i > verb.i:
            return None
        phrase = noun_phrase(missing[0])
        return CueContent(frame, phrase, verb)
    noun = cues.noun(object_.text)
    if noun is not None and cues.brings(verb.text, noun):
        return None
    return _told(frame, subtree_span(object_), verb)


def _quotation(document: Document, verb: Token) -> Span | None:
    """The quotation that a verb outside it brings at once."""
    if document.in_quotation(verb.idx):
        return None
    end = verb.idx + len(verb.text)
    found = document.quotations_near(end, end + BESIDE)
    return next((q.span for q in found if q.start > end and len(q.span.of(document.view).split()) > 2), None)


# -- nouns and adjectives -------------------------------------------------------------------------------------------


def _noun(noun: Token, cue: Cue) -> tuple[Span | None, CueContent | None]:
    """ "expressed concern over X" with its subject, "Peru's support for X", "the commitment of Peru to X"."""
    told = _complement(noun, cue)
    if told is None:
        return None, None
    owner = clauses.first_child(noun, "poss")
    verb = noun.head
    if owner is not None:
        if owner.tag_ == "PRP$" and verb.tag_ in VERBS and cues.brings(verb.text, cue):
            return None, None  # "expressed its support for": one statement, whose cue is both
        return noun_phrase(owner), told
    if (
        noun.dep_ in ("dobj", "attr")
        and verb.tag_ in VERBS
        and cues.brings(verb.text, cue)
        and not clauses.passive(verb)
    ):
        subject = clauses.subject(verb)
        if subject is not None:
            return noun_phrase(subject), told
    for preposition, holder in clauses.prepositional([noun]):
        if preposition in word_list("of_whose") and not told.content.start <= holder.idx < told.content.end:
            return noun_phrase(holder), told
    return None, None


def _adjective(adjective: Token, cue: Cue) -> tuple[Span | None, CueContent | None]:
    told = _complement(adjective, cue)
    verb = adjective if clauses.first_child(adjective, "auxpass", "cop") is not None else adjective.head
    if told is None or (adjective.dep_ == "amod" and adjective.head.i > adjective.i):
        return None, None
    subject = clauses.subject(adjective) if verb is adjective else clauses.subject(verb) if verb.tag_ in VERBS else None
    if subject is None and adjective.dep_ in ("amod", "acl", "relcl"):
        subject = adjective.head
    return (noun_phrase(subject), told) if subject is not None else (None, None)


def _complement(head: Token, cue: Cue) -> CueContent | None:
    """What a noun or an adjective takes behind it: "to" and a verb, a clause, a preposition and its object."""
    for child in head.rights:
        frame: CueFrame | None = None
        if child.dep_ in ("prep", "aux", "agent"):
            noun = clauses.first_child(child, "pobj", "pcomp")
            frame = cue.frame("pp", child.text.casefold())
            owners = head.tag_ in COMMON_NOUNS and child.text.casefold() in word_list("of_whose")
            if frame is not None and noun is not None and (not owners or clauses.first_child(head, "poss") is not None):
                return _told(frame, subtree_span(noun), child)
        elif child.dep_ in ("acl", "ccomp", "xcomp", "relcl", "advcl") and child.tag_ in CLAUSE_HEADS:
            frame = (
                cue.frame("inf") if clauses.infinitive(child) else cue.frame("clause") if _opens_clause(child) else None
            )
            if frame is not None:
                return _told(frame, subtree_span(child), head)
    return None


def _that(clause: Token) -> bool:
    """A "that" clause, whatever the parser hangs it on as."""
    return clause.dep_ == "advcl" and any(c.text.casefold() == "that" for c in clause.lefts)


def _opens_clause(clause: Token) -> bool:
    """Whether a clause behind a noun tells what it says: "his claim that X", not "the claim that he made"."""
    if clause.dep_ == "relcl" and any(
        c.tag_ in RELATIVE_PRONOUNS and c.dep_ in ("nsubj", "dobj") for c in clause.children
    ):
        return False
    return clause.tag_ not in PARTICIPLES or clauses.first_child(clause, "nsubj", "nsubjpass") is not None


# -- cues of several words ------------------------------------------------------------------------------------------


def _multiword(document: Document, token: Token, cue: Cue, end: int) -> tuple[Span | None, CueContent | None]:
    """ "called for X", "made clear that X", "is of the view that X"."""
    if cue.frame("source") is not None:
        return None, None
    words = document.syntax[token.i : end]
    if any(t.is_sent_start for t in words[1:]):
        return None, None
    inside = {t.i for t in words}
    head = next((t for t in words if t.tag_ in VERBS and t.head.i not in inside), token)
    subject = clauses.subject(head)
    if head.tag_ not in VERBS or subject is None or subject.i in inside or clauses.passive(head):
        return None, None
    below = [c for t in words for c in t.children if c.i >= end]
    shapes: tuple[tuple[Shape, tuple[str, ...]], ...] = (
        ("clause", ("ccomp", "csubj")), ("inf", ("xcomp",)), ("ing", ("pcomp",)), ("np", ("dobj", "pobj")),
    )  # fmt: skip
    for shape, relations in shapes:
        frame = cue.frame(shape)
        child = next((c for c in below if c.dep_ in relations or (shape == "clause" and _that(c))), None)
        if frame is not None and child is not None:
            return noun_phrase(subject), _told(frame, subtree_span(child), words[-1])
    frame = cue.frame("np_inf")
    noun = next((c for c in below if c.dep_ in ("dobj", "pobj")), None)
    if frame is not None and noun is not None:
        lower = next((c for c in (*below, *noun.children) if clauses.infinitive(c)), None)
        if lower is not None and (span := subtree_span(lower)) is not None:
            return noun_phrase(subject), CueContent(frame, hull([noun_phrase(noun), span]), words[-1])
    for preposition in (c for c in below if c.dep_ in ("prep", "dative")):
        frame = cue.frame("pp", preposition.text.casefold())
        noun = clauses.first_child(preposition, "pobj", "pcomp")
        if frame is not None and noun is not None:
            return noun_phrase(subject), _told(frame, subtree_span(noun), preposition)
    return None, None

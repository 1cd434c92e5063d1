"""Attributions by rule: cue words of the lexicon in the syntactic shapes in which they attribute, and quotation marks.

This is what finds statements when no tagger is at hand, and inside the content of others. A cue's frames (see
:mod:`communique.knowledge.cues`) name the shapes; each is looked for in spaCy's dependency tree. Confidence is the
lexicon's strength of the frame.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from communique.knowledge import cues
from communique.knowledge.cues import Cue, CueFrame
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import noun_phrase, subtree_span, trimmed
from communique.language.quotations import Quotation
from communique.language.tags import COMMON_NOUNS, QUESTION_WORDS, VERBS, VERBS_AND_ADJECTIVES
from communique.language.tree import Token
from communique.model import Span

RULES, STRENGTH = (
    0.4,
    0.3,
)  # confidence of an attribution by rules, by hand: what all have, and by the strength of the cue

SURE = 0.5  # frames less sure than this are no attributions
NEAR = 3  # characters between a quotation and what follows it ('," he said')


@dataclass(slots=True)
class AttributionDraft:
    """One attribution while its parts are gathered."""

    cue: Token
    """The cue's head token."""
    frame: CueFrame
    source: Span | None
    cue_span: Span
    content: list[Span]


def attributions(document: Document, within: Span | None = None) -> tuple[Attribution, ...]:
    """All attributions that the rules see, in text order; only cues inside ``within`` if it is given."""
    found: list[AttributionDraft] = []
    tokens = document.syntax if within is None else document.tokens_in(within)
    words = document.words
    skip = 0
    for token in tokens:
        if token.is_space or token.is_punct or token.i < skip:
            continue
        phrase_cue = cues.match(words, token.i)
        if (
            phrase_cue is not None
            and phrase_cue[0].cue.strength >= SURE
            and _same_sentence(document, token.i, phrase_cue[1])
        ):
            many = list(_from_multiword(document, token, phrase_cue[0].cue, phrase_cue[1]))
            if many:
                found.extend(many)
                skip = phrase_cue[1]
                continue
        if token.tag_ in VERBS and (cue := cues.verb(token.text)):
            found.extend(_from_verb(document, token, cue))
        elif token.tag_ in COMMON_NOUNS and (cue := cues.noun(token.text)):
            found.extend(_from_noun(token, cue))
        elif (
            token.tag_ in VERBS_AND_ADJECTIVES
            and (cue := cues.adjective(token.text))
            and token.dep_ in ("acomp", "oprd", "amod", "xcomp", "conj", "ROOT")
        ):
            found.extend(_from_adjective(token, cue))
    if within is None:
        _join_bare_quotations(document, found)
    return tuple(_settled(document, found))


def _same_sentence(document: Document, i: int, j: int) -> bool:
    return not any(t.is_sent_start for t in document.syntax[i + 1 : j])


def _subject(verb: Token) -> Span | None:
    """The noun phrase of a verb's subject."""
    head = clauses.subject(verb)
    return noun_phrase(head) if head is not None else None


def _from_verb(document: Document, verb: Token, cue: Cue) -> Iterator[AttributionDraft]:
    """A verb's attribution: the surest of its shapes that the sentence shows."""
    source = _subject(verb)
    if clauses.passive(verb):
        if (agent := clauses.agent(verb)) is not None:
            subject_span = source
            source = noun_phrase(agent)
            frame = cue.frame("np")
            if frame and frame.strength >= SURE and subject_span is not None:
                yield AttributionDraft(verb, frame, source, _cue_span(verb), [subject_span])
            return
        source = None
    quoted = quotations_beside(document, verb)
    clause = clauses.first_child(verb, "ccomp") or (
        clauses.first_child(verb, "xcomp") if cue.frame("inf") is None else None
    )
    if quoted and (frame := cue.frame("quote")) and frame.strength >= SURE:
        content = list(quoted)
        if clause is not None and (span := subtree_span(clause)) and not any(q.overlaps(span) for q in quoted):
            content.append(span)
        elif (
            clause is not None
            and not document.in_quotation(clause.idx)
            and (span := subtree_span(clause))
            and verb.i < clause.i
        ):
            content = [span]
        yield AttributionDraft(verb, frame, source, _cue_span(verb), sorted(content))
        return
    if clause is not None and clause.i != verb.i and (span := subtree_span(clause)):
        wh = any(
            c.tag_ in QUESTION_WORDS or c.text.casefold() in ("whether", "if")
            for c in clause.children
            if c.i <= clause.i
        )
        frame = cue.frame("wh") if wh else cue.frame("clause")
        frame = frame or cue.frame("clause") or cue.frame("addr")
        if frame and frame.strength >= SURE:
            yield AttributionDraft(verb, frame, source, _cue_span(verb), [_outside(span, verb)])
            return
    infinitive = clauses.first_child(verb, "xcomp") or clauses.first_child(verb, "ccomp")
    if infinitive is not None and (span := subtree_span(infinitive)) and source is not None:
        frame = cue.frame("ing" if infinitive.tag_ == "VBG" else "inf") or (
            cue.frame("np_inf")
            if clauses.first_child(verb, "dobj") is not None or clauses.first_child(infinitive, "nsubj") is not None
            else None
        )
        if frame and frame.strength >= SURE:
            yield AttributionDraft(verb, frame, source, _cue_span(verb), [span])
            return
    if source is not None:
        yield from _objects(verb, cue, source)


def _objects(verb: Token, cue: Cue, source: Span) -> Iterator[AttributionDraft]:
    for preposition in (c for c in verb.children if c.dep_ in ("prep", "prt", "dative") and c.i > verb.i):
        frame = cue.frame("pp", preposition.text.casefold())
        obj = clauses.first_child(preposition, "pobj", "pcomp")
        if frame and frame.strength >= SURE and obj is not None and (span := subtree_span(obj)):
            yield AttributionDraft(
                verb, frame, source, Span(_cue_span(verb).start, preposition.idx + len(preposition.text)), [span]
            )
            return
    obj = clauses.first_child(verb, "dobj")
    if obj is None or (span := subtree_span(obj)) is None:
        return
    if (noun := cues.noun(obj.text)) is not None and cues.brings(verb.text, noun):
        return  # "expressed his doubts over": the noun tells it
    frame = cue.frame("np_as") if any(c.text.casefold() == "as" for c in verb.children) else None
    if (
        frame is not None
        and (as_ := next(c for c in verb.children if c.text.casefold() == "as"))
        and (tail := subtree_span(as_))
    ):
        span = Span(span.start, max(span.end, tail.end))
    frame = frame or cue.frame("np")
    if frame and frame.strength >= SURE:
        yield AttributionDraft(verb, frame, source, _cue_span(verb), [span])


def _from_noun(noun: Token, cue: Cue) -> Iterator[AttributionDraft]:
    """ "expressed grave concern over X" with its subject, "his rejection of X" with its possessor."""
    content = _complement(noun, cue)
    if content is None:
        return
    span, frame, bridge = content
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj", "attr") and verb.tag_ in VERBS and cues.brings(verb.text, cue):
        source = _subject(verb)
        if source is not None and not clauses.passive(verb):
            yield AttributionDraft(noun, frame, source, Span(_cue_span(verb).start, bridge), [span])
            return
    owner = clauses.first_child(noun, "poss")
    if owner is not None and frame.strength >= SURE:
        yield AttributionDraft(noun, frame, noun_phrase(owner), Span(noun.idx, noun.idx + len(noun.text)), [span])


def _from_adjective(adjective: Token, cue: Cue) -> Iterator[AttributionDraft]:
    verb = adjective.head
    source = _subject(verb if adjective.dep_ in ("acomp", "oprd", "conj") else adjective)
    content = _complement(adjective, cue)
    if source is None or content is None:
        return
    span, frame, bridge = content
    yield AttributionDraft(
        adjective,
        frame,
        source,
        Span(min(_cue_span(verb).start, adjective.idx) if verb.i < adjective.i else adjective.idx, bridge),
        [span],
    )


def _complement(head: Token, cue: Cue) -> tuple[Span, CueFrame, int] | None:
    """(content, frame, end of the cue) of a noun's or adjective's complement."""
    for child in head.children:
        if child.i < head.i:
            continue
        frame: CueFrame | None = None
        if child.dep_ in ("prep", "aux") and (obj := clauses.first_child(child, "pobj", "pcomp")) is not None:
            frame = cue.frame("pp", child.text.casefold())
            if frame and frame.strength >= SURE and (span := subtree_span(obj)):
                return span, frame, child.idx + len(child.text)
        elif child.dep_ in ("acl", "ccomp", "xcomp", "relcl", "advcl"):
            infinitive = any(c.tag_ == "TO" for c in child.children)
            frame = cue.frame("inf") if infinitive else cue.frame("clause")
            if frame and frame.strength >= SURE and (span := subtree_span(child)):
                return span, frame, head.idx + len(head.text)
    return None


def _from_multiword(document: Document, token: Token, cue: Cue, end: int) -> Iterator[AttributionDraft]:
    """ "according to X", "called for X", "was quoted as saying that"."""
    tokens = document.syntax
    last = tokens[end - 1]
    span = Span(token.idx, last.idx + len(last.text))
    if (frame := cue.frame("source")) is not None:
        named = clauses.first_child(last, "pobj") or clauses.first_child(token, "pobj")
        if named is None:
            return
        told_by = noun_phrase(named)
        sentence = document.sentence_at(token.idx)
        rest = trimmed(document.view, Span(sentence.start, token.idx)) or trimmed(
            document.view, Span(told_by.end, sentence.end)
        )
        if rest is not None:
            yield AttributionDraft(token, frame, told_by, span, [rest])
        return
    head = next(
        (
            t
            for t in tokens[token.i : end]
            if t.tag_ in VERBS and not (t.head.tag_ in VERBS and token.i <= t.head.i < end)
        ),
        token,
    )
    source = _subject(head)
    quoted = quotations_beside(document, head)
    if quoted and (frame := cue.frame("quote")) is not None:
        yield AttributionDraft(head, frame, source, span, list(quoted))
        return
    if end < len(tokens):
        for shape, dependencies in (("clause", ("ccomp",)), ("inf", ("xcomp",)), ("np", ("dobj", "pobj"))):
            frame = cue.frame(shape)  # type: ignore[arg-type]
            if frame is None or frame.strength < SURE:
                continue
            child = next(
                (c for t in tokens[token.i : end] for c in t.children if c.dep_ in dependencies and c.i >= end), None
            )
            if child is not None and (content := subtree_span(child)) and source is not None:
                yield AttributionDraft(head, frame, source, span, [Span(max(content.start, span.end), content.end)])
                return
        preposition = tokens[end]
        frame = cue.frame("pp", preposition.text.casefold())
        obj = clauses.first_child(preposition, "pobj", "pcomp")
        if (
            frame is not None
            and frame.strength >= SURE
            and obj is not None
            and source is not None
            and (content := subtree_span(obj))
        ):
            yield AttributionDraft(
                head, frame, source, Span(span.start, preposition.idx + len(preposition.text)), [content]
            )


def quotations_beside(document: Document, verb: Token) -> list[Span]:
    """Quotations in the verb's sentence, outside of which the verb stands, and those that go on right behind it."""
    if document.in_quotation(verb.idx):
        return []
    sentence = document.sentence_at(verb.idx)
    found: list[Span] = []
    for q in document.quotations_near(sentence.start - 40, sentence.end + NEAR):
        if q.start >= sentence.start - 2 and q.start < sentence.end and len(q.span.of(document.view).split()) > 1:
            found.append(q.span)
        elif (
            found
            and q.start >= sentence.end
            and q.start - sentence.end <= NEAR
            and _same_paragraph(document, sentence.end, q)
        ):
            found.append(q.span)
            break
        elif q.end <= sentence.start and sentence.start - q.end <= NEAR and q.end > sentence.start - 40:
            found.append(q.span)
    return _unspoken(document, found)


def _unspoken(document: Document, spans: list[Span]) -> list[Span]:
    """Quotations that are a clause or more; a word or two in marks are somebody's irony, not his speech."""
    return [s for s in spans if len(s.of(document.view).split()) > 2]


def _same_paragraph(document: Document, at: int, q: Quotation) -> bool:
    return "\n" not in document.view[at : q.start]


def _join_bare_quotations(document: Document, found: list[AttributionDraft]) -> None:
    """A quotation of a sentence or more that no cue claimed goes on the statement just before it."""
    claimed = sorted(s for f in found for s in f.content)
    reached = list(accumulate((s.end for s in claimed), max))
    ordered = sorted(found, key=lambda f: f.content[0].start)
    starts = [f.content[0].start for f in ordered]
    for q in document.quotations:
        if len(q.span.of(document.view).split()) < 5:
            continue
        begun = bisect_left(claimed, q.end, key=attrgetter("start"))
        if begun and reached[begun - 1] > q.start:
            continue  # a cue has claimed it, or a part of it
        before = bisect_left(starts, q.start)
        if before and q.start - max(s.end for s in ordered[before - 1].content) < 300:
            ordered[before - 1].content.append(q.span)


def _cue_span(verb: Token) -> Span:
    """The verb with its auxiliaries, negation and particle."""
    parts = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i] + [verb]
    parts += [c for c in verb.children if c.dep_ == "prt" and c.i == verb.i + 1]
    first, last = min(parts, key=lambda t: t.i), max(parts, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last.text))


def _outside(span: Span, verb: Token) -> Span:
    """The part of a clause that does not hold the verb which governs it (parentheses: "X, he said, Y")."""
    at = verb.idx
    if span.start <= at < span.end:
        return Span(at + len(verb.text), span.end) if at - span.start < span.end - at else Span(span.start, at)
    return span


def _settled(document: Document, found: list[AttributionDraft]) -> Iterator[Attribution]:
    """Attributions in order, with trimmed contents; of those that share their content the first stays."""
    seen: set[tuple[int, int]] = set()
    for f in sorted(found, key=lambda f: (min(s.start for s in f.content), f.cue.i)):
        content = tuple(t for s in sorted(f.content) if (t := trimmed(document.view, s)) is not None)
        if not content or (content[0].start, content[-1].end) in seen:
            continue
        seen.add((content[0].start, content[-1].end))
        source = (f.source,) if f.source is not None and not any(f.source.overlaps(c) for c in content) else ()
        yield Attribution(source, (f.cue_span,), content, round(RULES + STRENGTH * f.frame.strength, 2), "rules")

"""What the tagger found, mended where the characters, the lexicon or the parse tell better where it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.statements.edges import with_edges
from communique.extract.statements.told_by import whole_names, with_agent, with_teller, without_undergoer
from communique.knowledge import cues
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import head_of, noun_phrase, trimmed
from communique.language.sentences import begins
from communique.language.tags import RELATIVE_PRONOUNS, VERBS
from communique.model import Span

MOST = 160  # characters of a list of speakers
NEAR = 300  # characters beside a span that tell where its sentences begin; more than :mod:`sentences` looks at
DENYING = ("deny", "reject")  # acts that take up what others told
OBJECTS = frozenset(("dobj", "dative", "obj"))
CLAUSE = re.compile(r"(?:that|if|whether|unless|until|because|which|who|when|where)\b")


def mended(document: Document, a: Attribution) -> Attribution:
    """What the tagger found, mended where the characters or the parse tell better where it begins and ends."""
    for mend in MENDS:
        a = mend(document, a)
    return a


def _with_what_was_told(document: Document, a: Attribution) -> Attribution:
    """A content with the telling that is denied, which the cue had: "denied [a report that it had sent]"."""
    if len(a.cue) != 1 or a.content[0].start < a.cue[0].end:
        return a
    tokens = document.tokens_in(a.cue[0])
    verb, noun = (tokens[0], tokens[-1]) if len(tokens) > 1 else (None, None)
    if verb is None or noun is None or noun.head != verb or verb.tag_ not in VERBS:
        return a
    own, told = cues.verb(verb.text), cues.noun(noun.text)
    if own is None or told is None or own.act not in DENYING or told.act != "say" or not cues.brings(verb.text, told):
        return a
    if document.sentence_number(noun.idx) != document.sentence_number(a.content[0].start):
        return a
    whole = Span(tokens[1].idx, a.content[0].end)
    if any(whole.overlaps(s) for s in a.source):
        return a
    cue = Span(verb.idx, verb.idx + len(verb.text))
    return Attribution(a.source, (cue,), (whole, *a.content[1:]), a.confidence, a.by)


def _by_subject(document: Document, a: Attribution) -> Attribution:
    """Who is asked, or does what comes next, is not who says it: "Lam invited [Ratna] to visit, and [Ratna] agreed"."""
    verb = next((t for s in reversed(a.cue) for t in reversed(document.tokens_in(s)) if t.tag_ in VERBS), None)
    if verb is None or len(a.source) != 1 or a.source[0].start < verb.idx or clauses.passive(verb):
        return a
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.tag_ in RELATIVE_PRONOUNS:
        return a
    named = document.tokens_in(a.source[0])
    if not len(named):
        return a
    head, whole = head_of(named), noun_phrase(subject)
    elsewhere = head.dep_ in OBJECTS if head.head == verb else head.dep_ == "nsubj" and head.head.tag_ in VERBS
    if not elsewhere or any(whole.overlaps(x) for x in (*a.cue, *a.content)):
        return a
    return Attribution((whole,), a.cue, a.content, a.confidence, a.by)


def _in_one(document: Document, a: Attribution) -> Attribution:
    """A content whole, of which the tagger left out a comma or cut off a clause: "going home[,] if it passes"."""
    content: list[Span] = []
    for span in a.content:
        gap = document.view[content[-1].end : span.start] if content else "."
        if gap == ", " or (gap == " " and CLAUSE.match(document.view, span.start)):
            content[-1] = Span(content[-1].start, span.end)
        else:
            content.append(span)
    return a if len(content) == len(a.content) else Attribution(a.source, a.cue, tuple(content), a.confidence, a.by)


def _in_its_sentence(document: Document, a: Attribution) -> Attribution:
    """A source without what the sentence before ended in: "to the U.S. | Ghana's minister said"."""
    crossing = [s for s in a.source if document.sentence_number(s.start) < document.sentence_number(s.end - 1)]
    if not crossing:
        return a
    source = tuple(Span(max([s.start, *(o for o in _starts(document.view, s) if o < s.end)]), s.end) for s in a.source)
    return Attribution(source, a.cue, a.content, a.confidence, a.by)


def _of_all(document: Document, a: Attribution) -> Attribution:
    """A source with all of whoever speaks, of whom the tagger took a part: "Roe, [Toro and Doe] said"."""
    verb = next((t for s in reversed(a.cue) for t in reversed(document.tokens_in(s)) if t.tag_ in VERBS), None)
    if verb is None or len(a.source) != 1 or clauses.passive(verb):
        return a
    subject = clauses.subject(verb)
    if subject is None or subject.tag_ in RELATIVE_PRONOUNS:
        return a
    whole = noun_phrase(subject)
    if not whole.covers(a.source[0]) or whole == a.source[0] or len(whole) > MOST:
        return a
    lost = a.source[0].start > whole.start and a.source[0].start > subject.idx
    parts = [subject, *(o for _, o in clauses.prepositional([subject]))]
    listed = any(len(clauses.conjuncts(t)) > 1 for t in parts)
    if not listed or not (lost or a.source[0].end < whole.end) or any(whole.overlaps(x) for x in (*a.cue, *a.content)):
        return a
    return Attribution((whole,), a.cue, a.content, a.confidence, a.by)


def _by_who_said(document: Document, a: Attribution) -> Attribution:
    """Who said what others pass on: "“We go,” [Roe] said, according to the agency" is Roe's and no agency's."""
    if not a.cue or a.cue[0].of(document.view).split()[0].casefold() not in word_list("citing_words"):
        return a
    last = a.content[-1]
    tokens = document.tokens_in(last)
    subject = tokens[-1] if len(tokens) else None
    verb = subject.head if subject is not None and subject.dep_ == "nsubj" else None
    if (
        subject is None
        or verb is None
        or document.in_quotation(subject.idx)
        or not last.end <= verb.idx < a.cue[0].start
    ):
        return a
    known = cues.verb(verb.text)
    whole = noun_phrase(subject)
    quoted = trimmed(document.view, Span(last.start, max(last.start, whole.start)))
    if known is None or known.attitude != "communication" or quoted is None or whole.end > verb.idx:
        return a
    cue = Span(verb.idx, verb.idx + len(verb.text))
    return Attribution((whole,), (cue,), (*a.content[:-1], quoted), a.confidence, a.by)


def _starts(view: str, span: Span) -> Iterator[int]:
    """Where a sentence begins in a span behind an abbreviation; only what stands near is looked at."""
    near = max(0, span.start - NEAR)
    for offset, start in begins(view[near : span.end + NEAR]):
        if start and near + offset > span.start:
            yield near + offset


MENDS = (
    _with_what_was_told, _in_one, _in_its_sentence, whole_names, with_teller, with_agent, without_undergoer,
    _by_subject, _of_all, _by_who_said, with_edges,
)  # fmt: skip
"""In this order: each looks at what those before it left."""

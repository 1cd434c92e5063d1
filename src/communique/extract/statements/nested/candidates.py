"""All that may be told inside others' words: every cue of the lexicon there, with whoever may say it and what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.statements.nested.ends import endings
from communique.extract.statements.nested.nominals import bearers, complements, owners
from communique.extract.statements.nested.shapes import ContentOption, NestedCandidate, Source
from communique.extract.statements.nested.verbs import contents, phrase, sources
from communique.knowledge import cues
from communique.knowledge.cues import Cue
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Attribution, Document
from communique.language.phrases import head_of
from communique.language.span_index import SpanIndex
from communique.language.tags import ADJECTIVES, COMMON_NOUNS, PARTICIPLES, VERBS
from communique.language.tree import Token
from communique.model import Span

NEAR = 6  # tokens between a verb and the auxiliaries and adverbs that belong to its cue


def candidates(document: Document, outer: Sequence[Attribution]) -> Iterator[NestedCandidate]:
    """All that the lexicon and the tree allow inside the contents of these, cue by cue in text order."""
    cued = SpanIndex((c.start, c.end, None) for a in outer for c in a.cue)
    seen: set[int] = set()
    for a in outer:
        for part in a.content:
            for token in document.tokens_in(part):
                if token.i not in seen and not cued.around(token.idx, token.idx + 1):
                    seen.add(token.i)
                    yield from _of(document, token, a, part)


def _of(document: Document, token: Token, outer: Attribution, part: Span) -> Iterator[NestedCandidate]:
    """Those of which a word is the cue."""
    above = _outer(document, outer)
    match = cues.match(document.words, token.i)
    if match is not None and match[1] > token.i + 1:
        by, what = phrase(document, token, match[0].cue, match[1], above)
        yield from _made(document, match[0].cue, token, by, what, outer, part)
    for cue in _entries(token):
        if cue.pos == "verb":
            by, what = sources(token, above), list(contents(document, token, cue))
        elif cue.pos == "noun":
            by, what = owners(token, above), list(complements(token, cue))
        else:
            by, what = bearers(token), list(complements(token, cue))
        yield from _made(document, cue, token, by, what, outer, part)


def _outer(document: Document, a: Attribution) -> Source | None:
    if not a.source:
        return None
    tokens = document.tokens_in(a.source[0])
    return Source(a.source[0], head_of(tokens) if len(tokens) else None, "outer")


def _entries(token: Token) -> Iterator[Cue]:
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
    elif token.tag_ in ADJECTIVES and (adjective := cues.adjective(token.text)) is not None and not _made_so(token):
        yield adjective


def _intended(verb: Token) -> bool:
    """Whether an infinitive tells what somebody means to do: "a plan [to name] her"."""
    known = cues.noun(verb.head.text) if verb.dep_ == "acl" and clauses.infinitive(verb) else None
    return known is not None and known.attitude in ("commitment", "intention")


def _made_so(adjective: Token) -> bool:
    """Whether something is brought about, and nobody thinks so: "to make sure that it ends"."""
    return adjective.head.text.casefold() in word_list("making")


def _predicative(token: Token) -> bool:
    """Whether a participle stands behind a copula: "is committed to"."""
    return clauses.first_child(token, "auxpass") is not None or token.dep_ in ("acomp", "oprd", "xcomp", "conj")


def _made(
    document: Document,
    cue: Cue,
    token: Token,
    by: Sequence[Source],
    what: Sequence[ContentOption],
    outer: Attribution,
    part: Span,
) -> Iterator[NestedCandidate]:
    """The candidates of a cue whose parts do not overlap."""
    for told in what:
        if told.frame is None and _intended(token):
            continue  # "his intent to nominate her"
        for cut, content in endings(document, told, token, part):
            words = _cue_words(token, told.last, content)
            if not part.covers(words) or not part.covers(content) or words.overlaps(content):
                continue
            for source in by:
                if source.way == "of" and source.head is not None and source.span.overlaps(content):
                    head = source.head  # "a call by [Oman] for a truce", of which the parser makes Oman's truce
                    source = source._replace(span=Span(source.span.start, head.idx + len(head.text)))
                at = words
                if cue.pos == "noun" and source.span.overlaps(words):  # "[a call] by Oman for a truce"
                    at = Span(token.idx, token.idx + len(token.text))
                if source.span.overlaps(content) or source.span.overlaps(at):
                    continue
                made = Attribution((source.span,), (at,), (content,), 0.0, "rules")
                yield NestedCandidate(cue, token, source, told, cut, outer, part, made)


def _cue_words(token: Token, last: Token, content: Span) -> Span:
    """The cue with its auxiliaries, its copula, its negation and the preposition that brings the content."""
    verb = token.head if token.dep_ in ("acomp", "oprd") and token.head.tag_ in VERBS else token
    parts = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and 0 < verb.i - c.i <= NEAR]
    close = [verb] if verb is token or token.i - verb.i <= 4 else [token]
    kept = [p for p in parts if p.tag_ != "WRB" and all(t in parts or t.is_punct for t in verb.doc[p.i : verb.i])]
    words = [*kept, *close, token, last]
    first, final = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    start, end = first.idx, final.idx + len(final.text)
    if start < content.start < end:
        end = start + len(verb.doc.view[start : content.start].rstrip())
    return Span(start, end)

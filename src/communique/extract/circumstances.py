"""The words around a deed that tell when, where and on what occasion it was done: of statements and of positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.knowledge.meetings import nouns as meeting_nouns
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.clauses import SUBJECTS
from communique.language.document import Attribution, Document
from communique.language.tags import COMMON_NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Span

BROUGHT = frozenset(("acomp", "attr", "dobj", "nsubjpass", "oprd"))
"""How a noun or adjective that is the cue hangs on the verb that brings it: "issued a [warning]"."""


def of_attribution(document: Document, a: Attribution) -> Iterator[Token]:
    """The words whose time and outlet are the statement's, those that tell it best first."""
    cue = [t for span in a.cue for t in document.tokens_in(span)]
    yield from circumstances(cue)
    for noun in (t for span in a.source for t in _top(document, span)):
        if _occasion(noun):
            yield from _told_of(noun)
        yield from _occasions(noun)


def circumstances(words: Sequence[Token]) -> Iterator[Token]:
    """The words whose time is that of the deed that the words tell, those that tell it best first.

    They are its nouns, its verbs or the one that brings the nouns, the occasions on them ("in a [letter] dated
    3 May"), and what whoever does it did meanwhile ("[speaking] on Monday").
    """
    yield from (t for t in words if t.tag_ in COMMON_NOUNS)
    brought = [t.head for t in words if t.dep_ in BROUGHT and t.head.tag_ in VERBS]
    verbs = [t for t in words if t.tag_ in VERBS] or brought[:1]
    for verb in verbs:
        yield from _around(verb)
    for verb in verbs:
        main = _main(verb)
        if main is not None:
            yield from _around(main)


def _around(verb: Token) -> Iterator[Token]:
    """A verb, the occasions that it names, and what its subject did at the same time ("speaking in Oslo on Monday")."""
    yield verb
    for noun in clauses.children(verb, "dobj", "dative"):  # "told a news conference"
        if _occasion(noun):
            yield from _told_of(noun)
    yield from _occasions(verb)
    for other in clauses.children(verb, "advcl"):
        if _at_once(other):
            yield other
            yield from _occasions(other)
    for subject in clauses.children(verb, "nsubj"):
        for other in clauses.children(subject, "acl"):
            if _at_once(other):
                yield other
                yield from _occasions(other)


def _occasions(word: Token) -> Iterator[Token]:
    """The occasions on which the word's deed was done: "in a [speech]", with when they were made public."""
    for preposition, noun in clauses.prepositional([word]):
        if preposition in word_list("occasion_prepositions") and _occasion(noun):
            yield from _told_of(noun)


def _told_of(noun: Token) -> Iterator[Token]:
    """An occasion, and the participles that tell its day: "a letter [dated] 3 May", "a statement [released] Friday"."""
    yield noun
    for here in (noun, *(o for _, o in clauses.prepositional([noun]))):
        for verb in clauses.children(here, "acl", "relcl", "advcl"):
            for told in (verb, *clauses.children(verb, "conj")):
                if told.text.casefold() in word_list("making_public"):
                    yield told


def _occasion(noun: Token) -> bool:
    low = noun.text.casefold()
    return low in word_list("occasions_of_speech") or low in meeting_nouns()


def _at_once(verb: Token) -> bool:
    """Whether a participle tells what the speaker did while saying it."""
    before = [c for c in verb.children if c.i < verb.i]
    if any(c.text.casefold() in word_list("at_other_times") or c.dep_ in SUBJECTS for c in before):
        return False
    return verb.tag_ == "VBG" or verb.text.casefold() in word_list("being_asked")


def _main(verb: Token) -> Token | None:
    """The verb whose time a participle shares: "[disagreed] on Monday, saying", "[surprised] us in May by saying"."""
    if verb.tag_ != "VBG" or not _at_once(verb):
        return None
    above = verb.head if verb.dep_ == "advcl" else clauses.attached(verb, "as", "by")
    return above if above is not None and above.tag_ in VERBS else None


def _top(document: Document, span: Span) -> list[Token]:
    """The words of a span that hang on none in it."""
    return [t for t in document.tokens_in(span) if not span.start <= t.head.idx < span.end or t.head is t]

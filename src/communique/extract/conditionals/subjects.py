"""Conditionals without a marker, whose subject is the condition: "[Failure to comply] will lead to"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.conditionals.consequence import end_of, would
from communique.extract.conditionals.halves import ConditionalSpans, both_halves, region_of
from communique.extract.statement_index import StatementIndex
from communique.knowledge import plover
from communique.knowledge.conditional_markers import Marker
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.phrases import subtree_span
from communique.language.tags import RELATIVE_PRONOUNS, VERBS
from communique.language.tree import Token
from communique.model import Span

SUBJECT = Marker((), "noun", 0.6)
"""Stands where no word but the subject brings the condition."""


def conditional_subjects(document: Document, told: StatementIndex) -> Iterator[ConditionalSpans]:
    """What would follow if its subject came about: "[Failure to comply] will lead to", "[an attack] would mean war"."""
    for verb in document.syntax:
        if verb.tag_ not in VERBS or not would(verb):
            continue
        subject = clauses.first_child(verb, "nsubj", "nsubjpass", "csubj")
        if subject is None or subject.i > verb.i or not _supposed(subject, verb):
            continue
        if any(c.i < subject.i and clauses.children(c, "mark") for c in clauses.children(verb, "advcl")):
            continue  # "if confirmed an attack would mean war" has its condition
        own = subtree_span(subject)
        words = document.syntax.part(subject.left_edge.i, subject.i + 1)
        if own is None or any(t.tag_ in RELATIVE_PRONOUNS for t in words):
            continue
        region = region_of(document, told, words, document.sentence_at(subject.idx))
        consequence = Span(own.end, end_of(verb, region))
        found = both_halves(document, own, consequence, region, SUBJECT, None, verb)
        if found is not None:
            yield found


def _supposed(subject: Token, verb: Token) -> bool:
    """Whether a subject may or may not come about, and the verb tells what that brings."""
    will = any(c.text.casefold() in word_list("foretelling") for c in clauses.children(verb, "aux"))
    results = any(
        w.text.casefold() in word_list("conditional_results") for w in (verb, *clauses.children(verb, "dobj"))
    )
    if subject.dep_ == "csubj":
        return results and will and subject.tag_ == "VBG"
    noun = subject.text.casefold()
    before = {c.text.casefold() for c in clauses.children(subject, "det", "amod")}
    if noun in word_list("failings"):
        owned = clauses.children(subject, "poss")  # "his failure to consult them": it is told as a fact
        return not owned and (results or bool(clauses.children(subject, "prep", "acl")))
    if before & word_list("pointing") or not before & word_list("suppositions"):
        return False
    return results and (noun in word_list("attempts") or bool(plover.nouns(noun)))

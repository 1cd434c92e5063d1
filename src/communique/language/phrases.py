"""What extractors ask of a dependency tree."""

from __future__ import annotations

from communique.language.tags import NOUNS_AND_PRONOUNS
from communique.language.tree import Token
from communique.model import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# What hangs on a noun phrase without being a part of what it names.
LOOSE = frozenset(("appos", "relcl", "acl", "advcl", "cc", "conj", "punct", "parataxis", "npadvmod"))
EDGES = " \t\r\n,;:–—-"


def first_child(token: Token, dependencies: tuple[str, ...]) -> Token | None:
    """The first child in one of the relations, or None."""
    return next((c for c in token.children if c.dep_ in dependencies), None)


def phrase(head: Token) -> Span:
    """The noun phrase of a head: with its title, modifiers and "of" phrases, without clauses and appositions."""
    start, end = head.idx, head.idx + len(head.text)
    left = head.left_edge
    start = min(start, left.idx)
    stack = [c for c in head.children if c.i > head.i and c.dep_ not in LOOSE]
    while stack:
        c = stack.pop()
        end = max(end, c.idx + len(c.text))
        stack.extend(g for g in c.children if g.dep_ not in LOOSE or g.dep_ in ("cc", "conj"))
    conjuncts = [c for c in head.conjuncts if c.dep_ == "conj" and c.i > head.i and c.tag_ in NOUNS_AND_PRONOUNS]
    for c in conjuncts:
        end = max(end, c.idx + len(c.text))
    return Span(start, end)


def subtree_span(head: Token) -> Span | None:
    """The whole subtree as one span, or None if it is empty."""
    left, right = head.left_edge, head.right_edge
    span = Span(left.idx, right.idx + len(right.text))
    return span if span.end > span.start else None


def trimmed(text: str, span: Span) -> Span | None:
    """The span without blanks and separating marks at its ends, and without a full stop that ends the sentence."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and (text[end - 1] in EDGES or (text[end - 1] == "." and end == span.end)):
        end -= 1
    return Span(start, end) if end > start and any(c.isalnum() for c in text[start:end]) else None

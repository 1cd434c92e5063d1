"""Stretches of text in the dependency tree: the noun phrase of a head, a whole subtree, the head of a stretch.

Spans count code points of the document's text, as :class:`~communique.model.Span` does. Nothing is raised.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.clauses import conjuncts
from communique.language.tags import NOUNS_AND_PRONOUNS
from communique.language.tree import Token
from communique.model import Span

# What hangs on a noun phrase without being a part of what it names.
LOOSE = frozenset(("appos", "relcl", "acl", "advcl", "cc", "conj", "punct", "parataxis", "npadvmod"))
EDGES = " \t\r\n,;:–—-"
WIDEST = 120
"""Tokens below a head at most: phrases nest, and to walk each of a hostile text's anew takes time that is quadratic."""


def noun_phrase(head: Token) -> Span:
    """The noun phrase of a head: with its title, modifiers and "of" phrases, without clauses and appositions.

    What is coordinated behind the head is in it ("Kenya and Uganda"). Of a monster of a phrase it is the head alone.
    """
    left = head.left_edge
    if head.right_edge.i - left.i > WIDEST:
        return Span(head.idx, head.idx + len(head.text))
    end = head.idx + len(head.text)
    waiting = [c for c in head.children if c.i > head.i and c.dep_ not in LOOSE]
    while waiting:
        c = waiting.pop()
        end = max(end, c.idx + len(c.text))
        waiting.extend(g for g in c.children if g.dep_ not in LOOSE or g.dep_ in ("cc", "conj"))
    for c in conjuncts(head)[1:]:
        if c.tag_ in NOUNS_AND_PRONOUNS:
            end = max(end, c.idx + len(c.text))
    return Span(min(head.idx, left.idx), end)


def subtree_span(head: Token) -> Span | None:
    """The whole subtree as one span, or None if it is empty."""
    left, right = head.left_edge, head.right_edge
    span = Span(left.idx, right.idx + len(right.text))
    return span if span.end > span.start else None


def head_of(stretch: Sequence[Token]) -> Token:
    """The first token of a stretch (one at least, in text order) that hangs on nothing inside it; else the last one."""
    first, last = stretch[0].i, stretch[-1].i
    for token in stretch:
        above = token.head
        if above is token or not first <= above.i <= last:
            return token
    return stretch[-1]


def trimmed(text: str, span: Span) -> Span | None:
    """The span without blanks and separating marks at its ends, and without a full stop that ends the sentence.

    None where no letter or digit is left.
    """
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and (text[end - 1] in EDGES or (text[end - 1] == "." and end == span.end)):
        end -= 1
    return Span(start, end) if end > start and any(c.isalnum() for c in text[start:end]) else None

"""What the noun of an issue takes up that names it too shortly to be understood alone: "the deal", "this move".

A definite noun without a modifier that tells something is named by the fullest phrase before it of the same noun ("the
[nuclear] deal [with Iran]"). A noun that only points, "move" or "decision", stands for what the clause before it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communique.extract.mention_index import MentionIndex
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.layers import Index
from communique.language.tags import COMMON_NOUNS, FINITE_VERBS, QUESTION_WORDS, VERBS
from communique.language.tree import Token

MODIFYING = frozenset(("amod", "compound", "nmod", "poss"))
"""What before a noun tells which it is."""
BEHIND = frozenset(("of", "on", "for", "with", "to", "against", "over", "between"))
"""Prepositions behind a noun that lead to what it is about."""
POINTERS = frozenset(("the", "this", "that", "these", "those", "such"))
FAR = 400
"""Tokens looked back for a fuller phrase."""
MOST = 12
"""Phrases of one noun looked at: a hostile text may have thousands."""


class FullerPhrases:
    """The noun phrases of a document that tell what they are of, by their nouns."""

    def __init__(self, document: Document) -> None:
        found: dict[str, list[Token]] = {}
        for token in document.syntax:
            if token.tag_ in COMMON_NOUNS and tells(token):
                found.setdefault(singular(token), []).append(token)
        self._by_noun: Mapping[str, Sequence[Token]] = found

    def near(self, noun: Token) -> Iterator[Token]:
        """Those before a noun, the nearest first; then the first behind it."""
        same = self._by_noun.get(singular(noun), ())
        first = next((n for n, t in enumerate(same) if t.i >= noun.i), len(same))
        for t in reversed(same[max(0, first - MOST) : first]):
            if noun.i - t.i > FAR:
                break
            yield t
        yield from (t for t in same[first : first + 1] if t is not noun and t.i - noun.i <= FAR)


def singular(noun: Token) -> str:
    """A common noun without the ending of the plural."""
    low = noun.text.casefold()
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def tells(noun: Token) -> bool:
    """Whether a noun has a modifier that tells which it is: "the [nuclear] deal", "the deal [with Iran]"."""
    return any(_telling(c, noun) for c in noun.children)


def _telling(c: Token, noun: Token) -> bool:
    if c.i < noun.i:
        low = c.text.casefold()
        plain = low in word_list("issue_hedges") | word_list("issue_plain") or (c.tag_ == "PRP$" or c.tag_ == "CD")
        plain = plain or (c.dep_ == "poss" and noun.text.casefold() in word_list("issue_anaphors"))
        return c.dep_ in MODIFYING and not plain
    if c.dep_ == "prep" and c.text.casefold() in BEHIND:
        return clauses.first_child(c, "pobj", "pcomp") is not None
    return c.dep_ in ("acl", "relcl") and c.tag_ in VERBS and clauses.infinitive(c)


def points(noun: Token) -> bool:
    """Whether a noun phrase is definite and tells nothing but its noun: "the deal", "this decision"."""
    return (
        noun.tag_ in COMMON_NOUNS
        and any(c.dep_ == "det" and c.text.casefold() in POINTERS for c in noun.children)
        and not any(_telling(c, noun) or c.dep_ in ("acl", "relcl", "prep", "appos") for c in noun.children)
    )


def meant_by(phrases: FullerPhrases, who: MentionIndex, noun: Token) -> Token | None:
    """The noun of the fuller phrase that a definite noun takes up, or None."""
    if not points(noun):
        return None
    return next((t for t in phrases.near(noun) if who.mention(t) is None and not _unclear(t)), None)


def _unclear(noun: Token) -> bool:
    """Whether a phrase has a pronoun that its own sentence must explain, or is a question."""
    return any(
        t.tag_ == "PRP$" or t.tag_ in QUESTION_WORDS
        for t in noun.doc[noun.left_edge.i : min(noun.right_edge.i, noun.i + 10) + 1]
    )


def deed_meant(noun: Token) -> Token | None:
    """The verb of the deed that a noun points to: "Chad left the union. Kenya deplored [the move]".

    In its own sentence too: "Chad left the union in [a move] condemned by Kenya".
    """
    if noun.text.casefold() not in word_list("issue_anaphors"):
        return None
    above = clauses.attached(noun, "in")
    if above is not None and above.tag_ in VERBS:
        return above if clauses.first_child(above, "nsubj", "nsubjpass") is not None else None
    sentence = noun.sent
    if not points(noun) or sentence.start == 0:
        return None
    before = noun.doc[sentence.start - 1]
    deed = next((t for t in noun.doc[before.sent.start : sentence.start] if t.head is t), None)
    while deed is not None and (told := clauses.first_child(deed, "ccomp")) is not None:
        deed = told
    return deed if deed is not None and _happened(deed) else None


def _happened(verb: Token) -> bool:
    """Whether a clause with a subject tells a deed that is done: no state, nothing that will or may be."""
    return (
        (verb.tag_ in FINITE_VERBS or any(c.dep_ in ("aux", "auxpass") for c in verb.children))
        and verb.text.casefold() not in word_list("stative_verbs")
        and clauses.first_child(verb, "nsubj", "nsubjpass") is not None
        and not any(c.tag_ == "MD" for c in verb.children)
    )


FULLER_PHRASES: Index[FullerPhrases] = Index("index of fuller phrases", (), FullerPhrases)

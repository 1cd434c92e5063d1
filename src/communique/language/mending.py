"""Trees mended where the parser is known to err and the words leave no doubt."""

from __future__ import annotations

from communique.language.tags import NOUNS, NOUNS_AND_MODIFIERS, PAST_VERBS
from communique.language.tree import Token, Tokens

LONGEST = 5  # tokens of the second subject


def mend(doc: Tokens) -> None:
    """Mend a tree in place: the second half of "with Oslo urging a ban and Lima opposing it", "said on Friday she met".

    The parser takes such a subject for one more object of the first half, and such a day for that of what is said.
    """
    for token in doc:
        if token.dep_ == "ccomp" and token.head.tag_ in PAST_VERBS and token.head.i < token.i:
            _when_said(doc, token)
        if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.text.lower() == "with":
            _second_half(doc, token)


def _when_said(doc: Tokens, told: Token) -> None:
    """Hang what stands between a verb of saying and the subject of what is said on the former."""
    saying = told.head
    subject = next((c for c in told.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i > told.i:
        return
    for c in told.children:
        between = c.dep_ in ("prep", "npadvmod") and c.left_edge.i == saying.i + 1
        if between and c.right_edge.i + 1 == subject.left_edge.i:
            doc.hang(c, saying, c.dep_)
            return


def _second_half(doc: Tokens, first: Token) -> None:
    if not any(c.dep_ == "nsubj" for c in first.children):
        return
    joint = first.i + 2
    while joint < first.sent.end - 2:
        at = joint + 1
        if doc[joint].tag_ == "CC" and doc[joint].text.lower() in ("and", "but"):
            while at < first.sent.end and at - joint <= LONGEST and doc[at].tag_ in NOUNS_AND_MODIFIERS:
                at += 1
            verb, subject = doc[at] if at < first.sent.end else None, doc[at - 1]
            if verb is not None and at > joint + 1 and verb.tag_ == "VBG" and subject.tag_ in NOUNS:
                _join(first, doc[joint], subject, verb)
                return
        joint += 1


def _join(first: Token, joint: Token, subject: Token, verb: Token) -> None:
    above = list(first.ancestors)
    if subject in above or verb in above or any(c.dep_ == "nsubj" for c in verb.children):
        return
    hang = first.doc.hang
    hang(verb, first, "conj")
    hang(subject, verb, "nsubj")
    hang(joint, first, "cc")

"""Trees mended where the parser is known to err and the words leave no doubt."""

from __future__ import annotations

from communique.language.tags import NOUNS, NOUNS_AND_MODIFIERS
from communique.language.tree import Token, Tokens

LONGEST = 5  # tokens of the second subject


def mend(doc: Tokens) -> None:
    """Mend a tree in place: the second half of "with Oslo urging a ban and Lima opposing it".

    The parser takes such a subject for one more object of the first half.
    """
    for token in doc:
        if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.text.lower() == "with":
            _second_half(doc, token)


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

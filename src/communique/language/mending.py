"""Trees mended where the parser is known to err and the words leave no doubt."""

from __future__ import annotations

from typing import Any

from communique.language.tags import NOUNS, NOUNS_AND_MODIFIERS

LONGEST = 5  # tokens of the second subject


def mend(doc: Any) -> None:
    """Mend a parsed ``Doc`` in place: the second half of "with Oslo urging a ban and Lima opposing it".

    The parser takes such a subject for one more object of the first half.
    """
    for token in doc:
        if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.text.lower() == "with":
            _second_half(doc, token)


def _second_half(doc: Any, first: Any) -> None:
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


def _join(first: Any, joint: Any, subject: Any, verb: Any) -> None:
    if subject.is_ancestor(first) or any(c.dep_ == "nsubj" for c in verb.children):
        return
    verb.head, verb.dep_ = first, "conj"
    subject.head, subject.dep_ = verb, "nsubj"
    joint.head, joint.dep_ = first, "cc"

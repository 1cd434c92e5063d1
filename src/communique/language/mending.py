"""Trees mended where the parser is known to err and the words leave no doubt."""

from __future__ import annotations

from communique.language.tags import NOUNS, NOUNS_AND_MODIFIERS, PAST_VERBS, PROPER_NOUNS, VERBS_AND_MODALS
from communique.language.tree import Token, Tokens

ACTING = frozenset(("nsubj", "nsubjpass", "expl", "aux"))
LONGEST = 5  # tokens of the second subject


def mend(doc: Tokens) -> None:
    """Mend a tree in place: the second half of "with Oslo urging a ban and Lima opposing it", "said on Friday she met".

    The parser takes such a subject for one more object of the first half, and such a day for that of what is said. Who
    act together it takes for one and his apposition: "Oxfam, the Red Cross and Roe said".
    """
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i:
            _all_who_act(doc, token)
        if token.dep_ == "ccomp" and token.head.tag_ in PAST_VERBS and token.head.i < token.i:
            _when_said(doc, token)
            _done_next(doc, token)
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


def _done_next(doc: Tokens, told: Token) -> None:
    """Hang on a verb of saying what its subject did next: "said the road would open and [left]".

    Behind an auxiliary a past tense goes on with nothing.
    """
    if not any(c.tag_ == "MD" for c in told.children):
        return
    done = next((c for c in told.children if c.dep_ == "conj" and c.tag_ == "VBD"), None)
    joint = next((c for c in told.children if c.dep_ == "cc"), None)
    if done is None or joint is None or joint.i > done.i or any(c.dep_ in ACTING for c in done.children):
        return
    doc.hang(done, told.head, "conj")
    doc.hang(joint, told.head, "cc")


def _all_who_act(doc: Tokens, first: Token) -> None:
    """Hang on a subject whoever acts with it.

    An apposition ends in a comma, so that one which ends at the verb is a member of a list ("Oxfam, the [Red Cross] and
    Roe said"); who is joined behind an apposition is none ("the premier, Jane Roe, and her [colleague]"), and no verb
    has two subjects ("Roe, an ally of Peru, and [Doe] said").
    """
    for beside in [c for c in first.children if c.dep_ == "appos" and c.i > first.i]:
        more = next((c for c in beside.children if c.dep_ == "conj"), None)
        joint = next((c for c in beside.children if c.dep_ == "cc"), None)
        if more is None or joint is None or not beside.i < joint.i < more.i:
            continue
        behind = doc[beside.right_edge.i + 1] if beside.right_edge.i + 1 < len(doc) else None
        names = first.tag_ in PROPER_NOUNS and beside.tag_ in PROPER_NOUNS and more.tag_ in PROPER_NOUNS
        if names and behind is not None and behind.tag_ in VERBS_AND_MODALS:
            doc.hang(beside, first, "conj")
        elif first.tag_ == "NN" and beside.tag_ in PROPER_NOUNS and doc[joint.i - 1].text == ",":
            doc.hang(more, first, "conj")
            doc.hang(joint, first, "cc")
    joint = next((c for c in first.children if c.dep_ == "cc" and c.i > first.i), None)
    before = first.left_edge.i - 1  # "“Go,” said Roe, and Doe agreed"
    if joint is None or any(c.dep_ == "conj" for c in first.children) or doc[max(before, 0)].tag_ in VERBS_AND_MODALS:
        return
    other = next((c for c in first.head.children if c.dep_ == first.dep_ and c.i > joint.i), None)
    if other is not None and other.left_edge.i == joint.i + 1 and other.i < first.head.i:
        doc.hang(other, first, "conj")


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

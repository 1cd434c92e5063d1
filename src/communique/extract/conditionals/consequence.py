"""The verb of a consequence, and where its clause begins and ends."""

from __future__ import annotations

from communique.knowledge.word_lists import word_list
from communique.language.clauses import SUBJECTS
from communique.language.tags import QUESTION_WORDS, VERBS_AND_MODALS
from communique.language.tree import Token
from communique.model import Span

RELATIVES = QUESTION_WORDS | {"WP$"}
DEPTH = 6  # steps from a part of a consequence to its verb


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children)


def ahead(verb: Token) -> bool:
    """Whether a verb tells what is still to come or only possible ("will", "could")."""
    return any(c.dep_ == "aux" and c.text.casefold() in word_list("conditional_ahead") for c in verb.children)


def would(verb: Token) -> bool:
    """Whether a verb tells what follows from something."""
    return any(c.text.casefold() in word_list("consequence_auxiliaries") for c in verb.children if c.dep_ == "aux")


def main_verb(verb: Token, first: Token) -> Token | None:
    """The verb of the consequence: what the condition hangs on, or what the parser coordinated with it."""
    for child in verb.children:
        plain = not any(c.dep_ == "cc" and verb.i < c.i < child.i for c in verb.children)
        # "were wrong if they thought they could stay": what is thought is a part of the condition.
        plain &= child.dep_ != "ccomp" or any(t.text in (",", "then") for t in verb.doc[verb.i : child.i])
        if (
            child.dep_ in ("conj", "ccomp", "parataxis")
            and child.i > verb.i
            and plain
            and has_subject(child)
            and ahead(child)
        ):
            return child
    head = verb.head
    if head == verb:
        return _unmarked(verb)
    if head.i == first.i and head.head != head:
        head = head.head  # "[provided] that they sign"
    while head.tag_ not in VERBS_AND_MODALS and head.head != head:
        head = head.head
    if head.i > first.i and head.dep_ in ("ccomp",) and not has_subject(head) and head.head.i > head.i:
        head = head.head
    # "said if X happens, Y would follow" may hang the condition on "said": then Y is what was said.
    if not ahead(head) and head.i < first.i:
        after = next((c for c in head.children if c.dep_ == "ccomp" and c.i > verb.i and has_subject(c)), None)
        if after is not None:
            return after
        before = next(
            (c for c in head.children if c.dep_ in ("ccomp", "xcomp") and c.i < verb.i and c.i != verb.i), None
        )
        if before is not None and (ahead(before) or before.dep_ == "ccomp"):
            return before
    return head


def _unmarked(verb: Token) -> Token | None:
    """The consequence that no comma parts from its condition: "if we leave the deal [we would be going] with it"."""
    for token in verb.subtree:
        if token.i > verb.i and token.dep_ == "relcl" and ahead(token):
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.tag_ == "PRP" and subject.left_edge.i == token.left_edge.i:
                return token
    return None


def whole_clause(main: Token, verb: Token) -> Token:
    """The verb whose clause the consequence is, where the condition hangs on a part of it.

    "Tests still have [to be met] if", "will end like the war [ended] if", "declined [to comment] if".
    """
    for _ in range(DEPTH):
        above = main.head
        if above in (main, verb) or above.i > verb.i > main.i:
            break
        compared = main.dep_ in ("advcl", "ccomp") and _compared(main)
        completes = main.dep_ in ("xcomp", "acomp") and not ahead(main) and not has_subject(main)
        if not compared and not completes:
            break
        main = above
    return main


def _compared(clause: Token) -> bool:
    """Whether a clause tells what something is compared with; the parser hangs "like" on the verb or in the clause."""
    beside = [*clause.children, *(c for c in clause.head.children if c.dep_ == "prep" and not c.children)]
    return any(c.text.casefold() in word_list("comparing") and c.i < clause.i for c in beside)


def beginning_behind(main: Token, verb: Token) -> int:
    """Where the consequence begins when the condition comes first: at the main verb's own first word behind it."""
    end = verb.right_edge.i
    own = [c.left_edge for c in main.children if c.i > end or (c.dep_ in SUBJECTS and c.left_edge.i > verb.i)]
    own.append(main)
    inside = {t.i for t in verb.subtree} if main.i not in {t.i for t in verb.subtree} else set()
    begins = [t for t in own if t.i > verb.i and t.i not in inside and not t.is_punct]
    return int(min(begins, key=lambda t: t.i).idx) if begins else int(main.idx)


def end_of(main: Token, region: Span) -> int:
    """Where the main clause ends: at its last word in the region, before what is told of it besides.

    That is a clause with "but", or behind a comma a relative one of its last words: "will leave, [which would end it]".
    """
    inside = [t for t in main.subtree if t.i >= main.i and t.idx < region.end]
    beside = [t for t in inside if t.i > main.i and (_opposed(t, main) or _adds(t))]
    if beside:
        first = min(t.left_edge.i for t in beside)
        inside = [t for t in inside if t.i < first] or inside
    return min(int(max((t.idx + len(t.text) for t in inside), default=main.idx + len(main.text))), region.end)


def _opposed(verb: Token, main: Token) -> bool:
    """Whether a clause is set against the consequence: "it would leave, [but it has not done so]"."""
    if verb.dep_ != "conj" or verb.head.i != main.i or not has_subject(verb) or ahead(verb):
        return False
    return any(c.dep_ == "cc" and c.text.casefold() == "but" for c in main.children)


def _adds(verb: Token) -> bool:
    """Whether a relative clause behind a comma only adds something: ", which depends on imports"."""
    first = verb.left_edge
    return verb.dep_ == "relcl" and first.tag_ in RELATIVES and first.i > 0 and first.nbor(-1).text == ","


def beginning_of(main: Token, region: Span) -> int:
    """Where the main clause begins; a chain of coordinated ones that are all still to come begins with its first."""
    here = main
    for _ in range(6):
        both_ahead = ahead(here.head) and ahead(here)
        if here.dep_ == "conj" and here.head.tag_ in VERBS_AND_MODALS and (both_ahead or not has_subject(here)):
            here = here.head
        elif here.dep_ == "xcomp" and ahead(here.head):
            here = here.head  # "will have to go"
        else:
            break
    # "A will go, B will go and C will go": the parser hangs the first elsewhere.
    siblings = [*here.children, *(here.head.children if here.dep_ == "ccomp" else ())]
    for c in siblings:
        if c.dep_ in ("ccomp", "parataxis") and c.i < here.i and ahead(c) and ahead(here) and has_subject(c):
            here = c
            break
    if here.dep_ == "relcl":  # "sanctions that will be taken if": what is taken is a part of it
        return max(int(here.head.left_edge.idx), region.start)
    loose = ("mark", "cc", "punct", "advcl", "ccomp", "parataxis")
    starts: list[int] = [here.idx, *(c.left_edge.idx for c in here.children if c.i < here.i and c.dep_ not in loose)]
    return max(min(starts), region.start)

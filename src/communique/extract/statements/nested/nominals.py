"""What nouns and adjectives tell inside others' words, and whose they are: "Oman's support for", "is committed to"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.statements.nested.shapes import ContentOption, Source, told
from communique.knowledge import cues, states
from communique.knowledge.cues import Cue
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.phrases import noun_phrase, subtree_span
from communique.language.tags import (
    ADJECTIVES,
    CLAUSE_HEADS,
    COMMON_NOUNS,
    PARTICIPLES,
    PROPER_NOUNS,
    RELATIVE_PRONOUNS,
    VERBS,
)
from communique.language.tree import Token
from communique.model import Span


def owners(noun: Token, outer: Source | None) -> list[Source]:
    """Whose a noun may be: "Peru's", "of Peru", "Peruvian", who "expressed" it, or whoever is quoted."""
    owner = clauses.first_child(noun, "poss")
    if owner is not None:
        return [Source(noun_phrase(owner), owner, "owner")]
    found: list[Source] = []
    for preposition, holder in clauses.prepositional([noun]):
        if preposition in word_list("of_whose"):
            found.append(Source(noun_phrase(holder), holder, "of"))
    found += [
        Source(Span(c.left_edge.idx, c.idx + len(c.text)), c, "adjective")
        for c in noun.lefts
        if c.dep_ in ("compound", "nmod", "amod") and (c.tag_ in PROPER_NOUNS or states.by_demonym(c.text) is not None)
    ]
    if found:
        return found
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.tag_ in VERBS and not clauses.passive(verb):
        subject = clauses.subject(verb)
        if subject is not None:
            found.append(Source(noun_phrase(subject), subject, "subject"))
    if outer is not None and not any(cues.brings(verb.text, c) for c in [cues.noun(noun.text)] if c is not None):
        found.append(outer)
    return found


def bearers(adjective: Token) -> list[Source]:
    """Who is said to be so: the subject of the copula, or the noun that it describes."""
    if (copula := _copula(adjective)) is not None:
        subject = clauses.subject(copula)
        return [Source(noun_phrase(subject), subject, "own")] if subject is not None else []
    verb = adjective if clauses.first_child(adjective, "auxpass", "cop") is not None else adjective.head
    if adjective.dep_ == "amod" and adjective.head.i > adjective.i:
        return []
    subject = clauses.subject(adjective) if verb is adjective else clauses.subject(verb) if verb.tag_ in VERBS else None
    if subject is None and adjective.dep_ in ("amod", "acl", "relcl"):
        subject = adjective.head
    return [Source(noun_phrase(subject), subject, "own")] if subject is not None else []


def complements(head: Token, cue: Cue) -> Iterator[ContentOption]:
    """What a noun or an adjective takes behind it: "to" and a verb, a clause, a preposition and its object."""
    yield from _direct(head, cue)
    if head.tag_ in ADJECTIVES:
        yield from _mistaken(head, cue)
    if head.tag_ in COMMON_NOUNS:
        yield from _predicated(head, cue)
        yield from _of_the_verb(head, cue)
        following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
        if following is not None and following.text.casefold() == "that" and following.dep_ == "mark":
            clause = following.head
            if clause.head is not head and clause.i > following.i:  # "despite assurances that it is so, they left"
                yield from told(cue, "clause", Span(following.idx, _end(clause)), head)


def _end(token: Token) -> int:
    right = token.right_edge
    return right.idx + len(right.text)


def _predicated(noun: Token, cue: Cue) -> Iterator[ContentOption]:
    """What a copula says a noun is: "the fear in Europe was [that X]", "it is the will of Oman [to stay]"."""
    verb = noun.head
    if verb.text.casefold() not in word_list("copulas"):
        return
    if noun.dep_ == "nsubj":
        clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
        if clause is not None:
            yield from told(cue, "inf" if clauses.infinitive(clause) else "clause", subtree_span(clause), verb)
    elif noun.dep_ == "attr":
        clause = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > noun.i), None)
        if clause is not None and clauses.infinitive(clause):
            yield from told(cue, "inf", subtree_span(clause), noun)


def _of_the_verb(noun: Token, cue: Cue) -> Iterator[ContentOption]:
    """What the parser hung on the verb: "stressed the commitment of Oman [to stay]"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.tag_ not in VERBS:
        return
    clause = next((c for c in verb.children if c.dep_ in ("advcl", "xcomp") and c.i > noun.i), None)
    if clause is not None and clauses.infinitive(clause) and clause.left_edge.i == noun.right_edge.i + 1:
        yield from told(cue, "inf", subtree_span(clause), noun)


def _mistaken(adjective: Token, cue: Cue) -> Iterator[ContentOption]:
    """The clause whose first noun the parser gave the adjective to: "she was certain [Oman would stay]"."""
    noun = adjective.head
    clause = noun.head
    if _copula(adjective) is not None:
        yield from told(cue, "clause", Span(adjective.nbor().idx, _end(clause)), adjective)


def _copula(adjective: Token) -> Token | None:
    """The copula of an adjective that the parser took for one of the first noun behind it."""
    before = adjective.nbor(-1) if adjective.i else adjective
    noun = adjective.head
    clause = noun.head
    mistaken = adjective.dep_ == "amod" and noun.dep_ == "nsubj" and adjective is noun.left_edge
    copula = before.text.casefold() in word_list("copulas") and clause.dep_ == "ccomp" and clause.head is before
    return before if mistaken and copula else None


def _direct(head: Token, cue: Cue) -> Iterator[ContentOption]:
    for child in _behind(head):
        if child.dep_ in ("prep", "aux", "agent"):
            name = child.text.casefold()
            noun = clauses.first_child(child, "pobj", "pcomp")
            if cue.frame("pp", name) is not None and noun is not None:
                yield from told(cue, "pp", subtree_span(noun), child, name)
        elif child.dep_ in ("acl", "ccomp", "xcomp", "relcl", "advcl") and child.tag_ in CLAUSE_HEADS:
            if clauses.infinitive(child):
                yield from told(cue, "inf", subtree_span(child), head)
            elif _opens_clause(child):
                yield from told(cue, "clause", subtree_span(child), head)


def _behind(head: Token) -> list[Token]:
    """What stands behind a word and hangs on it, or on whoever it is of: "a call by Peru [for talks]"."""
    found = head.rights
    if head.tag_ in COMMON_NOUNS:
        for preposition in [c for c in found if c.text.casefold() in word_list("of_whose")]:
            holder = clauses.first_child(preposition, "pobj")
            found += [c for c in holder.rights if c.dep_ in ("prep", "acl")] if holder is not None else []
    return found


def brought(noun: Token, cue: Cue) -> bool:
    """Whether a verb brings the noun to say it, with its own owner: "expressed its support for"."""
    return noun.head.tag_ in VERBS and noun.tag_ in COMMON_NOUNS and cues.brings(noun.head.text, cue)


def _opens_clause(clause: Token) -> bool:
    """Whether a clause behind a noun tells what it says: "his claim that X", not "the claim that he made"."""
    if clause.dep_ == "relcl" and any(
        c.tag_ in RELATIVE_PRONOUNS and c.dep_ in ("nsubj", "dobj") for c in clause.children
    ):
        return False
    return clause.tag_ not in PARTICIPLES or clauses.first_child(clause, "nsubj", "nsubjpass") is not None

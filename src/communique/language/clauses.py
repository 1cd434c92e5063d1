"""The grammar of a clause, read off the dependency tree: who does what to whom, wherever the sentence tells it.

Tokens go in and tokens of the same document come out; a function that finds nothing gives None, False or an empty list,
and none raises. The relations are those that the parser was trained on (Choi and Palmer 2012, "Guidelines for the Clear
Style Constituent to Dependency Conversion"). What a clause leaves out it takes from the clause that it hangs on:
control, raising, coordination and relatives as in Huddleston and Pullum, "The Cambridge Grammar of the English
Language" (2002), chapters 12, 14 and 15.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.knowledge.word_lists import word_list
from communique.language.tags import (
    NOMINALS,
    PARTICLES,
    PAST_AND_PARTICIPLES,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    VERBS,
)
from communique.language.tree import Token

INHERITING = frozenset(("conj", "advcl", "xcomp", "pcomp", "dep", "ccomp"))
NESTED = frozenset(("by", "on", "against", "to", "with", "from", "between"))
RELATIVE_TAGS = RELATIVE_PRONOUNS | {"WP$"}
RELATIVES = frozenset(("who", "whom", "whose", "which", "that"))
CLAUSES = frozenset(("ccomp", "xcomp", "pcomp", "advcl", "csubj", "csubjpass"))
DEPTH = 20
"""Steps climbed in a tree at most: no sentence that a person wrote nests deeper, a hostile text may."""
BESIDE = 3
"""Tokens between two coordinated verbs that share what the last one has: "criticised and condemned the plan"."""
MOST = 40
"""Conjuncts looked at: a hostile text may have thousands, and each asks for those behind it."""


def conjuncts(head: Token) -> list[Token]:
    r"""A noun and what is coordinated behind it, all along the chain, in text order: "Kenya, Uganda and Rwanda".

    What heads no noun phrase is left out, and what goes on beyond the ``MOST``\ th.
    """
    found = [head]
    for token in found:
        found.extend(c for c in token.children if c.dep_ == "conj" and c.i > token.i and c.tag_ in NOMINALS)
        if len(found) > MOST:
            break
    return sorted(found, key=_place) if len(found) > 2 else found


def _place(token: Token) -> int:
    return token.i


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for, how deep in its clause it stands: "the man who Roe said had fled".

    None for every other word, and for what looks like one: questions ("asked who had fled") and "that" in front of what
    is said. In a cleft ("it was Peru that broke it") it is the noun in focus.
    """
    if token.tag_ not in RELATIVE_TAGS or token.text.casefold() not in RELATIVES:
        return None
    here = token
    for _ in range(DEPTH):
        if here.dep_ == "relcl":
            return here.head
        above = here.head
        if above is here:
            return None
        if here.dep_ in CLAUSES and above.i < token.i:  # the pronoun has not moved out of its clause: a question
            return _in_focus(above, here) if here.dep_ == "ccomp" else None
        here = above
    return None


def _in_focus(verb: Token, clause: Token) -> Token | None:
    """The noun between "it is" and the clause of a cleft that the parser took for a complement."""
    if not any(c.dep_ == "nsubj" and c.text.casefold() == "it" for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "attr" and c.i < clause.i), None)


def first_child(token: Token, *dependencies: str) -> Token | None:
    """The first child in any of these relations, or None."""
    return next((c for c in token.children if c.dep_ in dependencies), None)


def children(token: Token, *dependencies: str) -> list[Token]:
    """The children in any of these relations, in text order."""
    return [c for c in token.children if c.dep_ in dependencies]


def passive(verb: Token) -> bool:
    """Whether a verb form is passive: "was expelled", "expelled by", "inspectors expelled from", "seized and burnt"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ == "agent" for c in verb.children):
        return True
    if any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return False
    if verb.dep_ == "acl":
        return True
    if verb.dep_ == "advcl":  # "(when) asked about the border, Kenya"
        return first_child(verb, "dobj") is None
    return verb.dep_ == "conj" and verb.head.tag_ == "VBN" and first_child(verb, "dobj") is None and passive(verb.head)


def agent(verb: Token) -> Token | None:
    """The head of the "by" phrase of a passive; of coordinated verbs the first or the last has it for both.

    None behind a "by" that tells when: "signed by Friday".
    """
    own = _by(verb)
    if own is not None:
        return own
    for c in verb.children:  # "seized and burned by rebels"
        if c.dep_ == "conj" and c.tag_ == "VBN" and c.i - verb.i <= BESIDE and not _has_own(c) and passive(verb):
            return _by(c)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN" and not _has_own(verb):
        return _by(verb.head)  # "captured by Israel and annexed"
    return None


def _by(verb: Token) -> Token | None:
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.text.casefold() == "by" and passive(verb)):
            found = first_child(c, "pobj")
            if found is not None and not (found.text.isdigit() or found.text.casefold() in word_list("deadlines")):
                return found
    return None


def _has_own(verb: Token) -> bool:
    """Whether a coordinated verb has a subject or an auxiliary of its own and shares nothing."""
    return any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)


def subjects(verb: Token) -> list[Token]:
    """Heads of the surface subject, its own or the one that the verb inherits."""
    current = verb
    for _ in range(DEPTH):
        own = children(current, "nsubj", "nsubjpass", "csubj")
        own = [c for c in own if c.tag_ in NOMINALS]
        if own:
            return [antecedent(c) or c for c in own[-1:]]
        if current.dep_ == "relcl":
            return [current.head]
        if current.dep_ == "acl":
            return [current.head] if current.tag_ in PAST_AND_PARTICIPLES else _owner(current.head)
        if current.dep_ not in INHERITING or current.head == current:
            return []
        governor = current.head
        if current.dep_ in ("xcomp", "pcomp", "ccomp") or (current.dep_ == "advcl" and current.tag_ == "VB"):
            main = governor.head if current.dep_ == "pcomp" and governor.dep_ == "prep" else governor
            if (
                main.dep_ == "dobj"
                and main.head.tag_ in VERBS
                and lemma_in(main.head.text, word_list("object_control"))
            ):
                return [main]  # "accused forces of shelling" with the preposition on the noun
            if lemma_in(main.text, word_list("object_control")) and not passive(main):
                objects = children(main, "dobj")
                if objects:
                    return objects
                for p in children(main, "prep"):
                    if p.text.casefold() in ("on", "to", "upon", "with") and (found := children(p, "pobj")):
                        return found
            if current.dep_ == "ccomp" and not infinitive(current):
                return []
            if main.tag_ not in VERBS:
                return [] if main.tag_ == "IN" else _owner(main)
            current = main
            continue
        current = governor
        if current.tag_ not in VERBS:
            # "is ready to", "is set to": the adjective's subject is its verb's
            if current.dep_ in ("acomp", "attr", "oprd", "xcomp", "conj") and current.head != current:
                current = current.head
                continue
            return []
    return []


def infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _owner(noun: Token) -> list[Token]:
    """Whose act a noun with an infinitive is: "Libya's offer to", or the subject of "made an offer to"."""
    owners = children(noun, "poss")
    if owners:
        return owners
    for p in children(noun, "prep"):
        if p.text.casefold() in ("by", "of", "from") and (found := children(p, "pobj")):
            return found
    if noun.dep_ in ("acomp", "attr", "dobj", "oprd") and noun.head.tag_ in VERBS:
        return subjects(noun.head) if not passive(noun.head) else []
    if noun.dep_ == "nsubjpass" and (by := agent(noun.head)) is not None:
        return [by]
    return []


def lemma_in(form: str, lemmas: frozenset[str]) -> bool:
    """Whether a verb form is one of these lemmas', regular endings only."""
    low = form.casefold()
    if low in lemmas or (low.endswith("s") and low[:-1] in lemmas) or low in ("told", "led", "got"):
        return True
    for ending in ("ed", "ing", "es"):
        if low.endswith(ending):
            stem = low[: -len(ending)]
            if (
                stem in lemmas
                or stem + "e" in lemmas
                or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in lemmas)
            ):
                return True
    return False


def deep_subjects(verb: Token) -> list[Token]:
    """Who does it: the subject, or of a passive the agent."""
    if passive(verb):
        return [by] if (by := agent(verb)) is not None else []
    return subjects(verb)


def deep_objects(verb: Token) -> list[Token]:
    """What it is done to: the object, or of a passive the subject."""
    if passive(verb):
        own = children(verb, "dobj")
        return own or subjects(verb)
    found = [antecedent(c) or c for c in children(verb, "dobj")]
    if not found and verb.dep_ == "relcl":
        relative = [c for c in verb.children if c.tag_ in RELATIVE_PRONOUNS and c.dep_ in ("dobj", "mark", "nsubj")]
        if relative and children(verb, "nsubj") and relative[0] not in children(verb, "nsubj"):
            found = [verb.head]
        elif not relative and children(verb, "nsubj"):
            found = [verb.head]  # "the attacks Russia carried out"
    if not found and verb.dep_ == "conj" and verb.head.tag_ in VERBS and verb.head.i < verb.i:
        return []
    if not found:
        # "criticised and condemned the plan": the object stands with the last verb
        for c in children(verb, "conj"):
            if c.tag_ in VERBS and c.i - verb.i <= BESIDE and not passive(c) and not children(c, "nsubj"):
                return deep_objects(c)
    return found


def datives(verb: Token) -> list[Token]:
    """Indirect objects: "gave Tanzania a grant", "was given aid"."""
    found: list[Token] = []
    for c in children(verb, "dative"):
        found.extend(children(c, "pobj") if c.tag_ in PREPOSITIONS else [c])
    if passive(verb) and children(verb, "dobj"):
        found.extend(subjects(verb))
    return found


def prepositional(heads: list[Token], *, deep: bool = False) -> Iterator[tuple[str, Token]]:
    """(preposition, head of its object) below the tokens, through chains ("out of", "together with").

    ``deep``: also below the objects, for nouns of acts: "an attack by the militia on the port".
    """
    seen: set[int] = set()
    waiting = [c for h in heads for c in h.children if c.dep_ in ("prep", "dative", "agent", "prt", "advmod", "dep")]
    for p in waiting:
        if p.i in seen:
            continue
        seen.add(p.i)
        if p.tag_ not in PARTICLES:
            continue
        for c in p.children:
            if c.dep_ == "pobj":
                if c.text.casefold() in word_list("by_way_of"):
                    continue  # "in line with the text issued by the council"
                yield p.text.casefold(), c
                if deep:
                    waiting.extend(g for g in c.children if g.dep_ == "prep" and g.text.casefold() in NESTED)
                waiting.extend(
                    g
                    for g in c.children
                    if g.dep_ == "prep"
                    and p.dep_ == "prep"
                    and p.text.casefold() in ("for", "in", "on")
                    and g.text.casefold() in ("with", "between", "against", "to")
                )
            elif c.dep_ in ("prep", "pcomp") and c.tag_ in PREPOSITIONS:
                waiting.append(c)


def complements(verb: Token) -> list[Token]:
    """Verbs of the clauses that complete it: infinitives, that-clauses, "-ing"."""
    found = children(verb, "xcomp", "ccomp")
    if not found:
        found = [c for c in children(verb, "advcl") if infinitive(c) and c.i > verb.i]
    found += [c for p in children(verb, "prep") for c in children(p, "pcomp")]
    return [c for c in found if c.tag_ in VERBS or any(g.dep_ in ("cop", "aux") for g in c.children)]


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, itself if it is one; None when there is none."""
    current = token
    for _ in range(20):
        if current.tag_ in VERBS:
            return current
        if current.head == current:
            return None
        current = current.head
    return None


def attached(token: Token, *prepositions: str) -> Token | None:
    """The word that a prepositional phrase hangs on: "a round of talks" gives "round" for "talks".

    ``token`` is the noun or the verb in "-ing" that the preposition brings. None where no preposition brings it, or
    none of ``prepositions`` (in lower case) if there are any.
    """
    if token.dep_ not in ("pobj", "pcomp") or (prepositions and token.head.text.casefold() not in prepositions):
        return None
    return token.head.head

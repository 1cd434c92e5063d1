"""The grammar of a clause, read off the dependency tree: who does what to whom, wherever the sentence tells it.

Tokens go in and tokens of the same document come out; a function that finds nothing gives None, False or an empty list,
and none raises. The relations are those that the parser was trained on (Choi and Palmer 2012, "Guidelines for the Clear
Style Constituent to Dependency Conversion"). What a clause leaves out it takes from the clause that it hangs on:
control, raising, coordination and relatives as in Huddleston and Pullum, "The Cambridge Grammar of the English
Language" (2002), chapters 12, 14 and 15.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.knowledge.plover import controls_object
from communique.knowledge.word_lists import word_list
from communique.language.tags import (
    FINITE_VERBS,
    NOMINALS,
    PARTICLES,
    PAST_AND_PARTICIPLES,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    VERBS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token, once

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
INHERITING = frozenset(("conj", "advcl", "xcomp", "pcomp", "dep", "ccomp", "aux", "auxpass"))
GOVERNED = frozenset(("xcomp", "pcomp", "ccomp"))
PREDICATIVE = frozenset(("acomp", "attr", "oprd", "xcomp", "conj"))
MODIFYING = frozenset(("prep", "amod", "compound", "nmod"))
ADDRESSING = frozenset(("on", "to", "upon", "with"))
"""Prepositions behind which stands who is asked: "called on Peru to", "appealed to Peru to"."""
JOINTS = frozenset((",", ";", "-", "–", "and", "or"))
"""What stands between two halves of one subject that the parser took for two."""
OWNING = frozenset(("by", "of", "from"))
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
    below = [c.dep_ for c in verb.children]
    if "auxpass" in below or "nsubjpass" in below:
        return True
    if verb.tag_ != "VBN":
        return False
    if "agent" in below:
        return True
    if "aux" in below or "nsubj" in below:
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


@once
def subject(verb: Token) -> Token | None:
    """The head of a verb's surface subject: its own, or the one that it takes over from the clause that it hangs on.

    Who "urged Peru to halt" has Peru halt (object control), who "promised Peru to halt" halts himself; an offer to halt
    is its owner's. A relative pronoun stands for its antecedent; of "there were talks" the subject is the talks. A
    clause that is a subject is told by its verb ("signing it helped").
    """
    here = verb
    for _ in range(DEPTH):
        own = _own_subject(here)
        if own is not None:
            if own.dep_ == "expl":
                return first_child(here, "attr") or first_child(verb, "attr")
            return antecedent(own) or own
        above = here.head
        if here.dep_ == "relcl":
            return above
        if here.dep_ == "acl":
            return above if here.tag_ in PAST_AND_PARTICIPLES else _owner(above)
        if above is here or here.dep_ not in INHERITING:
            return None
        if _governed(here):
            main = above.head if here.dep_ == "pcomp" and above.dep_ == "prep" else above
            if (controlled := _controlled(main)) is not None:
                return controlled
            if here.tag_ in FINITE_VERBS and (moved := _moved_out(above)) is not None:
                return moved
            if here.dep_ == "ccomp" and not infinitive(here):
                return None
            if main.tag_ not in VERBS:
                return None if main.tag_ == "IN" else _owner(main)
            here = main
        elif above.tag_ in VERBS:
            here = _top(above) if _meanwhile(here) else above
        elif above.dep_ in PREDICATIVE and above.head is not above:
            here = above.head  # "is ready to", "is set to": the adjective's subject is its verb's
        else:
            return None
    return None


def _meanwhile(clause: Token) -> bool:
    """Whether a clause in "-ing" goes on beside the main one: "urged Peru to halt, while calling on Chile to"."""
    return clause.tag_ == "VBG" and any(c.text.casefold() == "while" for c in children(clause, "mark", "advmod"))


def _top(verb: Token) -> Token:
    """The verb that governs a clause, with all between."""
    here = verb
    for _ in range(DEPTH):
        above = here.head
        main = above.head if here.dep_ == "pcomp" and above.dep_ == "prep" else above
        if not _governed(here) or main.tag_ not in VERBS or (here.dep_ == "ccomp" and not infinitive(here)):
            break
        here = main
    return here


def _own_subject(verb: Token) -> Token | None:
    """The subject of a verb; of two that the parser gives it the right one."""
    found: Token | None = None
    for c in verb.children:
        if c.dep_ in SUBJECTS and c.text[:1].isalnum() and (found is None or (c.i < verb.i and _replaces(c, found))):
            found = c
    return found


def _replaces(later: Token, first: Token) -> bool:
    """Whether the later of two subjects is the right one: "Ms Roe: Peru left", but not "Joseph Roe, Jr. left"."""
    if later.tag_ == "PRP" or first.tag_ in RELATIVE_PRONOUNS:
        return True  # "the guest, she said", "the treaty, which Peru said helps Chile"
    return later.doc[later.left_edge.i - 1].text not in JOINTS


def _governed(verb: Token) -> bool:
    """Whether a clause is the complement or the purpose of what it hangs on."""
    return verb.dep_ in GOVERNED or (verb.dep_ == "advcl" and verb.tag_ == "VB")


def _moved_out(above: Token) -> Token | None:
    """The antecedent in "the treaty, which Peru says helps Chile", where the parser gives "says" two subjects."""
    first, *more = [c for c in above.children if c.dep_ == "nsubj" and c.i < above.i] or [above]
    return antecedent(first) if more else None


def controller(verb: Token) -> Token | None:
    """Who does what a clause tells as the object of the verb above: Peru in "urged Peru to halt", "accused Peru of"."""
    here = verb
    for _ in range(DEPTH):
        if _own_subject(here) is not None:
            return None
        if here.dep_ != "conj":
            break
        here = here.head
    if not _governed(here):
        return None
    above = here.head
    return _controlled(above.head if here.dep_ == "pcomp" and above.dep_ == "prep" else above)


def _controlled(main: Token) -> Token | None:
    """Who does what the clause under a verb says: "urged Israel to", "called on Israel to", "accused Israel of"."""
    if main.dep_ == "dobj" and main.head.tag_ in VERBS and controls_object(main.head.text):
        return antecedent(main) or main  # "accused forces of shelling" with the preposition on the noun
    if not controls_object(main.text) or passive(main):
        return None
    found = next(iter(objects(main)), None)
    if found is None:
        for p in main.children:
            if p.dep_ == "prep" and p.text.casefold() in ADDRESSING and (found := first_child(p, "pobj")) is not None:
                break
    return found if found is None else antecedent(found) or found


def infinitive(verb: Token) -> bool:
    return "TO" in [c.tag_ for c in verb.children]


def _owner(noun: Token) -> Token | None:
    """Whose act a noun with an infinitive is: "Libya's offer to", or the subject of "made an offer to"."""
    owner = first_child(noun, "poss")
    if owner is not None:
        return owner
    for p in noun.children:
        if p.dep_ == "prep" and p.text.casefold() in OWNING and (found := first_child(p, "pobj")) is not None:
            return found
    if noun.dep_ in ("acomp", "attr", "dobj", "oprd") and noun.head.tag_ in VERBS:
        return subject(noun.head) if not passive(noun.head) else None
    return agent(noun.head) if noun.dep_ == "nsubjpass" else None


def logical_subject(verb: Token) -> Token | None:
    """The head of who does it: the subject, or of a passive the agent."""
    return agent(verb) if passive(verb) else subject(verb)


@once
def objects(verb: Token) -> Sequence[Token]:
    """The heads of a verb's direct objects, wherever they stand: "the treaty Peru signed", "seized and burned it".

    A passive has only what it keeps ("was given a grant"). Whether a verb takes an object at all is not known: of "left
    and condemned the plan" both get the plan.
    """
    own = children(verb, "dobj")
    if len(own) == 1 and own[0].tag_ in RELATIVE_TAGS and _passes_gap(verb):
        return []  # "the speech that he wanted to give"
    if own or passive(verb):
        return [antecedent(c) or c for c in own]
    if (missing := _gap(verb)) is not None:
        return [missing]
    for c in verb.children:
        if c.dep_ == "conj" and c.tag_ in VERBS and c.i - verb.i <= BESIDE and not _has_own(c):
            return objects(c)
    return _after(verb)


def _after(verb: Token) -> list[Token]:
    """The object behind a row of verbs that the parser gave to the first: "threatened, then attacked, the town"."""
    above = verb.head
    if not _follows(verb) or verb.i > above.i + BESIDE:
        return []
    return [o for o in children(above, "dobj") if o.i > verb.i]


def _follows(verb: Token) -> bool:
    """Whether a verb that the parser could not place goes on with the acts of the one before it."""
    above = verb.head
    return verb.dep_ == "dep" and above.i < verb.i and verb.tag_ == above.tag_ and verb.tag_ in VERBS


def _gap(verb: Token) -> Token | None:
    """The noun that a relative clause lacks as the verb's object: "the treaty (that) Peru signed", "wanted to sign"."""
    chain = [verb]
    while chain[-1].dep_ in ("xcomp", "conj") and len(chain) < DEPTH:
        below, above = chain[-1], chain[-1].head
        if below.dep_ == "conj" and first_child(below, "nsubj") is None and below.i - above.i > BESIDE:
            return None
        if below.dep_ == "xcomp" and (not infinitive(below) or _keeps_gap(above)):
            return None
        chain.append(above)
    clause = chain[-1]
    if clause.dep_ != "relcl" or clause.head.text.casefold() in word_list("adverbial_nouns") or _passes_gap(verb):
        return None
    if first_child(clause, "nsubj") is None or any(_fills_gap(c) for t in chain for c in t.children):
        return None
    return clause.head


def _keeps_gap(verb: Token) -> bool:
    """Whether the missing object is the verb's and not that of the infinitive: "the army that Peru asked to leave"."""
    return controls_object(verb.text) and all(c.dep_ != "dobj" or c.tag_ in RELATIVE_TAGS for c in verb.children)


def _passes_gap(verb: Token) -> bool:
    """Whether the missing noun belongs in a clause below: "the speech he wanted to give", "what they say is theirs"."""
    for c in verb.children:
        if c.dep_ == "xcomp" and infinitive(c) and first_child(c, "dobj") is None and not _keeps_gap(verb):
            return True
        if c.dep_ in GOVERNED and any(g.tag_ in RELATIVE_TAGS and g.i < verb.i for g in c.children):
            return True
        if c.dep_ == "ccomp" and not infinitive(c) and _own_subject(c) is None:
            return True
    return False


def _fills_gap(c: Token) -> bool:
    """Whether a relative stands as subject or adverb, or a preposition lacks its object: "the state he fled to"."""
    if c.tag_ == "WRB" or (c.tag_ in RELATIVE_TAGS and c.dep_ == "nsubj"):
        return True
    return c.dep_ == "prep" and (first_child(c, "pobj", "pcomp", "prep") or c).tag_ in PREPOSITIONS | RELATIVE_TAGS


@once
def logical_objects(verb: Token) -> Sequence[Token]:
    """The heads of what it is done to: the objects, or of a passive without any the subject."""
    found = objects(verb)
    if not found and passive(verb) and (undergoing := subject(verb)) is not None:
        return [undergoing]
    return found


def indirect_objects(verb: Token) -> list[Token]:
    """The heads of whom something is given to: "gave Peru a grant", "gave it to Peru", "Peru was given a grant"."""
    found: list[Token] = []
    for c in verb.children:
        if c.dep_ == "dative":
            found.extend(children(c, "pobj") if c.tag_ in PREPOSITIONS else [antecedent(c) or c])
    if passive(verb) and first_child(verb, "dobj") is not None and (receiver := subject(verb)) is not None:
        found.append(receiver)
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
    """The nearest verb above a token, never itself; participles that are prepositions or modifiers are none.

    "according to Roe, it failed" gives "failed" for "Roe".
    """
    here = token
    for _ in range(DEPTH):
        if here.head is here:
            return None
        here = here.head
        if here.tag_ in VERBS_AND_MODALS and here.dep_ not in MODIFYING:
            return here
    return None


def attached(token: Token, *prepositions: str) -> Token | None:
    """The word that a prepositional phrase hangs on: "a round of talks" gives "round" for "talks".

    ``token`` is the noun or the verb in "-ing" that the preposition brings. None where no preposition brings it, or
    none of ``prepositions`` (in lower case) if there are any.
    """
    if token.dep_ not in ("pobj", "pcomp") or (prepositions and token.head.text.casefold() not in prepositions):
        return None
    return token.head.head

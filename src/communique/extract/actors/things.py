"""What a pronoun means when it means no actor: a thing spoken of ("the deal"), or nothing at all ("it rained").

Both stand beside the actors as candidates, so that whoever the pronoun is given to has to be likelier than nobody.
"""

from __future__ import annotations

import math

from communique.extract.actors.discourse import grammatical_role
from communique.extract.actors.pronoun_features import Asking
from communique.language.clauses import governing_verb, subject
from communique.language.tags import ADJECTIVES, COMMON_NOUNS, NAMELESS, PLURAL_NOUNS, VERBS
from communique.language.tree import Token

BACK = 2  # sentences looked back for things
MOST = 8  # things looked at, the latest first
PARTS = frozenset(("compound", "amod", "nmod", "npadvmod", "poss", "quantmod", "nummod"))
"""Relations of nouns that are parts of another noun's phrase, or tell when or how much."""
CLAUSES = ("ccomp", "csubj", "xcomp", "csubjpass", "advcl", "acl")
BEHIND_PREDICATES = ("ccomp", "xcomp", "prep", "acl", "relcl", "advcl")


def thing_features(a: Asking) -> list[dict[str, float]]:
    """Features of each thing that "it" or "they" may mean: common nouns of its number before it, no actor's mention."""
    d, token, role = a.d, a.token, a.role
    taken = {k for s in d.recent(a.here, BACK) for k in range(s.i, s.j)}
    common = {
        f"thing: {role}": 1.0,
        f"thing: of {a.governor}": 1.0,
        "thing: speaks": float(a.is_source),
        "thing: acts": float(role == "subject" and any(c.dep_ == "dobj" for c in token.head.children)),
        "thing: passive": float(token.dep_ == "nsubjpass"),
        "thing: quoted": float(a.quoted),
    }
    own = subject(a.verb) if a.verb is not None else None
    found: list[dict[str, float]] = []
    tokens = d.document.syntax
    for k in range(token.i - 1, -1, -1):
        t = tokens[k]
        gap = a.here - d.document.sentence_number(t.idx)
        if gap > BACK or len(found) == MOST:
            break
        if t.tag_ not in COMMON_NOUNS or (t.tag_ in PLURAL_NOUNS) != a.p.plural or t.dep_ in PARTS or k in taken:
            continue
        place = _place(token, t, gap, role, latest=not found)
        found.append(
            {
                **place,
                **common,
                f"thing: {role}, tokens": place["thing: tokens"],
                f"thing: {role}, subject": place["thing: subject"],
                f"thing: {role}: subject of its clause": float(t is own),
                "thing: counted": float(any(c.dep_ == "nummod" for c in t.children)),
                "thing: passive, object": float(token.dep_ == "nsubjpass" and grammatical_role(t) == "object"),
            }
        )
    if len(found) == 1:
        found[0]["thing: the only one"] = 1.0
    return found


def _place(token: Token, thing: Token, gap: int, role: str, *, latest: bool) -> dict[str, float]:
    """What speaks for a thing by where it stands: how far before the pronoun, and in what part of its clause."""
    its = grammatical_role(thing)
    return {
        "thing": 1.0,
        "thing: distance": -math.log2(1 + gap),
        "thing: tokens": -math.log2(1 + token.i - thing.i) / 4,
        "thing: subject": float(its == "subject"),
        "thing: parallel": float(its == role),
        "thing: object": float(its == "object"),
        "thing: latest": float(latest),
    }


def nobody_features(a: Asking, *, alone: bool) -> dict[str, float]:
    """What speaks for a pronoun that stands for nothing that was named: its form, its verb, and what follows it.

    ``alone``: nobody is there whom it may mean.
    """
    token, role = a.token, a.role
    verb = token.head
    later = [c for c in verb.children if c.i > verb.i]
    clause = any(c.dep_ in CLAUSES for c in later)
    predicate = next((c for c in later if c.dep_ in ("acomp", "attr", "oprd")), None)
    of = token.dep_ == "pobj" and a.governor == "of"
    found = {
        "nobody": 1.0,
        "nobody: alone": float(alone),
        f"nobody: {role}": 1.0,
        f"nobody: {token.text.casefold()}": 1.0,
        f"nobody: {token.dep_}": 1.0,
        f"nobody: of {verb.tag_[:2]}": 1.0,
        f"nobody: of {a.governor}": 1.0,
        f"nobody: {role}, head {a.governor}": 1.0,
        "nobody: speaks": float(a.is_source),
        "nobody: quoted": float(a.quoted),
        "nobody: a clause follows": float(clause),
        "nobody: an adjective follows": float(predicate is not None and predicate.tag_ in ADJECTIVES),
        "nobody: a noun follows": float(predicate is not None and predicate.tag_ not in ADJECTIVES),
        "nobody: of a verb with an object": float(role == "subject" and any(c.dep_ == "dobj" for c in later)),
        "nobody: of a passive": float(token.dep_ == "nsubjpass"),
        "nobody: opens the sentence": float(token.i - token.sent.start <= 1),
        "nobody: of a number": float(of and verb.head.tag_ not in VERBS),
    }
    if predicate is not None:
        found["nobody: a clause follows the predicate"] = float(
            clause or any(c.dep_ in BEHIND_PREDICATES for c in predicate.children)
        )
    if role == "subject":
        for c in verb.children:
            if c.dep_ in ("aux", "neg"):
                found[f"nobody: {c.dep_} {c.text.casefold()}"] = 1.0
    if of:
        found[f"nobody: of {verb.head.tag_ if verb.head.tag_ in NAMELESS else 'a noun'}"] = 1.0
    if role == "object" and verb.tag_ not in VERBS:
        above = governing_verb(token)
        found[f"nobody: object, under {above.text.casefold() if above is not None else '-'}"] = 1.0
    return {name: value for name, value in found.items() if value}

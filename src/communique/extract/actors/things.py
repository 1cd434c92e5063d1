"""What "it" means when it means no actor: a thing spoken of ("the deal"), or nothing at all ("it rained").

Both stand beside the actors as candidates, so that whoever the pronoun is given to has to be likelier than nobody.
"""

from __future__ import annotations

import math

from communique.extract.actors.discourse import Discourse, grammatical_role
from communique.language.clauses import governing_verb
from communique.language.tags import ADJECTIVES, COMMON_NOUNS, NAMELESS, PLURAL_NOUNS, VERBS
from communique.language.tree import Token

BACK = 2  # sentences looked back for things
MOST = 8  # things looked at, the latest first
PARTS = frozenset(("compound", "amod", "nmod", "npadvmod", "poss", "quantmod", "nummod"))
"""Relations of nouns that are parts of another noun's phrase, or tell when or how much."""


def thing_features(d: Discourse, token: Token) -> list[dict[str, float]]:
    """Features of each thing that ``token``, "it", may mean: common nouns before it that are no actor's mention."""
    here = d.document.sentence_number(token.idx)
    taken = {k for s in d.recent(here, BACK) for k in range(s.i, s.j)}
    role = grammatical_role(token)
    speaks = float(d.speaks(token))
    acts = float(role == "subject" and any(c.dep_ == "dobj" for c in token.head.children))
    found: list[dict[str, float]] = []
    tokens = d.document.syntax
    for k in range(token.i - 1, -1, -1):
        t = tokens[k]
        if t.tag_ not in COMMON_NOUNS or k in taken or t.dep_ in PARTS or t.tag_ in PLURAL_NOUNS:
            continue
        gap = here - d.document.sentence_number(t.idx)
        if gap > BACK or len(found) == MOST:
            break
        place = _place(token, t, gap, role, latest=not found)
        found.append(
            {
                **place,
                "thing: speaks": speaks,
                "thing: acts": acts,
                f"thing: {role}": 1.0,
                f"thing: {role}, tokens": place["thing: tokens"],
                f"thing: {role}, subject": place["thing: subject"],
            }
        )
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


def nobody_features(d: Discourse, token: Token) -> dict[str, float]:
    """What speaks for a pronoun that stands for nothing that was named: its form, its verb, and what follows it."""
    verb = token.head
    role = grammatical_role(token)
    later = [c for c in verb.children if c.i > verb.i]
    clause = any(c.dep_ in ("ccomp", "csubj", "xcomp", "csubjpass", "advcl", "acl") for c in later)
    predicate = next((c for c in later if c.dep_ in ("acomp", "attr", "oprd")), None)
    found = {
        "nobody": 1.0,
        f"nobody: {role}": 1.0,
        f"nobody: {token.text.casefold()}": 1.0,
        f"nobody: {token.dep_}": 1.0,
        f"nobody: of {verb.tag_[:2]}": 1.0,
        f"nobody: {role}, head {verb.text.casefold()}": 1.0,
        "nobody: speaks": float(d.speaks(token)),
        "nobody: quoted": float(d.document.in_quotation(token.idx)),
        "nobody: a clause follows": float(clause),
        "nobody: an adjective follows": float(predicate is not None and predicate.tag_ in ADJECTIVES),
        "nobody: a noun follows": float(predicate is not None and predicate.tag_ not in ADJECTIVES),
        "nobody: of a verb with an object": float(role == "subject" and any(c.dep_ == "dobj" for c in later)),
        "nobody: of a passive": float(token.dep_ == "nsubjpass"),
        "nobody: opens the sentence": float(token.i - token.sent.start <= 1),
    }
    if predicate is not None:
        found["nobody: a clause follows the predicate"] = float(
            clause or any(c.dep_ in ("ccomp", "xcomp", "prep", "acl", "relcl", "advcl") for c in predicate.children)
        )
    if role == "subject":
        for c in verb.children:
            if c.dep_ in ("aux", "neg"):
                found[f"nobody: {c.dep_} {c.text.casefold()}"] = 1.0
    if verb.text.casefold() == "of" and token.dep_ == "pobj":
        found[f"nobody: of {verb.head.tag_ if verb.head.tag_ in NAMELESS else 'a noun'}"] = 1.0
    if role == "object" and verb.tag_ not in VERBS:
        above = governing_verb(token)
        found[f"nobody: object, under {above.text.casefold() if above is not None else '-'}"] = 1.0
    return {name: value for name, value in found.items() if value}


def plural_thing_features(d: Discourse, token: Token) -> list[dict[str, float]]:
    """The same for "they": features of each plural thing before it ("the tests ... they"), the latest first."""
    here = d.document.sentence_number(token.idx)
    taken = {k for s in d.recent(here, BACK) for k in range(s.i, s.j)}
    role = grammatical_role(token)
    common = _common(d, token, "thing: ")
    found: list[dict[str, float]] = []
    tokens = d.document.syntax
    for k in range(token.i - 1, -1, -1):
        t = tokens[k]
        gap = here - d.document.sentence_number(t.idx)
        if gap > BACK or len(found) == MOST:
            break
        if t.tag_ != "NNS" or k in taken or t.dep_ in PARTS:
            continue
        found.append({**_place(token, t, gap, role, latest=not found), **common})
    return found


def nobody_of_several(d: Discourse, token: Token, *, alone: bool) -> dict[str, float]:
    """What speaks for a "they" that stands for nobody named; ``alone``: nobody else is there whom it may mean."""
    head = token.head
    of = token.dep_ == "pobj" and head.text.casefold() == "of" and head.head.tag_ not in VERBS
    return {
        "nobody": 1.0,
        "nobody: alone": float(alone),
        "nobody: of a number": float(of),
        **_common(d, token, "nobody: "),
    }


def _common(d: Discourse, token: Token, what: str) -> dict[str, float]:
    """What the words around "they" tell of whether it is anybody."""
    acts = grammatical_role(token) == "subject" and any(c.dep_ == "dobj" and c.i > token.i for c in token.head.children)
    return {
        f"{what}{token.text.casefold()}": 1.0,
        f"{what}speaks": float(d.speaks(token)),
        f"{what}of a passive": float(token.dep_ == "nsubjpass"),
        f"{what}of a verb with an object": float(acts),
    }

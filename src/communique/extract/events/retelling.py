"""Whether an act is told again in another sentence: the same verb's frame, the same people, and about the same thing.

Two sentences of one frame and one actor need not tell one act ("asked for funds", "asked for tents"): their objects
must be the same, or their words behind the verb, and neither may bring a number or a date of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.events.act import Act, Gist
from communique.extract.events.voted import VOTED
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import COMMON_NOUNS, NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Actor

OFFICIAL = frozenset(("GOV", "MIL"))
REACH = 25
"""Words behind an act that tell what it is about."""
STEM = 6
"""Letters by which forms of one word are the same."""
MODIFYING = frozenset(("amod", "compound", "nmod", "nummod"))
MANY, MORE = 2, 4
"""Words shared by which two tellings are about the same thing: of words or of the same people, and of other deeds."""


def gist_of(act: Act) -> Gist:
    """What an act is told to be about; those who take part are no part of it. Looked up once for all comparisons."""
    if act.gist is None:
        act.gist = _gist(act)
    return act.gist


def _gist(act: Act) -> Gist:
    token = act.match.token
    people = {p.head for p in (*act.actors, *act.recipients)}
    objects = _objects(act)
    below = [t for t in token.subtree if 0 < t.i - token.i <= REACH] if token.tag_ in VERBS else list(token.subtree)
    below += [t for o in objects for t in o.subtree if abs(t.i - token.i) <= REACH]
    return Gist(
        frozenset(_stem(o) for o in objects if o.tag_ in COMMON_NOUNS and o.i not in people and _is_whole(o)),
        frozenset(_stem(c) for o in objects for c in o.children if c.i < o.i and c.dep_ in MODIFYING),
        frozenset(_stem(t) for t in below if t.i not in people and t.i != token.i and _tells(t)),
        frozenset(t.text for t in below if t.tag_ == "CD" and t.text[:1].isdigit()),
    )


def same_gist(first: Gist, other: Gist, *, many: int) -> bool:
    """Whether two tellings of one frame are about one thing: the same object, or ``many`` words behind the verb."""
    if first.numbers and other.numbers and not first.numbers & other.numbers:
        return False
    shared = first.words & other.words
    if len(shared) >= many:
        return True
    apart = first.modifiers and other.modifiers and not first.modifiers & other.modifiers
    return bool(first.heads & other.heads) and not apart


def one_frame(first: Act, other: Act) -> bool:
    """Whether two acts are told by words of one rule; of the act head, which has none, by the same word."""
    mine, its = first.match, other.match
    return mine.rule.name == its.rule.name and (mine.lemma == its.lemma or not mine.rule.name.startswith(VOTED))


def one_side(first: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether the same states act, by themselves or by their officials: "Kenya", "the Kenyan president", "Roe".

    Two people who are both named are two.
    """
    states = [{a.country for a in side} for side in (first, other)]
    if None in states[0] or states[0] != states[1] or not len(first) == len(other) == len(states[0]):
        return False
    if all(_is_named(a) for a in first) and all(_is_named(a) for a in other):
        return False
    return all(a.kind == "state" or a.sector in OFFICIAL for a in (*first, *other))


def _is_named(actor: Actor) -> bool:
    return actor.kind == "person" and any(m.form == "name" for m in actor.mentions)


def _objects(act: Act) -> list[Token]:
    token = act.match.token
    if token.tag_ not in VERBS:
        return [token]
    found = list(clauses.logical_objects(token))
    return found or [o for _, o in clauses.prepositional([token])]


def _is_whole(noun: Token) -> bool:
    """Whether a noun tells by itself what an act is about: not "their commitment [to the accord]"."""
    return not any(c.text.casefold() == "to" or clauses.infinitive(c) for c in noun.children if c.i > noun.i)


def _tells(token: Token) -> bool:
    low = token.text.casefold()
    if token.tag_ in VERBS:
        return token.dep_ not in ("aux", "auxpass") and low not in word_list("being")
    return token.tag_ in NOUNS and low not in word_list("words_of_time")


def _stem(token: Token) -> str:
    return token.text.casefold().replace("-", "")[:STEM]

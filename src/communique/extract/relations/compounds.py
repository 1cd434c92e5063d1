"""Relations that a hyphen tells: "Iranian-backed militias", "the Saudi-led coalition", "pro-Russian separatists".

Of two states at once: "the Ghanaian-Togolese dispute".

The words stand inside what a group is called, where no verb and no preposition would show whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from communique.extract.relations.relation_mention import RelationMention
from communique.extract.states_in_phrases import states_in
from communique.knowledge.relation_lexicon import nouns
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Actor, Span
from communique.model.relation import RelationType

__all__ = ["from_compounds"]

TOLD = 0.8  # confidence, by hand
BY_NOUN = 0.1  # taken off what a noun alone tells, as in frames

PARTICIPLE = re.compile(r"(?P<who>\w[\w.’']*(?: [A-Z][\w.’']*)?)[-‑–](?P<how>[a-z]+)\b")
"""What is done to them by whom: "Iranian-backed"."""
LEANING = re.compile(r"\b(?P<how>[Pp]ro|[Aa]nti)[-‑–](?P<who>[A-Z][\w.’']*)")
"""Whom they are for or against: "pro-Russian"."""
TWO_STATES = re.compile(r"\b(?P<both>[A-Z][\w.]*[-‑–][A-Z][\w.]*(?: [A-Z][a-z]+)?)(?P<behind>(?: [\w-]+){1,3})")
"""A noun of two states at once: "the U.S.-Brazil strategic partnership"."""
LEAST = 4  # characters of two states with a hyphen: "US-UK"
BY_WHOM: Mapping[str, tuple[RelationType, bool]] = {
    "backed_by": ("supports", False), "allied_with": ("ally_of", True), "led_by": ("leads", False),
}  # fmt: skip
"""Lists of participles: the relation, and whether the group that is called so is its source."""


def from_compounds(document: Document) -> Iterator[RelationMention]:
    """Every relation of a group and whoever stands before a hyphen in what it is called; and those of two states."""
    people = _surnames(document)
    for actor in document.actors:
        if actor.kind not in ("organization", "group") or actor.members:
            continue
        for mention in actor.mentions:
            if mention.form == "pronoun":
                continue
            words = document.view[mention.start : mention.end]
            for kind, whom, forward in _told(document, words, people):
                if whom.id != actor.id:
                    ends = (actor, whom) if forward else (whom, actor)
                    yield RelationMention(kind, *ends, (mention.span,), TOLD)
    yield from _between_states(document)


def _told(document: Document, words: str, people: Mapping[str, Actor]) -> Iterator[tuple[RelationType, Actor, bool]]:
    """(relation, the other, whether it goes from the group to the other) of a description."""
    for found in PARTICIPLE.finditer(words):
        for name, (kind, forward) in BY_WHOM.items():
            if found["how"] in word_list(name):
                for whom in _whose(document, found["who"], people):
                    yield kind, whom, forward
    for found in LEANING.finditer(words):
        for whom in _whose(document, found["who"], people):
            yield ("supports" if found["how"].casefold() == "pro" else "at_odds"), whom, True


def _whose(document: Document, word: str, people: Mapping[str, Actor]) -> list[Actor]:
    """The state of an adjective or name, or whoever else is called so."""
    codes = states_in(word)
    if codes:
        return [a for a in document.actors if a.kind == "state" and a.country in codes] if len(codes) == 1 else []
    if word in people:
        return [people[word]]
    return [a for a in document.actors if a.kind in ("organization", "group") and a.name == word][:1]


def _surnames(document: Document) -> dict[str, Actor]:
    """Persons by their last names; none that two share."""
    found: dict[str, list[Actor]] = {}
    for actor in document.actors:
        if actor.kind == "person" and actor.name and any(m.form == "name" for m in actor.mentions):
            found.setdefault(actor.name.split()[-1], []).append(actor)
    return {name: listed[0] for name, listed in found.items() if len(listed) == 1}


def _between_states(document: Document) -> Iterator[RelationMention]:
    table = nouns()
    for found in TWO_STATES.finditer(document.view):
        codes = states_in(found["both"]) if len(found["both"]) > LEAST else frozenset()
        behind = found["behind"].casefold().split()
        told = ((n, f) for n, word in enumerate(behind) for f in table.get(word, ()) if f.shape == "between")
        n, frame = next(told, (0, None))
        if frame is None or len(codes) != 2 or word_list("no_quarrel").intersection(behind[:n]):
            continue
        one, other = (next((a for a in document.actors if _is(a, code)), None) for code in sorted(codes))
        if one is not None and other is not None:
            yield RelationMention(frame.type, one, other, (Span(*found.span()),), frame.strength - BY_NOUN)


def _is(actor: Actor, code: str) -> bool:
    """Whether it is a state, or the people that stand for one: the Palestinians."""
    people = actor.kind == "group" and " " not in actor.name and states_in(actor.name) == {code}
    return actor.country == code and (actor.kind == "state" or people)

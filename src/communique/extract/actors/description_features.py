"""What speaks for an actor as whom a description means, for an actor of its own, and for nobody: named features.

They are of the words ("the Turkish minister": noun, state, whether definite), of who may be meant (his kind, his nouns
and offices, how he was spoken of last) and of what the rules say, which is one voice among them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from communique.extract.actors.discourse import Discourse, MentionTrace, grammatical_role
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.nominal_mentions import Description
from communique.extract.actors.pronoun_features import kind_of
from communique.extract.states_in_phrases import states_in
from communique.knowledge.word_lists import word_list
from communique.language.clauses import governing_verb, subject
from communique.language.tags import CONTENT_WORDS

WINDOW = 12  # sentences looked back
MOST = 8  # actors that one description may mean, beside whom the rules choose
JUST = 12  # mentions looked back for the subject of the clause


class Ruled(NamedTuple):
    """What the rules say of a description: whom it means, and which of them says so."""

    draft: ActorDraft | None
    by: str
    new: bool
    """Whether it is an actor of its own."""


class Described:
    """A description where it stands, and what does not depend on whom it may mean."""

    def __init__(self, discourse: Discourse, d: Description, owner: ActorDraft | None) -> None:
        self.discourse = discourse
        self.d = d
        self.owner = owner
        tokens = discourse.document.syntax
        self.head = tokens[d.head]
        self.here = discourse.document.sentence_number(self.head.idx)
        self.noun = d.nominal.noun
        self.kind = "people" if d.nominal.plural else d.nominal.kind
        self.opens = tokens[d.i].text.casefold()
        self.role = grammatical_role(self.head)
        self.code = d.countries[0] if len(d.countries) == 1 else None
        self.how = "owned" if d.owner is not None else "definite" if d.definite else "indefinite"

    @cached_property
    def modifiers(self) -> frozenset[str]:
        """The words before the noun that tell which one, without states."""
        words = self.discourse.document.syntax[self.d.i : self.d.head]
        return frozenset(
            t.text.casefold() for t in words if t.tag_ in CONTENT_WORDS and not states_in(t.text)
        ) - word_list("empty_modifiers")

    @cached_property
    def speaker(self) -> ActorDraft | None:
        """Who says the words in which it stands, if that is known."""
        inside = self.discourse.attribution_at(self.head.idx)
        return self.discourse.speakers.get(inside[0]) if inside is not None else None

    @cached_property
    def is_source(self) -> bool:
        """Whether it is the source of words."""
        return bool(self.discourse.sources.around(self.head.idx, self.head.idx + 1))

    @cached_property
    def clause_subject(self) -> ActorDraft | None:
        """The subject of its clause, where it is another."""
        verb = governing_verb(self.head)
        who = subject(verb) if verb is not None else None
        if who is None or who is self.head:
            return None
        return next((s.draft for s in reversed(self.discourse.seen[-JUST:]) if s.i <= who.i < s.j), None)

    def candidates(self, ruled: Ruled) -> Iterator[MentionTrace]:
        """The latest mentions of all whom the words may take up, the latest first."""
        told = 0
        for s in islice(reversed(self.discourse.latest.values()), MOST * 4):
            if s.draft is ruled.draft or (told < MOST and s.sentence >= self.here - WINDOW and self.agrees(s.draft)):
                told += 1
                yield s

    def agrees(self, draft: ActorDraft) -> bool:
        """Whether kind and number allow it, and the states that the words tell."""
        nominal = self.d.nominal
        if self.code is not None and draft.country not in (self.code, None) and not draft.members:
            return False
        if nominal.plural:
            return draft.plural
        if nominal.kind == "person":
            return draft.kind == "person" and not draft.plural
        return draft.kind != "person" and not (draft.kind == "group" and draft.plural and nominal.kind != "group")


def of_the_words(at: Described, ruled: Ruled, what: str) -> dict[str, float]:
    """What the words and the rules say for an actor of its own, or for nobody, as ``what`` tells."""
    d, nominal = at.d, at.d.nominal
    names = [
        what, f"{what}: {at.how}", f"{what}: {at.kind}", f"{what}: {at.kind} {at.how}", f"{what}: {at.noun}",
        f"{what}: {at.role}", f"{what}: {at.opens}", f"{what}: by {ruled.by}", f"{what}: by {ruled.by} {at.kind}",
        f"{what}: sector {nominal.sector or '-'}", f"{what}: {at.how} {at.role}",
    ]  # fmt: skip
    if (ruled.new and what == "own") or (ruled.draft is None and what == "nobody"):
        names += ["ruled", f"ruled {what}", f"ruled {what}: {at.kind}", f"ruled {what}: {at.how}"]
    if at.code is not None:
        names.append(f"{what}: of a state")
    if at.owner is not None:
        names.append(f"{what}: of {kind_of(at.owner)}")
    elif d.owner is not None:
        names.append(f"{what}: of nobody")
    if at.modifiers:
        names += [f"{what}: told apart", f"{what}: {at.how} told apart"]
    if at.is_source:
        names.append(f"{what}: source")
    if d.title is not None:
        names.append(f"{what}: rank {d.title.rank}")
    if d.j > d.head + 1:
        names.append(f"{what}: complement")
    if at.speaker is not None:
        names.append(f"{what}: told")
    if at.head.dep_ in ("attr", "appos", "conj", "compound"):
        names.append(f"{what}: {at.head.dep_}")
    return dict.fromkeys(names, 1.0)


def of_an_actor(
    at: Described, ruled: Ruled, draft: ActorDraft, latest: MentionTrace, *, place: int, fit: float | None
) -> dict[str, float]:
    """What speaks for an actor who has been spoken of.

    Args:
        at: the description.
        ruled: what the rules say of it.
        draft: the actor.
        latest: his latest mention.
        place: how many others of those who may be meant have been spoken of since.
        fit: how well an office of his fits the words; None where none does.
    """
    kind, gap = kind_of(draft), at.here - latest.sentence
    names = [
        f"{at.kind}: {kind}", f"{at.how}: {kind}", f"{at.kind} {at.how}", f"{at.noun}: {kind}",
        f"latest {latest.form}", f"{at.how}: latest {latest.form}", f"latest {latest.role}",
        f"{at.role} to {latest.role}",
    ]  # fmt: skip
    if draft is ruled.draft:
        names += ["ruled", f"ruled by {ruled.by}", f"ruled {at.kind}", f"ruled {at.how}", f"ruled: {kind}"]
    elif ruled.draft is None:
        names.append("ruled out by all")
    if gap == 0:
        names += ["same sentence", f"{at.how}: same sentence", f"same sentence: latest {latest.form}"]
    if place == 0:
        names += ["nearest", f"{at.kind}: nearest"]
    words = {w.casefold() for w in draft.name.split()}
    if at.noun in draft.nouns:
        names += ["noun", f"noun {at.how}", f"noun {at.kind}"]
        names.append("noun, told apart" if not at.modifiers <= words else "noun, as told")
    elif at.noun in words:
        names.append("noun in the name")
    elif draft.nouns and not draft.names:
        names.append("another noun")
    if at.modifiers:
        names.append("modifiers told" if at.modifiers <= words else "modifiers untold")
    if not draft.names and draft.code is None:
        names.append("described")
        if latest.form == "nominal" and at.discourse.document.syntax[latest.i].text.casefold() in ("a", "an"):
            names.append("described: new before")
    names += _of_state_and_office(at, draft, fit)
    if at.clause_subject is draft:
        names += ["subject of its clause", f"subject of its clause: {at.how}"]
    if at.speaker is draft:
        names.append("speaker")
    elif at.speaker is not None and at.speaker.country and at.speaker.country == draft.country:
        names.append("of the speaker")
    if at.owner is draft:
        names.append("owner")
    if at.is_source and draft in at.discourse.speakers.values():
        names.append("source, spoke before")
    return dict.fromkeys(names, 1.0) | {
        "often": math.log2(1 + at.discourse.counts[id(draft)]) / 3,
        "distance": -math.log2(1 + gap),
        f"{at.how}: distance": -math.log2(1 + gap),
        "beyond": math.log2(1 + place) / 3,
        "fit": fit or 0.0,
    }


def _of_state_and_office(at: Described, draft: ActorDraft, fit: float | None) -> Iterator[str]:
    """Whether his state, sector and office are those that the words tell."""
    sector = at.d.nominal.sector
    if sector is not None:
        yield "sector" if draft.sector == sector else "no sector" if draft.sector is None else "another sector"
        yield f"sector {sector}: {draft.sector or '-'}"
    if at.code is not None:
        yield "state" if draft.country == at.code else "state untold"
    elif at.owner is not None and at.owner.country is not None:
        yield "owner's state" if draft.country == at.owner.country else "another's state"
    if at.kind == "person":
        yield "office" if fit is not None else "no office" if draft.roles else "nothing told"
        if fit is None and at.d.title is not None:
            yield "another office" if draft.roles else "untitled"

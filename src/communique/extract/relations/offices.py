"""Who leads or represents whom: from the roles of persons, and "France's Jane Roe"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from communique.extract.offices import AMERICAN, CHAMBERS, held_once
from communique.extract.relations.relation_mention import RelationMention
from communique.extract.relations.terms import Term, term
from communique.extract.states_in_phrases import states_in
from communique.extract.time_index import TimeIndex
from communique.knowledge import bodies, organizations, titles
from communique.knowledge.titles import ModifierKind, TitleMatch
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Actor, Mention, Role, Span, hull
from communique.model.relation import RelationType

# Confidence, by hand: an office whose state or body stands beside it, is inferred, or is contested.
BESIDE, INFERRED, CONTESTED = 0.9, 0.7, 0.5

NEAR = 60  # characters between a title and the name whose office it is
PAST: tuple[ModifierKind, ...] = ("former", "dead")
"""Modifiers of a title whose holder doesn't hold the office now."""
HEADS = ("head_of_state", "head_of_government", "leader")
"""Ranks that lead a state; a chief of police or a first minister of a region does not."""


def states_of(document: Document) -> dict[str | None, Actor]:
    """The states of a report by their codes."""
    return {a.country: a for a in document.actors if a.kind == "state" and a.country}


def kind_of(match: TitleMatch, of: Actor) -> Literal["leads", "represents"] | None:
    """What the holder of an office is to the state or body whose it is; None of "the Kenyan director"."""
    kind = match.title.relation
    if kind == "none":
        return None
    if kind == "leads" and (match.has("deputy") or (of.kind == "state" and match.title.rank not in HEADS)):
        return "represents" if match.title.sector in bodies.OF_STATES else None
    return kind


def from_roles(document: Document, times: TimeIndex) -> Iterator[RelationMention]:
    """One relation for each person and the state or body whose office the text gives him.

    Of an office held once there is one only where its last day is told: "president from 2003 to 2008".
    """
    states = states_of(document)
    for actor in document.actors:
        if actor.kind != "person" or not any(m.form == "name" for m in actor.mentions):
            continue  # who is only described is left to the reading of descriptions
        seen: set[tuple[str, str]] = set()
        for role in actor.roles:
            match = titles.title(role.title)
            if match is None or match.title.relation == "none" or match.has("future", "opposition"):
                continue
            held = term(times, document.tokens_in(role.evidence)[-1:]) if role.evidence is not None else Term()
            if (match.has(*PAST) or held_once(document, role)) and held.until is None:
                continue
            held_of = document.actor(role.of)
            told = held_of if held_of is not None and _told(document, role, held_of) else None
            titled = _in_title(document, role, states)
            beside = _beside(document, role) or (titled if titled is not None and titled.kind != "state" else None)
            body = beside if beside is not None and beside.kind == "organization" else None
            of = _body_in_title(document, role, match) or body or told or beside
            sure = BESIDE if of is not None else INFERRED
            if of is None:
                of = titled or held_of
            if of is None and match.title.rank == "legislator":
                of = states.get(actor.country or "")
            kind: RelationType | None = kind_of(match, of) if of is not None else None
            if match.title.rank == "legislator" and kind == "represents":
                of = _chamber(document, actor, match)
                kind, sure = "member_of", BESIDE
            if of is None or kind is None or of.id == actor.id or ((kind, of.id) in seen and held == Term()):
                continue
            seen.add((kind, of.id))
            sure = sure if not match.has("contested") else CONTESTED
            yield RelationMention(
                kind, actor, of, (_evidence(document, actor, role),), sure, term=held, office=match.title.title
            )


def _told(document: Document, role: Role, of: Actor) -> bool:
    """Whether words near a title tell whose office it is; of "President Roe" only the holder's country does."""
    if role.evidence is None or of.kind != "state":
        return True
    near = Span(max(0, role.evidence.start - NEAR), role.evidence.end + NEAR)
    return of.country in states_in(near.of(document.view)) or any(a.id == of.id for _, a in document.mentions_in(near))


def _chamber(document: Document, actor: Actor, match: TitleMatch) -> Actor | None:
    """The chamber in which an American sits who bears a title of its members."""
    key = next((k for k in CHAMBERS if match.title.title in word_list(k)), None)
    chamber = organizations.by_key(key) if key is not None and actor.country == AMERICAN else None
    return next((a for a in document.actors if chamber is not None and a.name == chamber.name), None)


def _body_in_title(document: Document, role: Role, match: TitleMatch) -> Actor | None:
    """The body whose name runs into a title: "Chadian [foreign ministry] spokesman", "German [government] envoy".

    A minister is his state's: "U.S. [Treasury] Secretary".
    """
    title = role.evidence
    if title is None or match.title.rank.endswith("minister"):
        return None
    around = document.mentions_in(Span(max(0, title.start - NEAR), title.end))
    found = [(m, a) for m, a in around if a.kind == "organization" and title.start < m.end < title.end]
    return found[-1][1] if found else None


def _in_title(document: Document, role: Role, states: dict[str | None, Actor]) -> Actor | None:
    """The body that a title begins with ("State Department spokesman"): itself, else the state whose it is."""
    words = role.title.split()
    for n in range(len(words) - 1, 0, -1):
        name = " ".join(words[:n])
        own = next(
            (a for a in document.actors if a.kind == "organization" and a.name.casefold() == name.casefold()), None
        )
        if own is not None:
            return own
        found = bodies.body(name)
        if found is not None and found.country is not None:
            return states.get(found.country)
    return None


def _beside(document: Document, role: Role) -> Actor | None:
    """The body right before a title: "Foreign Office spokeswoman"."""
    if role.evidence is None:
        return None
    before = document.mentions_in(Span(max(0, role.evidence.start - 60), role.evidence.start))
    if before and before[-1][1].kind in ("organization", "state"):
        between = document.view[before[-1][0].end : role.evidence.start]
        return before[-1][1] if between.strip(" ") in ("", "'s", "’s", "'", "’") else None
    return None


def _evidence(document: Document, actor: Actor, role: Role) -> Span:
    """Title and name together where they stand side by side, with the state or body in front."""
    title = role.evidence
    if title is None:
        return actor.mentions[0].span
    span = title
    names = [m for m in actor.mentions if m.form == "name"]
    beside = [m for m in names if 0 <= m.start - title.end < NEAR or 0 <= title.start - m.end < NEAR]
    if beside:
        span = hull([title, min(beside, key=lambda m: abs(m.start - title.start)).span])
    before = document.view[max(0, span.start - 30) : span.start].rstrip()
    word = before.split()[-1:] if before else []
    if word and (states_in(word[0]) or word[0].endswith(("'s", "’s"))):
        span = Span(document.view.rindex(word[0], 0, span.start), span.end)
    return span


def from_possessives(document: Document, held: set[str]) -> Iterator[RelationMention]:
    """ "France's Jane Roe" speaks for France; not for those in ``held``, whose office is known."""
    states = [(m, a) for a in document.actors if a.kind == "state" for m in a.mentions if m.form in ("name", "metonym")]
    people: list[Actor] = [a for a in document.actors if a.kind == "person" and a.id not in held]
    names: dict[int, tuple[Mention, Actor]] = {m.start: (m, a) for a in people for m in a.mentions if m.form == "name"}
    for mention, state in states:
        for mark in ("'s ", "’s ", "' ", "’ "):
            if (
                document.view.startswith(mark, mention.end)
                and (beside := names.get(mention.end + len(mark))) is not None
            ):
                yield RelationMention("represents", beside[1], state, (Span(mention.start, beside[0].end),), INFERRED)

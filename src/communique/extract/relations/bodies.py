"""The hierarchy and the membership of bodies, as lists in brackets tell it and as the tables know it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.relations.relation_mention import RelationMention
from communique.knowledge import organizations
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Actor, Span

SURE = 0.85  # confidence, by hand

LONGEST = 400  # characters that a list of members in brackets may have


def from_lists(document: Document) -> Iterator[RelationMention]:
    """ "the Quartet (the United States, Russia, the European Union and the United Nations)": members."""
    view = document.view
    for body in document.actors:
        if body.kind not in ("organization", "group") or body.members:
            continue
        for m in body.mentions:
            if m.form == "pronoun" or view[m.end : m.end + 2] != " (":
                continue
            close = view.find(")", m.end, m.end + LONGEST)
            if close < 0:
                continue
            inside = document.mentions_in(Span(m.end + 2, close))
            named = [a for n, a in inside if n.form in ("name", "metonym") and a.id != body.id]
            members = [a for a in named if a.kind in ("state", "organization")]
            rest = view[m.end + 2 : close]
            for n, _ in reversed(inside):
                rest = rest[: n.start - m.end - 2] + rest[n.end - m.end - 2 :]
            words = rest.replace(",", " ").replace(";", " ").replace("&", " ").split()
            if len(members) < 2 or any(w.casefold() not in word_list("between_members") for w in words):
                continue
            for member in dict.fromkeys(members):
                yield RelationMention("member_of", member, body, (Span(m.start, close + 1),), SURE)


def from_tables(document: Document) -> Iterator[RelationMention]:
    """A body and the one above it, where the report names both and the tables know the one as the other's organ."""
    known: dict[str, Actor] = {}
    for actor in document.actors:
        if actor.kind in ("organization", "group") and actor.mentions:
            found = organizations.by_name(actor.name)
            if found is not None:
                known.setdefault(found.key, actor)
    for key, actor in known.items():
        above = next((known[p.key] for p in organizations.parents(key) if p.key in known), None)
        if above is not None and above.id != actor.id:
            evidence = sorted({_name(actor), _name(above)})
            yield RelationMention("part_of", actor, above, tuple(evidence), SURE)


def _name(actor: Actor) -> Span:
    return next((m.span for m in actor.mentions if m.form == "name"), actor.mentions[0].span)

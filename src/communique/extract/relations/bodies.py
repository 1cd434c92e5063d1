"""The hierarchy and the membership of bodies, as lists in brackets tell it and as the tables know it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.mention_index import MENTION_INDEX
from communique.extract.relations.relation_mention import RelationMention
from communique.extract.states_in_phrases import states_in
from communique.knowledge import bodies, organizations, titles
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.tags import VERBS
from communique.model import Actor, Mention, Span

SURE = 0.85  # confidence, by hand

BY_NAME = 0.9  # and of a body of a state whose name stands with it

OF_STATES = ("body", "court", "bank")
"""Kinds of known organisations that are a state's own; a party, a paper or a company is not."""

HYPHEN = re.compile(r"\w[-‑–]\w")
"""Of "Kenyan-backed forces"."""

OF_LEADER = re.compile(r" (?:of|under|led by) (?:(?:al|el|bin|de)?[ -]?[A-Z][\w.-]*(?: al| bin| de)? ?){1,5}")
"""Behind a government: "of Peruvian President Jane Roe", "of President Omar al-Roe"."""
OWN = re.compile(r"\b(his|her) ?", re.IGNORECASE)

NEAR = 30  # characters between a possessor and the mention that it owns

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


def from_states(document: Document, above: set[str]) -> Iterator[RelationMention]:
    """A state's own bodies and forces, and the state: "Kenya's foreign ministry", "the Kenyan army", "Congress".

    Args:
        document: with its actors.
        above: ids of the bodies of which it is known already what they are part of.
    """
    states = {a.country: a for a in document.actors if a.kind == "state" and a.country}
    in_titles = {r.of: r.evidence for a in document.actors for r in a.roles if r.of is not None}
    for actor in document.actors:
        state = states.get(actor.country or "")
        if state is None or actor.id in above or actor.members or not _is_of_a_state(actor):
            continue
        told = next((m.span for m in actor.mentions if m.form != "pronoun" and _names_state(document, m, state)), None)
        if not actor.mentions:
            told = in_titles.get(actor.id)  # "Kenyan foreign ministry spokesman Roe"
        if told is not None:
            yield RelationMention("part_of", actor, state, (told,), BY_NAME)


def from_governments(document: Document) -> Iterator[RelationMention]:
    """Who leads the government that is called by him: "the Roe administration", "the government of President Roe".

    Also "his cabinet", where he who is meant is known to lead or rule. Whoever is named by such a description alone
    ("the Roe administration" in a report that has no Roe) leads nothing here.
    """
    leaders = [a for a in document.actors if a.kind == "person" and a.name and (a.roles or a.country)]
    for actor in document.actors:
        if actor.kind not in ("organization", "group") or actor.members:
            continue
        for m in actor.mentions:
            words = document.view[m.start : m.end].split()
            if m.form == "pronoun" or not words:
                continue
            bare = [w.casefold() for w in words if w.casefold() not in ("the", "his", "her")]
            if not word_list("governments_of_leaders").intersection(bare[:1] + bare[-1:]):
                continue
            leader = _called_by(document, leaders, m, words) or _whose(document, m)
            if leader is not None and leader.id != actor.id:
                yield RelationMention("leads", leader, actor, (m.span,), SURE)
                break


def _called_by(document: Document, leaders: list[Actor], mention: Mention, words: list[str]) -> Actor | None:
    """The one leader whose surname is in a mention, or right behind it: "the government [of President Roe]"."""
    behind = OF_LEADER.match(document.view, mention.end)
    if behind is not None:
        words = [*words, *behind.group().split()]
    named = {w.strip(".,").removesuffix("'s").removesuffix("’s").removesuffix("'") for w in words if w[:1].isupper()}
    found = [
        a
        for a in leaders
        if a.name.split()[-1] in named
        or (
            _bare(a.name.split()[-1]) in named
            and (
                behind is not None
                or named.issuperset(a.name.split()[-2:])
                or any(x.form == "name" and not mention.start <= x.start < mention.end for x in a.mentions)
            )
        )
    ]
    return found[0] if len(found) == 1 else None


def _bare(surname: str) -> str:
    """A surname without the Arabic article: "the [Roe] regime" is Omar al-Roe's."""
    return surname[3:] if surname[:3].casefold() in ("al-", "el-") else surname


def _whose(document: Document, mention: Mention) -> Actor | None:
    """The person with an office whose the pronoun before a mention is: "[his] cabinet"."""
    owner = OWN.search(document.view, max(0, mention.start - 4), mention.start) or OWN.match(
        document.view, mention.start, mention.end
    )
    if owner is None:
        return None
    whose = [a for _, a in document.mentions_in(Span(*owner.span(1)))]
    return next((a for a in whose if a.kind == "person" and any(_rules(role.title) for role in a.roles)), None)


def _rules(title: str) -> bool:
    match = titles.title(title)
    return match is not None and match.title.relation == "leads" and not match.has("former", "future")


def from_inclusion(document: Document) -> Iterator[RelationMention]:
    """ "The Group of 20 includes Argentina, Brazil and Chile": members that a verb of including lists."""
    who = document.index(MENTION_INDEX)
    including = word_list("including_members")
    for token, word in zip(document.syntax, document.folded, strict=True):
        if word not in including or token.tag_ not in VERBS:
            continue
        subject = clauses.subject(token)
        body = who.actor_of(subject) if subject is not None else None
        if body is None and subject is not None:  # "the [G-20] group includes"
            before = clauses.children(subject, "compound", "nmod", "amod")
            body = next((a for c in reversed(before) if (a := who.actor_of(c)) is not None), None)
        if body is None or body.kind != "organization":
            continue
        members = [
            a
            for o in clauses.objects(token)
            for a in who.actors_in_coordination(o)
            if a.kind in ("state", "organization") and a.id != body.id
        ]
        if len(members) < 2:
            continue
        last = max(o.right_edge.i for o in clauses.objects(token))
        end = token.doc[last]
        for member in dict.fromkeys(members):
            yield RelationMention("member_of", member, body, (Span(token.idx, end.idx + len(end.text)),), SURE)


def from_members(document: Document) -> Iterator[RelationMention]:
    """Groups that are called members of a body: "NATO members", "the member states of the African Union"."""
    for actor in document.actors:
        if actor.kind != "group":
            continue
        for m in actor.mentions:
            words = document.view[m.start : m.end].casefold().replace("-", " ").split()
            if m.form == "pronoun" or not words:
                continue
            called = bool(word_list("called_members") & set(words))
            if not called and words[-1] not in word_list("members_of_bodies"):
                continue
            around = document.mentions_in(Span(max(m.start - NEAR, 0), m.end + NEAR))
            body = next((a for n, a in around if _body_of_members(document, n, a, m, called=called)), None)
            if body is not None and body.id != actor.id:
                yield RelationMention("member_of", actor, body, (m.span,), SURE)
                break


def _body_of_members(document: Document, body: Mention, of: Actor, members: Mention, *, called: bool) -> bool:
    """Whether a body's name stands in the words, right before them, or behind them with "of".

    Those that are ``called`` members may be "its"; countries are a body's whose name stands right before them.
    """
    if of.kind != "organization" or body.form not in ("name", "pronoun"):
        return False
    if body.form == "pronoun":
        owned = document.view[body.start : body.end].casefold() == "its"
        return called and owned and members.start - 1 <= body.end <= members.start + 4
    if not called:
        known = organizations.by_name(document.view[body.start : body.end]) or organizations.by_name(of.name)
        if known is None or known.kind not in ("igo", "alliance", "forum"):
            return False
        last = document.view.rfind(" ", members.start, members.end)
        return members.start - 1 <= body.end <= last or body.end + 1 == members.start
    if members.start <= body.start and body.end <= members.end:
        return True
    if body.end <= members.start:
        return document.view[body.end : members.start].strip(" '’s") == ""
    return document.view[members.end : body.start].casefold().split() in (["of"], ["of", "the"])


def _names_state(document: Document, mention: Mention, state: Actor) -> bool:
    """Whether a mention says whose it is: "[Kenya]'s army", "the ministry of [Kenya]", not "Kenyan-backed forces"."""
    behind = (t.idx for t in document.tokens_in(mention.span) if t.tag_ == "IN" and t.text.casefold() != "of")
    front = document.view[mention.start : next(behind, mention.end)]  # not "the troops in Kenya"
    if HYPHEN.search(front):
        return False
    owners = [m.start - mention.end for m in state.mentions if m.form == "name"]
    for m in state.mentions:  # "the North's army", "its military"
        beside = mention.start - 4 <= m.end <= mention.end and m.start >= mention.start - NEAR
        possessed = m.form == "pronoun" and m.span.of(document.view).casefold() in ("its", "their", "our")
        if beside and (possessed or document.view[m.end : m.end + 2] in ("'s", "’s")):
            return True
    after = any(document.view.startswith(of, mention.end) and len(of) in owners for of in (" of ", " of the "))
    return after or state.country in states_in(front)


def _is_of_a_state(actor: Actor) -> bool:
    """Whether it is a body or a force by which a state acts: not its government as a whole, and not people."""
    known = organizations.by_name(actor.name)
    if known is not None:
        return known.country is not None and known.kind in OF_STATES
    last = actor.name.split(" in ")[0].split()[-1].casefold() if actor.name else ""  # "Kenyan embassy in Oslo"
    if last in word_list("parts_of_no_state") or actor.sector not in bodies.OF_STATES:
        return False
    return actor.kind == "organization" or (actor.kind == "group" and last in word_list("forces_of_states"))


def _name(actor: Actor) -> Span:
    return next((m.span for m in actor.mentions if m.form == "name"), actor.mentions[0].span)

"""Who represents or leads whom by a description: "Kenyan officials", "a spokesman for the ministry", "its leader"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.mention_index import MentionIndex
from communique.extract.relations.offices import PAST, kind_of, states_of
from communique.extract.relations.relation_mention import RelationMention
from communique.extract.states_in_phrases import states_in
from communique.knowledge import bodies, titles
from communique.knowledge.nominals import nominals
from communique.knowledge.titles import TitleMatch
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.phrases import head_of, noun_phrase
from communique.language.tree import Token
from communique.model import Actor, Mention, Span
from communique.model.relation import RelationType

TOLD, INFERRED = 0.85, 0.6  # confidence, by hand: whose office it is stands in the description, or is taken from afar

LONGEST = 16  # tokens that a description may have
HYPHENS = ("-", "‑", "–")
"""Before a name: "the anti-Kenyan minister"."""
OWNERS = ("state", "organization")


def from_descriptions(document: Document, who: MentionIndex, held: set[tuple[str, str]]) -> Iterator[RelationMention]:
    """One relation for each description of a person or a group in office, and each state or body that it tells.

    Args:
        document: with its actors.
        who: whom its tokens name.
        held: (person, state or body) of the offices that are known already, by their ids.
    """
    states = states_of(document)
    for actor in document.actors:
        if actor.kind not in ("person", "group") or (actor.members and actor.sector is None):
            continue  # "Kenya and Uganda" are no officials, "officials from Kenya and Uganda" are
        seen: set[str] = set()
        named = any(m.form == "name" for m in actor.mentions)
        for mention in actor.mentions:
            if mention.form != "nominal" or (named and _indefinite(document, mention)):
                continue  # "a Chadian diplomat" is nobody whose name is known
            for kind, of, span, sure in _described(document, who, states, actor, mention):
                if of.id != actor.id and of.id not in seen and (actor.id, of.id) not in held:
                    seen.add(of.id)
                    yield RelationMention(kind, actor, of, (span,), sure)


def _described(
    document: Document, who: MentionIndex, states: dict[str | None, Actor], actor: Actor, mention: Mention
) -> Iterator[tuple[RelationType, Actor, Span, float]]:
    """(relation, whose office, evidence, confidence) of one description."""
    tokens = list(document.tokens_in(mention.span))
    if not 0 < len(tokens) <= LONGEST:
        return
    words = [t.text for t in tokens]
    if word_list("once_in_office") & {w.casefold() for w in words}:
        return
    head = head_of(tokens)
    match = _title(words, next((k for k, t in enumerate(tokens) if t.i == head.i), len(tokens) - 1))
    noun = nominals().get(head.text.casefold())
    if noun is not None and noun.noun in word_list("officials_of_bodies"):
        yield from _staff(document, who, states, mention, head)
        return
    if match is not None and (match.title.relation == "none" or match.has(*PAST, "future", "opposition")):
        return
    if match is not None and (match.title.rank == "legislator" or (_of_any(match, words) and actor.kind == "person")):
        return
    official = noun is not None and noun.kind == "person" and noun.noun in word_list("officials")
    if match is None and not official:
        return
    sector = match.title.sector if match is not None else (noun.sector if noun is not None else None)
    owners, behind = _owners(document, who, states, mention, head)
    sure = TOLD
    if (
        not owners
        and behind is None
        and len(tokens) > 1  # "officials said": whose they are is for the reader to guess
        and sector in bodies.OF_STATES
        and (own := states.get(actor.country or "")) is not None
    ):
        owners, sure = [own], INFERRED
    for of in owners:
        kind: RelationType | None = kind_of(match, of) if match is not None else "represents"
        if kind == "leads" and match is not None and match.title.rank == "head_of_state" and of.sector == "PTY":
            kind = None  # "the Republican president"
        if kind == "leads" and actor.kind == "group" and of.kind != "state":
            kind = "represents"  # "EU leaders" are many
        if match is not None and match.title.rank.endswith("minister") and of.kind != "state" and of.country is None:
            kind = None  # "EU foreign ministers" are their states'
        if kind is not None and not (kind == "leads" and sure == INFERRED):
            yield kind, of, Span(mention.start, behind if behind is not None else mention.end), sure


def _staff(
    document: Document, who: MentionIndex, states: dict[str | None, Actor], mention: Mention, head: Token
) -> Iterator[tuple[RelationType, Actor, Span, float]]:
    """Those who act for a body whose name stands with them: "UN inspectors"; Kenyan officers are soldiers."""
    owners, behind = _owners(document, who, states, mention, head)
    for of in owners:
        if of.kind == "organization" and (of.sector in bodies.OF_STATES or of.sector == "IGO"):
            yield "represents", of, Span(mention.start, behind if behind is not None else mention.end), TOLD


def _indefinite(document: Document, mention: Mention) -> bool:
    return document.view[mention.start : mention.end].casefold().split()[:1][0] in ("a", "an", "another")


def _of_any(match: TitleMatch, words: list[str]) -> bool:
    """Whether it means whoever holds the office: "[a] Kenyan president"."""
    return match.title.relation == "leads" and not match.plural and words[0].casefold() in ("a", "an", "any", "no")


def _title(words: list[str], head: int) -> TitleMatch | None:
    """The title that the head of a description ends or lies in: "the [deputy foreign minister] of Chad"."""
    found = (titles.match(words, k) for k in range(head + 1))
    return next((m for m in found if m is not None and m.start <= head < m.end), None)


def _owners(
    document: Document, who: MentionIndex, states: dict[str | None, Actor], mention: Mention, head: Token
) -> tuple[list[Actor], int | None]:
    """Whose office a description tells: the body or state named in it or behind it, or the states of its adjectives.

    With the character behind the last word where they are told behind it. An office of nobody in the report gives
    an empty list and a character.
    """
    view = document.view
    inside = [
        (m, a)
        for m, a in document.mentions_in(mention.span)
        if m.end <= head.idx and m.form != "pronoun" and view[m.start - 1 : m.start] not in HYPHENS
    ]
    named = [a for _, a in inside if a.kind == "organization"][-1:] or _called(document, mention, head)
    codes = states_in(view[mention.start : head.idx])
    if named and not named[0].country:  # "British and EU negotiators", but "State Department officials"
        return [*(states[c] for c in sorted(codes) if c in states), *named], None
    if named or codes:
        return named or [states[c] for c in sorted(codes) if c in states], None
    for preposition, obj in clauses.prepositional([head]):
        if preposition not in word_list("office_of") and (preposition != "for" or not _speaks(head)):
            continue
        whole = who.actors_in_coordination(obj)
        parts = [x for a in whole for i in a.members if (x := document.actor(i)) is not None]
        return [x for x in parts or whole if _has_officials(x, head)], noun_phrase(obj).end
    owner = clauses.first_child(head, "poss")
    at = Span(owner.idx, owner.idx + len(owner.text)) if owner is not None else None
    whose = [a for m, a in document.mentions_in(at)] if at is not None else []
    if owner is not None and not whose:
        whose = [a for m, a in inside if m.start <= owner.idx < m.end]
    return [a for a in whose if _has_officials(a, head)][:1], None


def _called(document: Document, mention: Mention, head: Token) -> list[Actor]:
    """The body that the words before the head name: "[Pentagon] officials"; or mean, if one was named before: "a
    [ministry] official"."""
    before = document.view[mention.start : head.idx].split()
    if not before:
        return []
    organizations = [a for a in document.actors if a.kind == "organization"]
    words = " ".join(before).casefold()
    for actor in organizations:
        for m in actor.mentions:
            name = document.view[m.start : m.end].casefold().removeprefix("the ")
            if m.form in ("name", "metonym") and f" {words} ".find(f" {name} ") >= 0:
                return [actor]
    if before[-1].casefold() not in word_list("bodies_spoken_of"):
        return []
    own = [
        (m.start, a)
        for a in organizations
        for m in a.mentions
        if m.form == "name" and m.end <= mention.start and before[-1].casefold() in a.name.casefold().split()
    ]
    return [max(own, key=lambda pair: pair[0])[1]] if own else []


def _has_officials(actor: Actor, head: Token) -> bool:
    """Whether somebody may hold that office of the actor: of a person only who speaks for him."""
    return actor.kind in OWNERS or (actor.kind == "person" and _speaks(head))


def _speaks(head: Token) -> bool:
    return head.text.casefold() in word_list("who_speaks_for_one")
